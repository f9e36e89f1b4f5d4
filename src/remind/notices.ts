/**
 * Who is told of a room or a platform that cannot be posted to, and in which words: the room for notices that the community
 * file names, on each platform where it can still be reached; without one, each maintainer by a direct message. Where
 * nobody can be reached, the log is all there is.
 */
import type { Platform } from '../adapter.js';
import { platformName } from '../command/platform-name.js';
import type { Community } from '../community/model.js';
import { moment, reply, text } from '../reply/build.js';
import type { Reply } from '../reply/reply.js';
import type { Claim, NewNotice } from '../store/ledger.js';
import type { Clock } from '../time/clock.js';
import type { Instant } from '../time/zoned.js';
import type { ConnectedPlatform } from './plan.js';

/** Later it helps nobody any more. */
const HELPS_SECONDS = 24 * 3600;

/** What cannot be posted to: a room on a platform, or without `room` the platform as a whole. */
export interface BrokenPlace {
  readonly platform: Platform;
  readonly room?: string;
}

export interface NoticesSetup {
  readonly community: Community;
  readonly surfaces: readonly ConnectedPlatform[];
  readonly clock: Clock;
}

/** Where a notice can go: to a room, or to a person. */
type Recipient = Pick<NewNotice, 'platform' | 'room' | 'person'>;

export interface Notices {
  /**
   * The notices of one trouble: each recipient once; empty where nobody can be reached.
   * @param why as the adapter says it: what is wrong and how it is mended
   * @param triedAgainAt when the place is tried again
   */
  about(place: BrokenPlace, why: string, triedAgainAt: Instant): readonly NewNotice[];
  /** For a notice that its room did not take: the same to each maintainer, once, in however many rooms it fails. */
  insteadOf(claim: Claim): readonly NewNotice[];
}

/** Whether the community file names a room or a person that notices of a room in trouble can reach. */
export function isAnybodyToTell({ community, surfaces }: Pick<NoticesSetup, 'community' | 'surfaces'>): boolean {
  const { notices, maintainers } = community;
  return surfaces.some(
    ({ platform, channelOf }) =>
      (notices !== undefined && channelOf(notices) !== undefined) ||
      (isChat(platform) && maintainers.some((maintainer) => maintainer[platform] !== undefined)),
  );
}

export function createNotices(setup: NoticesSetup): Notices {
  const { surfaces, clock } = setup;

  /** The platform in trouble cannot carry its own notice; a room in trouble still leaves the others. */
  function inRoom(place: BrokenPlace): readonly Recipient[] {
    const room = setup.community.notices;
    if (room === undefined) return [];
    return surfaces
      .filter(({ channelOf }) => channelOf(room) !== undefined)
      .map(({ platform }) => ({ platform, room }))
      .filter(({ platform }) => platform !== place.platform || (place.room !== undefined && place.room !== room));
  }

  /** Each maintainer once: on the platform itself where a room is in trouble, else on another that knows them. */
  function toPeople(place: BrokenPlace): readonly Recipient[] {
    const connected = surfaces.map(({ platform }) => platform).filter(isChat);
    const others = connected.filter((platform) => platform !== place.platform);
    const order =
      place.room === undefined ? others : [...connected.filter((platform) => platform === place.platform), ...others];
    const people = setup.community.maintainers.flatMap((maintainer): readonly Recipient[] => {
      const platform = order.find((each) => maintainer[each] !== undefined);
      const person = platform && maintainer[platform];
      return platform === undefined || person === undefined ? [] : [{ platform, room: '', person }];
    });
    return [...new Map(people.map((to) => [nameOf(to), to])).values()];
  }

  return {
    about(place, why, triedAgainAt) {
      const now = clock.now();
      const rooms = inRoom(place);
      const words = noticeReply(place, why, triedAgainAt, setup.community.zone);
      return (rooms.length > 0 ? rooms : toPeople(place)).map((to) => ({
        ...to,
        key: `notice/${placeKey(place)}/${now}/${nameOf(to)}`,
        reply: words,
        dueAt: now,
        until: (now + HELPS_SECONDS) as Instant,
      }));
    },

    insteadOf(claim) {
      const { notice, startsAt } = claim;
      const trouble = troubleOf(claim.key);
      if (notice === undefined || notice.person !== undefined || trouble === undefined) return [];
      return toPeople(trouble.place).map((to) => ({
        ...to,
        key: `${trouble.key}/${nameOf(to)}`,
        reply: notice.reply,
        dueAt: clock.now(),
        until: startsAt,
      }));
    },
  };
}

/** What a notice is about, from its key, and the key without its recipient. */
function troubleOf(key: string): { readonly key: string; readonly place: BrokenPlace } | undefined {
  const found = /^notice\/(?:platform\/(?<all>[^/]+)|room\/(?<platform>[^/]+)\/(?<room>[^/]*))\/\d+(?=\/)/.exec(key);
  if (found === null) return undefined;
  const { all, platform = all, room } = found.groups ?? {};
  const place = { platform: platform as Platform, ...(room === undefined ? {} : { room: decodeURIComponent(room) }) };
  return { key: found[0], place };
}

function isChat(platform: Platform): platform is 'slack' | 'discord' {
  return platform === 'slack' || platform === 'discord';
}

function placeKey({ platform, room }: BrokenPlace): string {
  return room === undefined ? `platform/${platform}` : `room/${platform}/${encodeURIComponent(room)}`;
}

function nameOf({ platform, room, person }: Recipient): string {
  return `${platform}/${person === undefined ? `room/${encodeURIComponent(room)}` : `person/${encodeURIComponent(person)}`}`;
}

function noticeReply({ platform, room }: BrokenPlace, why: string, triedAgainAt: Instant, home: string): Reply {
  const on = platformName[platform];
  const where = room === undefined ? on : `${room} on ${on}`;
  const waiting = room === undefined ? `All reminders for ${on} wait` : `Reminders for ${room} on ${on} wait`;
  return reply({
    title: `Reminders for ${room ?? on} wait`,
    audience: 'room',
    tone: 'problem',
    summary: `I cannot post to ${where}: ${why}`,
    body: [
      text(`I cannot post to ${where}.`),
      text(why),
      text(
        `${waiting}. I try again `,
        moment(triedAgainAt, home),
        ', and as soon as it works I post what is still to come.',
      ),
    ],
  });
}
