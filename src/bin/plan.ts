/** `frontdesk plan`: every post that would be made, when and where. It reads the file, and the changes made in chat, and changes nothing. */
import { beforeWords } from '../command/receipt-words.js';
import type { Community, Room } from '../community/model.js';
import { type ConnectedPlatform, type PlannedPost, plannedPosts } from '../remind/plan.js';
import { createLiveSchedule } from '../schedule/live-schedule.js';
import { occurrenceStates } from '../schedule/occurrence-state.js';
import type { ScheduledOccurrence } from '../schedule/schedule.js';
import { systemClock } from '../time/clock.js';
import { cityOf } from '../time/zone.js';
import { type CivilDate, type Instant, instantOf, isoOf, wallOf, wallText } from '../time/zoned.js';
import { CommandLineError } from './command-line-error.js';
import { readCommunity } from './community-desk.js';
import type { Environment } from './environment.js';
import { readDate } from './readings.js';
import { type ChangesRead, readChanges } from './stored-changes.js';
import { alignedTable, shortMoment } from './table.js';

export interface PlanOptions {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly json: boolean;
}

const daySeconds = 86_400;
const fourWeeksSeconds = 28 * daySeconds;

/** `from` and `to` are days of the community's zone, both included; four weeks from now where they are left out. */
export async function plan(environment: Environment, options: PlanOptions): Promise<number> {
  const community = await readCommunity(environment.communityFile);
  const from = options.from === undefined ? systemClock.now() : startOf(readDate('from', options.from), community.zone);
  const to =
    options.to === undefined
      ? ((from + fourWeeksSeconds) as Instant)
      : endOf(readDate('to', options.to), community.zone);
  if (to <= from) throw new CommandLineError('--to lies before --from. Write the earlier day in --from.', 2);
  const changes = await changesOf(environment);
  const schedule = createLiveSchedule(community, changes.changes);
  const posts = plannedPosts(community, schedule, platformsOf(community), from, to);
  const skipped = schedule.between(from, to).filter((o) => o.status === 'skipped');
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ posts: posts.map(asJson), skipped: skipped.map(skippedAsJson), ...changesAsJson(changes) }, null, 2)}\n`
      : asText(community, from, to, posts, skipped, changesWords(changes)),
  );
  return 0;
}

/** The file can be planned before any database is there, and where the settings for it are wrong. */
async function changesOf({ result }: Environment): Promise<ChangesRead> {
  if (result.ok) return await readChanges(result.config.database);
  return { changes: [], unknown: 'A setting is to be mended first; frontdesk start lists what.', nothing: false };
}

/** How many dates are changed, for the head line; empty where none is, or no front desk ever ran. */
function changesWords(read: ChangesRead): string {
  if ('unknown' in read) return read.nothing ? '' : ` Changes made in chat are not known here. ${read.unknown}`;
  const count = [...occurrenceStates(read.changes).values()].filter(({ standing }) => standing.length > 0).length;
  if (count === 0) return '';
  return ` With ${count} date${count === 1 ? '' : 's'} changed in chat.`;
}

function changesAsJson(read: ChangesRead) {
  return 'unknown' in read && !read.nothing ? { changesUnknown: read.unknown } : {};
}

function startOf(date: CivilDate, zone: string): Instant {
  return instantOf({ ...date, hour: 0, minute: 0 }, zone);
}

function endOf(date: CivilDate, zone: string): Instant {
  const next = new Date(Date.UTC(date.year, date.month - 1, date.day + 1));
  return startOf({ year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() }, zone);
}

/** Where the file says that each room is; a room without a channel shows its posts on the page alone. */
function platformsOf({ rooms }: Community): readonly ConnectedPlatform[] {
  const find = (name: string) => rooms.find((room) => room.name === name);
  return [
    { platform: 'slack', channelOf: (name) => find(name)?.slack },
    { platform: 'discord', channelOf: (name) => find(name)?.discord },
    { platform: 'web', channelOf: (name) => (hasChannel(find(name)) ? undefined : name) },
  ];
}

const hasChannel = (room: Room | undefined) => room?.slack !== undefined || room?.discord !== undefined;

function asJson({ key, dueAt, occurrence, rule, target }: PlannedPost) {
  return {
    key,
    postAt: isoOf(dueAt),
    room: target.room,
    platform: target.platform,
    channel: target.channel,
    meeting: occurrence.meeting.id,
    startsAt: isoOf(occurrence.at),
    startsLocal: wallText(occurrence.wall),
    zone: occurrence.meeting.series.zone,
    beforeMinutes: rule.beforeMinutes,
    ...(rule.mention === undefined ? {} : { mention: rule.mention }),
  };
}

function skippedAsJson({ meeting, at, original, why }: ScheduledOccurrence) {
  const { id, series } = meeting;
  return {
    meeting: id,
    at: isoOf(at),
    local: wallText(original),
    zone: series.zone,
    ...(why === undefined ? {} : { why }),
  };
}

function asText(
  community: Community,
  from: Instant,
  to: Instant,
  posts: readonly PlannedPost[],
  skipped: readonly ScheduledOccurrence[],
  changed: string,
): string {
  const { zone } = community;
  const day = (at: Instant) => wallText(wallOf(at, zone)).slice(0, 10);
  const count = `${posts.length} post${posts.length === 1 ? '' : 's'}`;
  const head = `${count} from ${day(from)} to ${day((to - 1) as Instant)}. Nothing was posted.${changed}\n`;
  const title = ['post at', 'where', 'what', 'meeting starts'];
  const rows = posts.map((post) => [
    shortMoment(post.dueAt, zone),
    where(post),
    `${post.occurrence.meeting.title}, ${beforeWords(post.rule.beforeMinutes)}${post.rule.mention ? ` (@${post.rule.mention})` : ''}`,
    `${shortMoment(post.occurrence.at, zone)}${post.occurrence.status === 'scheduled' ? '' : ` (${post.occurrence.status})`}`,
  ]);
  const none = skipped.map(
    (o) =>
      `No post for ${o.meeting.title} on ${shortMoment(o.at, zone)}: skipped${o.why === undefined ? '' : `, ${o.why}`}.\n`,
  );
  const table = rows.length === 0 ? '' : `\nTimes are ${cityOf(zone)} time.\n\n${alignedTable([title, ...rows])}`;
  return `${head}${table}${none.length === 0 ? '' : `\n${none.join('')}`}`;
}

function where({ target }: PlannedPost): string {
  return target.platform === 'web' ? `${target.room} (page)` : `${target.room} (${target.platform} ${target.channel})`;
}
