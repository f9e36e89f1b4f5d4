/**
 * A week before the clocks of some readers part company with a meeting's, the rooms that are reminded of it are told, once
 * for each change: a notice, so once for all processes and whatever crashes; its key is the day of the change.
 *
 * When clocks change is worked out once for each zone that meetings are in. Then a tick compares a number. Meetings are
 * walked only on the days on which something is to be told, and again where the schedule is changed in the week that is
 * left: a room whose meeting was moved into the time is still told.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Community, Meeting } from '../community/model.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Ledger, NewNotice } from '../store/ledger.js';
import { dateOfDay, dayOf } from '../time/civil.js';
import type { Clock } from '../time/clock.js';
import { type Parting, partings } from '../time/partings.js';
import { regions } from '../time/regions.js';
import { dateText, type Instant, instantOf } from '../time/zoned.js';
import { clockReply, type Parted } from './clock-words.js';
import { nextTaking } from './occurrences.js';
import type { ConnectedPlatform } from './plan.js';

export interface ClockNoticeSetup {
  readonly community: Community;
  /** Where it can change while the process runs, with a number that changes with it. */
  readonly schedule: Schedule & { readonly revision?: number };
  readonly ledger: Pick<Ledger, 'tell'>;
  readonly surfaces: readonly ConnectedPlatform[];
  /** The ledger's own. */
  readonly clock: Clock;
}

export interface ClockNotice {
  /**
   * Plans what is due, and else costs one comparison. True: something was planned. Rejects where the database does not answer:
   * call again later.
   */
  run(): Promise<boolean>;
}

const DAY = 86_400;
const toldDaysBefore = 7;
/** In the community's zone: nobody is told in the middle of the night. */
const toldAtHour = 9;
/** A meeting that is further away after the change is not told of: its reminder says the time. */
const CLOSE = 35 * DAY;
/** A meeting of which none took place for so long before the change is as good as new. */
const LONGEST_PAUSE = 366 * DAY;
/** How far ahead changes are known; looked for again half-way. */
const KNOWN = 400 * DAY;
const TURN_MS = 8;

/** All partings that begin on one day. */
interface ClockChange {
  readonly day: number;
  readonly tellAt: Instant;
  /** From then on no meeting is told of it. */
  readonly over: Instant;
  readonly partings: readonly { readonly zone: string; readonly parting: Parting }[];
}

export function createClockNotice({ community, schedule, ledger, surfaces, clock }: ClockNoticeSetup): ClockNotice {
  const byZone = community.clockChanges === 'off' ? new Map<string, readonly Meeting[]>() : remindedByZone(community);
  /** Until `lookAgain`. */
  let changes: readonly ClockChange[] = [];
  let lookAgain: number = Number.NEGATIVE_INFINITY;
  /** Nothing is to be done before, unless the schedule changes while `open`. */
  let next: number = Number.NEGATIVE_INFINITY;
  let open = false;
  let revision = schedule.revision;
  const told = new Set<string>();

  async function takingPlace({ partings }: ClockChange, now: Instant): Promise<ReadonlyMap<string, readonly Parted[]>> {
    const byRoom = new Map<string, Parted[]>();
    const turns = createTurns();
    for (const { zone, parting } of partings) {
      const end = Math.min(parting.end ?? Number.POSITIVE_INFINITY, parting.start + CLOSE);
      for (const meeting of byZone.get(zone) ?? []) {
        await turns.take();
        const first = nextTaking(schedule, meeting.id, parting.start);
        if (first === undefined || first >= end || first <= now) continue;
        // Of a meeting that is newer than the change nobody knows another time.
        const before = nextTaking(schedule, meeting.id, (parting.start - LONGEST_PAUSE) as Instant);
        if (before === undefined || before >= parting.start) continue;
        for (const room of roomsOf(meeting)) addTo(byRoom, room, { meeting, parting, first });
      }
    }
    return byRoom;
  }

  async function noticesOf(change: ClockChange, now: Instant): Promise<readonly NewNotice[]> {
    const byRoom = await takingPlace(change, now);
    const turns = createTurns();
    const found: NewNotice[] = [];
    for (const [room, parted] of byRoom) {
      await turns.take();
      const reached = platformsOf(room, surfaces).map((platform) => ({ platform, key: keyOf(change, platform, room) }));
      const missing = reached.filter(({ key }) => !told.has(key));
      if (missing.length === 0) continue;
      const until = parted.reduce((latest, { first }) => Math.min(latest, first), Number.POSITIVE_INFINITY) as Instant;
      const words = clockReply(parted);
      found.push(...missing.map((to) => ({ ...to, room, reply: words, dueAt: change.tellAt, until })));
    }
    return found;
  }

  async function tellOpen(now: Instant): Promise<boolean> {
    let isTold = false;
    for (const change of changes) {
      if (change.tellAt > now || change.over <= now) continue;
      const notices = await noticesOf(change, now);
      if (notices.length === 0) continue;
      await ledger.tell(notices);
      for (const { key } of notices) told.add(key);
      isTold = true;
    }
    return isTold;
  }

  return {
    async run() {
      if (byZone.size === 0) return false;
      const now = clock.now();
      const isChanged = open && schedule.revision !== revision;
      if (now < next && !isChanged) return false;
      if (now >= lookAgain) {
        changes = await changesOf([...byZone.keys()], community.zone, now);
        lookAgain = now + KNOWN / 2;
      }
      const seen = schedule.revision;
      const isTold = await tellOpen(now);
      // Only now: what could not be written is tried again at the next tick.
      revision = seen;
      open = changes.some(({ tellAt, over }) => tellAt <= now && over > now);
      next = Math.min(lookAgain, ...changes.filter(({ tellAt }) => tellAt > now).map(({ tellAt }) => tellAt));
      return isTold;
    },
  };
}

function remindedByZone({ meetings }: Community): ReadonlyMap<string, readonly Meeting[]> {
  const byZone = new Map<string, Meeting[]>();
  for (const meeting of meetings) {
    if (roomsOf(meeting).length === 0) continue;
    addTo(byZone, meeting.series.zone, meeting);
  }
  return byZone;
}

function roomsOf({ remind }: Meeting): readonly string[] {
  return [...new Set(remind.flatMap(({ rooms }) => rooms))];
}

function platformsOf(room: string, surfaces: readonly ConnectedPlatform[]): readonly ConnectedPlatform['platform'][] {
  return [
    ...new Set(surfaces.filter(({ channelOf }) => channelOf(room) !== undefined).map(({ platform }) => platform)),
  ];
}

function keyOf({ day }: ClockChange, platform: string, room: string): string {
  return `notice/clocks/${dateText(dateOfDay(day))}/${platform}/${encodeURIComponent(room)}`;
}

/** In order of their days; those of one day with the largest regions first. */
async function changesOf(zones: readonly string[], home: string, now: Instant): Promise<readonly ClockChange[]> {
  const byDay = new Map<number, { readonly zone: string; readonly parting: Parting }[]>();
  const turns = createTurns();
  for (const zone of zones) {
    await turns.take();
    for (const parting of partings(zone, regions, (now - CLOSE) as Instant, (now + KNOWN) as Instant)) {
      addTo(byDay, dayOf(parting.from), { zone, parting });
    }
  }
  const size = ({ parting }: { readonly parting: Parting }) => regions.indexOf(parting.region);
  return [...byDay]
    .sort(([a], [b]) => a - b)
    .map(([day, found]) => ({
      day,
      tellAt: instantOf({ ...dateOfDay(day - toldDaysBefore), hour: toldAtHour, minute: 0 }, home),
      over: (Math.max(...found.map(({ parting }) => parting.start)) + CLOSE) as Instant,
      partings: found.sort((a, b) => size(a) - size(b)),
    }));
}

function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Gives the event loop its turn every few milliseconds. */
function createTurns(): { take(): Promise<void> } {
  let ends = performance.now() + TURN_MS;
  return {
    async take() {
      if (performance.now() < ends) return;
      await nextTurn();
      ends = performance.now() + TURN_MS;
    },
  };
}
