/**
 * Looks things up in the community file by the words that people type. Case, accents and the small words around a name
 * ("the networking WG") do not count. A lookup finds one thing or none; a match ranks; a near miss offers names.
 */
import { fold, nearest } from '../nearest.js';
import type { Community, Group, Link, Meeting } from './model.js';

const leading = /^(?:the|our|a) /;
const trailing = / (?:community meeting|meetings?|meetup|call|sync|working groups?|wgs?|groups?|teams?)$/;

/** A name reduced to what tells it apart: "The Networking WG meeting" becomes "networking". Never empty if `text` is not. */
function nameKey(text: string): string {
  let key = fold(text).replace(/ and /g, ' ');
  for (;;) {
    const shorter = key.replace(leading, '').replace(trailing, '');
    if (shorter === key) return key;
    key = shorter;
  }
}

/** How well a thing fits: smaller is better. Infinity: not at all. */
type Rank = number;

/** 0 the name itself, 1 the name starts so, 2 each word starts a word of the names, 3 the same over names and the rest. */
function rank(query: string, names: readonly string[], rest: readonly string[]): Rank {
  const wanted = nameKey(query);
  const keys = names.map(nameKey);
  if (keys.includes(wanted)) return 0;
  if (keys.some((key) => key.startsWith(wanted))) return 1;
  const words = wanted.split(' ');
  if (allStartWords(words, keys)) return 2;
  return allStartWords(words, [...keys, ...rest.map(fold)]) ? 3 : Number.POSITIVE_INFINITY;
}

function allStartWords(words: readonly string[], texts: readonly string[]): boolean {
  const all = texts.flatMap((text) => text.split(' '));
  return words.every((word) => all.some((candidate) => candidate.startsWith(word)));
}

/** Those that fit, best first; those that fit equally stay in the file's order. */
function ranked<T>(things: readonly T[], rankOf: (thing: T) => Rank): readonly T[] {
  return things
    .map((thing) => ({ thing, rank: rankOf(thing) }))
    .filter((entry) => entry.rank !== Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .map((entry) => entry.thing);
}

const meetingNames = (meeting: Meeting): readonly string[] => [meeting.id, meeting.title, ...meeting.aliases];
const groupNames = (group: Group): readonly string[] => [group.id, group.name, ...group.aliases];

/** The thing whose name is exactly this, or else exactly this without the small words around it. */
function named<T>(things: readonly T[], name: string, namesOf: (thing: T) => readonly string[]): T | undefined {
  const whole = fold(name);
  if (whole === '') return undefined;
  const key = nameKey(name);
  return (
    things.find((thing) => namesOf(thing).some((each) => fold(each) === whole)) ??
    things.find((thing) => namesOf(thing).some((each) => nameKey(each) === key))
  );
}

/** The meeting with this id, title or alias. */
export function findMeeting(community: Community, name: string): Meeting | undefined {
  return named(community.meetings, name, meetingNames);
}

/** The meeting of the whole community: the first in the file that belongs to no group, or else the first. */
export function mainMeeting({ meetings, groups }: Community): Meeting | undefined {
  const ofGroups = new Set(groups.map((group) => group.meeting));
  return meetings.find((meeting) => !ofGroups.has(meeting.id)) ?? meetings[0];
}

/** Meetings that fit the words by name or description, or whose group does; all of them, in file order, for ''. */
export function meetingsMatching(community: Community, query: string): readonly Meeting[] {
  if (fold(query) === '') return community.meetings;
  return ranked(community.meetings, (meeting) => {
    const groups = groupsOfMeeting(community, meeting);
    return rank(query, meetingNames(meeting), [meeting.about ?? '', ...groups.flatMap(groupText)]);
  });
}

/** The group with this id, name or alias. */
export function findGroup(community: Community, name: string): Group | undefined {
  return named(community.groups, name, groupNames);
}

function groupText(group: Group): readonly string[] {
  return [...groupNames(group), group.about ?? ''];
}

/** Groups that fit the words by name, description or a lead's name, in that order; all, in file order, for ''. */
export function groupsMatching(community: Community, query: string): readonly Group[] {
  if (fold(query) === '') return community.groups;
  const led = new Set(groupsLedBy(community, query));
  return ranked(community.groups, (group) => {
    const byName = rank(query, groupNames(group), [group.about ?? '']);
    return led.has(group) ? Math.min(byName, 4) : byName;
  });
}

/** Links about a topic: by a topic itself, then by title, then by what they say; all, in file order, for ''. */
export function linksAbout(community: Community, topic: string): readonly Link[] {
  if (fold(topic) === '') return community.links;
  return ranked(community.links, (link) => rank(topic, [link.id, ...link.topics], [link.title, link.say ?? '']));
}

/** The name of a profile, from an address such as https://github.com/geeknoid; '' where there is none. */
function handleOf(url: string | undefined): string {
  return url === undefined ? '' : fold(new URL(url).pathname.split('/').filter(Boolean).at(-1) ?? '');
}

/**
 * The groups that a person leads, in file order. The person is named by all or part of a name ("Taillefer") or by the
 * handle of a profile. One spelt differently in two groups counts as one where the profile is the same.
 */
export function groupsLedBy(community: Community, person: string): readonly Group[] {
  const wanted = fold(person);
  const words = wanted.split(' ').filter((word) => word.length > 1);
  if (words.length === 0) return [];
  const leads = community.groups.flatMap((group) => group.leads);
  const isMeant = (lead: Group['leads'][number]): boolean => {
    const name = fold(lead.name).split(' ');
    return words.every((word) => name.includes(word)) || handleOf(lead.url) === wanted;
  };
  const profiles = new Set(leads.filter(isMeant).flatMap((lead) => lead.url ?? []));
  return community.groups.filter((group) =>
    group.leads.some((lead) => isMeant(lead) || (lead.url !== undefined && profiles.has(lead.url))),
  );
}

/** The meeting of a group, if the file lists one. */
export function meetingOfGroup(community: Community, group: Group): Meeting | undefined {
  return community.meetings.find((meeting) => meeting.id === group.meeting);
}

/** The groups that meet in a meeting; empty for a meeting of the whole community. */
export function groupsOfMeeting(community: Community, meeting: Meeting): readonly Group[] {
  return community.groups.filter((group) => group.meeting === meeting.id);
}

/** At most three things that the words may have meant, nearest first, under the name that `show` gives. */
function near<T>(
  query: string,
  things: readonly T[],
  namesOf: (thing: T) => readonly string[],
  show: (thing: T) => string,
): readonly string[] {
  const shownBy = new Map(things.flatMap((thing) => namesOf(thing).map((name) => [nameKey(name), show(thing)])));
  const keys = nearest(nameKey(query), [...shownBy.keys()], 12);
  return [...new Set(keys.flatMap((key) => shownBy.get(key) ?? []))].slice(0, 3);
}

/** Names of groups that a misspelt query may have meant. */
export function nearGroups(community: Community, query: string): readonly string[] {
  return near(query, community.groups, groupNames, (group) => group.name);
}

/** Titles of meetings that a misspelt query may have meant. */
export function nearMeetings(community: Community, query: string): readonly string[] {
  return near(query, community.meetings, meetingNames, (meeting) => meeting.title);
}

/** Topics of links that a misspelt topic may have meant. */
export function nearTopics(community: Community, query: string): readonly string[] {
  const topics = [...new Set(community.links.flatMap((link) => link.topics))];
  return near(
    query,
    topics,
    (topic) => [topic],
    (topic) => topic,
  );
}
