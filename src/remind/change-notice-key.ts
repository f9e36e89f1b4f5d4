/** The name of a notice that tells a room of one change made in chat: the same whoever writes it, so that it goes out once. */
import type { Platform } from '../adapter.js';
import { parseWall, type WallTime, wallText } from '../time/zoned.js';

export interface ChangeNoticeName {
  readonly meeting: string;
  readonly original: WallTime;
  /** Of the change that it tells of. */
  readonly changeId: number;
  readonly platform: Platform;
  readonly room: string;
}

/** "notice/change/community/2026-12-24T11:00/7/slack/general", the meeting and the room URI-encoded. */
export function changeNoticeKey({ meeting, original, changeId, platform, room }: ChangeNoticeName): string {
  return `notice/change/${encodeURIComponent(meeting)}/${wallText(original)}/${changeId}/${platform}/${encodeURIComponent(room)}`;
}

const form = /^notice\/change\/([^/]+)\/([^/]+)\/(\d+)\//;

/** Which change a notice tells of; undefined for a key of any other kind. */
export function toldChange(key: string): Pick<ChangeNoticeName, 'meeting' | 'original' | 'changeId'> | undefined {
  const [, meeting = '', wall = '', id] = form.exec(key) ?? [];
  const original = parseWall(wall);
  return original && { meeting: decodeURIComponent(meeting), original, changeId: Number(id) };
}
