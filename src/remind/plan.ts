/**
 * What would be posted, where and when: pure, so that `frontdesk plan`, the page and the scan say the same. An occurrence
 * that is skipped has no reminder; one that is moved has its reminder at the new time, under the name of the original.
 */
import type { Platform, Target } from '../adapter.js';
import type { Community, ReminderRule } from '../community/model.js';
import type { Block, Field, Reply } from '../reply/reply.js';
import type { Schedule, ScheduledOccurrence } from '../schedule/schedule.js';
import { sayMoment } from '../time/say.js';
import { type Instant, instantOf } from '../time/zoned.js';
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

/** What changed about this one, as a sentence. */
function changeLine({ original, status, why, meeting }: ScheduledOccurrence): readonly Block[] {
  const because = why === undefined ? '.' : `: ${why}`;
  if (status === 'extra') return [{ type: 'text', line: [`This is an extra meeting${because}`] }];
  if (status !== 'moved') return [];
  const home = meeting.series.zone;
  const usual = { type: 'moment', at: instantOf(original, home), show: 'day-time', home } as const;
  return [{ type: 'text', line: ['Moved from ', usual, because] }];
}

function link(label: string, url: string | undefined): readonly Field[] {
  if (url === undefined) return [];
  const text = url.replace(/^https?:\/\//, '').replace(/\/$/, '');
  return [{ label, value: [{ type: 'link', text, url }] }];
}

/**
 * What the room reads. Nothing in it turns false with time: it says when the meeting is, not "in 15 minutes"; the
 * countdown is the platform's own and lives.
 * @param now when it is posted; tells how late that is
 */
export function reminderReply(planned: PlannedPost, now: Instant): Reply {
  const { occurrence, rule } = planned;
  const { meeting, at, until } = occurrence;
  const span = { at, until, show: 'day-time', home: meeting.series.zone } as const;
  const late = lateSentence(now - planned.dueAt);
  const fields = [
    ...link('Join', meeting.join),
    ...link('Agenda', meeting.agenda),
    ...link('Notes', meeting.notes),
    ...(meeting.host === undefined ? [] : [{ label: 'Host', value: [meeting.host] }]),
  ];
  return {
    title: meeting.title,
    audience: 'room',
    tone: 'plain',
    summary: `${meeting.title}: ${sayMoment(span, meeting.series.zone)}.`,
    body: [
      { type: 'text', line: [{ type: 'moment', ...span, countdown: true }] },
      ...changeLine(occurrence),
      ...(fields.length === 0 ? [] : [{ type: 'fields', fields } as const]),
      ...(late === undefined ? [] : [{ type: 'text', line: [late] } as const]),
    ],
    choices: [{ label: 'Details', invoke: { command: 'meeting', options: { name: meeting.id } } }],
    ...(rule.mention === undefined ? {} : { mention: rule.mention }),
  };
}
