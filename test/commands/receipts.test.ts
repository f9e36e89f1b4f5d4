import { expect, test } from 'vitest';
import { renderConsole } from '../../adapters/console/render.js';
import type { Invocation } from '../../src/adapter.js';
import { plainText } from '../../src/reply/plain.js';
import type { OpenTrouble, Receipt } from '../../src/store/ledger.js';
import { at, FixedReceipts, receipt } from '../support/fixed-receipts.js';
import { openIstioDesk } from '../support/istio-desk.js';

const berlin = 'Europe/Berlin';
const due = 'Thursday 10 December 2026, 19:45 in Berlin';

async function deskWith(receipts: readonly Receipt[], troubles: readonly OpenTrouble[] = []) {
  const store = new FixedReceipts(receipts, troubles);
  return { store, ...(await openIstioDesk('2026-12-10T18:50:00Z', store)) };
}

/** The list's lines, as a maintainer in Berlin reads them. */
async function linesOf(receipts: readonly Receipt[], line = '/receipts'): Promise<readonly string[]> {
  const { ask } = await deskWith(receipts);
  return plainText(await ask(line), berlin)
    .split('\n')
    .filter((each) => each.startsWith('- '))
    .map((each) => each.slice(2));
}

const link = 'https://istio.slack.com/archives/C0/p1';

test.each<[Partial<Receipt>, string]>([
  [{ lateBySeconds: 0, link }, `posted on time <${link}>`],
  [{ lateBySeconds: 2, link }, `posted 2 s late <${link}>`],
  [{ lateBySeconds: 119 }, 'posted 119 s late'],
  [{ lateBySeconds: 120 }, 'posted 2 min late'],
  [{ lateBySeconds: 3_600 }, 'posted 1 h late'],
  [{ lateBySeconds: 7_530 }, 'posted 2 h 5 min late'],
  [{ found: true, link }, `posted (its answer was lost; found in the room) <${link}>`],
  [{ lateBySeconds: 0, repaired: 1, link }, `posted on time <${link}>, 2nd copy removed`],
  [{ lateBySeconds: 0, repaired: 2 }, 'posted on time, 2 more copies removed'],
  [{ state: 'skipped', why: 'the meeting is skipped: Thanksgiving' }, 'skipped: the meeting is skipped: Thanksgiving'],
  [
    { state: 'broken', why: 'the bot is not in the channel. Invite it.' },
    'not posted: the bot is not in the channel. Invite it',
  ],
  [{ state: 'planned', generation: 0 }, 'waits for its turn'],
  [{ state: 'planned', generation: 3, why: 'slack asked to wait 30 s' }, 'still waits: slack asked to wait 30 s'],
  [{ state: 'claimed' }, 'is being posted'],
  [{ state: 'claimed', generation: 3, why: 'no answer in time' }, 'is being posted (try 3): no answer in time'],
])('a reminder that is %j reads “%s”', async (parts, outcome) => {
  expect(await linesOf([receipt(parts)])).toEqual([
    `${due} · Community meeting, 15 minutes before, general on Slack · ${outcome}`,
  ]);
});

test('a meeting that the file no longer has keeps its receipts, under its id', async () => {
  const [line] = await linesOf([receipt({ meeting: 'old-sync', platform: 'discord', lateBySeconds: 0 })]);
  expect(line).toBe(`${due} · old-sync, 15 minutes before, general on Discord · posted on time`);
});

const closed: OpenTrouble = {
  platform: 'slack',
  room: 'general',
  why: 'The bot is not in the channel. Invite it with /invite @frontdesk.',
  since: at('2026-12-09T19:00:00Z'),
  triedAgainAt: at('2026-12-10T18:55:00Z'),
};

test('what is in trouble comes first: where, why, since when, and when it is tried next', async () => {
  const { ask } = await deskWith(
    [receipt({ lateBySeconds: 0 })],
    [
      closed,
      { platform: 'discord', why: 'the token no longer works', since: closed.since, triedAgainAt: closed.triedAgainAt },
    ],
  );
  const shown = plainText(await ask('/receipts'), berlin);
  expect(shown.indexOf('In trouble now')).toBeLessThan(shown.indexOf('Community meeting, 15 minutes before'));
  expect(shown).toContain(
    '- general on Slack: The bot is not in the channel. Invite it with /invite @frontdesk. Since Wednesday 9 December 2026, 20:00 in Berlin; next try Thursday 10 December 2026, 19:55 in Berlin. Reminders wait until then.',
  );
  expect(shown).toContain('- Everything on Discord: the token no longer works. Since');
});

test.each([
  [0, 'at the start'],
  [60, '1 hour before'],
  [90, '90 minutes before'],
  [1440, '1 day before'],
])('two reminders of one meeting differ by how long before it they are: %i minutes', async (beforeMinutes, words) => {
  const [line] = await linesOf([receipt({ lateBySeconds: 0, beforeMinutes })]);
  expect(line).toBe(`${due} · Community meeting, ${words}, general on Slack · posted on time`);
});

test('a reminder of a date that was moved later, which is reminded of again, says so', async () => {
  const [line] = await linesOf([receipt({ lateBySeconds: 0, again: 2 })]);
  expect(line).toBe(`${due} · Community meeting, 15 minutes before, again, general on Slack · posted on time`);
});

test('what waits for a room in trouble points to it instead of saying it again; what became of the others stays', async () => {
  const { ask } = await deskWith(
    [
      receipt({ state: 'planned', generation: 2, why: closed.why }),
      receipt({ state: 'planned', generation: 2, why: '503', room: 'random' }),
      receipt({ state: 'broken', why: closed.why }),
    ],
    [closed],
  );
  const shown = plainText(await ask('/receipts'), berlin);
  expect(shown).toContain('general on Slack · waits, see above\n');
  expect(shown).toContain('random on Slack · still waits: 503\n');
  expect(shown).toContain('general on Slack · not posted: The bot is not in the channel. Invite it with /invite');
});

test('on a page without the troubles, and for one that is not among the five, the reason stands beside it', async () => {
  const many = Array.from({ length: 6 }, (_, index) => ({ ...closed, room: `room-${index + 1}` }));
  const waiting = (room: string) => receipt({ state: 'planned', generation: 2, why: 'not in the channel', room });
  const { ask } = await deskWith([waiting('room-6'), ...Array.from({ length: 11 }, () => waiting('room-1'))], many);
  const first = plainText(await ask('/receipts'), berlin);
  expect(first).toContain('room-6 on Slack · still waits: not in the channel');
  expect(first).toContain('room-1 on Slack · waits, see above');
  expect(plainText(await ask('/receipts page:2'), berlin)).toContain(
    'room-1 on Slack · still waits: not in the channel',
  );
});

test('of many troubles the first five are told, and how many more there are', async () => {
  const many = Array.from({ length: 8 }, (_, index) => ({ ...closed, room: `room-${index + 1}` }));
  const shown = plainText(await (await deskWith([], many)).ask('/receipts'), berlin);
  expect(shown).toContain('room-5 on Slack');
  expect(shown).not.toContain('room-6 on Slack');
  expect(shown).toContain('And 3 more; “frontdesk receipts” in the terminal lists them all.');
});

test('before the first reminder it says so, and where the coming ones are', async () => {
  const { ask } = await deskWith([]);
  const reply = await ask('/receipts');
  expect(reply).toMatchObject({ tone: 'plain', summary: 'No receipt yet.', choices: [] });
  expect(plainText(reply)).toContain('No room is in trouble.');
  expect(plainText(reply)).toContain('No reminder was due yet, so there is no receipt.');
  expect(plainText(reply)).toContain('frontdesk plan lists the reminders to come.');
});

const mixed = [
  receipt({ lateBySeconds: 0 }),
  receipt({ lateBySeconds: 0, room: 'networking' }),
  receipt({ state: 'skipped', why: 'late' }),
  receipt({ state: 'planned', generation: 0, meeting: 'networking' }),
  receipt({ state: 'claimed' }),
  receipt({ state: 'broken', why: 'gone' }),
];

test('the summary counts what became of them, and each kind is one press away', async () => {
  const { ask } = await deskWith(mixed, [closed]);
  const reply = await ask('/receipts');
  expect(reply.summary).toBe('The latest receipts: 2 posted, 1 skipped, 2 waiting, 1 not posted. In trouble now: 1.');
  expect(reply.choices.map(({ label, invoke }) => [label, invoke.options])).toEqual([
    ['2 posted', { state: 'posted' }],
    ['1 skipped', { state: 'skipped' }],
    ['2 waiting', { state: 'waiting' }],
    ['1 not posted', { state: 'broken' }],
  ]);
});

test.each([
  ['/receipts waiting', { limit: 100, states: ['planned', 'claimed'] }, 'Receipts: waiting', 2],
  ['/receipts broken', { limit: 100, states: ['broken'] }, 'Receipts: not posted', 1],
  ['/receipts networking', { limit: 100, meeting: 'networking' }, 'Receipts: Networking working group', 1],
  [
    '/receipts community posted',
    { limit: 100, meeting: 'community', states: ['posted'] },
    'Receipts: Community meeting, posted',
    2,
  ],
])('%s looks at those alone', async (line, query, title, count) => {
  const { ask, store } = await deskWith(mixed);
  expect((await ask(line)).title).toBe(title);
  expect(store.queries).toEqual([query]);
  expect(await linesOf(mixed, line)).toHaveLength(count);
});

test('where nothing fits, it says so and leads back', async () => {
  const reply = await (await deskWith(mixed)).ask('/receipts networking broken');
  expect(plainText(reply)).toContain('There is no such receipt.');
  expect(reply.choices.map(({ label, invoke }) => [label, invoke.options])).toEqual([
    ['All receipts', { meeting: 'networking' }],
  ]);
});

test('an unknown meeting is told what may be meant', async () => {
  const reply = await (await deskWith(mixed)).ask('/receipts comunity');
  expect(reply).toMatchObject({ tone: 'problem', title: 'No such meeting' });
  expect(reply.summary).toBe(
    'No meeting is called “comunity”. Did you mean “Community meeting”? Try /receipts for the full list.',
  );
});

test('what may be meant is one press away, and keeps the state that was asked', async () => {
  const { ask, desk } = await deskWith(mixed);
  expect((await ask('/receipts comunity')).choices).toEqual([
    { label: 'Community meeting', invoke: { command: 'receipts', options: { meeting: 'Community meeting' } } },
  ]);
  const [near] = (await ask('/receipts comunity skipped')).choices;
  expect(near?.invoke.options).toEqual({ meeting: 'Community meeting', state: 'skipped' });
  const here = { platform: 'console', place: 'direct', room: 'here', reader: { id: 'member' } } as const;
  const pressed = await desk.answer({ ...here, invoke: near?.invoke ?? { command: 'frontdesk', options: {} } });
  expect(pressed.title).toBe('Receipts: Community meeting, skipped');
});

test('a meeting that is gone from the file is found by its id, also where another is called much the same', async () => {
  const gone = [receipt({ meeting: 'gone-meeting' }), receipt({ meeting: 'the-networking-call', state: 'broken' })];
  const { ask } = await deskWith([...mixed, ...gone]);
  expect((await ask('/receipts gone-meeting')).title).toBe('Receipts: gone-meeting');
  expect((await ask('/receipts Gone-Meeting posted')).summary).toBe('The latest receipts: 1 posted.');
  expect((await ask('/receipts the-networking-call')).summary).toBe('The latest receipts: 1 not posted.');
  expect((await ask('/receipts the networking call')).title).toBe('Receipts: Networking working group');
  expect(await ask('/receipts gone-meetin')).toMatchObject({ tone: 'problem', title: 'No such meeting' });
});

test('ten a page, troubles on the first alone, and pages keep what was asked', async () => {
  const many = Array.from({ length: 25 }, (_, index) => receipt({ lateBySeconds: 0, room: `room-${index + 1}` }));
  const { ask } = await deskWith(many, [closed]);
  const first = await ask('/receipts posted');
  expect(first.paging).toEqual({
    from: 1,
    to: 10,
    total: 25,
    next: { command: 'receipts', options: { state: 'posted', page: 2 } },
  });
  expect(plainText(first)).toContain('In trouble now');
  const last = await ask('/receipts posted 3');
  expect(last.paging).toMatchObject({ from: 21, to: 25, total: 25 });
  expect(plainText(last)).not.toContain('In trouble now');
  expect(plainText(last)).toContain('room-25 on Slack');
});

test('a hundred are shown; where the older ones are stands under the last', async () => {
  const many = Array.from({ length: 300 }, () => receipt({ lateBySeconds: 0 }));
  const { ask } = await deskWith(many);
  const last = await ask('/receipts page:10');
  expect(last.paging).toMatchObject({ to: 100, total: 100 });
  expect(plainText(last)).toContain('frontdesk receipts --limit 1000 shows older ones');
  expect((await ask('/receipts page:11')).tone).toBe('problem');
});

test('meetings complete by name', async () => {
  const { desk } = await deskWith([]);
  expect(await desk.complete('receipts', 'meeting', 'commun')).toEqual([
    { label: 'Community meeting', value: 'community' },
  ]);
});

test('words from a platform or a person stay words', async () => {
  const [line] = await linesOf([receipt({ state: 'broken', why: '<!channel> @everyone [x](http://evil.example)' })]);
  expect(line).toContain('<!channel> @everyone [x](http://evil.example)');
  const { ask } = await deskWith([receipt({ state: 'broken', why: '<!channel> @everyone' })]);
  expect(JSON.stringify((await ask('/receipts')).body)).not.toContain('"type":"link"');
});

test('whoever is no maintainer reads nothing, in a room, by a button or on the page', async () => {
  const { desk, store } = await deskWith([receipt()]);
  const asking = { place: 'room', room: 'C1', reader: { id: 'U1' } } as const;
  const ask = (invocation: object) => desk.answer({ ...asking, ...invocation } as Invocation);
  const refused = 'Only maintainers may use /receipts; the community file lists them.';
  expect((await ask({ platform: 'slack', line: '/receipts' })).summary).toBe(refused);
  expect((await ask({ platform: 'slack', line: 'receipts' })).summary).toBe(refused);
  const press = { command: 'receipts', options: { page: 2 } };
  expect(await ask({ platform: 'discord', invoke: press })).toMatchObject({ summary: refused, audience: 'asker' });
  expect((await ask({ platform: 'web', line: '/receipts' })).summary).toBe(
    'This page does not know who you are, so /receipts stays closed here. Use it on Slack or Discord, or run “frontdesk receipts” in the terminal.',
  );
  expect(store.queries).toEqual([]);
});

test('in a terminal of 80 columns it fits one screen', async () => {
  const ten = Array.from({ length: 10 }, () => receipt({ lateBySeconds: 0, link }));
  const { ask, desk } = await deskWith(ten, [closed]);
  const shown = renderConsole(await ask('/receipts'), { width: 80, zone: berlin, commands: desk.commands });
  expect(shown.split('\n').length).toBeLessThanOrEqual(45);
});
