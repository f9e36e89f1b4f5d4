/** Questions about working groups: who leads, what somebody leads, which group handles a topic, forum, channel, list. */

import { groupsLedBy } from '../community/find.js';
import type { Group, Lead } from '../community/model.js';
import { shorten } from '../reply/build.js';
import type { Inline, Line, Person } from '../reply/reply.js';
import { siteName } from '../reply/site.js';
import type { Answered } from './answers.js';
import { aboutGroup, noMeeting, subjectOf } from './meeting-subject.js';
import { type Asked, command, type Recogniser, saying } from './recogniser.js';
import { stem } from './stem.js';
import { termsOf, wordsOf } from './terms.js';

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

interface Place {
  readonly what: string;
  readonly idea: 'forum' | 'channel' | 'charter' | 'folder';
  readonly of: (group: Group) => { readonly title: string; readonly url?: string } | undefined;
}

function channelOf({ slack, discord }: Group) {
  const names = [
    slack === undefined ? '' : `${slack} on Slack`,
    discord === undefined ? '' : `${discord} on Discord`,
  ].filter(Boolean);
  return names.length === 0 ? undefined : { title: names.join(', ') };
}

const linked = (url: string | undefined) => (url === undefined ? undefined : { title: siteName(url), url });

const places: readonly Place[] = [
  { what: 'channel', idea: 'channel', of: channelOf },
  { what: 'charter', idea: 'charter', of: (group) => linked(group.charter) },
  { what: 'document folder', idea: 'folder', of: (group) => linked(group.folder) },
  { what: 'forum', idea: 'forum', of: (group) => group.forum },
];

function placeAnswer(group: Group, { what, of }: Place): Answered {
  const found = of(group);
  const title = `${group.name}: ${what}`;
  const choices = [aboutGroup(group)];
  const lines = [group.line];
  if (found !== undefined) {
    const where: Inline = found.url === undefined ? found.title : { type: 'link', text: found.title, url: found.url };
    return saying('computed', {
      title,
      summary: `${group.name}, ${what}: ${found.title}${found.url === undefined || found.title.includes('@') ? '' : `, ${found.url}`}`,
      line: [where],
      choices,
      lines,
    });
  }
  const { forum } = group;
  const none = `No ${what} is listed for ${group.name}.`;
  if (forum === undefined || what === 'forum') return saying('unknown', { title, summary: none, choices, lines });
  const line: Line = [`${none} Its forum: `, { type: 'link', text: forum.title, url: forum.url }];
  return saying('unknown', { title, summary: `${none} Its forum: ${forum.title}`, line, choices, lines });
}

const placeOfGroup: Recogniser = ({ reading }) => {
  const group = reading.named('group', reading.hasAny('group', 'forum', 'channel', 'charter', 'folder'))?.group;
  if (group === undefined) return undefined;
  const place = places.find(({ idea }) => reading.has(idea));
  if (
    place === undefined ||
    reading.leftover([place.idea, 'group', 'where', 'join', 'list', 'contact', 'forum', 'channel']).length > 0
  )
    return undefined;
  return placeAnswer(group, place);
};

/** A group by the topic it looks after: its description has to hold every word of the topic. */
const whichGroup: Recogniser = ({ reading }, { community }) => {
  const asksGroup =
    reading.has('group') && (reading.hasAny('handle', 'lead') || reading.hasWord('which', 'what', 'who'));
  if (!asksGroup && !(reading.has('handle') && reading.hasWord('who', 'whom'))) return undefined;
  const topic = reading.words.filter((word, at) => {
    const isName = reading.mentions.some(
      (mention) => mention.named.kind === 'community' && mention.from <= at && at < mention.to,
    );
    return (
      !isName &&
      reading.leftover([]).includes(word) &&
      !['group', 'handle', 'lead', 'help'].some((idea) => word.ideas.has(idea as 'group'))
    );
  });
  if (topic.length === 0) return undefined;
  const fits = community.groups.filter((group) => {
    const terms = new Set([
      ...termsOf(`${group.name} ${group.about ?? ''}`),
      ...group.aliases.flatMap(wordsOf).map(stem),
    ]);
    return topic.every((word) => terms.has(word.stem));
  });
  if (fits.length === 0 || fits.length > 3) return undefined;
  const names = listed(fits.map((group) => group.name));
  const summary =
    fits.length === 1 ? `That is the ${names} group${describing(fits[0])}.` : `These groups look after that: ${names}.`;
  return saying('computed', {
    title: shorten(`Which group: ${names}`, 150),
    summary,
    choices: fits.map(aboutGroup),
    lines: fits.map((group) => group.line),
  });
};

function describing(group: Group | undefined): string {
  const about = group?.about?.replace(/[.\s]+$/, '');
  return about === undefined ? '' : `: ${about}`;
}

const groupInFull: Recogniser = (asked: Asked, known) => {
  const { reading } = asked;
  // An alias that is a plain word, "api", names its group where nothing else is said.
  const group = reading.named('group', reading.hasAny('group', 'about') || reading.words.length === 1)?.group;
  if (group === undefined) return undefined;
  if (reading.has('meeting')) {
    const subject = subjectOf(asked, known, ['join', 'where', 'when', 'public', 'next', 'list']);
    return subject !== undefined && 'without' in subject ? noMeeting(group) : undefined;
  }
  const speaks = reading.has('group') || reading.has('about') || reading.words.length <= 2;
  const left = reading.leftover(['group', 'about', 'join', 'where', 'contact', 'list', 'handle']).length;
  return speaks && left === 0 ? command('working-groups', { query: group.name }) : undefined;
};

const groupList: Recogniser = ({ reading }, { community }) => {
  // "Who leads?": the list tells.
  const asksLeads =
    reading.hasWord('who') && reading.has('lead') && !reading.has('group') && reading.mentions.length === 0;
  if (asksLeads && community.groups.length > 0 && reading.leftover(['lead', 'person', 'list']).length === 0)
    return command('working-groups');
  if (!reading.has('group') || community.groups.length === 0) return undefined;
  if (reading.mentions.some((mention) => mention.named.kind === 'group' && !mention.part)) return undefined;
  const asks = reading.has('list') || reading.hasWord('what', 'groups') || reading.hasWord('working');
  return asks && reading.leftover(['group', 'list', 'where', 'about']).length === 0
    ? command('working-groups')
    : undefined;
};

export const groupQuestions: readonly Recogniser[] = [
  placeOfGroup,
  whatPersonLeads,
  whoLeads,
  groupInFull,
  whichGroup,
  groupList,
];
