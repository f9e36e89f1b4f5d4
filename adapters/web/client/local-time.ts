/// <reference lib="dom" />
/** Turns the page's `<time>` elements into the zone that the reader looks from. */

export interface Span {
  readonly at: Date;
  readonly until?: Date;
  readonly show: 'time' | 'day' | 'day-time';
}

/** "Thursday 10 December 2026, 20:00 to 21:00", the clock of `zone` on 24 hours. The zone is not named. */
export function spanText({ at, until, show }: Span, zone: string): string {
  if (show === 'day') return dayText(at, zone);
  const start = show === 'time' ? clockText(at, zone) : `${dayText(at, zone)}, ${clockText(at, zone)}`;
  if (until === undefined) return start;
  const sameDay = dayText(at, zone) === dayText(until, zone);
  return `${start} to ${sameDay ? '' : `${dayText(until, zone)}, `}${clockText(until, zone)}`;
}

/** Put together from parts: the signs between them differ from browser to browser. */
function dayText(date: Date, zone: string): string {
  const parts = partsOf(date, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  return `${parts('weekday')} ${parts('day')} ${parts('month')} ${parts('year')}`;
}

function clockText(date: Date, zone: string): string {
  const parts = partsOf(date, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${parts('hour')}:${parts('minute')}`;
}

function partsOf(date: Date, options: Intl.DateTimeFormatOptions): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = new Intl.DateTimeFormat('en-GB', options).formatToParts(date);
  return (type) => parts.find((part) => part.type === type)?.value ?? '';
}

/** Browsers still report these zones by the names that their cities had. */
const renamed: Readonly<Record<string, string>> = {
  Calcutta: 'Kolkata',
  Dacca: 'Dhaka',
  Faeroe: 'Faroe',
  Godthab: 'Nuuk',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh',
};

/** "America/Los_Angeles" as people say it. */
export function cityName(zone: string): string {
  const last = zone.split('/').at(-1) ?? zone;
  return renamed[last] ?? last.replaceAll('_', ' ');
}

/** Whether this browser knows the zone; an old one lacks new zones. */
export function knowsZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function spanOf(element: HTMLTimeElement): Span {
  const { until, show } = element.dataset;
  const at = new Date(element.dateTime);
  return {
    at,
    show: show === 'day' || show === 'time' ? show : 'day-time',
    ...(until === undefined ? {} : { until: new Date(until) }),
  };
}

/**
 * Rewrites every moment below `root`. The zone is named where it is not the browser's own (`own`), so that a time that is
 * copied out of the page is not taken for one's own; the community's time stands in the tooltip. A zone that the browser
 * does not know leaves the server's words, which name theirs.
 */
export function localise(root: ParentNode, zone: string, own: string): void {
  if (!knowsZone(zone)) return;
  for (const element of root.querySelectorAll<HTMLTimeElement>('time[data-show]:not([data-fixed])')) {
    const span = spanOf(element);
    const named = zone === own || element.dataset.brief !== undefined ? '' : ` in ${cityName(zone)}`;
    element.textContent = `${spanText(span, zone)}${named}`;
    const home = element.dataset.home ?? zone;
    if (home !== zone && span.show !== 'day') element.title = `${spanText(span, home)} in ${cityName(home)}`;
    else element.removeAttribute('title');
  }
}
