/**
 * What changes made in chat make of a meeting's series: the same exceptions, moves and extras that a community file may hold,
 * so that one engine works both out. For an occurrence that was changed in chat, chat wins over the file until it is undone.
 * A change of a date that the rule no longer has names nothing, and has no effect.
 */
import type { Meeting } from '../community/model.js';
import { occurrenceNamed, ruleNames } from '../time/recurrence.js';
import type { Occurrence, Series, TimeOfDay } from '../time/series.js';
import { type CivilDate, dateText, type WallTime, wallText } from '../time/zoned.js';
import type { Change } from './change.js';
import type { ChangedDates } from './coming.js';
import type { OccurrenceState } from './occurrence-state.js';

/** The series that a meeting's changes make, and its notes; undefined where no change stands. @param states of this meeting alone */
export function changedDates({ series }: Meeting, states: readonly OccurrenceState[]): ChangedDates | undefined {
  if (states.every(({ standing }) => standing.length === 0)) return undefined;
  const notes = states.flatMap(({ original, note }) => (note?.note ? [[wallText(original), note.note] as const] : []));
  return { series: changedSeries(series, states), notes: new Map(notes) };
}

function changedSeries(series: Series, states: readonly OccurrenceState[]): Series {
  const placed = new Map(
    states.filter(({ place }) => place !== undefined).map((state) => [wallText(state.original), state]),
  );
  if (placed.size === 0) return series;
  const ofRule = new Set(
    [...placed.values()]
      .filter(({ original }) => ruleNames(series, original))
      .map(({ original }) => dateText(original)),
  );
  /** An entry of the file that names a whole day means what the rule has on it. */
  const isFiles = (date: CivilDate, at: TimeOfDay | undefined) =>
    at === undefined ? !ofRule.has(dateText(date)) : !placed.has(wallText({ ...date, ...at }));
  const own = [...placed.values()].map((state) => ownEntries(state, series));
  const added = new Set(own.flatMap(({ extra }) => extra.map(({ at }) => wallText(at))));
  // They keep the name under which people were reminded of them.
  for (const { place } of [...placed.values()].filter((state) => isFolded(state, series))) {
    if (place?.to !== undefined) added.add(wallText(place.to));
  }
  return {
    ...series,
    except: [...series.except.filter(({ date, at }) => isFiles(date, at)), ...own.flatMap(({ except }) => except)],
    moved: [...series.moved.filter(({ from, at }) => isFiles(from, at)), ...own.flatMap(({ moved }) => moved)],
    extra: [...series.extra.filter(({ at }) => !added.has(wallText(at))), ...own.flatMap(({ extra }) => extra)],
  };
}

/**
 * Whether an added occurrence that was moved in chat stands in the file as an extra one at its new time: the file can only
 * say it so.
 */
export function isFolded(state: OccurrenceState, series: Series): boolean {
  return foldedEntry(state, series) !== undefined;
}

function foldedEntry({ original, place }: OccurrenceState, series: Series): Series['extra'][number] | undefined {
  const to = place?.kind === 'move' && place.to !== undefined ? wallText(place.to) : undefined;
  if (to === undefined || occurrenceNamed(series, original) !== undefined) return undefined;
  return series.extra.find(({ at }) => wallText(at) === to);
}

/**
 * What the file says of an occurrence whose place was changed in chat, where that is the same; a reason that chat does not
 * give is the file's.
 */
export function sameInFile({ original, place }: OccurrenceState, series: Series): Occurrence | undefined {
  const file = occurrenceNamed(series, original);
  if (place === undefined || file === undefined) return undefined;
  // What goes by the rule has no reason.
  if (file.status !== 'scheduled' && (place.why ?? file.why) !== file.why) return undefined;
  if (place.kind === 'skip' || file.status === 'skipped') {
    return place.kind === 'skip' && file.status === 'skipped' ? file : undefined;
  }
  return wallText(place.to ?? original) === wallText(file.wall) ? file : undefined;
}

/** What one occurrence's changes put in place of the file's word. */
function ownEntries(state: OccurrenceState, series: Series): Pick<Series, 'except' | 'moved' | 'extra'> {
  const { original, standing, place } = state;
  const added = standing.findLast(({ kind }) => kind === 'add') ?? (isFolded(state, series) ? place : undefined);
  const file = sameInFile(state, series) ?? foldedEntry(state, series);
  const extra = added === undefined ? [] : [{ at: original, ...reason(added.why ?? file?.why) }];
  const at: TimeOfDay = { hour: original.hour, minute: original.minute };
  const why = reason(place?.why ?? file?.why);
  if (place?.kind === 'skip') return { except: [{ date: original, at, ...why }], moved: [], extra };
  const to = movedTo(place, original);
  return { except: [], moved: to === undefined ? [] : [{ from: original, at, to, ...why }], extra };
}

/** Undefined where it stands at the time that names it: that is no move. */
function movedTo(place: Change | undefined, original: WallTime): WallTime | undefined {
  const to = place?.kind === 'move' ? place.to : undefined;
  return to === undefined || wallText(to) === wallText(original) ? undefined : to;
}

function reason(why: string | undefined): { readonly why?: string } {
  return why === undefined ? {} : { why };
}
