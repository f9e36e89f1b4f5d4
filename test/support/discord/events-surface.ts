/** A started adapter over the fake Discord, and processes that keep its event list. */
import type { EventMirror } from '../../../src/events/mirror.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { HandPause } from '../hand-pause.js';
import { scriptedDesk } from '../scripted-desk.js';
import { MemoryLeases, type MirrorParts, mirrorOf, SharedChanges } from './events-desk.js';
import { type DiscordSurface, startedDiscord } from './surface.js';

/** 10 December 2026, 12:00 UTC: the meeting is at 19:00 UTC. */
export const noon = 1_796_904_000 as Instant;

export interface Joined extends DiscordSurface {
  readonly clock: FixedClock;
  readonly leases: MemoryLeases;
  readonly changes: SharedChanges;
  readonly hands: HandPause;
  /** A process that keeps the list; `start` it, or ask for a pass. */
  process(name?: string, more?: Partial<MirrorParts>): EventMirror;
  starts(): readonly string[];
}

/** @param closing told what has to be closed, in the order in which it was opened */
export async function joined(closing: (() => Promise<void>)[]): Promise<Joined> {
  const clock = new FixedClock(noon);
  const surface = await startedDiscord(scriptedDesk({}), { channels: ['112233445566778899'] }, { clock });
  closing.push(surface.close);
  await knows(surface.adapter.events);
  const [leases, changes, hands] = [new MemoryLeases(clock), new SharedChanges(), new HandPause()];
  return {
    ...{ ...surface, clock, leases, changes, hands },
    process(name = 'a', more = {}) {
      const parts = { adapter: surface.adapter, clock, log: surface.log, leases: leases.of(name), changes };
      const { mirror } = mirrorOf({ ...parts, pause: hands.pause, ...more });
      closing.push(() => mirror.stop());
      return mirror;
    },
    starts: () => surface.discord.events.seen().map(({ start }) => start),
  };
}

/** Discord tells of the servers a moment after the session is open. */
export async function knows(events: DiscordSurface['adapter']['events']): Promise<void> {
  for (;;) {
    const servers = await events?.servers().catch(() => undefined);
    if (servers !== undefined) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
