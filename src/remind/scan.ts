/**
 * Writes into the ledger what has become due: all of it up to the watermark, through restarts. What the ledger refuses
 * (a full disk) stays in hand for the next scan, and the watermark stays behind it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from '../adapter.js';
import type { Community, ReminderRule } from '../community/model.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Ledger, NewReminder } from '../store/ledger.js';
import type { Clock } from '../time/clock.js';
import { type Instant, isoOf, wallText } from '../time/zoned.js';
import { createDueQueue, type DueQueue } from './due.js';
import { spanText, tooLateAt } from './lateness.js';
import { type ConnectedPlatform, type PlannedPost, postsFor } from './plan.js';

const HOUR = 3600;
/** Older reminders of meetings that are over get no receipt of their own after a long absence. */
const RECEIPTS_BACK_SECONDS = 7 * 24 * HOUR;
/** How far the watermark may lag while nothing is due: it spares a write every minute. */
const WATERMARK_LAG_SECONDS = 300;
const ROWS_AT_ONCE = 500;

export interface ScanSetup {
  readonly community: Community;
  readonly schedule: Schedule;
  readonly ledger: Ledger;
  readonly surfaces: readonly ConnectedPlatform[];
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Scan {
  /** Plans all that is due now. Rejects when the ledger cannot be written: nothing is lost, scan again later. */
  run(): Promise<void>;
  /** Writes the watermark as far as the last scan came. */
  finish(): Promise<void>;
}

function rowOf({ key, dueAt, occurrence, rule, target }: PlannedPost, now: Instant): NewReminder {
  const row = {
    key,
    meeting: occurrence.meeting.id,
    original: wallText(occurrence.original),
    beforeMinutes: rule.beforeMinutes,
    room: target.room,
    platform: target.platform,
    dueAt,
    startsAt: occurrence.at,
  };
  if (now < tooLateAt(occurrence, rule)) return row;
  return {
    ...row,
    skipped: { at: now, why: 'Frontdesk was not running between its time and the start of the meeting' },
  };
}

export function createScan({ community, schedule, ledger, surfaces, clock, log }: ScanSetup): Scan {
  let queue: DueQueue | undefined;
  let written: Instant | undefined;
  let scanned: Instant | undefined;
  let pending: PlannedPost[] = [];

  /** Where the scan goes on: at the watermark, or now when there is none. */
  async function begin(): Promise<DueQueue> {
    const now = clock.now();
    const found = await ledger.watermark();
    if (found === undefined) await ledger.planDue([], now);
    if (found !== undefined && found > now + HOUR) {
      log.warn('the ledger is ahead of the clock; reminders go on from now', {
        watermark: isoOf(found),
        now: isoOf(now),
      });
    }
    const watermark = found === undefined || found > now + HOUR ? now : found;
    const oldest = now - RECEIPTS_BACK_SECONDS;
    if (watermark < oldest) {
      log.warn('after this absence, reminders of meetings long over get no receipt', {
        away: spanText(now - watermark),
        receiptsFrom: isoOf(oldest as Instant),
      });
    }
    written = watermark;
    // A reminder whose meeting is still to come is due no longer ago than its offset.
    const from = (rule: ReminderRule) =>
      Math.max(watermark, Math.min(oldest, now - rule.beforeMinutes * 60)) as Instant;
    return createDueQueue(community, schedule, from);
  }

  /** The watermark goes with the last rows, not with the first of several batches. */
  async function write(now: Instant, watermark?: Instant): Promise<void> {
    const unique = new Map(pending.map((post) => [post.key, post]));
    const rows = [...unique.values()].map((post) => rowOf(post, now));
    const count = await ledger.planDue(rows, watermark);
    pending = [];
    if (watermark !== undefined) written = watermark;
    const skipped = rows.filter((row) => row.skipped !== undefined).length;
    if (count > 0) log.info('reminders are due', { planned: count, tooLate: skipped });
  }

  return {
    async run() {
      queue ??= await begin();
      const now = clock.now();
      for (let due = queue.take(now); due.length > 0; due = queue.take(now)) {
        pending.push(...due.flatMap(({ occurrence, rule }) => postsFor(occurrence, rule, surfaces)));
        if (pending.length >= ROWS_AT_ONCE) await write(now);
        await nextTurn();
      }
      scanned = (now + 1) as Instant;
      if (pending.length > 0 || scanned - (written ?? 0) >= WATERMARK_LAG_SECONDS) await write(now, scanned);
    },
    async finish() {
      if (scanned !== undefined && pending.length === 0 && scanned !== written) await write(clock.now(), scanned);
    },
  };
}
