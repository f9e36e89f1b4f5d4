/** Groups that the community file does not have, and the working groups' meetings taken together. */
import { findGroup, groupsMatching, meetingOfGroup, nearGroups } from '../community/find.js';
import { asksForRule } from './manner.js';
import { aboutGroup, momentInWords, momentOf, nextMeeting, titleOfMeeting } from './meeting-subject.js';
import { command, type Recogniser, saying } from './recogniser.js';
import { isStopWord } from './terms.js';

const allGroups = { label: 'All working groups', invoke: { command: 'working-groups', options: {} } };
/** Words that tell no group apart. */
const ordinary = new Set('new existing different stable own first certain particular given local'.split(' '));

/** "What is the next working group meeting?": the soonest of all groups' meetings. */
const soonestOfGroups: Recogniser = (asked, known) => {
  const { reading } = asked;
  if (!reading.has('group', 'meeting') || asksForRule(reading) || reading.named('group', true) !== undefined)
    return undefined;
  if (!reading.hasAny('next', 'when') || reading.leftover(['group', 'meeting', 'next', 'when', 'list']).length > 0)
    return undefined;
  if (!reading.has('next')) return command('meeting', { show: 'all' });
  const { community, schedule } = known;
  const meetings = community.groups.flatMap((group) => meetingOfGroup(community, group) ?? []);
  const [soonest] = meetings
    .flatMap((meeting) => schedule.next(meeting.id, asked.now) ?? [])
    .toSorted((a, b) => a.at - b.at);
  if (soonest === undefined) return undefined;
  return saying('computed', {
    title: titleOfMeeting(known, soonest.meeting),
    summary: `The soonest of the working groups: ${titleOfMeeting(known, soonest.meeting)}, ${momentInWords(soonest, asked)}.`,
    line: ['The soonest of the working groups: ', momentOf(soonest), '.'],
    choices: [
      nextMeeting(soonest.meeting),
      { label: 'All meetings', invoke: { command: 'meeting', options: { show: 'all' } } },
    ],
    lines: [soonest.meeting.line],
  });
};

/** "When does the wasm group meet?", where there is none: those that come near, and the list of all. */
const noSuchGroup: Recogniser = ({ reading }, { community }) => {
  const { groups } = community;
  if (groups.length === 0 || !reading.has('group') || reading.named('group', true) !== undefined) return undefined;
  const asksOfOne =
    reading.has('meeting') ||
    (reading.hasWord('who') && reading.has('lead')) ||
    reading.hasAny('forum', 'channel', 'notes');
  const groupAt = reading.words.findIndex((word) => word.ideas.has('group') && !isStopWord(word.text));
  const left = reading.leftover([
    'group',
    'meeting',
    'when',
    'next',
    'lead',
    'person',
    'where',
    'join',
    'often',
    'list',
    'forum',
    'channel',
    'notes',
  ]);
  const isName = left.every((word) => reading.words.indexOf(word) < groupAt && !ordinary.has(word.text));
  if (!asksOfOne || left.length === 0 || left.length > 3 || !isName) return undefined;
  const typed = left.map((word) => word.text).join(' ');
  const near = [
    ...groupsMatching(community, typed),
    ...nearGroups(community, typed).flatMap((name) => findGroup(community, name) ?? []),
  ];
  const offered = near.filter((group, at) => near.indexOf(group) === at).slice(0, 3);
  const names = offered.map((group) => group.name).join(' or ');
  const meant = names === '' ? '' : ` Perhaps ${names} looks after it.`;
  return saying('unknown', {
    title: 'No such working group',
    summary: `No working group of that name is listed.${meant} /working-groups shows them all.`,
    choices: [...offered.map(aboutGroup), allGroups],
  });
};

export const unlistedGroups: readonly Recogniser[] = [soonestOfGroups, noSuchGroup];
