import type { Community } from '../community/model.js';
import type { Instant, WallTime } from '../time/zoned.js';
import type { Change, NewChange } from './change.js';
import { changedDates } from './changed-series.js';
import type { ChangedDates } from './coming.js';
import { type OccurrenceState, occurrenceKey, occurrenceStates } from './occurrence-state.js';
import { type Schedule, scheduleOf } from './schedule.js';

/**
 * The schedule as it stands now: the community file, and what maintainers changed in chat. Whoever holds it always reads the
 * latest; it changes between two questions, never within one.
 */
export interface LiveSchedule extends Schedule {
  /** Id of the latest change that it knows; 0: none. */
  readonly revision: number;
  /** All changes that it knows, the earliest first. */
  changes(): readonly Change[];
  /**
   * Takes changes in, in order of their ids; those that it knows already change nothing. The work depends on the meetings that
   * are changed, not on how many there are. Gives the ids of those meetings.
   */
  take(changes: readonly Change[]): readonly string[];
  /** Forgets all that it knows, and takes these in their place: the log went back, and perhaps says something else since. */
  retake(changes: readonly Change[]): void;
  /** Undefined where nobody ever changed that occurrence in chat. */
  stateOf(meetingId: string, original: WallTime): OccurrenceState | undefined;
  /** As it would be with one more change; changes nothing. For what is shown before a change is confirmed. */
  supposing(change: NewChange): Schedule;
  /** As the community file alone has it. */
  readonly file: Schedule;
  /** Called after each `take` that changed something, with the ids of the meetings. */
  onChange(listener: (meetings: readonly string[]) => void): void;
}

/** What is known of one meeting that was ever changed. */
interface ChangedMeeting {
  /** In order of their ids. */
  readonly changes: readonly Change[];
  readonly states: ReadonlyMap<string, OccurrenceState>;
  readonly dates: ChangedDates | undefined;
}

export function createLiveSchedule(community: Community, changes: readonly Change[] = []): LiveSchedule {
  const { meetings } = community;
  const byId = new Map(meetings.map((meeting) => [meeting.id, meeting]));
  const changed = new Map<string, ChangedMeeting>();
  const listeners: ((meetings: readonly string[]) => void)[] = [];
  const known = new Set<number>();
  let all: readonly Change[] = [];

  function changedBy(meetingId: string, own: readonly Change[]): ChangedMeeting {
    const meeting = byId.get(meetingId);
    const states = occurrenceStates(own);
    return { changes: own, states, dates: meeting && changedDates(meeting, [...states.values()]) };
  }

  function take(given: readonly Change[]): readonly string[] {
    const fresh = given.filter(({ id }) => !known.has(id) && known.add(id));
    if (fresh.length === 0) return [];
    all = inOrder([...all, ...fresh]);
    const byMeeting = new Map<string, Change[]>();
    for (const change of fresh) byMeeting.set(change.meeting, [...(byMeeting.get(change.meeting) ?? []), change]);
    for (const [id, own] of byMeeting) {
      changed.set(id, changedBy(id, inOrder([...(changed.get(id)?.changes ?? []), ...own])));
    }
    const ids = [...byMeeting.keys()];
    tell(ids);
    return ids;
  }

  function tell(ids: readonly string[]): void {
    for (const listener of listeners) listener(ids);
  }

  function retake(given: readonly Change[]): void {
    const forgotten = [...changed.keys()];
    changed.clear();
    known.clear();
    all = [];
    take(given);
    tell(forgotten);
  }

  take(changes);
  return {
    ...scheduleOf(meetings, byId, (id) => changed.get(id)?.dates),
    get revision() {
      return all.at(-1)?.id ?? 0;
    },
    changes: () => all,
    take,
    retake,
    stateOf: (meeting, original) => changed.get(meeting)?.states.get(occurrenceKey({ meeting, original })),
    supposing(change) {
      const next = { ...change, id: Number.MAX_SAFE_INTEGER, at: 0 as Instant };
      const { dates } = changedBy(change.meeting, [...(changed.get(change.meeting)?.changes ?? []), next]);
      return scheduleOf(meetings, byId, (id) => (id === change.meeting ? dates : changed.get(id)?.dates));
    },
    file: scheduleOf(meetings, byId, () => undefined),
    onChange: (listener) => {
      listeners.push(listener);
    },
  };
}

function inOrder(changes: readonly Change[]): readonly Change[] {
  return [...changes].sort((a, b) => a.id - b.id);
}
