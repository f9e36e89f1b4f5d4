import type { Change, NewChange, Recorded, ScheduleChanges } from '../../src/schedule/change.js';
import type { LiveSchedule } from '../../src/schedule/live-schedule.js';
import type { Instant } from '../../src/time/zoned.js';

/** Changes kept in memory under the store's own rules: those of one occurrence form a chain. */
export class MemoryChanges implements ScheduleChanges {
  readonly recorded: Change[] = [];
  readonly #live: LiveSchedule | undefined;
  readonly #now: () => Instant;

  /** @param live takes in what is recorded @param now when each is made; at the epoch unless said */
  constructor(live?: LiveSchedule, now: () => Instant = () => 0 as Instant) {
    this.#live = live;
    this.#now = now;
    this.recorded.push(...(live?.changes() ?? []));
  }

  list(): readonly Change[] {
    return this.recorded;
  }

  async record(change: NewChange): Promise<Recorded> {
    const chain = this.recorded.filter((one) => nameOf(one) === nameOf(change));
    const next = chain.find(({ follows }) => follows === change.follows);
    if (next !== undefined && saidBy(next) === saidBy(change)) return { outcome: 'already', change: next };
    const latest = chain.at(-1);
    if ((latest?.id ?? 0) !== change.follows) {
      if (latest === undefined) throw new RangeError(`No change ${change.follows} of this occurrence`);
      return { outcome: 'overtaken', by: latest };
    }
    const kept = { ...change, id: (this.recorded.at(-1)?.id ?? 0) + 1, at: this.#now() };
    this.recorded.push(kept);
    this.#live?.take([kept]);
    return { outcome: 'recorded', change: kept };
  }
}

function nameOf({ meeting, original }: NewChange): string {
  return JSON.stringify([meeting, original.year, original.month, original.day, original.hour, original.minute]);
}

/** All that makes two presses of one button the same. */
function saidBy({ kind, to, why = '', note = '', by }: NewChange): string {
  const at = to === undefined ? [] : [to.year, to.month, to.day, to.hour, to.minute];
  return JSON.stringify([kind, at, why, note, by.platform, by.id]);
}
