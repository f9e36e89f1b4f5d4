/**
 * What a claim comes to as the community file and the schedule have it now: asked anew right before each send, because
 * meetings are skipped and moved, and files are edited, while a reminder waits.
 */
import type { Adapter, Target } from '../adapter.js';
import type { Community, Meeting } from '../community/model.js';
import { reply } from '../reply/build.js';
import type { Reply } from '../reply/reply.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Claim } from '../store/ledger.js';
import type { Clock } from '../time/clock.js';
import { type Instant, parseWall } from '../time/zoned.js';
import { toldChange } from './change-notice-key.js';
import type { ChangesAhead } from './changing.js';
import { dueAt, tooLateAt } from './lateness.js';
import { type ConnectedPlatform, reminderReply } from './plan.js';
import { noticeShown, shownOf } from './shown.js';

/** A surface that reminders go to: the web page too, whose channels are the rooms' own names. */
export interface ReminderSurface extends ConnectedPlatform {
  readonly adapter: Pick<Adapter, 'post' | 'copies' | 'edit' | 'remove' | 'pace'>;
}

export interface Standing {
  readonly surface: ReminderSurface;
  readonly target: Target;
  readonly dueAt: Instant;
  readonly startsAt: Instant;
  /** From then on it is not posted any more, */
  readonly tooLateAt: Instant;
  /** and this is why. */
  readonly tooLate: string;
  reply(now: Instant): Reply;
  /** What is shown when it is posted now; absent where it is never edited. */
  readonly shown?: string;
}

/** There is nothing to post any more. */
export interface Obsolete {
  readonly why: string;
  /** The community file of this process does not have it; that of another process may. */
  readonly unheardOf?: true;
  /** Where an earlier try may have been shown: as it was to be posted. */
  readonly was?: Standing;
}

export interface StandingSetup {
  readonly community: Community;
  readonly schedule: Schedule;
  readonly surfaces: readonly ReminderSurface[];
  readonly clock: Clock;
  /** Absent where nobody changes the schedule in chat. */
  readonly changes?: Pick<ChangesAhead, 'holds'>;
}

/** A post is known by its key and its target alone. */
export const anyReply = reply({ title: 'Reminder', summary: '', body: [] });

export function createStanding(setup: StandingSetup): (claim: Claim) => Standing | Obsolete {
  const { surfaces, clock } = setup;
  let indexed: { readonly of: Community; readonly byId: ReadonlyMap<string, Meeting> } | undefined;

  function meetingOf({ meeting: id }: Claim): Meeting | undefined {
    const { community } = setup;
    if (indexed?.of !== community) {
      indexed = { of: community, byId: new Map(community.meetings.map((meeting) => [meeting.id, meeting])) };
    }
    return indexed.byId.get(id);
  }

  function placeOf({ platform, room, notice }: Claim): Pick<Standing, 'surface' | 'target'> | Obsolete {
    const surface = surfaces.find((each) => each.platform === platform);
    const person = notice?.person;
    const channel = person ?? surface?.channelOf(room);
    if (surface === undefined || channel === undefined) {
      return { why: `the room ${room} has no channel on ${platform}`, unheardOf: true };
    }
    return { surface, target: { platform, room, channel, ...(person === undefined ? {} : { person: true }) } };
  }

  function standingReminder(claim: Claim): Standing | Obsolete {
    const meeting = meetingOf(claim);
    if (meeting === undefined) return { why: 'the community file no longer has this meeting', unheardOf: true };
    const rule = meeting.remind.find(
      ({ beforeMinutes, rooms }) => beforeMinutes === claim.beforeMinutes && rooms.includes(claim.room),
    );
    if (rule === undefined) return { why: 'the community file no longer asks for this reminder', unheardOf: true };
    const place = placeOf(claim);
    if ('why' in place) return place;
    const original = parseWall(claim.original);
    const occurrence = original && setup.schedule.named(meeting.id, original);
    if (occurrence === undefined) {
      const why = 'the schedule no longer has this meeting on that date';
      return { why, unheardOf: true, was: asPlanned(claim, place) };
    }
    if (occurrence.status === 'skipped') {
      const why = `the meeting is skipped${occurrence.why === undefined ? '' : `: ${occurrence.why}`}`;
      return { why, was: asPlanned(claim, place) };
    }
    const isOther = occurrence.at !== claim.startsAt;
    if (isOther && claim.again !== undefined && dueAt(occurrence, rule) <= clock.now()) {
      return { why: 'an earlier reminder shows when the meeting is', was: asPlanned(claim, place) };
    }
    const planned = { key: claim.key, dueAt: dueAt(occurrence, rule), occurrence, rule, target: place.target };
    return {
      ...place,
      dueAt: planned.dueAt,
      startsAt: occurrence.at,
      tooLateAt: tooLateAt(occurrence, rule),
      tooLate: 'not posted before the meeting started',
      reply: (now) => reminderReply(planned, now),
      shown: shownOf(occurrence),
    };
  }

  function asPlanned(claim: Claim, place: Pick<Standing, 'surface' | 'target'>): Standing {
    const { dueAt, startsAt } = claim;
    const until = tooLateAt({ at: startsAt }, claim);
    return { ...place, dueAt, startsAt, tooLateAt: until, tooLate: 'the meeting was changed', reply: () => anyReply };
  }

  return (claim) => {
    const { notice } = claim;
    if (notice === undefined) return standingReminder(claim);
    const place = placeOf(claim);
    if ('why' in place) return place;
    const told = toldChange(claim.key);
    if (told !== undefined && setup.changes?.holds(told.meeting, told.original, told.changeId) === false) {
      return { why: 'the meeting was changed again', was: asPlanned(claim, place) };
    }
    return {
      ...place,
      dueAt: claim.dueAt,
      startsAt: claim.startsAt,
      tooLateAt: claim.startsAt,
      tooLate: 'not posted while it still helped',
      reply: () => notice.reply,
      ...(told === undefined ? {} : { shown: noticeShown(true) }),
    };
  };
}
