/**
 * Changes made in chat, with all that follows from them. What follows is decided from the schedule as it is known here; where
 * another process changed the occurrence meanwhile, the log refuses the change, so nothing is ever decided from an old state.
 */
import type { Community } from '../community/model.js';
import type { Change, NewChange, ScheduleChanges } from '../schedule/change.js';
import type { LiveSchedule } from '../schedule/live-schedule.js';
import type { ChangeLog, Consequences, Decide } from '../store/change-log.js';
import type { Clock } from '../time/clock.js';
import { type WallTime, wallText } from '../time/zoned.js';
import { consequencesOf } from './consequences.js';
import { placementOf } from './placement.js';
import type { ConnectedPlatform } from './plan.js';

export interface ChangingSetup {
  readonly community: Community;
  readonly live: LiveSchedule;
  readonly log: ChangeLog;
  /** Asked at each change: a platform may be opened later than the desk. */
  readonly surfaces: () => readonly ConnectedPlatform[];
  /** The store's. */
  readonly clock: Clock;
}

/** What reminders ask of the changes made in chat. */
export interface ChangesAhead {
  /** Takes in what other processes changed. Cheap where nothing was. Rejects where the store cannot be read. */
  catchUp(): Promise<void>;
  /** Id of the latest change that the schedule here knows; 0: none. */
  revision(): number;
  /** Calls `listener` with the ids of the meetings after each change that is taken in, whoever made it. */
  onChange(listener: (meetings: readonly string[]) => void): void;
  /** Whether that occurrence was ever changed in chat. */
  isChanged(meetingId: string, original: WallTime): boolean;
  /** Whether it takes place, or does not, as that change left it. True for a change that is not known here. */
  isSo(meetingId: string, original: WallTime, changeId: number): boolean;
  /**
   * Whether it takes place, or does not, as that change left it, and did so ever since: what was otherwise in between, the
   * room was told, and is told anew. True for a change that is not known here.
   */
  holds(meetingId: string, original: WallTime, changeId: number): boolean;
}

/** Changes made in chat, with all that follows from them. */
export interface Changing extends ScheduleChanges, ChangesAhead {}

const nothing: Consequences = { reminders: [], edits: [], notices: [], withdrawn: [] };

export function createChanging(setup: ChangingSetup): Changing {
  const { community, live, log, surfaces, clock } = setup;

  async function startOver(): Promise<void> {
    const known = live.revision;
    const all = await log.changesAfter(0);
    // One of our own may have been recorded, and taken in, since we looked.
    if ((all.at(-1)?.id ?? 0) < known && live.revision === known) live.retake(all);
  }

  async function catchUp(): Promise<void> {
    const latest = await log.changesRevision();
    if (latest > live.revision) live.take(await log.changesAfter(live.revision));
    // A database that was restored, or whose stand-in never heard of the last ones, gives their numbers away once more.
    else if (latest < live.revision) await startOver();
  }

  function changesOf(meetingId: string, original: WallTime): readonly Change[] {
    const name = wallText(original);
    return live.changes().filter((change) => change.meeting === meetingId && wallText(change.original) === name);
  }

  function decideFor(wanted: NewChange): Decide {
    const meeting = community.meetings.find(({ id }) => id === wanted.meeting);
    if (meeting === undefined) return () => nothing;
    const before = live.named(meeting.id, wanted.original);
    const after = live.supposing(wanted).named(meeting.id, wanted.original);
    const made = changesOf(meeting.id, wanted.original);
    return (rows, change) =>
      consequencesOf(
        {
          before,
          after,
          rules: meeting.remind,
          platforms: surfaces(),
          now: clock.now(),
          change,
          placement: placementOf(live, change, [...made, change]),
        },
        rows,
      );
  }

  /** The change is recorded, whatever becomes of this: each tick takes in what is not known here. */
  async function takeIn(change: Change): Promise<void> {
    if (change.id === live.revision + 1) live.take([change]);
    else if (change.id > live.revision) await catchUp().catch(() => undefined);
  }

  return {
    catchUp,
    revision: () => live.revision,
    onChange: (listener) => live.onChange(listener),
    isChanged: (meetingId, original) => live.stateOf(meetingId, original) !== undefined,
    isSo(meetingId, original, changeId) {
      if (changeId > live.revision) return true;
      const made = changesOf(meetingId, original);
      const placement = placementOf(live, { meeting: meetingId, original }, made);
      return placement(changeId) === placement(live.revision);
    },
    holds(meetingId, original, changeId) {
      if (changeId > live.revision) return true;
      const made = changesOf(meetingId, original);
      const placement = placementOf(live, { meeting: meetingId, original }, made);
      const then = placement(changeId);
      return made.every(({ id }) => id <= changeId || placement(id) === then);
    },
    list: () => live.changes(),
    async record(change) {
      await catchUp();
      const recorded = await log.recordChange(change, decideFor(change));
      await takeIn(recorded.outcome === 'overtaken' ? recorded.by : recorded.change);
      return recorded;
    },
  };
}
