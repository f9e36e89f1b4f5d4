/** Questions about leads: who leads a group, what somebody leads, whether somebody leads a group. */
import { groupsLedBy } from '../community/find.js';
import type { Group, Lead } from '../community/model.js';
import type { Inline, Line, Person } from '../reply/reply.js';
import type { Answered } from './answers.js';
import { mannerOf } from './manner.js';
import { aboutGroup } from './meeting-subject.js';
import type { Reading } from './reading.js';
import { type Recogniser, saying } from './recogniser.js';
import { wordsOf } from './terms.js';

function person(lead: Lead): Person {
  const { name, slack, discord } = lead;
  return {
    type: 'person',
    name,
    ids: { ...(slack === undefined ? {} : { slack }), ...(discord === undefined ? {} : { discord }) },
  };
}

/** "a, b and c". */
function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

function company(lead: Lead): string {
  return lead.company === undefined ? '' : ` (${lead.company})`;
}

function separated(items: readonly Line[]): Line {
  return items.flatMap((item, at): Inline[] => [
    ...(at === 0 ? [] : [at === items.length - 1 ? ' and ' : ', ']),
    ...item,
  ]);
}

/** "Is Ada a lead of Security?", where no lead is of that name: a name is told by its capital letter. */
function isUnlisted(reading: Reading, group: Group): Answered | undefined {
  const left = reading.leftover(['lead', 'group', 'person']);
  const isName = left.length > 0 && left.length <= 3 && left.every((word) => /^\p{Lu}\p{Ll}/u.test(word.typed));
  if (!isName) return undefined;
  const names = group.leads.map((lead) => lead.name);
  const who =
    names.length === 0
      ? `No leads are listed for ${group.name}.`
      : `${listed(names)} ${names.length === 1 ? 'leads' : 'lead'} ${group.name}.`;
  return saying('computed', {
    title: `${group.name}: leads`,
    summary: names.length === 0 ? who : `No, nobody of that name. ${who}`,
    choices: [aboutGroup(group)],
    lines: [group.line],
  });
}

/** "Is Lin Sun a lead of Security?": Yes or No, and who is. */
const isLead: Recogniser = ({ reading }, { community }) => {
  const name = reading.named('person', true)?.name;
  const group = reading.named('group', true)?.group;
  if (group === undefined || !reading.has('lead') || mannerOf(reading) !== 'yes-no') return undefined;
  if (name === undefined) return isUnlisted(reading, group);
  if (reading.leftover(['lead', 'group', 'person']).length > 0) return undefined;
  const led = groupsLedBy(community, name);
  const others = group.leads.map((lead) => lead.name);
  const leads = led.length === 0 ? '' : ` ${name} leads ${listed(led.map((each) => each.name))}.`;
  const who =
    others.length === 0
      ? `No leads are listed for ${group.name}.`
      : `${listed(others)} ${others.length === 1 ? 'leads' : 'lead'} ${group.name}.`;
  return saying('computed', {
    title: `${group.name}: leads`,
    summary: led.includes(group) ? `Yes, ${name} leads ${group.name}.` : `No. ${who}${leads}`,
    choices: [aboutGroup(group)],
    lines: [group, ...led].map((each) => each.line),
  });
};

const whoLeads: Recogniser = ({ reading }) => {
  const group = reading.named('group', true)?.group;
  if (group === undefined || !reading.hasAny('lead', 'person') || reading.hasAny('forum', 'channel', 'meeting'))
    return undefined;
  if (reading.named('person', false) !== undefined || (!reading.has('lead') && !reading.hasWord('who', 'whom')))
    return undefined;
  if (reading.leftover(['lead', 'group', 'person', 'list']).length > 0) return undefined;
  const title = `${group.name}: leads`;
  const choices = [aboutGroup(group)];
  if (group.leads.length === 0)
    return saying('computed', {
      title,
      summary: `No leads are listed for ${group.name}.`,
      choices,
      lines: [group.line],
    });
  const names = group.leads.map((lead) => `${lead.name}${company(lead)}`);
  const verb = names.length === 1 ? 'leads' : 'lead';
  const line = [
    ...separated(group.leads.map((lead): Line => [person(lead), company(lead)].filter((part) => part !== ''))),
    ` ${verb} ${group.name}.`,
  ];
  return saying('computed', {
    title,
    summary: `${listed(names)} ${verb} ${group.name}.`,
    line,
    choices,
    lines: [group.line],
  });
};

/** What a person leads; for an address or number of theirs, only where to reach their groups: nothing private is listed. */
const whatPersonLeads: Recogniser = ({ reading }, { community }) => {
  // "Who is Andra?": a first name that only one lead has.
  const isShort = reading.hasWord('who') && reading.words.length <= 4;
  const name = reading.named('person', reading.hasAny('lead', 'group') || isShort)?.name;
  if (name === undefined) return undefined;
  const groups = groupsLedBy(community, name);
  const wantsContact = reading.hasAny('contact', 'forum', 'channel') && !reading.has('lead');
  const speaks =
    wantsContact || reading.hasAny('lead', 'group', 'person', 'handle', 'about') || reading.words.length <= 3;
  if (groups.length === 0 || !speaks) return undefined;
  const leads = `${name} leads ${listed(groups.map((group) => group.name))}.`;
  const choices = groups.slice(0, 5).map(aboutGroup);
  const lines = groups.map((group) => group.line);
  if (wantsContact) {
    if (reading.leftover(['contact', 'person', 'forum', 'channel', 'lead', 'group', 'where']).length > 0)
      return undefined;
    const forum = groups.find((group) => group.forum !== undefined)?.forum;
    const start = `I do not know personal addresses. ${leads}`;
    const ask: Line =
      forum === undefined ? [] : [' Write to the group: ', { type: 'link', text: forum.title, url: forum.url }];
    const summary = `${start}${forum === undefined ? '' : ` Write to the group: ${forum.title}`}`;
    return saying('unknown', { title: 'No personal addresses here', summary, line: [start, ...ask], choices, lines });
  }
  if (reading.leftover(['lead', 'group', 'person', 'handle', 'about', 'list']).length > 0) return undefined;
  return saying('computed', { title: `What ${name} leads`, summary: leads, choices, lines });
};

const employing = new Set(
  'work works working worked employ employed employer employee company compani organization organisation affiliation affiliated from at for with'.split(
    ' ',
  ),
);

/** "Does Lin Sun work at Google?", "which company is Lin Sun from?" */
const companyOf: Recogniser = ({ reading }, { community }) => {
  const name = reading.named('person', true)?.name;
  const asks =
    reading.hasWord('company', 'employer', 'affiliation') ||
    /\b(?:works?|working|employed|affiliated) (?:for|at|by|with|from)\b|^(?:is|are) .+ (?:at|with|from) \S+(?: \S+)?$/.test(
      reading.texts.join(' '),
    ) ||
    (reading.hasWord('where') && reading.hasWord('work', 'works'));
  if (name === undefined || !asks || reading.named('group', false) !== undefined || reading.has('meeting'))
    return undefined;
  const said = reading.leftover(['person', 'where']).filter((word) => !employing.has(word.text));
  const led = groupsLedBy(community, name);
  const at = led.flatMap(({ leads }) =>
    leads.filter((lead) => lead.name === name).flatMap((lead) => lead.company ?? []),
  );
  const companies = community.groups.flatMap(({ leads }) => leads.flatMap((lead) => wordsOf(lead.company ?? '')));
  const isCompany = said.every((word) => companies.includes(word.text) || /^\p{Lu}/u.test(word.typed));
  if (said.length > 3 || !isCompany) return undefined;
  const [company] = at;
  const isSo = said.every((word) => wordsOf(at.join(' ')).includes(word.text));
  const yesNo = mannerOf(reading) !== 'yes-no' || said.length === 0 ? '' : isSo ? 'Yes. ' : 'No. ';
  const summary =
    company === undefined
      ? `The community file names no company for ${name}.`
      : `${yesNo}${name} is listed with ${listed([...new Set(at)])}.`;
  return saying('computed', {
    title: `Where ${name} works`,
    summary,
    choices: led.slice(0, 5).map(aboutGroup),
    lines: led.map((group) => group.line),
  });
};

export const leadQuestions: readonly Recogniser[] = [companyOf, isLead, whatPersonLeads, whoLeads];
