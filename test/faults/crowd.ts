/**
 * The community of a fault run: some rooms, each on both platforms, and some meetings that remind all of them. Its file is
 * written here, and so are the keys of its reminders: what is expected never comes from the code under test.
 */
import { writeFileSync } from 'node:fs';

export interface Crowd {
  readonly rooms: number;
  readonly meetings: number;
  /** When the reminders are due, in seconds since the epoch: a full minute. */
  readonly dueAt: number;
  /** Each meeting's reminders are due so many minutes after those of the one before; 0: all at once. */
  readonly minutesApart?: number;
  /** When the reminders of each meeting are due, in place of `dueAt`. */
  readonly dueTimes?: readonly number[];
  /** So many further meetings remind the first room alone, when the first meeting does. */
  readonly noise?: number;
}

export type ChatPlatform = 'slack' | 'discord';
export const chatPlatforms = ['slack', 'discord'] as const;

export interface Expected {
  readonly key: string;
  /** In seconds since the epoch. */
  readonly dueAt: number;
}

export const minutesBefore = 90;

export const roomName = (n: number): string => `room-${n}`;
export const slackChannel = (n: number): string => `C0ROOM${String(n).padStart(5, '0')}`;
export const discordChannel = (n: number): string => String(1_100_000_000_000_000_000n + BigInt(n));

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);
const dueAtOf = ({ dueAt, meetings, minutesApart = 0, dueTimes }: Crowd, meeting: number) =>
  dueTimes?.[meeting] ?? (meeting < meetings ? dueAt + meeting * minutesApart * 60 : dueAt);
const roomsOf = ({ rooms, meetings }: Crowd, meeting: number) => (meeting < meetings ? range(rooms) : [0]);
const meetingsOf = ({ meetings, noise = 0 }: Crowd) => range(meetings + noise);

/** When a meeting takes place on the wall of UTC, such as 2026-11-26T11:00. */
export function wallOf(crowd: Crowd, meeting: number): string {
  return new Date((dueAtOf(crowd, meeting) + minutesBefore * 60) * 1000).toISOString().slice(0, 16);
}

/** The rooms of all stand in the file once: a process reads it at each of its many starts. */
function roomsText(crowd: Crowd, meeting: number): string {
  if (meeting >= crowd.meetings) return `[${roomName(0)}]`;
  return meeting === 0 ? `&all [${range(crowd.rooms).map(roomName).join(', ')}]` : '*all';
}

function meetingText(crowd: Crowd, n: number): string {
  const [date = '', time = ''] = wallOf(crowd, n).split('T');
  return [
    `  - id: meeting-${n}`,
    `    title: Meeting ${n}`,
    '    every: week',
    `    on: ${weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()]}`,
    `    at: "${time}"`,
    `    starting: ${date}`,
    '    lasts: 60 minutes',
    `    join: https://meet.example/${n}`,
    `    remind: [{ before: ${minutesBefore} minutes, rooms: ${roomsText(crowd, n)} }]`,
  ].join('\n');
}

export function writeCommunity(file: string, crowd: Crowd): void {
  const rooms = range(crowd.rooms).map(
    (n) => `  ${roomName(n)}: { slack: ${slackChannel(n)}, discord: "${discordChannel(n)}" }`,
  );
  const meetings = meetingsOf(crowd).map((n) => meetingText(crowd, n));
  const head = 'community: { name: Crowd, home: https://crowd.example, timezone: UTC }';
  writeFileSync(file, [head, 'rooms:', ...rooms, 'meetings:', ...meetings, ''].join('\n'));
}

/** All reminders of the crowd on one platform. */
export function expectedOn(crowd: Crowd, platform: ChatPlatform): readonly Expected[] {
  return meetingsOf(crowd).flatMap((meeting) =>
    roomsOf(crowd, meeting).map((room) => ({
      key: `remind/meeting-${meeting}/${wallOf(crowd, meeting)}/${minutesBefore}/${roomName(room)}/${platform}`,
      dueAt: dueAtOf(crowd, meeting),
    })),
  );
}

export const reminderCount = ({ rooms, meetings, noise = 0 }: Crowd): number =>
  (rooms * meetings + noise) * chatPlatforms.length;
