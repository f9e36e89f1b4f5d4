import { beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../../../commands/index.js';
import type { Desk, Overheard } from '../../../src/adapter.js';
import type { Answered } from '../../../src/answers/answers.js';
import { openDesk, readCommunity } from '../../../src/bin/community-desk.js';
import { exampleCommunity } from '../../../src/bin/package-file.js';
import { createDesk } from '../../../src/command/dispatch.js';
import type { Community } from '../../../src/community/model.js';
import { reply } from '../../../src/reply/build.js';
import { createSchedule } from '../../../src/schedule/schedule.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { emptyCommunity } from '../../support/empty-community.js';
import { FixedReceipts } from '../../support/fixed-receipts.js';
import { KeptQuestions } from '../../support/kept-questions.js';
import { MemoryChanges } from '../../support/memory-changes.js';
import { RecordingLog } from '../../support/recording-log.js';
import { talk } from '../../support/talk.js';

const tuesday = (Date.parse('2026-11-24T10:00:00Z') / 1000) as Instant;
const rooms: Community['rooms'] = [
  { name: 'general', slack: 'C1', line: 1 },
  { name: 'help', slack: 'C2', answer: 'questions', line: 2 },
  { name: 'quiet', slack: 'C3', answer: 'off', line: 3 },
];
const question = 'how do I become a member?';

function said(text: string, change: Partial<Overheard> = {}): Overheard {
  return { platform: 'slack', place: 'room', room: 'C2', reader: { id: 'U0ANA' }, text, ...change };
}

const shareable = reply({
  title: 'Answer',
  summary: 'Answer.',
  body: [],
  choices: [
    { label: 'More', invoke: { command: 'meeting', options: {} } },
    { label: 'Show to the room', invoke: { command: 'meeting', options: {}, share: true } },
  ],
});

/** A desk whose every question comes to the same. */
function deskThatAnswers(answered: Answered, community: Partial<Community> = {}) {
  const whole = { ...emptyCommunity, rooms, ...community };
  const questions = new KeptQuestions();
  const log = new RecordingLog();
  const asked: string[] = [];
  const desk = createDesk({
    community: whole,
    schedule: createSchedule(whole),
    changes: new MemoryChanges(),
    answers: {
      async answer(text) {
        asked.push(text);
        return answered;
      },
    },
    ...{ questions, log, receipts: new FixedReceipts(), clock: new FixedClock(tuesday) },
    commands: registry,
    home: registry[0] as (typeof registry)[number],
  });
  return { desk, questions, log, asked };
}

const kinds = ['computed', 'curated', 'passage', 'maybe', 'smalltalk', 'unknown'] as const;
const of = (kind: (typeof kinds)[number]): Answered => ({ kind, reply: shareable });

describe('in a room that answers questions', () => {
  test.each(kinds)('an answer of kind %s is given only where it is sure', async (kind) => {
    const { desk } = deskThatAnswers(of(kind));
    const given = await desk.overhear(said(question));
    const isSure = kind === 'computed' || kind === 'curated' || kind === 'passage';
    expect(given?.title).toBe(isSure ? 'Answer' : undefined);
  });

  test('a passage tells nothing of how things stand at this time; the schedule does', async () => {
    const ofNow = said('will the next meeting be recorded?');
    expect(await deskThatAnswers(of('passage')).desk.overhear(ofNow)).toBeUndefined();
    expect((await deskThatAnswers(of('computed')).desk.overhear(ofNow))?.title).toBe('Answer');
  });

  test.each([
    ['where do we meet before the concert?', 'computed'],
    ['where can I get help with my taxes?', 'computed'],
  ] as const)('what is known of something near the question is kept back: %s', async (text, kind) => {
    expect(await deskThatAnswers(of(kind)).desk.overhear(said(text))).toBeUndefined();
    expect((await deskThatAnswers(of(kind)).desk.overhear(said('where do we meet?')))?.title).toBe('Answer');
  });

  test('a section that leaves out what was asked about is not quoted', async () => {
    const partly: Answered = { kind: 'passage', reply: shareable, leavesOut: true };
    expect(await deskThatAnswers(partly).desk.overhear(said(question))).toBeUndefined();
    // Who asks the desk is told where to look.
    expect((await deskThatAnswers(partly).desk.overhear(said(question, { thread: 'asker' })))?.title).toBe('Answer');
  });

  test('what was said around an open question is not kept', async () => {
    const { desk, questions } = deskThatAnswers(of('unknown'));
    await desk.overhear(said(`I work for Acme and my boss is in a hurry. ${question} Thanks!`));
    expect(questions.noted.map(({ text }) => text)).toEqual([question]);
  });

  test('what else was said beside the question is not looked up', async () => {
    const { desk, asked } = deskThatAnswers(of('computed'));
    await desk.overhear(said(`I know who leads networking. ${question} Thanks!`));
    expect(asked).toEqual([question]);
  });

  test('the answer is for all, and has no button that shows it to all', async () => {
    const { desk, asked } = deskThatAnswers(of('computed'));
    const given = await desk.overhear(said(question));
    expect(given).toMatchObject({ audience: 'room', choices: [{ label: 'More' }] });
    expect(asked).toEqual([question]);
  });

  test('a command’s answer is given, and a command that fails says nothing', async () => {
    const works = deskThatAnswers({ kind: 'command', invoke: { command: 'help', options: {} } });
    expect((await works.desk.overhear(said(question)))?.audience).toBe('room');
    const fails = deskThatAnswers({ kind: 'command', invoke: { command: 'nothing-such', options: {} } });
    expect(await fails.desk.overhear(said(question))).toBeUndefined();
    expect(fails.log.lines.some(({ message }) => message.includes('could not be listened to'))).toBe(true);
  });

  test.each([
    ['written by the maintainers', { kind: 'curated', reply: shareable, exact: true }],
    [
      'a heading of the documents',
      { kind: 'passage', reply: shareable, sections: [{ id: 'faq#1', title: 'FAQ: Will it rust in the rain?' }] },
    ],
  ] as const)('what has no form of a question is answered where its very words are %s', async (_what, answered) => {
    expect((await deskThatAnswers(answered).desk.overhear(said('Will it rust in the rain?')))?.title).toBe('Answer');
    expect(await deskThatAnswers(answered).desk.overhear(said('Will it rust in the rain'))).toBeUndefined();
    expect(await deskThatAnswers(of('curated')).desk.overhear(said('Will it rust in the rain?'))).toBeUndefined();
    expect(await deskThatAnswers(of('passage')).desk.overhear(said('Will it rust in the rain?'))).toBeUndefined();
  });

  test.each(['and who leads that one?', 'ok, but where is the last one?', 'what about the other ones?'])(
    'what leans on what was said before is no question to decline, nor to keep: %s',
    async (text) => {
      const { desk, questions } = deskThatAnswers(of('unknown'));
      expect(await desk.overhear(said(text, { thread: 'asker' }))).toBeUndefined();
      expect(questions.noted).toEqual([]);
      expect((await desk.overhear(said('who leads the networking group?', { thread: 'asker' })))?.title).toBe('Answer');
    },
  );

  test('talk is not even looked up', async () => {
    const { desk, asked, questions } = deskThatAnswers(of('passage'));
    expect(await desk.overhear(said('see you at the next meeting'))).toBeUndefined();
    expect(asked).toEqual([]);
    expect(questions.noted).toEqual([]);
  });

  test.each(['unknown', 'maybe'] as const)(
    'what is left open, of kind %s, is kept for the maintainers',
    async (kind) => {
      const { desk, questions } = deskThatAnswers(of(kind));
      await desk.overhear(said(question));
      await desk.overhear(said(question));
      expect(questions.noted).toEqual([
        { text: question, reason: 'unanswered', platform: 'slack', channel: 'C2', at: tuesday },
      ]);
    },
  );

  test('who asked is kept where the community file says so', async () => {
    const { desk, questions } = deskThatAnswers(of('unknown'), { questions: { keepsAskers: true } });
    await desk.overhear(said(question));
    expect(questions.noted[0]?.asker).toBe('U0ANA');
  });

  test('small talk is not kept', async () => {
    const { desk, questions } = deskThatAnswers(of('smalltalk'));
    await desk.overhear(said(question));
    expect(questions.noted).toEqual([]);
  });

  test('whoever floods it gets no more answers', async () => {
    const { desk } = deskThatAnswers(of('computed'));
    const given = await Promise.all(Array.from({ length: 40 }, () => desk.overhear(said(question))));
    expect(given.filter((one) => one !== undefined)).toHaveLength(20);
  });

  test('the log tells what was heard, without a word of it', async () => {
    const { desk, log } = deskThatAnswers(of('computed'));
    await desk.overhear(said(question));
    expect(log.lines).toEqual([
      {
        level: 'info',
        message: 'A question was overheard',
        fields: { platform: 'slack', room: 'C2', kind: 'computed', isSaid: true },
      },
    ]);
  });
});

describe('in a thread in which it answered', () => {
  test.each([
    ['asker', 'computed', true],
    ['asker', 'maybe', true],
    ['asker', 'unknown', true],
    ['asker', 'smalltalk', false],
    ['other', 'computed', true],
    ['other', 'maybe', false],
    ['other', 'unknown', false],
  ] as const)('the %s gets an answer of kind %s: %s', async (thread, kind, isGiven) => {
    const { desk } = deskThatAnswers(of(kind));
    expect((await desk.overhear(said(question, { room: 'C1', thread }))) !== undefined).toBe(isGiven);
  });

  test('what somebody else asks there and nobody can answer is not kept', async () => {
    const { desk, questions } = deskThatAnswers(of('unknown'));
    await desk.overhear(said(question, { room: 'C1', thread: 'other' }));
    expect(questions.noted).toEqual([]);
  });
});

test.each([
  ['answers mentions', {}, 'C1'],
  ['the file does not name', {}, 'C9'],
  ['is off', {}, 'C3'],
  ['is off, in a thread in which it answered', { thread: 'asker' }, 'C3'],
  ['has the same id on another platform', { platform: 'discord' }, 'C2'],
] as const)('nothing is looked up in a room that %s', async (_what, change, room) => {
  const { desk, asked } = deskThatAnswers(of('computed'));
  expect(await desk.overhear(said(question, { ...change, room }))).toBeUndefined();
  expect(asked).toEqual([]);
});

describe('the example community', () => {
  let desk: Desk;
  beforeAll(async () => {
    const community = { ...(await readCommunity(exampleCommunity())), rooms };
    // A person asks each of them: nobody is held back for asking too much.
    const clock = new FixedClock(tuesday);
    ({ desk } = await openDesk(community, clock, new RecordingLog(), new FixedReceipts(), new KeptQuestions()));
  });

  async function answered(lines: readonly string[]): Promise<readonly string[]> {
    const given: string[] = [];
    for (const [n, text] of lines.entries()) {
      if ((await desk.overhear(said(text, { reader: { id: `U${n}` } }))) !== undefined) given.push(text);
    }
    return given;
  }

  test('says nothing to ordinary talk in a room that answers questions', async () => {
    expect(await answered(talk('chatter'))).toEqual([]);
  });

  test('answers most of what newcomers ask there', async () => {
    expect((await answered(talk('questions'))).length).toBeGreaterThanOrEqual(45);
  });

  test('says nothing to talk in a thread of others, nor to what is addressed to a person', async () => {
    const toAna = talk('questions').map((text) => `@ana ${text}`);
    expect(await answered(toAna)).toEqual([]);
  });
});
