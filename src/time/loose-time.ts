/**
 * A day and time in looser words ("two weeks from friday at half past ten"), by chrono-node, of which only the components on
 * the wall are taken. It reads dates into prose ("sat down in march"), so a text counts only where all of it is one date;
 * and it goes by the host's zone, so its dates are never used as moments.
 */
import type { TypedParts } from './typed-words.js';
import type { WallTime } from './zoned.js';

/** Words that may stand around what chrono understood. */
const around = /^(?:\s|,|\bat\b|\bon\b|\bthe\b|\bto\b|\bfor\b|\binstead\b)*$/i;

const fromNow = /^in (?:an?|half an|\d+|[a-z]+) (?:hours?|h|minutes?|mins?)$|(?:hours?|minutes?|mins?) from now$/i;

const partOfDay = /\b(?:morning|afternoon|evening|night|tonight)\b/i;

/** @param from what the wall clock shows at the moment from which days and hours are counted */
export async function looseTime(text: string, from: WallTime): Promise<TypedParts | undefined> {
  const { casual } = await import('chrono-node/en');
  const instant = new Date(Date.UTC(from.year, from.month - 1, from.day, from.hour, from.minute));
  const found = casual.parse(text, { instant, timezone: 0 }, { forwardDate: true });
  const [one] = found;
  if (one === undefined || found.length > 1 || one.end) return undefined;
  const rest = `${text.slice(0, one.index)} ${text.slice(one.index + one.text.length)}`;
  const { start } = one;
  // Of "in an hour" the offset of what it was counted from is certain; any other was typed.
  const isZoned = start.isCertain('timezoneOffset') && !fromNow.test(text);
  if (!around.test(rest) || isZoned) return undefined;
  const get = (part: 'year' | 'month' | 'day' | 'hour' | 'minute') => start.get(part) ?? 0;
  const hasDay = start.isCertain('day') || start.isCertain('weekday');
  const hasTime = start.isCertain('hour');
  // "In the evening" names no hour, and any that is put in its place is a guess.
  if ((!hasDay && !hasTime) || (!hasTime && start.isCertain('meridiem')) || (!hasTime && partOfDay.test(text))) {
    return undefined;
  }
  return {
    ...(hasDay && { day: { is: 'date', date: { year: get('year'), month: get('month'), day: get('day') } } as const }),
    ...(hasTime && { time: { hour: get('hour'), minute: get('minute') } }),
  };
}
