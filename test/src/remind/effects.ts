/** What changes made in chat do to given rows of the ledger, in a form that a test can write out. */
import type { Meeting, ReminderRule } from '../../../src/community/model.js';
import { consequencesOf } from '../../../src/remind/consequences.js';
import { parseReminderKey } from '../../../src/remind/key.js';
import { placementOf } from '../../../src/remind/placement.js';
import type { ConnectedPlatform } from '../../../src/remind/plan.js';
import type { Change, NewChange } from '../../../src/schedule/change.js';
import { createLiveSchedule } from '../../../src/schedule/live-schedule.js';
import type { ConcernedRow } from '../../../src/store/change-log.js';
import { isoOf } from '../../../src/time/zoned.js';
import { community, instant, meeting, wall } from './sample.js';

/** The sample meeting on 10 December, at 11:00 in Los Angeles: 19:00 UTC. */
export const occurrence = '2026-12-10T11:00';
export const starts = '2026-12-10T19:00:00Z';
export const key = 'remind/community/2026-12-10T11:00/15/general/slack';
export const dayKey = 'remind/community/2026-12-10T11:00/1440/general/slack';
export const dayBefore: ReminderRule = { beforeMinutes: 1440, rooms: ['general'] };
export const slack: ConnectedPlatform = { platform: 'slack', channelOf: (room) => `C-${room}` };
export const discord: ConnectedPlatform = { platform: 'discord', channelOf: (room) => `D-${room}` };

export type Step = Pick<NewChange, 'kind' | 'why' | 'note'> & { readonly to?: string };
export const skip: Step = { kind: 'skip', why: 'the host is ill' };
export const undo: Step = { kind: 'undo' };
export const moveTo = (to: string): Step => ({ kind: 'move', to, why: 'holidays' });

interface Case {
  readonly now: string;
  readonly meeting?: Meeting;
  readonly original?: string;
  readonly platforms?: readonly ConnectedPlatform[];
}

/** What the last of these changes does to the ledger; their ids are 1, 2 and so on. */
export function effects(steps: readonly Step[], rows: readonly ConcernedRow[], how: Case) {
  const of = how.meeting ?? meeting();
  const original = wall(how.original ?? occurrence);
  const changes = steps.map(
    ({ to, ...step }, n): Change => ({
      ...step,
      ...(to === undefined ? {} : { to: wall(to) }),
      meeting: 'community',
      original,
      by: { platform: 'slack', id: 'U1' },
      follows: n,
      id: n + 1,
      at: instant(how.now),
    }),
  );
  const before = createLiveSchedule(community(of), changes.slice(0, -1));
  const now = createLiveSchedule(community(of), changes);
  const change = changes.at(-1);
  if (change === undefined) throw new Error('no change');
  const found = consequencesOf(
    {
      before: before.named('community', original),
      after: now.named('community', original),
      rules: of.remind,
      platforms: how.platforms ?? [slack],
      now: instant(how.now),
      change,
      placement: placementOf(now, change, changes),
    },
    rows,
  );
  return {
    reminders: found.reminders.map(({ key: name, again, dueAt, startsAt, skipped }) => ({
      key: name,
      ...(again === undefined ? {} : { again }),
      due: isoOf(dueAt),
      starts: isoOf(startsAt),
      ...(skipped === undefined ? {} : { skipped: skipped.why }),
    })),
    edits: found.edits,
    notices: found.notices.map(({ key: name, reply, until }) => [name, reply.title, isoOf(until)]),
    withdrawn: found.withdrawn.map(({ key: name }) => name),
  };
}

export function row(
  state: ConcernedRow['state'],
  more: Partial<ConcernedRow> & { readonly starts?: string } = {},
): ConcernedRow {
  const { starts: at = starts, ...rest } = more;
  const name = parseReminderKey(rest.key ?? key);
  return {
    key,
    kind: 'reminder',
    state,
    unsure: state === 'claimed',
    meeting: 'community',
    original: occurrence,
    beforeMinutes: name?.beforeMinutes ?? 0,
    room: name?.room ?? 'general',
    platform: name?.platform ?? 'slack',
    dueAt: (instant(at) - (name?.beforeMinutes ?? 0) * 60) as ConcernedRow['dueAt'],
    startsAt: instant(at),
    generation: 1,
    ...(name?.again === undefined ? {} : { again: name.again }),
    ...rest,
  };
}

export function noticeRow(id: number, state: ConcernedRow['state'], more: Partial<ConcernedRow> = {}): ConcernedRow {
  const name = `notice/change/community/${occurrence}/${id}/slack/general`;
  return { ...row(state, more), key: name, kind: 'notice', meeting: '', original: name };
}

export const notice = (id: number, place = 'slack/general') => `notice/change/community/${occurrence}/${id}/${place}`;
export const nothing = { reminders: [], edits: [], notices: [], withdrawn: [] };
