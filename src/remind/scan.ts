/**
 * Writes into the ledger what has become due: all of it up to the watermarks, through restarts. What the ledger
 * refuses (a full disk) stays in hand for the next scan, and the watermarks stay behind it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from '../adapter.js';
import type { Community } from '../community/model.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Ledger, NewReminder } from '../store/ledger.js';
import type { Clock } from '../time/clock.js';
import { type Instant, wallText } from '../time/zoned.js';
import type { ChangesAhead } from './changing.js';
import { createDueQueue, type DueQueue, type DueReminder } from './due.js';
import { type ConnectedPlatform, type PlannedPost, postsFor } from './plan.js';
import { type Resumption, resume } from './resumption.js';

/** How far the watermark may lag while nothing is due. Less than a minute: each minute's scan tells that this process runs. */
const WATERMARK_LAG_SECONDS = 45;
const ROWS_AT_ONCE = 500;

export interface ScanSetup {
  readonly community: Community;
  readonly schedule: Schedule;
  readonly ledger: Ledger;
  readonly surfaces: readonly ConnectedPlatform[];
  readonly clock: Clock;
  readonly log: Logger;
  /** Absent where nobody changes the schedule in chat. */
  readonly changes?: Pick<ChangesAhead, 'revision'>;
}

export interface Scan {
  /** Plans all that is due now. Rejects when the ledger cannot be written: nothing is lost, scan again later. */
  run(): Promise<void>;
  /** Writes the watermark as far as the last scan came. */
  finish(): Promise<void>;
  /** The schedule changed for these meetings: the next run looks them up anew. */
  refresh(meetings: readonly string[]): void;
  /** When the next reminder is due; undefined before the first scan, and where none is to come. */
  next(): Instant | undefined;
}

function rowOf({ key, dueAt, occurrence, rule, target }: PlannedPost): NewReminder {
  return {
    key,
    meeting: occurrence.meeting.id,
    original: wallText(occurrence.original),
    beforeMinutes: rule.beforeMinutes,
    room: target.room,
    platform: target.platform,
    dueAt,
    startsAt: occurrence.at,
  };
}

export function createScan({ community, schedule, ledger, surfaces, clock, log, changes }: ScanSetup): Scan {
  const platforms = [...new Set(surfaces.map(({ platform }) => platform))];
  let begun: { readonly queue: DueQueue; readonly resumption: Resumption } | undefined;
  let written: Instant | undefined;
  /** Until a watermark is written after this process was away. */
  let away = false;
  let scanned: Instant | undefined;
  let pending: NewReminder[] = [];
  /** The latest change that was known when the first of them was worked out. */
  let plannedBy: number | undefined;
  /** Meetings whose schedule changed since the queue looked at them. */
  const changed = new Set<string>();

  async function begin() {
    const resumption = await resume(ledger, platforms, clock.now(), log);
    written = resumption.watermark;
    away = resumption.away;
    return { resumption, queue: await createDueQueue(community, schedule, resumption.from) };
  }

  function rowsOf({ occurrence, rule }: DueReminder, { isWanted, whyNot }: Resumption, now: Instant) {
    const posts = postsFor(occurrence, rule, surfaces).filter(isWanted);
    return posts.map((post): NewReminder => {
      const why = whyNot(post, now);
      return why === undefined ? rowOf(post) : { ...rowOf(post), skipped: { at: now, why } };
    });
  }

  /** The watermark goes with the last rows, not with the first of several batches. */
  async function write(at?: Instant): Promise<void> {
    const rows = [...new Map(pending.map((row) => [row.key, row])).values()];
    const watermark = at === undefined ? undefined : { platforms, at, ...(away ? { unsure: true as const } : {}) };
    const count = await ledger.planDue(rows, watermark, plannedBy);
    pending = [];
    plannedBy = undefined;
    if (at !== undefined) {
      written = at;
      away = false;
    }
    const skipped = rows.filter((row) => row.skipped !== undefined).length;
    if (count > 0) log.info('reminders are due', { planned: count, tooLate: skipped });
  }

  return {
    async run() {
      begun ??= await begin();
      const { queue, resumption } = begun;
      const now = clock.now();
      const take = () => {
        queue.refresh(changed);
        changed.clear();
        return queue.take(now);
      };
      for (let due = take(); due.length > 0; due = take()) {
        plannedBy ??= changes?.revision();
        pending.push(...due.flatMap((reminder) => rowsOf(reminder, resumption, now)));
        if (pending.length >= ROWS_AT_ONCE) await write();
        await nextTurn();
      }
      scanned = (now + 1) as Instant;
      if (pending.length > 0 || scanned - (written ?? 0) >= WATERMARK_LAG_SECONDS) await write(scanned);
    },
    async finish() {
      if (scanned !== undefined && pending.length === 0 && scanned !== written) await write(scanned);
    },
    refresh(meetings) {
      for (const id of meetings) changed.add(id);
    },
    next() {
      return begun?.queue.next;
    },
  };
}
