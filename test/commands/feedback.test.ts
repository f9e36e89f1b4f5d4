import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { home, registry } from '../../commands/index.js';
import type { Invocation } from '../../src/adapter.js';
import type { Answered, AnswerSection } from '../../src/answers/answers.js';
import { createDesk } from '../../src/command/dispatch.js';
import type { Community } from '../../src/community/model.js';
import { reply, text } from '../../src/reply/build.js';
import { plainText } from '../../src/reply/plain.js';
import { createSchedule } from '../../src/schedule/schedule.js';
import type { QuestionLog } from '../../src/store/question-log.js';
import { openStore } from '../../src/store/store.js';
import { FixedClock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import { emptyCommunity } from '../support/empty-community.js';
import { FixedReceipts } from '../support/fixed-receipts.js';
import { openIstioDesk } from '../support/istio-desk.js';
import { KeptQuestions } from '../support/kept-questions.js';
import { MemoryChanges } from '../support/memory-changes.js';
import { RecordingLog } from '../support/recording-log.js';

const now = 1_800_000_000 as Instant;
const member = { id: 'ROLES.md#member', title: 'Roles: Member', url: 'https://example.org/roles#member' };
const vote = { id: 'ROLES.md#vote', title: 'Roles: Vote' };
const community: Community = {
  ...emptyCommunity,
  links: [{ id: 'forum', title: 'Forum', url: 'https://example.org/forum', topics: ['help'], line: 7 }],
};

/** What each question comes to; whatever else is asked is unknown. */
function answered(
  kind: 'passage' | 'curated' | 'maybe' | 'unknown' | 'computed',
  sections: readonly AnswerSection[],
): Answered {
  return { kind, sections, reply: reply({ title: kind, summary: `${kind}.`, body: [text('Said.')] }) };
}
const answers: Readonly<Record<string, Answered>> = {
  'how do I join?': answered('passage', [member, vote]),
  'where are stickers?': answered('curated', [{ id: 'answer/stickers', title: 'Stickers' }]),
  'who votes?': answered('maybe', [vote, member]),
  'when do we meet?': { ...answered('computed', []), lines: [42] } as Answered,
};

function openDesk(change: Partial<Community> = {}, questions: QuestionLog = new KeptQuestions()) {
  const log = new RecordingLog();
  const desk = createDesk({
    community: { ...community, ...change },
    schedule: createSchedule(community),
    changes: new MemoryChanges(),
    answers: {
      answer: async (question) => answers[question] ?? answered('unknown', []),
      passage: (section) => (section === vote.id ? answered('passage', [vote]) : undefined),
    },
    receipts: new FixedReceipts(),
    questions,
    clock: new FixedClock(now),
    log,
    commands: registry,
    home,
  });
  const asking = { platform: 'slack', place: 'room', room: 'C0', reader: { id: 'U0ANA' } } as const;
  return {
    log,
    ask: (question: string) => desk.answer({ ...asking, line: question }),
    press: (invoke: { command: string; options: Record<string, string> }, more: Partial<Invocation> = {}) =>
      desk.answer({ ...asking, ...more, invoke } as Invocation),
  };
}

const feedback = (question: string, answer: string, helpful: string) => ({
  command: 'feedback',
  options: { question, answer, helpful },
});

test.each([
  ['how do I join?', ['Helpful', 'Not helpful', 'Show to the room']],
  ['where are stickers?', ['Helpful', 'Not helpful', 'Show to the room']],
  ['who votes?', ['Show to the room']],
  ['when do we meet?', ['Show to the room']],
  ['is there tea?', ['Show to the room']],
])('the buttons below the answer to “%s”: %j', async (question, labels) => {
  const { choices } = await openDesk().ask(question);
  expect(choices.map(({ label }) => label)).toEqual(labels);
});

test('the buttons say what was asked and which section answered, without the people who were named', async () => {
  const questions = new KeptQuestions();
  const { choices } = await openDesk({}, questions).ask('how do I join?');
  expect(choices[1]?.invoke).toEqual({
    command: 'feedback',
    options: { question: 'how do I join?', answer: 'ROLES.md#member', helpful: 'no' },
  });
});

test('a computed answer names the line of the community file that it comes from', async () => {
  const { body } = await openDesk().ask('when do we meet?');
  expect(body.at(-1)).toEqual({ type: 'footnote', text: 'From community.yaml, line 42' });
});

test('“Helpful” counts once for each person, and is thanked without an offer to show it to the room', async () => {
  const questions = new KeptQuestions();
  const { press } = openDesk({}, questions);
  const said = await press(feedback('how do I join?', member.id, 'yes'));
  await press(feedback('how do I join?', member.id, 'yes'));
  await press(feedback('how do I join?', member.id, 'yes'), { reader: { id: 'U0BEN' } });
  expect({ helpful: questions.helpful, noted: questions.noted }).toEqual({
    helpful: [member.id, member.id],
    noted: [],
  });
  expect(said).toMatchObject({ title: 'Thank you', audience: 'asker', choices: [], beside: true });
});

test('“Not helpful” is kept once for each person, and says where to ask and what else there is', async () => {
  const questions = new KeptQuestions();
  const { press } = openDesk({}, questions);
  const said = await press(feedback('how do I join?', member.id, 'no'));
  await press(feedback('how do I join?', member.id, 'no'));
  expect(questions.noted).toEqual([
    { text: 'how do I join?', reason: 'not-helpful', near: member, platform: 'slack', channel: 'C0', at: now },
  ]);
  expect(plainText(said)).toBe(
    'Noted\n\nThe maintainers will see that this answer did not help. To ask a person: Forum <https://example.org/forum>.\n\nPerhaps one of these says it:',
  );
  expect(said.choices.map(({ label, invoke }) => [label, invoke.command])).toEqual([
    ['Roles: Vote', 'passage'],
    ['Where to get help', 'help-links'],
  ]);
});

test('a section whose heading is as long as a paragraph has an id that buttons may carry', async () => {
  const section = `ROLES.md#${'long-'.repeat(100)}`;
  const said = await openDesk().press({ command: 'passage', options: { section, question: 'who votes?' } });
  expect(said.title).toBe('No longer there');
  expect((await openDesk().press(feedback('how do I join?', section, 'no'))).title).toBe('Noted');
});

test('a button that somebody made up leaves nothing in the database', async () => {
  const questions = new KeptQuestions();
  const { ask, press } = openDesk({}, questions);
  for (const made of ['x'.repeat(300), 'answer/free-money', 'ROLES.md#none']) {
    expect((await press(feedback('how do I join?', made, 'yes'))).title).toBe('Thank you');
  }
  await ask('/feedback question:"how do I join?" answer:evil helpful:yes');
  expect(questions.helpful).toEqual([]);
  await press(feedback('how do I join?', 'Free money at evil.example', 'no'));
  expect(JSON.stringify(questions.noted)).not.toContain('evil');
});

test('where a person asks in a direct message is not kept, for its channel is theirs', async () => {
  const questions = new KeptQuestions();
  await openDesk({}, questions).press(
    { command: 'ask', options: { question: 'is there tea?' } },
    { place: 'direct', room: 'D0ANA' },
  );
  expect(questions.noted).toEqual([
    { text: 'is there tea?', reason: 'unanswered', platform: 'slack', channel: 'direct', at: now },
  ]);
});

test('an unanswered and a doubtful question are kept, with what came nearest; the same person asking again counts once', async () => {
  const questions = new KeptQuestions();
  const { ask } = openDesk({}, questions);
  for (const question of ['is there tea?', 'is there tea?', 'who votes?', 'how do I join?', 'when do we meet?'])
    await ask(question);
  expect(questions.noted).toEqual([
    { text: 'is there tea?', reason: 'unanswered', platform: 'slack', channel: 'C0', at: now },
    { text: 'who votes?', reason: 'doubtful', near: vote, platform: 'slack', channel: 'C0', at: now },
  ]);
});

test('who asked is kept only where the community file says so, and never who is named in the question', async () => {
  const [forgets, keeps] = [new KeptQuestions(), new KeptQuestions()];
  await openDesk({}, forgets).ask('does <@U0BEN> or @ben have tea?');
  await openDesk({ questions: { keepsAskers: true } }, keeps).ask('does <@U0BEN> have tea?');
  expect(JSON.stringify(forgets.noted)).not.toMatch(/U0ANA|U0BEN|ben/);
  expect(forgets.noted[0]?.text).toBe('does @someone or @someone have tea?');
  expect(keeps.noted[0]).toMatchObject({ asker: 'U0ANA', text: 'does @someone have tea?' });
});

test('a database that is down or hangs costs no answer, and its fault is not the log’s to tell twice', async () => {
  const down = new KeptQuestions();
  const broken = async () => {
    throw new Error('The database does not answer: U0ANA');
  };
  const never = () => new Promise<void>(() => undefined);
  for (const note of [broken, never]) {
    const { ask, press, log } = openDesk({}, Object.assign(down, { noteQuestion: note, noteHelpful: note }));
    expect((await ask('is there tea?')).title).toBe('unknown');
    expect((await press(feedback('how do I join?', member.id, 'no'))).title).toBe('Noted');
    expect((await press(feedback('how do I join?', member.id, 'yes'))).title).toBe('Thank you');
    expect(log.lines).toEqual([]);
  }
});

test('a section that is offered is shown with buttons of its own; one that is gone is a problem', async () => {
  const { press } = openDesk();
  const shown = await press({ command: 'passage', options: { section: vote.id, question: 'who votes?' } });
  expect(shown.choices.map(({ label, invoke }) => [label, invoke.options])).toEqual([
    ['Helpful', { question: 'who votes?', answer: vote.id, helpful: 'yes' }],
    ['Not helpful', { question: 'who votes?', answer: vote.id, helpful: 'no' }],
    ['Show to the room', { section: vote.id, question: 'who votes?' }],
  ]);
  const gone = await press({ command: 'passage', options: { section: 'OLD.md', question: 'who votes?' } });
  expect(gone).toMatchObject({
    tone: 'problem',
    summary: 'That passage is no longer in the documents. Ask again with /ask.',
  });
});

test('no person’s id reaches the database, nor the log, unless the file opts in', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-privacy-'));
  const written = async (change: Partial<Community>) => {
    const file = join(folder, `${Object.keys(change).length}.db`);
    const store = await openStore(file, { clock: new FixedClock(now) });
    const { ask, press, log } = openDesk(change, store);
    await ask('does <@U0BEN> have tea?');
    await ask('who votes?');
    await press(feedback('how do I join?', member.id, 'yes'));
    await press(feedback('how do I join?', member.id, 'no'));
    // Notes go before what is asked after them.
    expect(await store.openQuestions({ limit: 10 })).toHaveLength(3);
    await store.close();
    return readFileSync(file, 'latin1') + JSON.stringify(log.lines);
  };
  try {
    expect(await written({})).toContain('does @someone have tea?');
    expect(await written({})).not.toMatch(/U0ANA|U0BEN/);
    expect(await written({ questions: { keepsAskers: true } })).toMatch(/U0ANA/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('over the documents that ship: an answer, that it did not help, and what the maintainers then see', async () => {
  const questions = new KeptQuestions();
  const { desk, ask } = await openIstioDesk('2026-11-24T10:00:00Z', new FixedReceipts(), questions);
  const answer = await ask('how do I become a member?');
  const notHelpful = answer.choices.find(({ label }) => label === 'Not helpful')?.invoke;
  if (notHelpful === undefined) throw new Error('no button below the answer');
  const asking = { platform: 'console', place: 'direct', room: 'here', reader: { id: 'member' } } as const;
  const said = await desk.answer({ ...asking, invoke: notHelpful });
  expect(said.title).toBe('Noted');
  for (const { label, invoke } of said.choices) {
    expect((await desk.answer({ ...asking, invoke })).tone, label).toBe('plain');
  }
  expect(plainText(await ask('/questions'))).toMatch(
    /how do I become a member\? · once, found not helpful .* · near .*Member/,
  );
});
