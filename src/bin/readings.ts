/** Reads the command line's own values: zones, instants and dates, each refused with what to write instead. */
import { type Clock, FixedClock, shiftedClock, systemClock } from '../time/clock.js';
import { isZone, zoneToUse } from '../time/zone.js';
import { type CivilDate, type Instant, parseDate, parseInstant } from '../time/zoned.js';
import { CommandLineError } from './command-line-error.js';

export function readZone(text: string): string {
  if (isZone(text)) return text;
  const use = zoneToUse(text);
  const mend = use === undefined ? 'Use a name such as Europe/Berlin.' : `Use ${use}.`;
  throw new CommandLineError(`--zone: “${text}” is not the name of a time zone. ${mend}`, 2);
}

function readInstant(text: string): Instant {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  throw new CommandLineError(`--now: “${text}” is not an instant. Write it like 2026-11-24T10:00:00Z.`, 2);
}

/** The clock that a command goes by: the real one, or one that stands still at `now`. */
export function readClock(now: string | undefined): Clock {
  return now === undefined ? systemClock : new FixedClock(readInstant(now));
}

/** The same, but from `now` the clock runs on. */
export function readRunningClock(now: string | undefined): Clock {
  return now === undefined ? systemClock : shiftedClock(readInstant(now));
}

/**
 * The command line knows the options of all commands together: one that this command does not take would be passed over.
 * @param values what was given; undefined and false are what was not
 */
export function refuseForeignOptions(
  command: string,
  values: Readonly<Record<string, unknown>>,
  taken: readonly string[],
): void {
  const foreign = Object.keys(values).find(
    (name) => values[name] !== undefined && values[name] !== false && !taken.includes(name),
  );
  if (foreign === undefined) return;
  throw new CommandLineError(`--${foreign} does not go with frontdesk ${command}. See frontdesk --help.`, 2);
}

export function readDate(option: string, text: string): CivilDate {
  const date = parseDate(text);
  if (date !== undefined) return date;
  throw new CommandLineError(`--${option}: “${text}” is not a date. Write it like 2026-12-01.`, 2);
}
