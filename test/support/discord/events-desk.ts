/** A community with one weekly meeting, its live schedule, and event mirrors over the fake Discord. */
import type { Adapter, Logger } from '../../../src/adapter.js';
import type { Community, Meeting } from '../../../src/community/model.js';
import { createEventMirror, type EventMirror } from '../../../src/events/mirror.js';
import type { NewChange } from '../../../src/schedule/change.js';
import { createLiveSchedule, type LiveSchedule } from '../../../src/schedule/live-schedule.js';
import type { Leases } from '../../../src/store/leases.js';
import type { Clock } from '../../../src/time/clock.js';
import type { Pause } from '../../../src/time/pause.js';
import type { Instant, WallTime } from '../../../src/time/zoned.js';
import { emptyCommunity } from '../empty-community.js';

/** Thursdays at 11:00 in Los Angeles from 10 December 2026. */
export const weekly: Meeting = {
  id: 'community',
  title: 'Community meeting',
  about: 'The meeting of the whole *community*.',
  series: {
    zone: 'America/Los_Angeles',
    rule: {
      ...{ freq: 'weekly', interval: 1, byDay: [{ weekday: 4 }], weekStart: 1 },
      ...{ byMonthDay: [], byMonth: [], bySetPos: [] },
    },
    starting: { year: 2026, month: 12, day: 10 },
    slots: [{ hour: 11, minute: 0 }],
    ...{ except: [], moved: [], extra: [] },
  },
  rhythm: 'every week on Thursday at 11:00',
  lastsMinutes: 60,
  join: 'https://zoom.us/j/986657835',
  notes: 'https://docs.example.org/notes_of_all',
  aliases: [],
  remind: [],
  line: 1,
};

/** Three weeks ahead: 10, 17, 24 and 31 December stand in the list at noon on the 10th. */
export const community: Community = {
  ...emptyCommunity,
  meetings: [weekly],
  events: { discord: 'on', aheadMinutes: 3 * 7 * 1440 + 1440 },
};

export function december(day: number, hour = 11, minute = 0): WallTime {
  return { year: 2026, month: 12, day, hour, minute };
}

/** Leases as the store gives them: by name, for a time, to one owner each. */
export class MemoryLeases {
  readonly #clock: Clock;
  readonly #held = new Map<string, { readonly owner: string; readonly untilMs: number }>();
  constructor(clock: Clock) {
    this.#clock = clock;
  }
  of(owner: string): Leases {
    return {
      lease: async (name, seconds) => {
        const now = this.#clock.nowMs();
        const held = this.#held.get(name);
        if (held !== undefined && held.owner !== owner && held.untilMs > now) return false;
        this.#held.set(name, { owner, untilMs: now + seconds * 1000 });
        return true;
      },
      unlease: async (name) => {
        if (this.#held.get(name)?.owner === owner) this.#held.delete(name);
      },
    };
  }
  /** Who has it. */
  holder(name: string): string | undefined {
    return this.#held.get(name)?.owner;
  }
}

/** What maintainers changed, kept as the store keeps it: each process takes it in when it looks. */
export class SharedChanges {
  readonly all: Parameters<LiveSchedule['take']>[0][number][] = [];
  add(change: Pick<NewChange, 'kind' | 'original'> & Partial<NewChange>): void {
    const id = this.all.length + 1;
    const by = { platform: 'discord', id: '1' } as const;
    this.all.push({ meeting: 'community', by, follows: 0, ...change, id, at: 1_796_900_000 as Instant });
  }
}

export interface MirrorParts {
  readonly adapter: Adapter;
  readonly clock: Clock;
  readonly log: Logger;
  readonly leases: Leases;
  readonly changes?: SharedChanges;
  readonly pause?: Pause;
  readonly community?: Community;
}

/** One process: its own schedule and its own mirror. */
export function mirrorOf(parts: MirrorParts): { readonly mirror: EventMirror; readonly schedule: LiveSchedule } {
  const { adapter, clock, log, leases, changes = new SharedChanges(), community: told = community } = parts;
  const schedule = createLiveSchedule(told);
  const mirror = createEventMirror({
    community: told,
    schedule,
    catchUp: async () => void schedule.take(changes.all),
    lists: () => (adapter.events === undefined ? [] : [{ platform: 'discord', events: adapter.events }]),
    ...{ leases, clock, log },
    ...(parts.pause === undefined ? {} : { pause: parts.pause }),
  });
  return { mirror, schedule };
}
