/**
 * A meeting's rule, times and dates as the engine's series, and everything in them that cannot be right: a rule that does
 * not say which weeks, an anchor or an exception that is no occurrence, two ends. It never guesses; it names the nearest
 * dates that would do.
 */
import type { Series } from '../time/series.js';
import { readAnchor } from './meeting-anchor.js';
import { readExcepted, readExtra, readMoved } from './meeting-dates.js';
import { type MeetingReading, readEnd, readRule, readSlots } from './meeting-rule.js';

/**
 * The series of a meeting; undefined where the rule, the times, the zone or the anchor are not sound. Nothing is found
 * about what depends on those then, because it would change when they are mended.
 * @param home the community's zone, which a meeting without its own takes.
 */
export function readSeries(reading: MeetingReading, home: string | undefined): Series | undefined {
  const { meeting, isWritten } = reading;
  const rule = readRule(reading);
  const slots = readSlots(reading);
  const zone = meeting.timezone ?? (isWritten('timezone') ? undefined : home);
  if (rule === undefined || slots === undefined || zone === undefined) return undefined;
  const unanchored = { zone, slots, rule: { ...rule, ...readEnd(reading, rule) }, except: [], moved: [], extra: [] };
  const starting = readAnchor(reading, unanchored);
  if (starting === undefined) return undefined;
  const bare: Series = { ...unanchored, starting };
  return {
    ...bare,
    except: readExcepted(reading, bare),
    moved: readMoved(reading, bare),
    extra: readExtra(reading, bare),
  };
}
