import { choice as button } from '../../src/reply/build.js';
import type { Choice } from '../../src/reply/reply.js';
import { cityOf } from '../../src/time/zone.js';
import type { WallTime } from '../../src/time/zoned.js';
import { confirmInvoke, type Draft, type Standing } from './draft.js';
import { shortWhen, spaced } from './short-date.js';

const confirms = {
  skip: 'Skip it',
  move: 'Move it',
  add: 'Add it',
  note: 'Note it',
  undo: 'Undo it',
} as const satisfies Record<Draft['kind'], string>;

const reasons: readonly (readonly [label: string, why: string | undefined])[] = [
  ['Holiday', 'holiday'],
  ['Too few people', 'too few people'],
  ['Host not available', 'the host is not available'],
  ['No reason', undefined],
];

export function confirmChoice(standing: Standing): Choice {
  return { ...confirm(standing, confirms[standing.draft.kind], standing.draft.why), primary: true };
}

/** Each makes the change with that reason. */
export function reasonChoices(standing: Standing): readonly Choice[] {
  return reasons.map(([label, why]) => confirm(standing, label, why));
}

function confirm(standing: Standing, label: string, why: string | undefined): Choice {
  const { command, options } = confirmInvoke(standing, why === undefined ? {} : { why });
  return button(label, command, options);
}

/** One button for each time that was perhaps meant. It is shown anew where something is still to be asked. */
export function timeChoices({ draft, state }: Standing, walls: readonly WallTime[]): readonly Choice[] {
  const { meeting, original, kind, why } = draft;
  return walls.map((wall) => {
    const label = `${confirms[kind]}: ${shortWhen(wall)} in ${cityOf(meeting.series.zone)}`;
    const shown = { do: kind, meeting: meeting.id, to: spaced(wall), ...(why !== undefined && { reason: why }) };
    // What is added is a date of its own, whose changes so far are not known here.
    if (kind === 'add') return button(label, 'schedule', shown);
    if (why === undefined) return button(label, 'schedule', { ...shown, date: spaced(original) });
    const { command, options } = confirmInvoke({ draft: { ...draft, to: wall }, ...(state && { state }) });
    return button(label, command, options);
  });
}
