import { expect, test } from 'vitest';
import type { Desk, Invocation } from '../../../src/adapter.js';
import { choice, count, defineCommand, text, zone } from '../../../src/command/command.js';
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

const community: Community = {
  ...emptyCommunity,
  maintainers: [{ slack: 'U0ANA' }, { discordRole: '555' }],
};

/** Answers with what it was given, so that a test sees what reached `run`. */
const echo = defineCommand({
  name: 'echo',
  summary: 'Answer with the options',
  aliases: ['parrot'],
  examples: ['echo', 'echo ants'],
  options: {
    name: text('Name', 20).optional(),
    show: choice('Show', ['next', 'all']).optional(),
    zone: zone('Zone').optional(),
    page: count('Page', 1, 50).optional(),
  },
  run: (options, { reader }) =>
    reply({ title: 'Echo', summary: JSON.stringify({ ...options, reader: reader.id }), body: [] }),
});

const ask = defineCommand({
  name: 'ask',
  summary: 'Ask something',
  examples: ['ask why'],
  options: { question: text('Question', 2_000) },
  run: ({ question }) => reply({ title: 'Asked', summary: question, body: [] }),
});

const note = defineCommand({
  name: 'note',
  summary: 'Write something down',
  examples: ['note'],
  options: {
    on: text('What it is about', 20).optional(),
    say: text('What to write', 200).toTheEnd().optional(),
    show: choice('Show', ['next', 'all']).optional(),
    page: count('Page', 1, 50).optional(),
  },
  run: (options) => reply({ title: 'Note', summary: JSON.stringify(options), body: [] }),
});

const thanks = defineCommand({
  name: 'thanks',
  summary: 'Say thanks',
  examples: ['thanks'],
  personal: true,
  options: {},
  run: () => reply({ title: 'Thanks', summary: 'Thanks.', body: [] }),
});

const broken = defineCommand({
  name: 'broken',
  summary: 'Fail',
  examples: ['broken'],
  options: {},
  run: () => {
    throw new Error('the wheel came off, token xoxb-1');
  },
});

const ledger = defineCommand({
  name: 'ledger',
  summary: 'Show what maintainers see',
  examples: ['ledger'],
  maintainers: true,
  options: {
    name: text('Name', 20)
      .completing(() => [{ label: 'Ants', value: 'ants' }])
      .optional(),
  },
  run: () => reply({ title: 'Ledger', summary: 'For maintainers.', body: [], audience: 'room' }),
});

const detour = defineCommand({
  name: 'detour',
  summary: 'Hand over to another command',
  examples: ['detour'],
  options: {},
  run: (_none, context) => context.run({ command: 'ledger', options: {} }),
});

interface TestDesk {
  readonly desk: Desk;
  readonly log: RecordingLog;
  readonly clock: FixedClock;
}

function openTestDesk(): TestDesk {
  const log = new RecordingLog();
  const clock = new FixedClock(1_800_000_000 as Instant);
  const desk = createDesk({
    community,
    schedule: createSchedule(community),
    changes: new MemoryChanges(),
    answers: { answer: async () => ({ kind: 'command', invoke: { command: 'echo', options: {} } }) },
    receipts: new FixedReceipts(),
    questions: new KeptQuestions(),
    clock,
    log,
    commands: [echo, ask, note, thanks, broken, ledger, detour],
    home: echo,
  });
  return { desk, log, clock };
}

const asking = { platform: 'slack', place: 'room', room: 'C1', reader: { id: 'U1' } } as const;
const said = async (line: string) => (await openTestDesk().desk.answer({ ...asking, line })).summary;

test.each([
  ['/echo', { reader: 'U1' }],
  ['/ECHO', { reader: 'U1' }],
  ['/parrot', { reader: 'U1' }],
  ['parrot', { reader: 'U1' }],
  ['/ echo', { reader: 'U1' }],
  ['//echo', { reader: 'U1' }],
  ['/echo two words', { name: 'two words', reader: 'U1' }],
  ['/echo all', { show: 'all', reader: 'U1' }],
  ['/echo ants ALL 3', { name: 'ants', show: 'all', page: 3, reader: 'U1' }],
  ['/echo all ants', { name: 'all ants', reader: 'U1' }],
  ['/echo ants page 3', { name: 'ants', page: 3, reader: 'U1' }],
  ['/echo name:"all ants" page:2', { name: 'all ants', page: 2, reader: 'U1' }],
  ['/echo ants in Tokyo', { name: 'ants', zone: 'Asia/Tokyo', reader: 'U1' }],
  ['/echo in Europe/Berlin', { zone: 'Europe/Berlin', reader: 'U1' }],
  ['/echo http://a.example', { name: 'http://a.example', reader: 'U1' }],
])('%s is read as its options', async (line, expected) => {
  expect(JSON.parse(await said(line))).toEqual(expected);
});

test.each([
  ['/note ants say:see page 3 of all', { on: 'ants', say: 'see page 3 of all' }],
  ['/note on:ants say:https://a.example/?page=3 all', { on: 'ants', say: 'https://a.example/?page=3 all' }],
  ['/note say:"all of it" ', { say: 'all of it' }],
  ['/note say=he said "no" on:ants', { say: 'he said "no" on:ants' }],
  ['/note essay:ants all', { on: 'essay:ants', show: 'all' }],
])('%s: text that goes to the end takes all behind its name', async (line, expected) => {
  expect(JSON.parse(await said(line))).toEqual(expected);
});

test('what concerns the asker alone is not offered to the room', async () => {
  const { desk } = openTestDesk();
  expect((await desk.answer({ ...asking, line: '/thanks' })).choices).toEqual([]);
  expect((await desk.answer({ ...asking, line: '/echo' })).choices).toHaveLength(1);
});

test('what is not a command is a question, taken as it stands', async () => {
  expect(await said('  why: "this"?  ')).toBe('why: "this"?');
  expect(await said('/ask name:x in Tokyo 3')).toBe('name:x in Tokyo 3');
});

test.each([
  ['/ehco', 'There is no command “ehco”. Did you mean “/echo”? Try /frontdesk to see them all.'],
  ['/ask', 'Please say the question. For example: /ask why'],
  ['', 'Ask me in a sentence, for example: when is the next meeting?'],
  ['   \n ', 'Ask me in a sentence, for example: when is the next meeting?'],
  ['/echo page:0', '“0” does not fit page: use a whole number from 1 to 50.'],
  ['/echo page:many', '“many” does not fit page: use a whole number from 1 to 50.'],
  ['/echo show:none', '“none” does not fit show: use next or all.'],
  ['/echo zone:Europe/Berln', '“Europe/Berln” is not the name of a time zone. Use Europe/Berlin.'],
  ['/echo zone:Mars', '“Mars” is not a time zone I know. Use a name such as Europe/Berlin.'],
  ['/echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'That is 30 characters; name can be 20 at most. Please shorten it.'],
])('%s is told what to do next', async (line, sentence) => {
  const reply = await openTestDesk().desk.answer({ ...asking, line });
  expect(reply).toMatchObject({ tone: 'problem', audience: 'asker', summary: sentence, choices: [] });
});

test('40,000 characters are refused in one sentence that does not repeat them', async () => {
  expect(await said('ab '.repeat(13_333))).toBe(
    'That is 39,998 characters; a message can be 2,000 at most. Please shorten it.',
  );
});

test('an unknown option of a button is refused, also one that every object inherits', async () => {
  const { desk } = openTestDesk();
  for (const option of ['colour', 'constructor', '__proto__']) {
    const options = JSON.parse(`{"${option}":"red"}`);
    const reply = await desk.answer({ ...asking, invoke: { command: 'echo', options } });
    expect(reply.summary).toBe(`/echo has no option “${option}”. Try /frontdesk to see what it takes.`);
  }
});

test('a fault shows a reference and no detail, and the log has both', async () => {
  const { desk, log } = openTestDesk();
  const reply = await desk.answer({ ...asking, line: '/broken' });
  const [, ref] = /^Something broke here \(ref ([2-9A-Z]{4})\)\. /.exec(reply.summary) ?? [];
  expect(ref).toBeDefined();
  expect(JSON.stringify(reply)).not.toContain('wheel');
  expect(log.lines).toMatchObject([{ level: 'error', fields: { ref, command: 'line', platform: 'slack' } }]);
});

test('an answer in a room goes to the asker alone and can be shown to the room, once', async () => {
  const { desk } = openTestDesk();
  const answer = async (invocation: Partial<Invocation>) => desk.answer({ ...asking, ...invocation } as Invocation);
  const own = await answer({ line: '/echo ants' });
  expect(own.audience).toBe('asker');
  const share = own.choices.find((c) => c.label === 'Show to the room');
  expect(share?.invoke).toEqual({ command: 'echo', options: { name: 'ants' }, share: true });
  const shown = await desk.answer({ ...asking, invoke: share?.invoke ?? { command: '', options: {} } });
  expect(shown).toMatchObject({ audience: 'room', choices: [] });
  expect((await answer({ line: '/echo ants', place: 'direct' })).choices).toEqual([]);
});

test('zones complete by city and by name; an unknown option completes to nothing', async () => {
  const { desk } = openTestDesk();
  expect(await desk.complete('echo', 'zone', 'berlin')).toContainEqual({
    label: 'Europe/Berlin',
    value: 'Europe/Berlin',
  });
  expect((await desk.complete('echo', 'zone', 'a')).length).toBe(25);
  expect(await desk.complete('echo', 'name', 'a')).toEqual([]);
  expect(await desk.complete('nothing', 'name', 'a')).toEqual([]);
});

test('a command for maintainers answers them alone, and is never offered to the room', async () => {
  const { desk } = openTestDesk();
  const ana = { ...asking, reader: { id: 'U0ANA' } };
  const typed = { command: 'ledger', options: {} } as const;
  for (const invocation of [{ line: '/ledger' }, { line: 'ledger' }, { invoke: typed }]) {
    const told = await desk.answer({ ...ana, ...invocation });
    expect(told).toMatchObject({ title: 'Ledger', tone: 'plain', audience: 'asker', choices: [] });
    expect(await desk.answer({ ...asking, ...invocation })).toMatchObject({
      title: 'For maintainers',
      tone: 'problem',
      audience: 'asker',
      summary: 'Only maintainers may use /ledger; the community file lists them.',
      choices: [],
    });
  }
  expect(desk.commands.map(({ name, maintainers }) => [name, maintainers])).toContainEqual(['ledger', true]);
  expect(desk.commands.filter(({ maintainers }) => maintainers)).toHaveLength(1);
});

test('where the whole room would read it, a command for maintainers says where to ask instead, and runs for nobody', async () => {
  const { desk } = openTestDesk();
  const shared = { command: 'ledger', options: {}, share: true } as const;
  const ways: readonly object[] = [
    { line: 'ledger', public: true },
    { line: '/ledger', public: true },
    { line: '/ledger ants', public: true },
    { invoke: shared },
  ];
  for (const id of ['U0ANA', 'U1']) {
    for (const way of ways) {
      const told = await desk.answer({ ...asking, reader: { id }, ...way } as Invocation);
      expect(told).toMatchObject({
        title: 'For maintainers',
        tone: 'problem',
        audience: 'asker',
        summary: 'Use /ledger here, or ask me in a direct message: this answer is for maintainers alone.',
        choices: [],
      });
    }
  }
  const everybodys = await desk.answer({ ...asking, line: 'echo', public: true });
  expect(everybodys.title).toBe('Echo');
});

test('the right is asked for before the options are read', async () => {
  const { desk } = openTestDesk();
  const options = { colour: 'red' };
  const told = await desk.answer({ ...asking, invoke: { command: 'ledger', options } });
  expect(told.summary).toBe('Only maintainers may use /ledger; the community file lists them.');
});

test('while the platform cannot say who has a role, the command stays closed and says so', async () => {
  const { desk } = openTestDesk();
  const groups = async () => {
    throw new Error('xoxb-secret');
  };
  const told = await desk.answer({ ...asking, platform: 'discord', reader: { id: '9', groups }, line: '/ledger' });
  expect(told.summary).toBe(
    'I cannot ask Discord now whether you are a maintainer, so /ledger stays closed. Please try again in a minute.',
  );
});

test('no other command can hand over to one for maintainers, not even for a maintainer', async () => {
  const { desk } = openTestDesk();
  const told = await desk.answer({ ...asking, reader: { id: 'U0ANA' }, line: '/detour' });
  expect(told.summary).toMatch(/^Something broke here/);
});

test('one command throws: whoever asked it gets a short sentence with a reference, everybody else their answer [fault 74]', async () => {
  const { desk, log } = openTestDesk();
  const people = Array.from({ length: 200 }, (_, index) => `U${index}`);
  const replies = await Promise.all(
    people.map(async (id, index) => ({
      asked: index % 10 === 0 ? 'broken' : 'echo',
      reply: await desk.answer({ ...asking, reader: { id }, line: index % 10 === 0 ? '/broken' : '/echo ants' }),
    })),
  );
  const failed = replies.filter(({ asked }) => asked === 'broken');
  expect(failed).toHaveLength(20);
  for (const { reply } of failed) {
    expect(reply.summary).toMatch(
      /^Something broke here \(ref [2-9A-Z]{4}\)\. Please try again; a maintainer can find it in the log\.$/,
    );
  }
  expect(replies.filter(({ asked, reply }) => asked === 'echo' && reply.title === 'Echo')).toHaveLength(180);
  expect(log.lines).toHaveLength(20);
});

test('a person who floods is told once, then nothing heavier, and answered again later', async () => {
  const { desk, clock } = openTestDesk();
  const flood = async (count: number) =>
    (await Promise.all(Array.from({ length: count }, () => desk.answer({ ...asking, line: '/echo' })))).map(
      ({ title, summary, tone, audience }) => (title === 'Echo' ? 'answered' : { summary, tone, audience }),
    );
  const told = {
    summary: 'You are asking faster than I can answer; wait 2 s.',
    tone: 'problem',
    audience: 'asker',
  };
  const hush = { ...told, summary: 'Please wait a moment, then ask again.' };
  expect(await flood(23)).toEqual([...Array.from({ length: 20 }, () => 'answered'), told, hush, hush]);
  clock.advance(2);
  expect(await flood(2)).toEqual(['answered', hush]);
  expect(await desk.complete('echo', 'zone', 'berlin')).not.toEqual([]);
});
