import fc from 'fast-check';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Post } from '../../../src/adapter.js';
import type { Moment, Reply } from '../../../src/reply/reply.js';
import type { Ledger } from '../../../src/store/ledger.js';
import { type Instant, wallOf, wallText } from '../../../src/time/zoned.js';
import { RecordingAdapter, type Step } from '../../support/recording-adapter.js';
import { community, type Desk, Desks, instant, meeting } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const starts = instant('2026-12-10T19:00:00Z');
const original = { year: 2026, month: 12, day: 10, hour: 11, minute: 0 };
const rules = [60, 15].map((beforeMinutes) => ({ beforeMinutes, rooms: ['general'] }));

/** When a message says that the meeting takes place; "off": that it does not. */
function told({ body }: Reply): number | 'off' {
  const inlines = body.flatMap((block) => (block.type === 'text' ? block.line : []));
  const moments = inlines.filter((part): part is Moment => typeof part !== 'string' && part.type === 'moment');
  return moments.find(({ countdown }) => countdown)?.at ?? 'off';
}

/** One of two processes, or what it does to the date: skip it, take the last change back, move it by so many quarters. */
const process = fc.constantFrom<0 | 1>(0, 1);
const made = fc.oneof(fc.constantFrom<'skip' | 'undo'>('skip', 'undo', 'undo'), fc.integer({ min: 0, max: 40 }));
type Made = typeof made extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ by: process, made }) },
  {
    weight: 4,
    arbitrary: fc.record({
      tick: process,
      after: fc.constantFrom(0, 0, 1, 12, 60, 240, 2640),
      /** What the other process changes before the n-th time that this one asks the database or the platform, or is answered. */
      during: fc.array(fc.record({ at: fc.integer({ min: 0, max: 25 }), made }), { maxLength: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Step>('lost', { outcome: 'unknown', reason: 'reset' }).map((next) => ({ next })),
  },
);
type Walk = typeof step extends fc.Arbitrary<infer T> ? readonly T[] : never;

/** `real`, with `between` called before and after each call of these names. */
function around<T extends object>(real: T, names: readonly string[], between: () => Promise<void>): T {
  return new Proxy(real, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (!names.includes(String(name))) return value.bind(target);
      return async (...asked: unknown[]) => {
        await between();
        const answer: unknown = await value.apply(target, asked);
        await between();
        return answer;
      };
    },
  });
}

async function change(bot: Desk | undefined, what: Made): Promise<void> {
  if (bot === undefined) return;
  if (what === 'skip') {
    if (bot.live.named('community', original)?.status !== 'skipped') await bot.change({ kind: 'skip', why: 'ill' });
  } else if (what === 'undo') {
    if (bot.live.stateOf('community', original)?.standing.length) await bot.change({ kind: 'undo' });
  } else {
    const at = (starts + what * 900) as Instant;
    await bot.change({ kind: 'move', to: wallText(wallOf(at, 'America/Los_Angeles')), why: 'holidays' });
  }
}

async function walk(steps: Walk) {
  const slack = new RecordingAdapter('slack');
  const read: (number | 'off')[] = [];
  const show = slack.show.bind(slack);
  slack.show = (post: Post) => {
    read.push(told(post.reply));
    return show(post);
  };
  const bots: Desk[] = [];
  let ticking: 0 | 1 = 0;
  let calls = 0;
  let during: readonly { readonly at: number; readonly made: Made }[] = [];
  let isChanging = false;
  const between = async () => {
    // What the other process does meanwhile, it does without being disturbed.
    if (isChanging) return;
    const call = calls;
    calls += 1;
    isChanging = true;
    for (const each of during) if (each.at === call) await change(bots[1 - ticking], each.made);
    isChanging = false;
  };
  const asked = ['claimDue', 'renew', 'settle', 'release', 'planDue', 'editsDue', 'edited'];
  const setup = {
    adapters: [around(slack, ['post', 'copies', 'edit'], between)],
    community: community(meeting({ remind: rules })),
    ledger: (real: Ledger) => around(real, asked, between),
    inChat: true,
    shared: true,
  } as const;
  const first = await desks.open({ ...setup, now: '2026-12-10T17:59:00Z', file: desks.freshFile() });
  bots.push(first, await desks.open({ ...setup, now: '', beside: first }));
  const tick = async (who: 0 | 1, seconds: number) => {
    first.clock.advance(seconds);
    ticking = who;
    calls = 0;
    await bots[who]?.ticker.tick();
  };
  for (const each of steps) {
    if ('made' in each) await change(bots[each.by], each.made);
    else if ('next' in each) slack.next(each.next);
    else {
      during = each.during;
      await tick(each.tick, each.after);
      during = [];
    }
  }
  for (const seconds of [0, 1, 2, 4, 12, 12, 12, 61, 130, 10, 31, 31]) {
    await tick(0, seconds);
    await tick(1, 0);
  }
  const occurrence = first.live.named('community', original);
  for (const bot of bots) await bot.reminders.stop();
  if (occurrence === undefined) throw new Error('it is gone');
  const standing = occurrence.status === 'skipped' ? ('off' as const) : occurrence.at;
  return { slack, read, standing, now: first.clock.now() };
}

const skipOf = (by: 0 | 1) => ({ by, made: 'skip' as const });

test('whatever another process changes in the middle of a tick: every message tells the truth, and the room knows it', async () => {
  const hardly = (steps: Walk) => steps.filter((each) => 'next' in each).length < 3;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }).filter(hardly), async (steps) => {
      const { slack, read, standing, now } = await walk(steps);
      const keys = slack.shown.map((post) => post.key);
      expect(new Set(keys).size).toBe(keys.length);
      const reminders = slack.shown.filter((post) => post.key.startsWith('remind/'));
      expect(reminders.map((post) => told(post.reply))).toStrictEqual(reminders.map(() => standing));
      // Later than that, a walk may have left out the minutes in which the room could still be told.
      if (now >= starts - 300) return;
      if (read.length > 0) expect(read.at(-1)).toBe(standing);
      else if (standing !== 'off') expect(standing - 3600).toBeGreaterThan(now);
    }),
    {
      numRuns: 40,
      examples: [
        [
          [
            { tick: 0, after: 60, during: [] },
            { next: 'lost' },
            skipOf(1),
            { tick: 0, after: 0, during: [{ at: 3, made: 0 }] },
            skipOf(0),
          ],
        ],
      ],
    },
  );
}, 270_000);
