/**
 * Makes posted reminders, and notices of changes, show what the schedule says now. Level-triggered: a message is compared with the schedule and edited
 * where it shows something else, so that a crash anywhere only repeats what changes nothing. It works a little at a time,
 * beside the outbox, and never holds it up.
 *
 * Where the meeting is now so much later that people need reminding of it, that reminder is planned here too: for a message
 * that was on its way when the meeting was moved, nobody else does.
 */
import type { EditOutcome, Logger } from '../adapter.js';
import type { Community, Meeting } from '../community/model.js';
import type { Reply } from '../reply/reply.js';
import type { Schedule, ScheduledOccurrence } from '../schedule/schedule.js';
import type { Edit, Ledger } from '../store/ledger.js';
import type { Clock } from '../time/clock.js';
import type { Pause } from '../time/pause.js';
import type { Within } from '../time/within.js';
import { type Instant, instantOf, parseWall } from '../time/zoned.js';
import { createAsking } from './asking.js';
import { toldChange } from './change-notice-key.js';
import { overtakenNotice } from './change-words.js';
import type { ChangesAhead } from './changing.js';
import { againRow } from './consequences.js';
import { createLooks, LOOKS_EVERY_SECONDS } from './looks.js';
import { TRY_ENDS_SECONDS } from './outcomes.js';
import { createPacing, type Pacing } from './pacing.js';
import { editedReply } from './plan.js';
import { noticeShown, shownOf } from './shown.js';
import type { ReminderSurface } from './standing.js';

/** Taken together; each is ours for a minute. */
const AT_ONCE = 4;
/** For each platform in one run: the next run goes on. */
const MOST_AT_A_TIME = 200;
const LONGEST_DELAY_SECONDS = 60;
/** So long after its end nobody reads a reminder any more. */
const GIVES_UP_AFTER_SECONDS = 86_400;
/** So many tries in a row, where nobody knows what the message shows, are followed by one more. */
const LOOKS_AGAIN = 2;
/** Where a platform asks to wait and does not say how long. */
const UNSAID_RETRY_SECONDS = 15;

export interface EditingSetup {
  readonly community: Community;
  readonly schedule: Schedule;
  readonly ledger: Ledger;
  readonly surfaces: readonly ReminderSurface[];
  readonly clock: Clock;
  readonly log: Logger;
  readonly within: Within;
  readonly pause: Pause;
  /** A clock that never jumps. */
  readonly monotonicMs: () => number;
  /** Absent where nobody changes the schedule in chat. */
  readonly changes?: Pick<ChangesAhead, 'catchUp' | 'revision' | 'isSo'>;
  /** Other processes, perhaps with another community file, may work on the same ledger. */
  readonly shared?: boolean;
  /** Told when editing goes on at `at`, or something was planned by then. */
  readonly onWait: (at: Instant) => void;
}

/** What a message is to show; `occurrence` where it is a reminder. */
interface Wanted {
  readonly shown: string;
  readonly reply: Reply;
  readonly occurrence?: ScheduledOccurrence;
}

export interface Editing {
  /** Edits come due at this instant. */
  at(instant: Instant): void;
  /** Edits what is due, where anything may be. Never rejects. A call while another runs has it look once more. */
  run(): Promise<void>;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
  /** Begins no further edit. */
  stop(): void;
}

export function createEditing(setup: EditingSetup): Editing {
  const { ledger, clock, log, pause, changes } = setup;
  const asking = createAsking(setup);
  const stopping = new AbortController();
  const meetings = new Map(setup.community.meetings.map((meeting) => [meeting.id, meeting]));
  const pacings = new Map(
    setup.surfaces.map(({ platform, adapter }) => [platform, createPacing(adapter.pace, setup.monotonicMs)]),
  );
  const looks = createLooks(clock, setup.onWait);
  let looksAgain = false;
  let running: Promise<void> | undefined;

  async function later(edit: Edit, seconds: number, how: { readonly untouched?: true } = {}): Promise<void> {
    const at = (clock.now() + Math.max(1, Math.ceil(seconds))) as Instant;
    await ledger.editLater(edit, at, how);
    looks.at(at);
  }

  async function giveUp(edit: Edit, reason: string): Promise<void> {
    log.warn('a reminder in a room can no longer be brought up to date', { key: edit.key, reason });
    await ledger.edited(edit, undefined);
  }

  /** The further reminder that the message asks for, as things stand. */
  async function planAgain(edit: Edit, occurrence: ScheduledOccurrence): Promise<void> {
    const { beforeMinutes, room } = edit;
    const rule = occurrence.meeting.remind.find(
      (each) => each.beforeMinutes === beforeMinutes && each.rooms.includes(room),
    );
    const row = rule === undefined || occurrence.status === 'skipped' ? undefined : againRow(edit, occurrence, rule);
    if (row === undefined || row.dueAt <= clock.now()) return;
    await ledger.planDue([row], undefined, changes?.revision());
  }

  async function conclude(edit: Edit, shown: string, outcome: EditOutcome, pacing: Pacing | undefined): Promise<void> {
    switch (outcome.outcome) {
      case 'edited':
        log.info('reminder edited', { key: edit.key });
        // What an earlier try, or a process that is gone, had on its way may still land upon this: it is edited once more then.
        if (edit.shown === undefined && edit.tries < LOOKS_AGAIN) return later(edit, TRY_ENDS_SECONDS);
        return ledger.edited(edit, shown);
      case 'gone':
      case 'forbidden':
      case 'refused':
        return giveUp(edit, outcome.reason);
      case 'retry-after': {
        const seconds = outcome.seconds > 0 ? outcome.seconds : UNSAID_RETRY_SECONDS;
        if (outcome.everywhere) pacing?.rest(seconds * 1000);
        return later(edit, seconds, { untouched: true });
      }
      default: {
        const seconds = Math.min(LONGEST_DELAY_SECONDS, 2 ** (edit.tries + 1));
        log.warn('a reminder could not be edited; it is tried again', { key: edit.key, reason: outcome.reason });
        return later(edit, seconds, outcome.outcome === 'not-delivered' ? { untouched: true } : {});
      }
    }
  }

  /** As it stands now. One that is gone from a meeting that is still there looks as a skipped one does. */
  function occurrenceOf(edit: Edit, meeting: Meeting): ScheduledOccurrence | undefined {
    const original = parseWall(edit.original);
    if (original === undefined) return undefined;
    const at = instantOf(original, meeting.series.zone);
    const until = (at + meeting.lastsMinutes * 60) as Instant;
    return (
      setup.schedule.named(meeting.id, original) ?? { original, wall: original, at, until, status: 'skipped', meeting }
    );
  }

  /** Of a notice: its words hold, or are struck through. Of a reminder: the occurrence. Undefined: it is not known here. */
  function wantedOf(edit: Edit): Wanted | undefined {
    const told = edit.notice && toldChange(edit.key);
    if (edit.notice !== undefined && told !== undefined) {
      const isSo = changes?.isSo(told.meeting, told.original, told.changeId) ?? true;
      return { shown: noticeShown(isSo), reply: isSo ? edit.notice : overtakenNotice(edit.notice) };
    }
    const meeting = meetings.get(edit.meeting);
    const occurrence = meeting && occurrenceOf(edit, meeting);
    if (occurrence === undefined) return undefined;
    return { shown: shownOf(occurrence), reply: editedReply(occurrence, edit.startsAt), occurrence };
  }

  async function editOne(surface: ReminderSurface, edit: Edit): Promise<void> {
    const { key, platform, room, since, messageId } = edit;
    const wanted = wantedOf(edit);
    const over = Math.max(edit.startsAt, wanted?.occurrence?.until ?? 0) + GIVES_UP_AFTER_SECONDS;
    if (clock.now() >= over) return giveUp(edit, 'the meeting is long over');
    const channel = surface.channelOf(room);
    if (wanted === undefined || channel === undefined) {
      // Another process, with another file, may know better.
      return setup.shared ? later(edit, LONGEST_DELAY_SECONDS, { untouched: true }) : ledger.edited(edit, undefined);
    }
    const { shown, reply, occurrence } = wanted;
    if (occurrence !== undefined) await planAgain(edit, occurrence);
    if (edit.shown === shown) return ledger.edited(edit, shown);
    const pacing = pacings.get(platform);
    if (pacing !== undefined && pacing.restsMs() > 0) {
      return later(edit, pacing.restsMs() / 1000, { untouched: true });
    }
    await pause(pacing?.take(channel) ?? 0, stopping.signal);
    if (stopping.signal.aborted) return ledger.editLater(edit, clock.now(), { untouched: true });
    const post = { key, target: { platform, room, channel }, reply, since };
    return conclude(edit, shown, await asking.edit(surface, post, messageId), pacing);
  }

  async function editOnce(surface: ReminderSurface, edit: Edit): Promise<void> {
    try {
      await editOne(surface, edit);
    } catch (error) {
      // It is due again when its minute has passed.
      log.error('a reminder could not be edited; it is tried again', { key: edit.key, error });
      looks.at((clock.now() + LOOKS_EVERY_SECONDS + 1) as Instant);
    }
  }

  async function editPlatform(surface: ReminderSurface): Promise<void> {
    for (let taken = 0; taken < MOST_AT_A_TIME; taken += AT_ONCE) {
      if (stopping.signal.aborted) return;
      const edits = await ledger.editsDue(surface.platform, AT_ONCE);
      if (edits.length > 0) await changes?.catchUp();
      await Promise.all(edits.map((edit) => editOnce(surface, edit)));
      if (edits.length < AT_ONCE) return;
    }
    looks.at((clock.now() + 1) as Instant);
  }

  async function look(): Promise<void> {
    looks.begin();
    looksAgain = false;
    try {
      await Promise.all(setup.surfaces.map(editPlatform));
    } catch (error) {
      log.error('reminders could not be edited; it is tried again', { error });
      looks.at((clock.now() + LOOKS_EVERY_SECONDS) as Instant);
    }
  }

  async function runUntilDone(): Promise<void> {
    try {
      do await look();
      while (looksAgain && !stopping.signal.aborted);
    } finally {
      running = undefined;
    }
  }

  return {
    at: looks.at,
    async run() {
      if (stopping.signal.aborted || !looks.isTime()) return running;
      looksAgain = true;
      running ??= runUntilDone();
      return running;
    },
    async idle() {
      await running;
    },
    stop() {
      stopping.abort();
    },
  };
}
