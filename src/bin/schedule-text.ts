/** What `frontdesk schedule` prints: changes as a table, or as entries for the community file; JSON for programs, whose keys stay. */
import { authorName } from '../command/author-words.js';
import { platformName } from '../command/platform-name.js';
import { shorten } from '../reply/build.js';
import type { Change } from '../schedule/change.js';
import type { ChangeStanding } from '../schedule/change-standing.js';
import type { Exported, ExportedMeeting } from '../schedule/export.js';
import type { OccurrenceState } from '../schedule/occurrence-state.js';
import { cityOf } from '../time/zone.js';
import { type Instant, isoOf, type WallTime, wallText } from '../time/zoned.js';
import { alignedTable, shortMoment } from './table.js';

/** One changed date, as it is listed. */
export interface ListedChange {
  readonly state: OccurrenceState;
  readonly standing: ChangeStanding;
}

const widestReason = 50;

/** @param zone IANA zone of the times at which changes were made; dates are in their meetings' zones */
export function changesAsText(listed: readonly ListedChange[], zone: string): string {
  if (listed.length === 0) return 'No coming date is changed in chat.\n';
  const rows = listed.map(({ state, standing }) => {
    const latest = state.standing.at(-1) ?? state.latest;
    return [
      spaced(state.original),
      state.meeting,
      state.standing.map(doneWords).join(', '),
      shorten(oneLine(state.place?.why ?? ''), widestReason),
      byWords(latest),
      shortMoment(latest.at, zone),
      standingWords(standing),
    ];
  });
  const count = listed.length === 1 ? '1 coming date is' : `${listed.length} coming dates are`;
  const title = ['date', 'meeting', 'change', 'why', 'by', 'made at', 'community file'];
  const fold = listed.some(({ standing: { is } }) => is === 'holds' || is === 'contradicts')
    ? '\nfrontdesk schedule export prints them as entries for the community file.\n'
    : '';
  return `${count} changed in chat.\nDates are in their meetings’ own zones; changes were made at ${cityOf(zone)} time.\n\n${alignedTable([title, ...rows])}${fold}`;
}

export function changesAsJson(listed: readonly ListedChange[]) {
  return {
    dates: listed.map(({ state, standing }) => ({
      meeting: state.meeting,
      original: wallText(state.original),
      changes: state.standing.map(changeAsJson),
      file: standing,
    })),
  };
}

export function exportAsYaml(meetings: readonly ExportedMeeting[]): string {
  if (meetings.length === 0) return '# The community file says all that was changed in chat.\n';
  const head = [
    '# What was changed in chat and the community file does not say yet.',
    '# In each of these meetings, put the keys below in the place of its own.',
    'meetings:',
  ];
  return `${[...head, ...meetings.flatMap(meetingLines)].join('\n')}\n`;
}

export function exportAsJson(meetings: readonly ExportedMeeting[]) {
  const list = <T>(all: readonly Exported<T>[] | undefined) => all?.map(({ entry }) => entry);
  return {
    meetings: meetings.map(({ meeting, except, moved, extra, takenOut, notes, leftOut }) => ({
      id: meeting.id,
      ...(except && { except: list(except) }),
      ...(moved && { moved: list(moved) }),
      ...(extra && { extra: list(extra) }),
      takenOut: takenOut.map(changeAsJson),
      notes: notes.map(changeAsJson),
      leftOut: leftOut.map(changeAsJson),
    })),
  };
}

function meetingLines({ meeting, except, moved, extra, takenOut, notes, leftOut }: ExportedMeeting): readonly string[] {
  const comment = (words: string) => `    # ${oneLine(words)}`;
  return [
    `  - id: ${meeting.id}`,
    ...takenOut.map((change) =>
      comment(
        `${spaced(change.original)}: its entry is left out below, as it was ${doneWords(change)}; ${madeBy(change)}.`,
      ),
    ),
    ...keyLines('except', except, ({ date, why }) => [`date: ${date}`, ...whyPair(why)]),
    ...keyLines('moved', moved, ({ from, to, why }) => [`from: ${from}`, `to: "${to}"`, ...whyPair(why)]),
    ...keyLines('extra', extra, ({ at, why }) => [`at: "${at}"`, ...whyPair(why)]),
    ...leftOut.map((change) =>
      comment(
        `Not written, as the file cannot say it: ${spaced(change.original)} ${doneWords(change)}; ${madeBy(change)}.`,
      ),
    ),
    ...notes.map((change) =>
      comment(
        `A note has no place in the file: ${spaced(change.original)}, “${change.note ?? ''}”; ${madeBy(change)}.`,
      ),
    ),
  ];
}

function keyLines<T>(
  key: string,
  all: readonly Exported<T>[] | undefined,
  pairs: (entry: T) => readonly string[],
): readonly string[] {
  if (all === undefined) return [];
  if (all.length === 0) return [`    ${key}: []`];
  return [
    `    ${key}:`,
    ...all.flatMap(({ entry, change }) => [
      ...(change === undefined ? [] : [`      # ${oneLine(madeBy(change))}`]),
      `      - { ${pairs(entry).join(', ')} }`,
    ]),
  ];
}

/** A quoted string of JSON is one of YAML. */
function whyPair(why: string | undefined): readonly string[] {
  return why === undefined ? [] : [`why: ${JSON.stringify(why)}`];
}

function changeAsJson({ id, kind, original, to, why, note, by, at }: Change) {
  return {
    id,
    kind,
    original: wallText(original),
    ...(to && { to: wallText(to) }),
    ...(why !== undefined && { why }),
    ...(note !== undefined && { note }),
    by,
    at: isoOf(at),
  };
}

function standingWords(standing: ChangeStanding): string {
  switch (standing.is) {
    case 'holds':
      return 'does not say it yet';
    case 'in-file':
      return `says the same, line ${standing.line}`;
    case 'contradicts':
      return `says ${standing.says}, line ${standing.line}`;
    case 'no-date':
      return standing.line === undefined ? 'has no such meeting' : `has no such date, line ${standing.line}`;
    default:
      return standing satisfies never;
  }
}

function doneWords({ kind, to }: Change): string {
  if (kind === 'move') return to === undefined ? 'moved' : `moved to ${spaced(to)}`;
  return { skip: 'skipped', add: 'added', note: 'noted', undo: 'taken back' }[kind];
}

function byWords({ by }: Change): string {
  return shorten(oneLine(`${authorName(by)}${by.name === undefined ? '' : ` on ${platformName[by.platform]}`}`), 40);
}

function madeBy(change: Change): string {
  return `${byWords(change)}, ${minuteOf(change.at)} UTC`;
}

function minuteOf(at: Instant): string {
  return isoOf(at).slice(0, 16).replace('T', ' ');
}

function spaced(wall: WallTime): string {
  return wallText(wall).replace('T', ' ');
}

/** Text from people must not end a comment or a row. */
function oneLine(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');
}
