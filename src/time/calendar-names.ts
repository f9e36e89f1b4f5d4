import type { Weekday } from './rule.js';

/** English, as files and replies write them; index 0 is Monday, 1. */
export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export const monthNames = [
  ...(['January', 'February', 'March', 'April', 'May', 'June', 'July'] as const),
  ...(['August', 'September', 'October', 'November', 'December'] as const),
] as const;

export const workdays: readonly Weekday[] = [1, 2, 3, 4, 5];

export function weekdayName(weekday: Weekday): string {
  return weekdayNames[weekday - 1] ?? '';
}

/** "1st", "22nd", "13th" */
export function ordinal(number: number): string {
  const teen = number % 100 >= 11 && number % 100 <= 13;
  const suffix = teen ? undefined : { 1: 'st', 2: 'nd', 3: 'rd' }[number % 10];
  return `${number}${suffix ?? 'th'}`;
}
