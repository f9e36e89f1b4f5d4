import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Community, Meeting, ReminderRule } from '../../../src/community/model.js';
import { type Changing, createChanging } from '../../../src/remind/changing.js';
import { type ReminderSurface, type Reminders, startReminders } from '../../../src/remind/reminders.js';
import type { Ticker } from '../../../src/remind/ticker.js';
import type { NewChange, Recorded } from '../../../src/schedule/change.js';
import { createLiveSchedule, type LiveSchedule } from '../../../src/schedule/live-schedule.js';
import { createSchedule, type Schedule } from '../../../src/schedule/schedule.js';
import type { ChangeLog } from '../../../src/store/change-log.js';
import type { Ledger } from '../../../src/store/ledger.js';
import { openStore, type Store } from '../../../src/store/store.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Pause } from '../../../src/time/pause.js';
import type { Rule } from '../../../src/time/rule.js';
import type { Series } from '../../../src/time/series.js';
import { late, type Within } from '../../../src/time/within.js';
import { type Instant, isoOf, parseInstant, parseWall, type WallTime } from '../../../src/time/zoned.js';
import type { RecordingAdapter } from '../../support/recording-adapter.js';
import { RecordingLog } from '../../support/recording-log.js';

export function instant(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(`no instant: ${text}`);
  return at;
}

export function wall(text: string): WallTime {
  const found = parseWall(text);
  if (found === undefined) throw new Error(`no time: ${text}`);
  return found;
}

const everyOtherThursday: Rule = {
  freq: 'weekly',
  interval: 2,
  byDay: [{ weekday: 4 }],
  byMonthDay: [],
  byMonth: [],
  bySetPos: [],
  weekStart: 1,
};

export const quarterBefore: ReminderRule = { beforeMinutes: 15, rooms: ['general'] };

/** Every second Thursday at 11:00 in Los Angeles from 8 January 2026 on: 10 December is one, at 19:00 UTC. */
export function meeting(change: Partial<Meeting> = {}, series: Partial<Series> = {}): Meeting {
  return {
    id: 'community',
    title: 'Community meeting',
    series: {
      zone: 'America/Los_Angeles',
      rule: everyOtherThursday,
      starting: { year: 2026, month: 1, day: 8 },
      slots: [{ hour: 11, minute: 0 }],
      except: [],
      moved: [],
      extra: [],
      ...series,
    },
    rhythm: 'every 2 weeks on Thursday at 11:00',
    lastsMinutes: 60,
    aliases: [],
    remind: [quarterBefore],
    line: 1,
    ...change,
  };
}

export function community(...meetings: readonly Meeting[]): Community {
  return {
    name: 'Sample',
    home: 'https://community.example',
    zone: 'America/Los_Angeles',
    rooms: [{ name: 'general', slack: 'C1', line: 1 }],
    maintainers: [],
    meetings,
    groups: [],
    links: [],
    contribute: [],
    docs: [],
    file: '/community.yaml',
  };
}

/** Channels named after their room, so that every room exists. */
export function surface(adapter: RecordingAdapter): ReminderSurface {
  return { platform: adapter.platform, adapter, channelOf: (room) => `${adapter.platform}-${room}` };
}

/** What reminders ask of a surface, to change a part of. */
export function callsOf(adapter: RecordingAdapter): ReminderSurface['adapter'] {
  return {
    pace: adapter.pace,
    post: (post) => adapter.post(post),
    copies: (post) => adapter.copies(post),
    edit: (post, id) => adapter.edit(post, id),
    remove: (target, id) => adapter.remove(target, id),
  };
}

/** Ticks when told. */
export class ManualTicker implements Ticker {
  /** How long, in milliseconds, the reminders asked to be woken after. */
  readonly wakes: number[] = [];
  #tick: (() => Promise<void>) | undefined;
  start(tick: () => Promise<void>): void {
    this.#tick = tick;
  }
  wakeIn(ms: number): void {
    this.wakes.push(ms);
  }
  async stop(): Promise<void> {
    this.#tick = undefined;
  }
  async tick(): Promise<void> {
    await this.#tick?.();
  }
}

/** Time is up for whatever still waits when `expire` is called; nothing waits by a real clock. */
export class ManualWithin {
  #waiting = new Set<{ readonly ms: number; readonly giveUp: () => void }>();
  readonly wait: Within = async (ms, work) => {
    let giveUp: () => void = () => undefined;
    const timeUp = new Promise<typeof late>((resolve) => {
      giveUp = () => resolve(late);
    });
    const entry = { ms, giveUp };
    this.#waiting.add(entry);
    try {
      return await Promise.race([work, timeUp]);
    } finally {
      this.#waiting.delete(entry);
    }
  };
  waitsFor(ms: number): boolean {
    return [...this.#waiting].some((entry) => entry.ms === ms);
  }
  expire(ms: number): void {
    for (const entry of this.#waiting) if (entry.ms === ms) entry.giveUp();
  }
}

/** Time passes at once, unless `hold` says that what waits so long goes on waiting: then only a stop ends it. */
export class ManualPause {
  /** What was waited for, in milliseconds. */
  readonly waited: number[] = [];
  hold: (ms: number) => boolean = () => false;
  /** Told what passes. */
  passing: (ms: number) => void = () => undefined;
  readonly wait: Pause = async (ms, stopping) => {
    if (ms <= 0 || stopping.aborted) return;
    this.waited.push(ms);
    this.passing(ms);
    await new Promise(setImmediate);
    if (!this.hold(ms) || stopping.aborted) return;
    await new Promise((resolve) => stopping.addEventListener('abort', resolve, { once: true }));
  };
}

/** One process of the bot, as far as reminders go. */
export class Desk {
  readonly clock: FixedClock;
  readonly log = new RecordingLog();
  readonly ticker = new ManualTicker();
  readonly within = new ManualWithin();
  readonly pause: ManualPause;
  readonly store: Store;
  readonly reminders: Reminders;
  readonly live: LiveSchedule;
  readonly changing: Changing;

  private constructor(store: Store, clock: FixedClock, setup: DeskSetup) {
    this.store = store;
    this.clock = clock;
    this.pause = setup.pause ?? new ManualPause();
    this.live = createLiveSchedule(setup.community);
    const surfaces = setup.surfaces ?? setup.adapters.map(surface);
    const log = setup.changeLog?.(store) ?? store;
    this.changing = createChanging({
      community: setup.community,
      live: this.live,
      log,
      surfaces: () => surfaces,
      clock,
    });
    this.reminders = startReminders({
      community: setup.community,
      schedule: setup.inChat ? this.live : (setup.schedule ?? createSchedule(setup.community)),
      ...(setup.inChat ? { changes: this.changing } : {}),
      ledger: setup.ledger?.(store) ?? store,
      surfaces,
      clock,
      log: this.log,
      ticker: this.ticker,
      random: () => 0,
      within: this.within.wait,
      pause: this.pause.wait,
      ...(setup.shared ? { shared: true } : {}),
      ...(setup.monotonicMs === undefined ? {} : { monotonicMs: setup.monotonicMs }),
      ...(setup.hostMs === undefined ? {} : { hostMs: setup.hostMs }),
      ...(setup.alsoDue === undefined ? {} : { alsoDue: setup.alsoDue(store, clock) }),
    });
  }

  /** Starts at `now`; the first scan is over unless an adapter hangs. */
  static async open(setup: DeskSetup): Promise<Desk> {
    const { beside } = setup;
    const clock = beside?.clock ?? new FixedClock(instant(setup.now));
    const store = beside?.store ?? (await openStore(setup.file ?? ':memory:', { clock }));
    const desk = new Desk(store, clock, setup);
    if (setup.hangs !== true) await desk.reminders.started;
    return desk;
  }

  /** Moves the clock to `time` and ticks there. */
  async at(time: string): Promise<void> {
    this.clock.advance(instant(time) - this.clock.now());
    await this.ticker.tick();
  }

  /** A maintainer changes the date of the sample meeting in December that `change` names, by what is known here. */
  async change(change: Pick<NewChange, 'kind' | 'why' | 'note'> & { on?: string; to?: string }): Promise<Recorded> {
    const { on = '2026-12-10T11:00', to, ...rest } = change;
    const original = wall(on);
    const follows = this.live.stateOf('community', original)?.latest.id ?? 0;
    const by = { platform: 'slack', id: 'U1' } as const;
    const moved = to === undefined ? {} : { to: wall(to) };
    return this.changing.record({ ...rest, ...moved, meeting: 'community', original, by, follows });
  }

  async receipts() {
    return (await this.store.receipts({ limit: 1000 })).map(({ key, state, lateBySeconds, why, dueAt, ...more }) => ({
      key,
      state,
      due: isoOf(dueAt),
      ...(more.found ? { found: true } : {}),
      ...(more.repaired === undefined ? {} : { repaired: more.repaired }),
      ...(lateBySeconds === undefined ? {} : { lateBySeconds }),
      ...(why === undefined ? {} : { why }),
    }));
  }

  async close(): Promise<void> {
    await this.reminders.stop();
    await this.store.close();
  }

  /** As a kill does: nothing is settled, nothing is given back. */
  async die(): Promise<void> {
    await this.store.close();
  }
}

export interface DeskSetup {
  readonly community: Community;
  readonly now: string;
  readonly adapters: readonly RecordingAdapter[];
  readonly surfaces?: readonly ReminderSurface[];
  readonly schedule?: Schedule;
  /** ":memory:" unless said. */
  readonly file?: string;
  readonly ledger?: (real: Ledger) => Ledger;
  /** The schedule is changed in chat. */
  readonly inChat?: true;
  readonly changeLog?: (real: Store) => ChangeLog;
  readonly hangs?: true;
  readonly shared?: true;
  /** Another process on the same database, by the same clock. */
  readonly beside?: Desk;
  readonly pause?: ManualPause;
  readonly monotonicMs?: () => number;
  readonly hostMs?: () => number;
  readonly alsoDue?: (store: Store, clock: FixedClock) => () => Promise<boolean>;
}

/** The desks of one test file: each is closed after its test, and their files go with the last. */
export class Desks {
  readonly #home = mkdtempSync(join(tmpdir(), 'frontdesk-remind-'));
  readonly #open: Desk[] = [];
  #files = 0;

  freshFile(): string {
    this.#files += 1;
    return join(this.#home, `${this.#files}.db`);
  }

  /** A desk for the sample meeting, unless said otherwise. */
  async open(setup: Partial<DeskSetup> & Pick<DeskSetup, 'now' | 'adapters'>): Promise<Desk> {
    const opened = await Desk.open({ community: community(meeting()), ...setup });
    this.#open.push(opened);
    return opened;
  }

  async closeAll(): Promise<void> {
    for (const each of this.#open.splice(0)) {
      // Nothing that a test left hanging may hold up the end.
      const closed = each.close();
      each.within.expire(15_000);
      each.within.expire(3_500);
      await closed;
    }
  }

  remove(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}

/** Lets the event loop turn until something holds; fails after many turns instead of waiting for ever. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 5000; turn += 1) {
    if (await holds()) return;
    await new Promise(setImmediate);
  }
  throw new Error('it did not come about');
}
