import { monthNames, weekdayName } from '../../src/time/calendar-names.js';
import { dayOf, weekdayOfDay } from '../../src/time/civil.js';
import { type CivilDate, type WallTime, wallText } from '../../src/time/zoned.js';

/** "Thu 24 Dec 2026": for buttons and for what is offered while somebody types. */
export function shortDate(date: CivilDate): string {
  const month = (monthNames[date.month - 1] ?? '').slice(0, 3);
  return `${weekdayName(weekdayOfDay(dayOf(date))).slice(0, 3)} ${date.day} ${month} ${date.year}`;
}

/** "Thu 24 Dec 2026, 11:00"; whose clock shows it has to be said beside it, or be known. */
export function shortWhen(wall: WallTime): string {
  return `${shortDate(wall)}, ${clockWords(wall)}`;
}

/** "11:00" */
export function clockWords({ hour, minute }: Pick<WallTime, 'hour' | 'minute'>): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(hour)}:${two(minute)}`;
}

/** "2026-12-24 11:00": as it may be typed again. */
export function spaced(wall: WallTime): string {
  return wallText(wall).replace('T', ' ');
}
