/**
 * The strategy that most bots have: once a change is saved, the messages that were posted are edited one after the other, from
 * memory. Whoever dies in between has forgotten the rest.
 */
import type { Community } from '../../src/community/model.js';
import { createChanging } from '../../src/remind/changing.js';
import { editedReply } from '../../src/remind/plan.js';
import type { ReminderSurface } from '../../src/remind/standing.js';
import type { ScheduleChanges } from '../../src/schedule/change.js';
import type { LiveSchedule } from '../../src/schedule/live-schedule.js';
import type { ChangeLog, ConcernedRow } from '../../src/store/change-log.js';
import type { Clock } from '../../src/time/clock.js';
import { parseWall } from '../../src/time/zoned.js';

export interface ForgetfulSetup {
  readonly community: Community;
  readonly live: LiveSchedule;
  readonly log: ChangeLog;
  readonly surfaces: readonly ReminderSurface[];
  readonly clock: Clock;
}

export function forgetfulChanges({ community, live, log, surfaces, clock }: ForgetfulSetup): ScheduleChanges {
  let posted: readonly ConcernedRow[] = [];
  const changing = createChanging({
    community,
    live,
    clock,
    surfaces: () => surfaces,
    log: {
      ...log,
      recordChange: (change, decide) =>
        log.recordChange(change, (rows, recorded) => {
          posted = rows.filter(({ kind, messageId }) => kind === 'reminder' && messageId !== undefined);
          return { ...decide(rows, recorded), edits: [] };
        }),
    },
  });

  async function editNow(row: ConcernedRow): Promise<void> {
    const original = parseWall(row.original);
    const occurrence = original && live.named(row.meeting, original);
    const surface = surfaces.find(({ platform }) => platform === row.platform);
    const channel = surface?.channelOf(row.room);
    if (occurrence === undefined || channel === undefined || row.messageId === undefined) return;
    const { key, platform, room, startsAt } = row;
    const post = { key, target: { platform, room, channel }, reply: editedReply(occurrence, startsAt) };
    await surface?.adapter.edit({ ...post, since: row.dueAt }, row.messageId);
  }

  return {
    list: changing.list,
    async record(change) {
      const recorded = await changing.record(change);
      if (recorded.outcome === 'recorded') for (const row of posted) await editNow(row);
      return recorded;
    },
  };
}
