/** The names of one community, as people type them: whole, by an alias, by the word that tells a group apart, or in part. */
import { groupsOfMeeting } from '../community/find.js';
import type { Community, Group, Lead, Meeting } from '../community/model.js';
import { stem } from './stem.js';
import { isStopWord, wordsOf } from './terms.js';

export type Named =
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'meeting'; readonly meeting: Meeting }
  | { readonly kind: 'person'; readonly name: string }
  | { readonly kind: 'community' };

interface Name {
  readonly stems: readonly string[];
  readonly named: Named;
  /** A part of a name or a group's alias, so perhaps a plain word: it counts where the sentence speaks of groups, meetings or leads. */
  readonly part: boolean;
}

/** Words around a name that tell nothing apart. */
const around = new Set([
  'meet',
  'call',
  'sync',
  'meetup',
  'work',
  'group',
  'wg',
  'wgs',
  'sig',
  'team',
  'special',
  'interest',
]);

function telling(text: string): readonly string[] {
  return wordsOf(text)
    .filter((word) => !isStopWord(word))
    .map(stem)
    .filter((word) => !around.has(word));
}

function groupNames(group: Group): readonly Name[] {
  const named = { kind: 'group', group } as const;
  const parts = telling(group.name).filter((word) => word.length > 2);
  return [
    ...[group.id, group.name].map((text) => ({ stems: telling(text), named, part: false })),
    ...group.aliases.map((alias) => ({ stems: telling(alias), named, part: telling(alias).length < 2 })),
    ...(telling(group.name).length > 1 ? parts.map((word) => ({ stems: [word], named, part: true })) : []),
  ];
}

function meetingNames(community: Community, meeting: Meeting): readonly Name[] {
  // A group's meeting is found through its group.
  const [group] = groupsOfMeeting(community, meeting);
  const named: Named = group === undefined ? { kind: 'meeting', meeting } : { kind: 'group', group };
  const alias = group === undefined ? false : undefined;
  return [
    ...[meeting.id, meeting.title].map((text) => ({ stems: telling(text), named, part: false })),
    ...meeting.aliases.map((text) => ({ stems: telling(text), named, part: alias ?? telling(text).length < 2 })),
  ];
}

function personNames(leads: readonly Lead[]): readonly Name[] {
  const people = [...new Set(leads.map((lead) => lead.name))];
  const count = (word: string) => people.filter((name) => wordsOf(name).includes(word)).length;
  return people.flatMap((name) => {
    const named = { kind: 'person', name } as const;
    const words = wordsOf(name);
    const alone = words.filter((word) => word.length > 2 && count(word) === 1 && !isStopWord(word));
    const firstAndLast =
      words.length > 2 ? [{ stems: [words[0] ?? '', words.at(-1) ?? ''].map(stem), named, part: false }] : [];
    return [
      { stems: words.map(stem), named, part: false },
      ...firstAndLast,
      ...alone.map((word) => ({ stems: [stem(word)], named, part: word !== words.at(-1) })),
    ];
  });
}

export interface Names {
  /** Longest first, whole names before parts. */
  readonly all: readonly Name[];
  /** Every word of a name as it is written. */
  readonly spellings: readonly string[];
}

export function namesOf(community: Community): Names {
  const leads = community.groups.flatMap((group) => group.leads);
  const all = [
    ...community.meetings.flatMap((meeting) => meetingNames(community, meeting)),
    ...community.groups.flatMap(groupNames),
    ...personNames(leads),
    { stems: telling(community.name), named: { kind: 'community' } as const, part: false },
  ].filter((name) => name.stems.length > 0 && name.stems.join('') !== '');
  const rank = (name: Name) => name.stems.length * 2 - (name.part ? 1 : 0);
  const texts = [
    community.name,
    ...community.groups.flatMap((group) => [group.name, ...group.aliases]),
    ...community.meetings.flatMap((meeting) => [meeting.title, ...meeting.aliases]),
    ...leads.map((lead) => lead.name),
  ];
  return { all: all.sort((a, b) => rank(b) - rank(a)), spellings: texts.flatMap(wordsOf) };
}

/** As the community file writes it; empty for the community itself. */
export function nameOf(named: Named): string {
  switch (named.kind) {
    case 'group':
      return named.group.name;
    case 'meeting':
      return named.meeting.title;
    case 'person':
      return named.name;
    case 'community':
      return '';
  }
}
