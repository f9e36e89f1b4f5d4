import { expect, test } from 'vitest';
import { receiptsAsJson, receiptsAsText } from '../../../src/bin/receipts-text.js';
import type { OpenTrouble } from '../../../src/store/ledger.js';
import { at, receipt } from '../../support/fixed-receipts.js';

const view = { meetings: [], zone: 'America/Los_Angeles', all: true };
const closed: OpenTrouble = {
  platform: 'discord',
  room: 'general',
  why: 'The bot may not write here. Give it Send Messages.',
  since: at('2026-12-09T19:00:00Z'),
  triedAgainAt: at('2026-12-10T18:55:00Z'),
};

test('the table: what is in trouble, then the receipts, each with its message', () => {
  const link = 'https://example.slack.com/archives/C0/p1';
  const receipts = [
    receipt({ lateBySeconds: 2, link }),
    receipt({ platform: 'web', state: 'skipped', why: 'Thanksgiving.', beforeMinutes: 1440 }),
    receipt({ platform: 'discord', state: 'planned', generation: 3, why: closed.why, beforeMinutes: 0 }),
    receipt({ platform: 'discord', room: 'random', state: 'planned', generation: 3, why: '503', beforeMinutes: 90 }),
    receipt({ platform: 'discord', state: 'broken', why: closed.why, beforeMinutes: 120 }),
  ];
  expect(receiptsAsText({ receipts, more: false, troubles: [closed] }, view)).toBe(
    `5 receipts, the latest first. Not every room can be posted to.
Times are Los Angeles time.

in trouble         since                 next try              why
general (discord)  Wed 2026-12-09 11:00  Thu 2026-12-10 10:55  The bot may not write here. Give it Send Messages

due                   before        where              meeting    what became of it
Thu 2026-12-10 10:45  15 minutes    general (slack)    community  posted 2 s late  https://example.slack.com/archives/C0/p1
Thu 2026-12-10 10:45  1 day         general (page)     community  skipped: Thanksgiving
Thu 2026-12-10 10:45  at the start  general (discord)  community  waits, see above
Thu 2026-12-10 10:45  90 minutes    random (discord)   community  still waits: 503
Thu 2026-12-10 10:45  2 hours       general (discord)  community  not posted: The bot may not write here. Give it Send Messages
`,
  );
});

test.each([
  [20, 'The latest 20 of more; --limit shows up to 1,000. No room is in trouble.'],
  [1, 'The latest of more; --limit shows up to 1,000. No room is in trouble.'],
  [1_000, 'The latest 1,000 of more. No room is in trouble.'],
])('of more than the %i that are shown it says so, and how more are', (count, head) => {
  const receipts = Array.from({ length: count }, () => receipt());
  expect(receiptsAsText({ receipts, more: true, troubles: [] }, view).split('\n')[0]).toBe(head);
});

test('a whole platform in trouble is told as such', () => {
  const { room: _room, ...everywhere } = closed;
  expect(receiptsAsText({ receipts: [], more: false, troubles: [everywhere] }, view)).toContain(
    '\nall of discord  Wed 2026-12-09',
  );
  const receipts = [receipt({ platform: 'discord', room: 'random', state: 'planned', why: closed.why })];
  const shown = receiptsAsText({ receipts, more: false, troubles: [everywhere] }, view);
  expect(shown).toMatch(/random \(discord\) {2}community {2}waits, see above\n$/);
});

test.each([
  [true, 'No reminder was due yet, so there is no receipt. “frontdesk plan” lists the reminders to come.'],
  [false, 'There is no such receipt.'],
])('without receipts (all of them asked for: %s) it is one line', (all, sentence) => {
  expect(receiptsAsText({ receipts: [], more: false, troubles: [] }, { ...view, all })).toBe(
    `${sentence} No room is in trouble.\n`,
  );
});

test('JSON gives every instant in UTC and leaves out what is not known', () => {
  const settled = { settledAt: at('2026-12-10T18:45:02Z'), messageId: '1.2', link: 'https://x.example/1' };
  const receipts = [
    receipt({ ...settled, lateBySeconds: 2, repaired: 1 }),
    receipt({ state: 'posted', found: true }),
    receipt({ state: 'planned', generation: 0, why: 'waits' }),
  ];
  const same = {
    key: 'community/2026-12-10T11:00/15/general/slack',
    meeting: 'community',
    original: '2026-12-10T11:00',
    beforeMinutes: 15,
    room: 'general',
    platform: 'slack',
    dueAt: '2026-12-10T18:45:00Z',
    startsAt: '2026-12-10T19:00:00Z',
  };
  expect(receiptsAsJson({ receipts, troubles: [closed] })).toEqual({
    receipts: [
      {
        ...same,
        state: 'posted',
        tries: 1,
        settledAt: '2026-12-10T18:45:02Z',
        lateBySeconds: 2,
        repaired: 1,
        messageId: '1.2',
        link: 'https://x.example/1',
      },
      { ...same, state: 'posted', tries: 1, found: true },
      { ...same, state: 'planned', tries: 0, why: 'waits' },
    ],
    troubles: [
      {
        platform: 'discord',
        room: 'general',
        why: 'The bot may not write here. Give it Send Messages.',
        since: '2026-12-09T19:00:00Z',
        triedAgainAt: '2026-12-10T18:55:00Z',
      },
    ],
  });
});
