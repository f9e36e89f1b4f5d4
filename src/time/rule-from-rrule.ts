/** Reads the RRULE of RFC 5545, section 3.3.10, as far as a meeting can have one. */
import { nearest } from '../nearest.js';
import type { Rule, RuleOrProblem, Weekday } from './rule.js';
import { RuleRefusal, ruleOrProblem } from './rule-refusal.js';
import { parseDate, parseInstant } from './zoned.js';

type Parts = ReadonlyMap<string, string>;

const freqs: Readonly<Record<string, Rule['freq']>> = {
  DAILY: 'daily',
  WEEKLY: 'weekly',
  MONTHLY: 'monthly',
  YEARLY: 'yearly',
};
const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const names = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST'];

/** Parts of the RFC that a meeting does not need: why not, and what says the same. */
const unwanted: Readonly<Record<string, readonly [string, string]>> = {
  BYWEEKNO: [
    'Week numbers do not alternate: 2026 has 53 weeks, so the odd weeks 53 and 1 follow each other.',
    'Use FREQ=WEEKLY;INTERVAL=2 and let starting say which weeks.',
  ],
  BYYEARDAY: ['Days counted through the year are not supported.', 'Use BYMONTH with BYMONTHDAY.'],
  BYHOUR: ['The time of day does not belong in the rule.', 'Leave BYHOUR out and write the time as at.'],
  BYMINUTE: ['The time of day does not belong in the rule.', 'Leave BYMINUTE out and write the time as at.'],
  BYSECOND: ['Meetings begin on the minute.', 'Leave BYSECOND out.'],
};

/**
 * A rule from text such as "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", with or without "RRULE:" before it, in any case; otherwise
 * the first thing wrong with it. What the rule leaves open (on which weekday) the anchor of the series says.
 */
export function ruleFromRrule(text: string): RuleOrProblem {
  return ruleOrProblem(() => {
    const parts = partsOf(text);
    const rule = ruleOf(parts);
    refuseContradictions(rule);
    return { rule };
  });
}

function refusal(problem: string, mend: string): RuleRefusal {
  return new RuleRefusal('rrule', problem, mend);
}

function partsOf(text: string): Parts {
  const line = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '');
  if (/\s/.test(line)) throw refusal('An rrule is one line without spaces.', 'Give only what follows “RRULE:”.');
  const parts = new Map<string, string>();
  for (const part of line.split(';')) {
    const [, name, value] = /^([A-Z-]+)=(.+)$/.exec(part) ?? [];
    if (name === undefined || value === undefined) {
      throw refusal(`“${part}” is not a part of an rrule.`, 'Write FREQ=WEEKLY;BYDAY=TH, with semicolons between.');
    }
    const [why, instead] = unwanted[name] ?? [];
    if (why !== undefined && instead !== undefined) throw refusal(why, instead);
    if (!names.includes(name)) {
      const [near] = nearest(name, names, 1);
      throw refusal(`${name} is not a part of an rrule.`, near === undefined ? `Leave ${name} out.` : `Write ${near}.`);
    }
    if (parts.has(name)) throw refusal(`${name} stands there twice.`, `Write ${name} once, with commas in its value.`);
    parts.set(name, value);
  }
  return parts;
}

function ruleOf(parts: Parts): Rule {
  const freq = freqs[parts.get('FREQ') ?? ''];
  if (freq === undefined) {
    const given = parts.get('FREQ');
    const why = given === undefined ? 'The rrule does not say how often.' : `FREQ=${given} is not supported.`;
    throw refusal(why, 'Use FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY.');
  }
  const until = untilOf(parts);
  const count = wholeNumber(parts, 'COUNT', 99_999);
  return {
    freq,
    interval: wholeNumber(parts, 'INTERVAL', 9_999) ?? 1,
    byDay: byDayOf(parts),
    byMonthDay: numbers(parts, 'BYMONTHDAY', 31, 'from either end'),
    byMonth: numbers(parts, 'BYMONTH', 12, 'from the front'),
    bySetPos: numbers(parts, 'BYSETPOS', 366, 'from either end'),
    weekStart: parts.has('WKST') ? weekdayOf(parts.get('WKST') ?? '', 'WKST') : 1,
    ...(count === undefined ? {} : { count }),
    ...(until === undefined ? {} : { until }),
  };
}

function wholeNumber(parts: Parts, name: string, highest: number): number | undefined {
  const [one, ...more] = numbers(parts, name, highest, 'from the front');
  if (more.length > 0) throw refusal(`${name} takes one number.`, `Write ${name}=${one}.`);
  return one;
}

function numbers(parts: Parts, name: string, highest: number, count: 'from the front' | 'from either end'): number[] {
  const value = parts.get(name);
  return (value?.split(',') ?? []).map((text) => {
    const number = Number(text);
    const size = count === 'from either end' ? Math.abs(number) : number;
    if (/^[+-]?\d+$/.test(text) && size >= 1 && size <= highest) return number;
    const orBack = count === 'from either end' ? `, or -1 to -${highest} from the end` : '';
    throw refusal(`${name}=${value} does not fit.`, `${name} takes numbers from 1 to ${highest}${orBack}.`);
  });
}

function byDayOf(parts: Parts): Rule['byDay'] {
  return (parts.get('BYDAY')?.split(',') ?? []).map((text) => {
    const [, place = '', name = ''] = /^([+-]?\d{1,2})?([A-Z]+)$/.exec(text) ?? [];
    const weekday = weekdayOf(name === '' ? text : name, 'BYDAY');
    if (place === '') return { weekday };
    const nth = Number(place);
    if (nth === 0 || Math.abs(nth) > 53)
      throw refusal(`BYDAY=${text} names no day.`, `Count from 1, or from -1 at the end.`);
    return { weekday, nth };
  });
}

function weekdayOf(name: string, part: string): Weekday {
  const index = weekdayNames.indexOf(name);
  if (index === -1) throw refusal(`${part}=${name} names no weekday.`, `Use ${weekdayNames.join(', ')}.`);
  return (index + 1) as Weekday;
}

function untilOf(parts: Parts): Rule['until'] {
  const text = parts.get('UNTIL');
  if (text === undefined) return undefined;
  const [, y, m, d, hour, minute, second = '00', utc] =
    /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?(Z)?)?$/.exec(text) ?? [];
  const date = parseDate(`${y}-${m}-${d}`);
  const instant = utc === undefined ? undefined : parseInstant(`${y}-${m}-${d}T${hour}:${minute}:${second}Z`);
  if (instant !== undefined) return { instant };
  if (date === undefined || utc !== undefined || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59) {
    throw refusal(`UNTIL=${text} is no day.`, 'Write the last day as UNTIL=20261231.');
  }
  return hour === undefined ? { date } : { date, hour: Number(hour), minute: Number(minute) };
}

/** Combinations that the RFC forbids, or that can only be a slip. */
function refuseContradictions({ freq, byDay, byMonthDay, byMonth, bySetPos, count, until }: Rule): void {
  if (count !== undefined && until !== undefined) {
    throw refusal('COUNT and UNTIL exclude each other.', 'Keep the one that you mean.');
  }
  const counted = byDay.find(({ nth }) => nth !== undefined);
  if (counted?.nth !== undefined) {
    const highest = { daily: 0, weekly: 0, monthly: 5, yearly: byMonth.length > 0 ? 5 : 53 }[freq];
    const name = `${counted.nth}${weekdayNames[counted.weekday - 1]}`;
    if (highest === 0)
      throw refusal(`BYDAY=${name} needs a month to count in.`, 'Use FREQ=MONTHLY, or leave the number out.');
    const tooFar = byDay.some(({ nth = 1 }) => Math.abs(nth) > highest);
    if (tooFar) throw refusal('BYDAY counts further than the month goes.', 'Count from 1 to 5, or from -1 to -5.');
  }
  if (freq === 'weekly' && byMonthDay.length > 0) {
    throw refusal('BYMONTHDAY means nothing in a weekly rule.', 'Use FREQ=MONTHLY, or leave BYMONTHDAY out.');
  }
  if (bySetPos.length > 0 && byDay.length + byMonthDay.length + byMonth.length === 0) {
    throw refusal('BYSETPOS has nothing to pick from.', 'Add BYDAY, such as BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1.');
  }
  if (byMonthDay.length > 0 && byMonth.length > 0 && !someMonthHas(byMonthDay, byMonth)) {
    throw refusal('No month of the rule has such a day.', 'Mend BYMONTHDAY or BYMONTH.');
  }
}

function someMonthHas(days: readonly number[], months: readonly number[]): boolean {
  const longest = Math.max(...months.map((month) => (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31)));
  return days.some((day) => Math.abs(day) <= longest);
}
