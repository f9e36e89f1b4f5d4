/**
 * A reminder's name for good: what makes it one and the same reminder through restarts, moves and new versions of the
 * community file. It stands in the ledger, in Slack's message metadata and (hashed) in Discord's nonce, so its form never
 * changes: remind/<meeting>/<original local time>/<minutes before>/<room>/<platform>, the room URI-encoded; behind it /2, /3 …
 * where a meeting that was moved to a later time is reminded of again.
 */
import type { Platform } from '../adapter.js';
import { parseWall, type WallTime, wallText } from '../time/zoned.js';

export interface ReminderName {
  readonly meeting: string;
  /** When the rule has the occurrence, on the wall of the meeting's zone; a move does not change it. */
  readonly original: WallTime;
  readonly beforeMinutes: number;
  readonly room: string;
  readonly platform: Platform;
  /** 2 or more: which time its room is reminded of it. Absent: the first. */
  readonly again?: number;
}

const form =
  /^remind\/([^/]+)\/([^/]+)\/(0|[1-9]\d{0,8})\/([^/]+)\/(slack|discord|web|console)(?:\/([2-9]|[1-9]\d{1,5}))?$/;

/** ASCII, without spaces: "remind/community/2026-11-26T11:00/15/general/slack". */
export function reminderKey({ meeting, original, beforeMinutes, room, platform, again }: ReminderName): string {
  const first = `remind/${encodeURIComponent(meeting)}/${wallText(original)}/${beforeMinutes}/${encodeURIComponent(room)}/${platform}`;
  return again === undefined ? first : `${first}/${again}`;
}

/** The inverse; undefined for anything that `reminderKey` does not write. */
export function parseReminderKey(key: string): ReminderName | undefined {
  const [, meeting = '', wall = '', before = '', room = '', platform, again] = form.exec(key) ?? [];
  const original = parseWall(wall);
  if (original === undefined) return undefined;
  try {
    const name = {
      meeting: decodeURIComponent(meeting),
      original,
      beforeMinutes: Number(before),
      room: decodeURIComponent(room),
      platform: platform as Platform,
      ...(again === undefined ? {} : { again: Number(again) }),
    };
    return reminderKey(name) === key ? name : undefined;
  } catch {
    return undefined; // a lone % is no encoding
  }
}
