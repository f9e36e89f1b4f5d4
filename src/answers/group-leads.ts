/** Questions about leads: who leads a group, what somebody leads, whether somebody leads a group. */
import { groupsLedBy } from '../community/find.js';
import type { Lead } from '../community/model.js';
import type { Inline, Line, Person } from '../reply/reply.js';
import { mannerOf } from './manner.js';
import { aboutGroup } from './meeting-subject.js';
import { type Recogniser, saying } from './recogniser.js';

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

/** "Is Lin Sun a lead of Security?": Yes or No, and who is. */
const isLead: Recogniser = ({ reading }, { community }) => {
  const name = reading.named('person', true)?.name;
  const group = reading.named('group', true)?.group;
  if (name === undefined || group === undefined || !reading.has('lead') || mannerOf(reading) !== 'yes-no')
    return undefined;
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

export const leadQuestions: readonly Recogniser[] = [isLead, whatPersonLeads, whoLeads];
