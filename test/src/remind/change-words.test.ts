import { expect, test } from 'vitest';
import type { Meeting } from '../../../src/community/model.js';
import { changeNotice, reasonSentence } from '../../../src/remind/change-words.js';
import { editedReply } from '../../../src/remind/plan.js';
import { shownOf } from '../../../src/remind/shown.js';
import type { Block, Reply } from '../../../src/reply/reply.js';
import { createSchedule, type ScheduledOccurrence } from '../../../src/schedule/schedule.js';
import { community, instant, meeting } from './sample.js';

const december10 = { year: 2026, month: 12, day: 10 };
const original = { ...december10, hour: 11, minute: 0 };
const full = meeting({ join: 'https://zoom.us/j/986657835', notes: 'https://docs.example/notes' });

function occurrence(of: Meeting, name = original): ScheduledOccurrence {
  const found = createSchedule(community(of)).named('community', name);
  if (found === undefined) throw new Error('no such occurrence');
  return found;
}

const plain = occurrence(full);
const skipped = occurrence({
  ...full,
  series: { ...full.series, except: [{ date: december10, why: 'the host is ill' }] },
});
const movedTo = (why?: string) =>
  occurrence({
    ...full,
    series: {
      ...full.series,
      moved: [{ from: december10, to: { ...original, day: 11, hour: 9 }, ...(why === undefined ? {} : { why }) }],
    },
  });
const extra = occurrence(
  { ...full, series: { ...full.series, extra: [{ at: { ...original, day: 15 }, why: 'release day' }] } },
  { ...original, day: 15 },
);

/** A reply as a reader sees it, line for line; moments as their instant. */
function lines({ title, body }: Reply): readonly string[] {
  return [title, ...body.flatMap(blockLines)];
}

function blockLines(block: Block): readonly string[] {
  if (block.type === 'text') return [block.line.map(inline).join('')];
  if (block.type === 'fields') return block.fields.map(({ label, value }) => `${label}: ${value.map(inline).join('')}`);
  throw new Error(`not expected here: ${block.type}`);
}

function inline(part: Extract<Block, { type: 'text' }>['line'][number]): string {
  if (typeof part === 'string') return part;
  if (part.type === 'struck') return `~${part.text}~`;
  if (part.type === 'link') return part.url;
  if (part.type === 'moment')
    return `<${new Date(part.at * 1000).toISOString().slice(0, 16)}${part.countdown ? ' …' : ''}>`;
  throw new Error(`not expected here: ${part.type}`);
}

const old = '~Thursday 10 December 2026, 11:00 to 12:00 in Los Angeles~';

test.each([
  [
    'skipped',
    { before: plain, after: skipped, isUndo: false },
    ['Community meeting: skipped', old, 'Skipped: the host is ill.'],
    'Community meeting: Thursday 10 December 2026, 11:00 to 12:00 in Los Angeles is skipped: the host is ill.',
  ],
  [
    'moved',
    { before: plain, after: movedTo('holidays'), isUndo: false },
    [
      'Community meeting: moved',
      `Was ${old}`,
      'Now <2026-12-11T17:00 …>',
      'Moved: holidays.',
      'Join: https://zoom.us/j/986657835',
    ],
    'Community meeting: moved to Friday 11 December 2026, 09:00 to 10:00 in Los Angeles: holidays.',
  ],
  [
    'moved without a reason',
    { before: plain, after: movedTo(), isUndo: false },
    ['Community meeting: moved', `Was ${old}`, 'Now <2026-12-11T17:00 …>', 'Join: https://zoom.us/j/986657835'],
    'Community meeting: moved to Friday 11 December 2026, 09:00 to 10:00 in Los Angeles.',
  ],
  [
    'a skip taken back',
    { before: skipped, after: plain, isUndo: true },
    [
      'Community meeting: on again',
      '<2026-12-10T19:00 …>',
      'It takes place after all.',
      'Join: https://zoom.us/j/986657835',
    ],
    'Community meeting: it takes place after all, Thursday 10 December 2026, 11:00 to 12:00 in Los Angeles.',
  ],
  [
    'skipped, then moved',
    { before: skipped, after: movedTo('holidays'), isUndo: false },
    [
      'Community meeting: on again',
      `Was ${old}`,
      'Now <2026-12-11T17:00 …>',
      'It takes place after all.',
      'Join: https://zoom.us/j/986657835',
    ],
    'Community meeting: it takes place after all, Friday 11 December 2026, 09:00 to 10:00 in Los Angeles.',
  ],
  [
    'a move taken back',
    { before: movedTo('holidays'), after: plain, isUndo: true },
    [
      'Community meeting: moved back',
      'Was ~Friday 11 December 2026, 09:00 to 10:00 in Los Angeles~',
      'Now <2026-12-10T19:00 …>',
      'Join: https://zoom.us/j/986657835',
    ],
    'Community meeting: moved back to Thursday 10 December 2026, 11:00 to 12:00 in Los Angeles.',
  ],
  [
    'added',
    { before: undefined, after: extra, isUndo: false },
    [
      'Community meeting: an extra meeting',
      '<2026-12-15T19:00 …>',
      'An extra meeting: release day.',
      'Join: https://zoom.us/j/986657835',
    ],
    'Community meeting: an extra meeting on Tuesday 15 December 2026, 11:00 to 12:00 in Los Angeles.',
  ],
  [
    'an extra meeting taken back',
    { before: extra, after: undefined, isUndo: true },
    [
      'Community meeting: taken back',
      '~Tuesday 15 December 2026, 11:00 to 12:00 in Los Angeles~',
      'This extra meeting is taken back.',
    ],
    'Community meeting: Tuesday 15 December 2026, 11:00 to 12:00 in Los Angeles is taken back.',
  ],
] as const)('the notice of a meeting that is %s', (_what, change, said, summary) => {
  const notice = changeNotice(change);
  expect(notice && lines(notice)).toStrictEqual(said);
  expect(notice).toMatchObject({
    audience: 'room',
    tone: 'plain',
    summary,
    choices: [{ label: 'Details', invoke: { command: 'meeting', options: { name: 'community' } } }],
  });
  expect(notice).not.toHaveProperty('mention');
});

test('there is no notice of what never was', () => {
  expect(changeNotice({ before: undefined, after: undefined, isUndo: true })).toBeUndefined();
});

test.each([
  [undefined, 'Skipped.'],
  ['', 'Skipped.'],
  ['the host is ill', 'Skipped: the host is ill.'],
  ['the host is ill.', 'Skipped: the host is ill.'],
  ['who hosts?', 'Skipped: who hosts?'],
])('a reason ends as one sentence: %j', (why, sentence) => {
  expect(reasonSentence('Skipped', why)).toBe(sentence);
});

test.each([
  ['skipped', skipped, ['Community meeting', old, 'Skipped: the host is ill.']],
  [
    'moved',
    movedTo('holidays'),
    [
      'Community meeting',
      `Was ${old}`,
      'Now <2026-12-11T17:00 …>',
      'Moved: holidays.',
      'Join: https://zoom.us/j/986657835',
      'Notes: https://docs.example/notes',
    ],
  ],
  [
    'noted upon',
    { ...plain, note: 'bring <@U1> your questions' },
    [
      'Community meeting',
      '<2026-12-10T19:00 …>',
      'Note: bring <@U1> your questions',
      'Join: https://zoom.us/j/986657835',
      'Notes: https://docs.example/notes',
    ],
  ],
  [
    'skipped with a note',
    { ...skipped, note: 'read the notes instead' },
    ['Community meeting', old, 'Skipped: the host is ill.', 'Note: read the notes instead'],
  ],
] as const)('a posted reminder of a meeting that is %s', (_what, of, said) => {
  const edited = editedReply(of, instant('2026-12-10T19:00:00Z'));
  expect(lines(edited)).toStrictEqual(said);
  expect(edited).toMatchObject({ title: 'Community meeting', audience: 'room', tone: 'plain' });
  expect(edited).not.toHaveProperty('mention');
});

test('a reminder that was posted for the new time does not strike the first one', () => {
  expect(lines(editedReply(movedTo('holidays'), instant('2026-12-11T17:00:00Z')))).toStrictEqual([
    'Community meeting',
    '<2026-12-11T17:00 …>',
    'Moved from <2026-12-10T19:00> (holidays).',
    'Join: https://zoom.us/j/986657835',
    'Notes: https://docs.example/notes',
  ]);
});

test('a reminder of a move that was taken back strikes the time that it showed', () => {
  expect(lines(editedReply(plain, instant('2026-12-11T17:00:00Z')))).toStrictEqual([
    'Community meeting',
    'Was ~Friday 11 December 2026, 09:00 to 10:00 in Los Angeles~',
    'Now <2026-12-10T19:00 …>',
    'Join: https://zoom.us/j/986657835',
    'Notes: https://docs.example/notes',
  ]);
});

test('what a reminder shows differs with the time, the reason and the note, and with nothing else', () => {
  const all = [plain, skipped, movedTo('holidays'), movedTo(), { ...plain, note: 'n' }].map(shownOf);
  expect(new Set(all).size).toBe(5);
  expect(shownOf(occurrence(meeting()))).toBe('["scheduled",1796929200,1796932800,"",""]');
});
