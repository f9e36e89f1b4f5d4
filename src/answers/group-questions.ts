/** Questions about working groups as such: one in full, all of them, how many there are. */
import type { Answered } from './answers.js';
import { leadQuestions } from './group-leads.js';
import { placeOfGroup } from './group-places.js';
import { noMeeting, subjectOf } from './meeting-subject.js';
import { type Asked, command, type Recogniser, saying } from './recogniser.js';
import { whichGroup } from './which-group.js';

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

/** "How many groups are there?" */
const howManyGroups: Recogniser = ({ reading }, { community }): Answered | undefined => {
  const { groups } = community;
  if (!reading.hasWord('how') || !reading.hasWord('many') || !reading.has('group') || groups.length === 0)
    return undefined;
  if (reading.named('group', true) !== undefined || reading.leftover(['group', 'list']).length > 0) return undefined;
  const count = groups.length === 1 ? '1 working group is' : `${groups.length} working groups are`;
  return saying('computed', {
    title: 'How many working groups',
    summary: `${count} listed: ${groups.map((group) => group.name).join(', ')}.`,
    choices: [{ label: 'All working groups', invoke: { command: 'working-groups', options: {} } }],
    lines: groups.map((group) => group.line),
  });
};

export const groupQuestions: readonly Recogniser[] = [
  placeOfGroup,
  ...leadQuestions,
  groupInFull,
  whichGroup,
  howManyGroups,
  groupList,
];
