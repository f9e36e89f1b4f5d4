/**
 * What would be posted, where and when: pure, so that `frontdesk plan`, the page and the scan say the same. An occurrence
 * that is skipped has no reminder; one that is moved has its reminder at the new time, under the name of the original.
 */
import type { Platform, Target } from '../adapter.js';
import type { Community, ReminderRule } from '../community/model.js';
import { choice, fields, moment, reply, text } from '../reply/build.js';
import type { Block, Reply } from '../reply/reply.js';
import { changeSentence, placeRows } from '../schedule/occurrence-lines.js';
import type { Schedule, ScheduledOccurrence } from '../schedule/schedule.js';
import type { Instant } from '../time/zoned.js';
import { movedLines, reasonSentence, saidTime, skippedLines } from './change-words.js';
import { reminderKey } from './key.js';
import { dueAt, lateSentence } from './lateness.js';
import { occurrencesBetween } from './occurrences.js';

/** A platform that is connected, and which of its channels stands behind a room. */
export interface ConnectedPlatform {
  readonly platform: Platform;
  /** The platform's id of the channel; undefined where the room has none on this platform. */
  channelOf(room: string): string | undefined;
}

export interface PlannedPost {
  readonly key: string;
  readonly dueAt: Instant;
  readonly occurrence: ScheduledOccurrence;
  readonly rule: ReminderRule;
  readonly target: Target;
}

/** The posts of one rule before one occurrence: one for each of its rooms on each platform that has it. */
export function postsFor(
  occurrence: ScheduledOccurrence,
  rule: ReminderRule,
  platforms: readonly ConnectedPlatform[],
): readonly PlannedPost[] {
  return rule.rooms.flatMap((room) =>
    platforms.flatMap(({ platform, channelOf }) => {
      const channel = channelOf(room);
      if (channel === undefined) return [];
      const { meeting, original } = occurrence;
      const key = reminderKey({ meeting: meeting.id, original, beforeMinutes: rule.beforeMinutes, room, platform });
      return [{ key, dueAt: dueAt(occurrence, rule), occurrence, rule, target: { platform, room, channel } }];
    }),
  );
}

/** Every post with from <= dueAt < to, in order; each key once, although two rules of a meeting may ask for it. */
export function plannedPosts(
  community: Community,
  schedule: Schedule,
  platforms: readonly ConnectedPlatform[],
  from: Instant,
  to: Instant,
): readonly PlannedPost[] {
  const byKey = new Map<string, PlannedPost>();
  for (const meeting of community.meetings) {
    for (const rule of meeting.remind) {
      const ahead = rule.beforeMinutes * 60;
      const due = occurrencesBetween(schedule, meeting.id, (from + ahead) as Instant, (to + ahead) as Instant);
      for (const post of due.flatMap((occurrence) => postsFor(occurrence, rule, platforms))) {
        if (!byKey.has(post.key)) byKey.set(post.key, post);
      }
    }
  }
  return [...byKey.values()].sort((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1));
}

/**
 * What the room reads. Nothing in it turns false with time: it says when the meeting is, not "in 15 minutes"; the
 * countdown is the platform's own and lives.
 * @param now when it is posted; tells how late that is
 */
export function reminderReply(planned: PlannedPost, now: Instant): Reply {
  const { occurrence, rule } = planned;
  const late = lateSentence(now - planned.dueAt);
  const said = about(occurrence, [...whenBlocks(occurrence), ...(late === undefined ? [] : [text(late)])]);
  return rule.mention === undefined ? said : { ...said, mention: rule.mention };
}

/**
 * What a reminder that is posted already shows from now on. It mentions nobody: an edit is to ping no one.
 * @param shownAt the start of the meeting that the message said when it was posted
 */
export function editedReply(occurrence: ScheduledOccurrence, shownAt: Instant): Reply {
  const { status, at, why } = occurrence;
  if (status === 'skipped') {
    const lines = skippedLines(occurrence, shownAt, reasonSentence('Skipped', why));
    return about(occurrence, [...lines, ...noteBlocks(occurrence)], `is ${reasonSentence('skipped', why)}`);
  }
  if (at === shownAt) return about(occurrence, whenBlocks(occurrence));
  const reason = status === 'moved' && why ? [text(reasonSentence('Moved', why))] : [];
  const moved = [...movedLines(occurrence, shownAt), ...reason];
  return about(occurrence, [...moved, ...noteBlocks(occurrence), ...placeBlocks(occurrence)]);
}

function about(occurrence: ScheduledOccurrence, body: readonly Block[], end?: string): Reply {
  const { meeting, at } = occurrence;
  return reply({
    title: meeting.title,
    audience: 'room',
    summary: `${meeting.title}: ${saidTime(occurrence, at)}${end === undefined ? '.' : ` ${end}`}`,
    body,
    choices: [choice('Details', 'meeting', { name: meeting.id })],
  });
}

function whenBlocks(occurrence: ScheduledOccurrence): readonly Block[] {
  const { meeting, at, until } = occurrence;
  const change = changeSentence(occurrence);
  return [
    text(moment(at, meeting.series.zone, { until, countdown: true })),
    ...(change === undefined ? [] : [text(...change)]),
    ...noteBlocks(occurrence),
    ...placeBlocks(occurrence),
  ];
}

function noteBlocks({ note }: ScheduledOccurrence): readonly Block[] {
  return note === undefined ? [] : [text(`Note: ${note}`)];
}

function placeBlocks({ meeting }: ScheduledOccurrence): readonly Block[] {
  // Recordings are for afterwards.
  const places = placeRows(meeting).filter(([label]) => label !== 'Recordings');
  return places.length === 0 ? [] : [fields(...places)];
}
