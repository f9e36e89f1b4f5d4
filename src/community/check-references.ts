/** Rooms, meetings and documents that the file refers to must be there. */
import { didYouMean, nearest } from '../nearest.js';
import type { Finding, Path } from './finding.js';
import { channelForRoom } from './platform-id.js';
import type { CommunityFile } from './schema.js';
import type { Sound } from './schema-walk.js';

/** @param isWritten whether the file has something at a path: what could not be read is there all the same. */
export function checkReferences(file: Sound<CommunityFile>, isWritten: (path: Path) => boolean): readonly Finding[] {
  return [
    ...(file.rooms === undefined && isWritten(['rooms']) ? [] : checkRooms(file, Object.keys(file.rooms ?? {}))),
    ...(file.meetings === undefined && isWritten(['meetings']) ? [] : checkGroupMeetings(file)),
    ...checkMaintainers(file, isWritten),
    ...checkAnswers(file, isWritten),
  ];
}

function checkRooms(file: Sound<CommunityFile>, known: readonly string[]): readonly Finding[] {
  const digest = file.questions?.digest?.room;
  return [
    ...checkNotices(file, known),
    ...checkReminderRooms(file, known),
    ...(digest === undefined ? [] : checkRoom(['questions', 'digest', 'room'], digest, known)),
  ];
}

function checkRoom(path: Path, room: string, known: readonly string[]): readonly Finding[] {
  if (known.includes(room)) return [];
  const mend = nearFirst(nearest(room, known, 2), `add “${room}: {}” under rooms.`);
  return [{ path, problem: 'There is no room of this name.', mend }];
}

/** Reminders may go to a room of the page alone; a room for notices is of use where it has a channel. */
function checkNotices({ notices, rooms = {} }: Sound<CommunityFile>, known: readonly string[]): readonly Finding[] {
  if (notices === undefined || known.includes(notices)) return [];
  const path = ['notices'];
  const channel = channelForRoom(notices);
  if (channel !== undefined) return [{ path, ...channel }];
  const withChannel = known.filter((name) => rooms[name]?.slack !== undefined || rooms[name]?.discord !== undefined);
  const add = 'add a room with its channel ids under rooms';
  const names = listed(withChannel.length > 0 ? withChannel : known);
  const mend = nearFirst(nearest(notices, known, 2), names === '' ? `${add}.` : `name one of: ${names}; or ${add}.`);
  return [{ path, problem: 'There is no room of this name.', mend }];
}

/** "general, random, …": a few names are enough to see what is meant. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 6).join(', ');
  return names.length > 6 ? `${shown}, …` : shown;
}

function checkReminderRooms(file: Sound<CommunityFile>, known: readonly string[]): readonly Finding[] {
  return (file.meetings ?? []).flatMap((meeting, index) => {
    const posted = new Set<string>();
    return (meeting?.remind ?? []).flatMap((rule, which) =>
      (rule?.rooms ?? []).flatMap((room, position) => {
        if (room === undefined) return [];
        const path = ['meetings', index, 'remind', which, 'rooms', position];
        const missing = checkRoom(path, room, known);
        if (missing.length > 0) return missing;
        const key = `${rule?.before ?? path.join(' ')} ${room}`;
        const twice = posted.has(key);
        posted.add(key);
        return twice
          ? [{ path, problem: 'This reminder is listed twice for this room.', mend: 'Keep one of the two.' }]
          : [];
      }),
    );
  });
}

function checkGroupMeetings(file: Sound<CommunityFile>): readonly Finding[] {
  const ids = (file.meetings ?? []).flatMap((meeting) => meeting?.id ?? []);
  return (file.groups ?? []).flatMap((group, index) => {
    if (group?.meeting === undefined || ids.includes(group.meeting)) return [];
    const near = nearest(group.meeting, ids, 2);
    const mend = nearFirst(near, 'write the id of a meeting of this file, or take the key out.');
    return [{ path: ['groups', index, 'meeting'], problem: 'There is no meeting with this id.', mend }];
  });
}

/** A slip of the pen is likelier than anything else. @param other begins with a small letter and ends with a full stop. */
function nearFirst(near: readonly string[], other: string): string {
  if (near.length === 0) return `${other.slice(0, 1).toUpperCase()}${other.slice(1)}`;
  return `${didYouMean(near).trimStart()} If not, ${other}`;
}

function checkMaintainers(file: Sound<CommunityFile>, isWritten: (path: Path) => boolean): readonly Finding[] {
  const keys = ['slack', 'discord', 'discordRole', 'slackUsergroup'];
  return (file.maintainers ?? []).flatMap((maintainer, index) => {
    const path = ['maintainers', index];
    if (maintainer === undefined || keys.some((key) => isWritten([...path, key]))) return [];
    return [{ path, problem: 'This entry names nobody.', mend: `Write at least one of ${keys.join(', ')}.` }];
  });
}

function checkAnswers({ answers }: Sound<CommunityFile>, isWritten: (path: Path) => boolean): readonly Finding[] {
  return (answers ?? []).flatMap((answer, index) => {
    const path = ['answers', index];
    if (answer === undefined || ['say', 'url'].some((key) => isWritten([...path, key]))) return [];
    return [{ path, problem: 'This answer says nothing.', mend: 'Add “say:”, “url:” or both.' }];
  });
}
