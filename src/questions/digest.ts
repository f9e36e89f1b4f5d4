/**
 * Once a week, the questions that were not answered well, told in a room of the maintainers' choice: at the weekday and time
 * that the community file names, on the wall of the community's zone. It goes out as a notice, so once for all processes
 * and whatever crashes; its key is the week's. Up to a day late it still goes out, after that never.
 */
import type { Platform } from '../adapter.js';
import type { Community, WeeklyDigest } from '../community/model.js';
import type { ConnectedPlatform } from '../remind/plan.js';
import { choice, code, link, list, reply, shorten, strong, text } from '../reply/build.js';
import type { Line, Reply } from '../reply/reply.js';
import type { Ledger, NewNotice } from '../store/ledger.js';
import type { QuestionReading } from '../store/question-log.js';
import { dateOfDay, dayOf, weekdayOfDay } from '../time/civil.js';
import type { Clock } from '../time/clock.js';
import { type Instant, instantOf, wallOf } from '../time/zoned.js';
import { type QuestionGroup, questionGroups, timesWords } from './question-groups.js';

const LATE_SECONDS = 86_400;
/** All that are kept. */
const most = 10_000;
const groupsTold = 5;
/** One message holds them all: a heading can be as long as a page. */
const longest = { title: 120, near: 60 } as const;

export interface DigestSetup {
  readonly community: Community;
  readonly questions: Pick<QuestionReading, 'openQuestions'>;
  readonly ledger: Pick<Ledger, 'tell'>;
  readonly surfaces: readonly ConnectedPlatform[];
  /** The ledger's own. */
  readonly clock: Clock;
}

export interface Digest {
  /**
   * Plans what is due, and else costs one comparison. True: something was planned. Rejects where the database does not answer:
   * call again later.
   */
  run(): Promise<boolean>;
}

/** One week's turn: the days are counted from 1970-01-01. */
interface Turn {
  readonly day: number;
  readonly at: Instant;
}

export function createDigest({ community, questions, ledger, surfaces, clock }: DigestSetup): Digest {
  const rule = community.questions?.digest;
  const platforms = rule === undefined ? [] : platformsOf(rule.room, surfaces);
  /** Undefined before the first run. */
  let next: Turn | undefined;

  async function tell(rule: WeeklyDigest, { day, at }: Turn): Promise<boolean> {
    const since = instantOn(day - 7, rule, community.zone);
    const open = await questions.openQuestions({ since, limit: most });
    // Those since its turn wait for the next one, although it may come late.
    const groups = await questionGroups(open.filter((question) => question.at < at));
    if (groups.length === 0) return false;
    const words = digestReply(groups);
    await ledger.tell(
      platforms.map(
        (platform): NewNotice => ({
          key: `notice/digest/${weekText(day)}/${platform}/room/${encodeURIComponent(rule.room)}`,
          platform,
          room: rule.room,
          reply: words,
          dueAt: at,
          until: (at + LATE_SECONDS) as Instant,
        }),
      ),
    );
    return true;
  }

  return {
    async run() {
      if (rule === undefined || platforms.length === 0) return false;
      const now = clock.now();
      next ??= latestTurn(now, rule, community.zone);
      if (now < next.at) return false;
      const due = latestTurn(now, rule, community.zone);
      const isTold = now < due.at + LATE_SECONDS && (await tell(rule, due));
      next = { day: due.day + 7, at: instantOn(due.day + 7, rule, community.zone) };
      return isTold;
    },
  };
}

/** The page has no sign-in: what people asked is not for everybody. */
function platformsOf(room: string, surfaces: readonly ConnectedPlatform[]): readonly Platform[] {
  const chat = surfaces.filter(({ platform }) => platform !== 'web' && platform !== 'console');
  return [...new Set(chat.filter(({ channelOf }) => channelOf(room) !== undefined).map(({ platform }) => platform))];
}

/** The last turn at or before `now`. */
function latestTurn(now: Instant, rule: WeeklyDigest, zone: string): Turn {
  const today = dayOf(wallOf(now, zone));
  const back = (weekdayOfDay(today) - rule.weekday + 7) % 7;
  const day = today - back;
  const at = instantOn(day, rule, zone);
  return at <= now ? { day, at } : { day: day - 7, at: instantOn(day - 7, rule, zone) };
}

function instantOn(day: number, { at }: WeeklyDigest, zone: string): Instant {
  return instantOf({ ...dateOfDay(day), ...at }, zone);
}

/** The ISO 8601 week that a day lies in, "2026-W53": the week is its Thursday's year's. */
export function weekText(day: number): string {
  const thursday = day + 4 - weekdayOfDay(day);
  const { year } = dateOfDay(thursday);
  const week = Math.floor((thursday - dayOf({ year, month: 1, day: 1 })) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

function digestReply(groups: readonly QuestionGroup[]): Reply {
  const count = groups.reduce((sum, { questions }) => sum + questions.length, 0);
  const counted = count === 1 ? '1 question was' : `${count.toLocaleString('en')} questions were`;
  const said = `${counted} not answered well this week.`;
  const hidden = groups.length - groupsTold;
  return reply({
    title: 'Questions of the week',
    audience: 'room',
    summary: said,
    body: [
      text(said),
      list(...groups.slice(0, groupsTold).map(digestLine)),
      text(
        hidden > 0 ? `And ${hidden} more. ` : '',
        'Maintainers see and answer them all with ',
        code('/questions'),
        '.',
      ),
    ],
    choices: [choice('Open questions', 'questions')],
  });
}

function digestLine(group: QuestionGroup): Line {
  const { title, near } = group;
  const words = shorten(near?.title ?? '', longest.near);
  const stands = near === undefined ? [] : [' · near ', near.url === undefined ? words : link(words, near.url)];
  return [strong(shorten(title, longest.title)), ` · ${timesWords(group)}`, ...stands];
}
