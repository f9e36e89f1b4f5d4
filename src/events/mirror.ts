/**
 * Keeps a platform's own event list as the schedule has it: each pass lists what stands there, compares, and makes, changes or
 * takes away what differs. So a crash anywhere, a lost answer or a change made by hand is mended by the next pass. A pass
 * runs at the start, as soon as the schedule changes, and every 15 minutes; between them nothing is done.
 *
 * Making an event has no key that a platform would know again. So one process alone does it at a time, and whoever does
 * not know what became of an attempt keeps that right, waits until the attempt must be over, and looks again.
 */
import { AskLater, AskRefused, type EventList, EventRefused, type Logger, type Platform } from '../adapter.js';
import type { Community } from '../community/model.js';
import type { LiveSchedule } from '../schedule/live-schedule.js';
import type { Leases } from '../store/leases.js';
import type { Clock } from '../time/clock.js';
import { type Pause, pause as passing } from '../time/pause.js';
import { type Step, stepsTo } from './steps.js';
import { createTrouble } from './trouble.js';
import { type DatedSchedule, eventNamed, eventsToCome } from './wanted.js';

const everySeconds = 900;
const leaseSeconds = 60;
/** Another process is at it, which rarely takes longer; or it died, and its lease runs out. */
const busySeconds = 1;
const [firstDelaySeconds, longestDelaySeconds] = [5, 900];
/** An attempt ends within 10 s: what it made is listed after that. */
const settledMs = 11_000;
/** Attempts of which the end is not known, in one pass. */
const mostDoubts = 3;
/** After the first pass: what a process that was killed had under way may show itself only then. */
const secondPassSeconds = 20;
/** More than any platform takes in one server. */
const mostToCome = 200;

export interface MirroredList {
  readonly platform: Platform;
  readonly events: EventList;
}

export interface EventMirrorSetup {
  readonly community: Community;
  readonly schedule: DatedSchedule & Pick<LiveSchedule, 'onChange'>;
  /** Takes in what other processes changed, so that none undoes what another has just done. */
  readonly catchUp: () => Promise<void>;
  /** Asked at each pass: a platform may be opened later than the desk. */
  readonly lists: () => readonly MirroredList[];
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pause?: Pause;
}

export interface EventMirror {
  /** Begins, and goes on by itself; a second call changes nothing. */
  start(): void;
  /** Asks for a pass at once. Resolves when one that began after the call has ended, however. Never rejects. */
  run(): Promise<void>;
  /** Begins nothing more; resolves when nothing is under way. */
  stop(): Promise<void>;
}

/** It was another process's in between, as after a long standstill of this one. */
class LeaseLost extends Error {}

export function createEventMirror(setup: EventMirrorSetup): EventMirror {
  const { community, schedule, catchUp, leases, clock, log, pause = passing } = setup;
  const isOff = community.events?.discord === 'off';
  const trouble = createTrouble(log, clock);
  const stopping = new AbortController();
  /** What was sent for an event last: a platform that keeps texts in a form of its own is not sent the same for ever. */
  const sent = new Map<string, string>();
  let nudge = new AbortController();
  const waiting: (() => void)[] = [];
  let going: Promise<void> | undefined;
  let failures = 0;
  /** An event is being made, or perhaps was. */
  let unsettled = false;

  async function stepsFor(server: string, events: EventList): Promise<{ steps: readonly Step[]; left: number }> {
    const held = await events.own(server);
    const now = clock.now();
    const toCome = await eventsToCome(community, schedule, now, mostToCome);
    return stepsTo({ toCome, named: (mark) => eventNamed(schedule, mark, now), shown: events.shown }, held, now);
  }

  async function take(step: Step, server: string, events: EventList): Promise<void> {
    if (step.do === 'cancel') {
      sent.delete(step.event.id);
      return events.cancel(server, step.event.id);
    }
    if (step.do === 'create') return events.create(server, step.to);
    const { id, startsAt, endsAt } = step.event;
    const content = JSON.stringify(step.to);
    if (sent.get(id) === content && startsAt === step.to.startsAt && endsAt === step.to.endsAt) return;
    await events.change(server, id, step.to);
    sent.set(id, content);
  }

  /** One step of a pass. Rejects where nothing more may be asked now; tells `failed` of anything else. */
  async function attempt(
    step: Step,
    server: string,
    events: EventList,
    failed: (error: unknown) => void,
  ): Promise<void> {
    unsettled = step.do === 'create';
    try {
      await take(step, server, events);
      unsettled = false;
    } catch (error) {
      const isForAll = error instanceof AskLater || error instanceof AskRefused;
      if (isForAll || error instanceof EventRefused) unsettled = false;
      if (isForAll) throw error;
      failed(error);
    }
  }

  /** Rejects with the last thing that went wrong, after everything else was done. */
  async function reconcile(server: string, events: EventList, lease: string): Promise<void> {
    const tried = new Set<string>();
    let failure: unknown;
    for (let doubts = 0; doubts < mostDoubts && !stopping.signal.aborted; doubts += 1) {
      const { steps, left } = await stepsFor(server, events);
      trouble.full(server, left);
      for (const step of steps.filter((one) => !tried.has(nameOf(one)))) {
        if (stopping.signal.aborted || unsettled) break;
        tried.add(nameOf(step));
        if (!(await leases.lease(lease, leaseSeconds))) throw new LeaseLost();
        await attempt(step, server, events, (error) => {
          failure = error;
        });
      }
      if (!unsettled) break;
      await pause(settledMs, stopping.signal);
      unsettled = stopping.signal.aborted;
    }
    if (failure !== undefined) throw failure;
    trouble.none(server);
  }

  /** Seconds until the next pass over this server. Never rejects. */
  async function keptFor(server: string, events: EventList, lease: string): Promise<number> {
    try {
      await reconcile(server, events, lease);
      return everySeconds;
    } catch (error) {
      return after(error, server);
    }
  }

  function after(error: unknown, place: string): number {
    if (error instanceof LeaseLost) return busySeconds;
    if (error instanceof AskLater) return Math.max(1, error.seconds);
    if (error instanceof AskRefused) trouble.refused(place, error.reason);
    else trouble.failed(place, error);
    if (error instanceof AskRefused) return everySeconds;
    failures += 1;
    return Math.min(longestDelaySeconds, firstDelaySeconds * 2 ** (failures - 1));
  }

  /** Seconds until the next pass over this list. Never rejects. */
  async function pass({ platform, events }: MirroredList): Promise<number> {
    const lease = `events/${platform}`;
    let isOurs = false;
    try {
      isOurs = await leases.lease(lease, leaseSeconds);
      if (!isOurs) return busySeconds;
      await catchUp();
      const before = failures;
      let seconds = everySeconds;
      for (const server of await events.servers()) seconds = Math.min(seconds, await keptFor(server, events, lease));
      if (failures === before) failures = 0;
      return seconds;
    } catch (error) {
      return after(error, platform);
    } finally {
      // An event that may still appear is this process's to look for, and no other's: then the lease runs out by itself.
      if (isOurs && !unsettled) await leases.unlease(lease).catch(() => undefined);
    }
  }

  async function keep(): Promise<void> {
    for (let passes = 1; !stopping.signal.aborted; passes += 1) {
      nudge = new AbortController();
      const asked = waiting.splice(0);
      let seconds = passes === 1 ? secondPassSeconds : everySeconds;
      for (const list of setup.lists()) seconds = Math.min(seconds, await pass(list));
      for (const done of asked) done();
      if (!stopping.signal.aborted) await pause(seconds * 1000, nudge.signal);
    }
    for (const done of waiting.splice(0)) done();
  }

  function start(): void {
    if (going !== undefined || stopping.signal.aborted) return;
    if (isOff) log.info('Event lists are left as they are: the community file says “events: { discord: off }”');
    going = isOff ? Promise.resolve() : keep();
  }

  function run(): Promise<void> {
    if (isOff || stopping.signal.aborted) return Promise.resolve();
    const done = new Promise<void>((resolve) => waiting.push(resolve));
    nudge.abort();
    start();
    return done;
  }

  schedule.onChange(() => {
    if (going !== undefined) void run();
  });

  return {
    start,
    run,
    async stop() {
      stopping.abort();
      nudge.abort();
      await going;
    },
  };
}

function nameOf(step: Step): string {
  return step.do === 'create' ? step.to.mark : step.event.id;
}
