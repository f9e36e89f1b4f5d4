import type { CommandContext } from '../../src/command/command.js';
import { moment } from '../../src/reply/build.js';
import type { Inline, Line } from '../../src/reply/reply.js';
import type { Row } from '../../src/schedule/occurrence-lines.js';
import type { Instant } from '../../src/time/zoned.js';
import { byLine, changeLine } from './change-line.js';
import type { Standing } from './draft.js';

/**
 * What is changed, as it was and as it would be: in the meeting's own zone, in the reader's, and in the one that was typed.
 * @param times when it would be; several where the words may mean several
 */
export function previewRows(
  { draft, now, undone }: Standing,
  times: readonly Instant[],
  typedZone: string | undefined,
  { reader }: CommandContext,
): readonly Row[] {
  const { meeting, kind, why, note } = draft;
  const home = meeting.series.zone;
  const own = kind === 'skip' || kind === 'note' ? (now === undefined ? [] : [now.at]) : times;
  const isOtherZone = typedZone !== undefined && typedZone !== home && typedZone !== reader.zone;
  return [
    ...(now === undefined || kind === 'add'
      ? []
      : [dateRow(now.at, now.status === 'skipped' && kind !== 'undo', home)]),
    ...(undone === undefined
      ? []
      : [['Undo', ...changeLine(undone, meeting), ', ', ...byLine(undone, meeting)] as const]),
    ...(kind === 'move' || kind === 'add' || kind === 'undo' ? [thenRow(kind, times, home)] : []),
    ...(own.length === 0 || reader.zone === home
      ? []
      : [['For you', ...either(own, (at) => moment(at, home))] as const]),
    ...(isOtherZone ? [['As typed', ...either(times, (at) => moment(at, typedZone, { fixed: true }))] as const] : []),
    ...(kind === 'note' ? [['Note', note ? note : 'taken away'] as const] : []),
    ...(why === undefined ? [] : [['Reason', why] as const]),
  ];
}

function dateRow(at: Instant, isSkipped: boolean, home: string): Row {
  return ['Date', moment(at, home, { fixed: true }), ...(isSkipped ? [' (skipped)'] : [])];
}

function thenRow(kind: 'move' | 'add' | 'undo', times: readonly Instant[], home: string): Row {
  const label = { move: 'To', add: 'New date', undo: 'Then' }[kind];
  if (times.length === 0) return [label, 'it does not take place'];
  return [label, ...either(times, (at) => moment(at, home, { fixed: true }))];
}

function either(times: readonly Instant[], shown: (at: Instant) => Inline): Line {
  return times.flatMap((at, index) => (index === 0 ? [shown(at)] : [' or ', shown(at)]));
}
