import fc from 'fast-check';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Post } from '../../../src/adapter.js';
import type { Moment, Reply } from '../../../src/reply/reply.js';
import { type Instant, wallOf, wallText } from '../../../src/time/zoned.js';
import { type EditStep, RecordingAdapter, type Step } from '../../support/recording-adapter.js';
import { community, type Desk, Desks, instant, meeting } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const start = instant('2026-12-10T17:59:00Z');
const original = { year: 2026, month: 12, day: 10, hour: 11, minute: 0 };
const rules = [60, 15].map((beforeMinutes) => ({ beforeMinutes, rooms: ['general'] }));

/** When a message says that the meeting takes place; "off": that it does not. */
function told({ body }: Reply): number | 'off' {
  const inlines = body.flatMap((block) => (block.type === 'text' ? block.line : []));
  const moments = inlines.filter((part): part is Moment => typeof part !== 'string' && part.type === 'moment');
  return moments.find(({ countdown }) => countdown)?.at ?? 'off';
}

/** Changes of one date that is never over meanwhile, ticks, ends and kills of the process, and what a platform may answer. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('skip', 'undo', 'undo', 'note') },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 40 }).map((quarters) => ({ moveTo: quarters })) },
  { weight: 4, arbitrary: fc.constantFrom(0, 1, 12, 60, 240).map((seconds) => ({ tickAfter: seconds })) },
  { weight: 1, arbitrary: fc.constantFrom('restart', 'kill') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Step>('lost', { outcome: 'not-delivered', reason: '503' }).map((next) => ({ next })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<EditStep>('lost', { outcome: 'retry-after', seconds: 2 }).map((edit) => ({ edit })),
  },
);
type Walk = typeof step extends fc.Arbitrary<infer T> ? readonly T[] : never;

/** What the room read, in the order of reading: messages as they were posted. */
interface Read {
  readonly key: string;
  readonly told: number | 'off';
}

async function walk(steps: Walk) {
  const slack = new RecordingAdapter('slack');
  const read: Read[] = [];
  const show = slack.show.bind(slack);
  slack.show = (post: Post) => {
    read.push({ key: post.key, told: told(post.reply) });
    return show(post);
  };
  const file = desks.freshFile();
  const of = community(meeting({ remind: rules }));
  let now = start;
  const open = () =>
    desks.open({ now: new Date(now * 1000).toISOString(), adapters: [slack], community: of, file, inChat: true });
  let bot: Desk = await open();
  const tick = async (seconds: number) => {
    now = (now + seconds) as Instant;
    bot.clock.advance(seconds);
    await bot.ticker.tick();
  };
  for (const each of steps) {
    if (each === 'restart' || each === 'kill') {
      await (each === 'kill' ? bot.die() : bot.close());
      now = (now + 1) as Instant;
      bot = await open();
    } else if (each === 'skip') await bot.change({ kind: 'skip', why: 'ill' });
    else if (each === 'undo') await bot.change({ kind: 'undo' });
    else if (each === 'note') await bot.change({ kind: 'note', note: 'bring questions' });
    else if (typeof each === 'string') throw new Error(each);
    else if ('moveTo' in each) {
      const at = (instant('2026-12-10T19:00:00Z') + each.moveTo * 900) as Instant;
      await bot.change({ kind: 'move', to: wallText(wallOf(at, 'America/Los_Angeles')), why: 'holidays' });
    } else if ('tickAfter' in each) await tick(each.tickAfter);
    else if ('next' in each) slack.next(each.next);
    else slack.nextEdit(each.edit);
  }
  for (const seconds of [0, 1, 2, 4, 12, 12, 12, 61, 130, 10, 31, 31]) await tick(seconds);
  const occurrence = bot.live.named('community', original);
  await bot.close();
  if (occurrence === undefined) throw new Error('it is gone');
  return { slack, read, now, occurrence, standing: occurrence.status === 'skipped' ? ('off' as const) : occurrence.at };
}

test('whatever is changed and wherever it is cut off: every message tells the truth, the room knows it, and nothing is said twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
      const { slack, read, now, standing, occurrence } = await walk(steps);
      const keys = slack.shown.map((post) => post.key);
      expect(new Set(keys).size).toBe(keys.length);
      const reminders = slack.shown.filter((post) => post.key.startsWith('remind/'));
      expect(reminders.map((post) => told(post.reply))).toStrictEqual(reminders.map(() => standing));
      const notes = reminders.filter(({ reply }) => JSON.stringify(reply).includes('Note: bring questions'));
      expect(notes).toHaveLength(occurrence.note === undefined ? 0 : reminders.length);
      const again = read.filter(({ key, told: said }, n) => key.startsWith('notice/') && said === read[n - 1]?.told);
      expect(again).toStrictEqual([]);
      if (read.length > 0) expect(read.at(-1)?.told).toBe(standing);
      else if (standing !== 'off') expect(standing - 3600).toBeGreaterThan(now);
    }),
    { numRuns: 40, examples: [[[{ moveTo: 1 }, { tickAfter: 60 }, 'undo', { moveTo: 0 }]]] },
  );
}, 270_000);
