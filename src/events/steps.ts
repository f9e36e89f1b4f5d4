import type { EventList, OwnEvent, PlatformEvent } from '../adapter.js';
import type { Instant } from '../time/zoned.js';

export type Step =
  | { readonly do: 'cancel'; readonly event: OwnEvent }
  | { readonly do: 'change'; readonly event: OwnEvent; readonly to: PlatformEvent }
  | { readonly do: 'create'; readonly to: PlatformEvent };

export interface Steps {
  /** Cancelling first, which makes room; then changes, then new ones, the nearest first. */
  readonly steps: readonly Step[];
  /** How many more would be made if the server took them. */
  readonly left: number;
}

/** So many are left free for the people of the server. */
const leftFree = 20;
/** A platform refuses an event that has begun when it arrives. */
const soonestSeconds = 60;

export interface Wanted {
  /** What is to come, the nearest first. */
  readonly toCome: readonly PlatformEvent[];
  /** The date of that mark; undefined where there is none any more, or it is skipped or over. */
  named(mark: string): PlatformEvent | undefined;
  /** As the list itself shows it. */
  shown(event: PlatformEvent): PlatformEvent;
}

/**
 * What makes a server's list say what is wanted. An event that runs already is left to end by itself, unless its meeting is
 * skipped or put off. Of several with one mark the earliest made stays.
 */
export function stepsTo(
  { toCome, named, shown }: Wanted,
  { events, room }: Awaited<ReturnType<EventList['own']>>,
  now: Instant,
): Steps {
  const standing = new Set<string>();
  const cancels: Step[] = [];
  const changes: Step[] = [];
  for (const event of [...events].sort(earliestMade)) {
    const to = named(event.mark);
    if (to === undefined || standing.has(event.mark) || !canBecome(event, to, now)) {
      cancels.push({ do: 'cancel', event });
      continue;
    }
    standing.add(event.mark);
    if (event.startsAt > now && !isSame(event, shown(to))) changes.push({ do: 'change', event, to });
  }
  const missing = toCome.filter(({ mark, startsAt }) => !standing.has(mark) && startsAt >= now + soonestSeconds);
  const places = Math.max(0, room + cancels.length - leftFree);
  const creates = missing.slice(0, places).map((to): Step => ({ do: 'create', to }));
  return { steps: [...cancels, ...changes, ...creates], left: missing.length - creates.length };
}

/** What runs cannot be put off, and what is to come cannot be made to have begun. */
function canBecome(event: OwnEvent, to: PlatformEvent, now: Instant): boolean {
  return event.startsAt > now === to.startsAt > now;
}

function isSame(held: PlatformEvent, to: PlatformEvent): boolean {
  return (
    held.startsAt === to.startsAt &&
    held.endsAt === to.endsAt &&
    held.name === to.name &&
    held.location === to.location &&
    held.description === to.description
  );
}

/** Ids of platforms grow with time. */
function earliestMade(a: OwnEvent, b: OwnEvent): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}
