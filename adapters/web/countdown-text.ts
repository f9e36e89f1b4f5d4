const units = [
  { name: 'day', seconds: 86_400 },
  { name: 'hour', seconds: 3_600 },
  { name: 'minute', seconds: 60 },
  { name: 'second', seconds: 1 },
] as const;

export interface CountdownPart {
  readonly count: number;
  readonly unit: string;
}

/**
 * The `most` largest units from the first that is not zero on: 90 000 s and 3 give 1 day, 1 hour, 0 minutes. Rounded down,
 * so that it never promises more time than there is. Nothing when `seconds` is 0 or less.
 */
export function countdownParts(seconds: number, most: number): readonly CountdownPart[] {
  let left = Math.floor(seconds);
  const first = units.findIndex((unit) => left >= unit.seconds);
  if (first < 0) return [];
  return units.slice(first, first + most).map((unit) => {
    const count = Math.floor(left / unit.seconds);
    left -= count * unit.seconds;
    return { count, unit: count === 1 ? unit.name : `${unit.name}s` };
  });
}

/** "in 2 days 3 hours"; "now" from the start until the end; nothing afterwards. All in seconds since the epoch. */
export function countdownText(at: number, until: number | undefined, now: number): string {
  if (now >= at) return until !== undefined && now < until ? 'now' : '';
  const parts = countdownParts(at - now, 2);
  // Seconds alone are news; behind minutes they are only restless.
  const said = parts.filter(({ count, unit }, i) => i === 0 || (count > 0 && !unit.startsWith('second')));
  return `in ${said.map(({ count, unit }) => `${count} ${unit}`).join(' ')}`;
}
