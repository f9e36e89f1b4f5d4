/**
 * Reads `every` and `on` of a community file. One spelling for each thing: common near forms are refused with the spelling
 * to use, because "biweekly" is twice a week to some and every second week to others.
 */
import { nearest } from '../nearest.js';
import { monthNames, ordinal, weekdayName, weekdayNames, workdays } from './calendar-names.js';
import type { Rule, RuleOrProblem, Weekday } from './rule.js';
import { RuleRefusal, ruleOrProblem } from './rule-refusal.js';

type Unit = 'day' | 'week' | 'month' | 'year';
type Places = Pick<Rule, 'byDay' | 'byMonthDay' | 'byMonth' | 'bySetPos'>;

const freqs = { day: 'daily', week: 'weekly', month: 'monthly', year: 'yearly' } as const;
const nowhere: Places = { byDay: [], byMonthDay: [], byMonth: [], bySetPos: [] };
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'];

/** What people write, and what to write for it. */
const nearForms: Readonly<Record<string, string>> = {
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  yearly: 'year',
  annually: 'year',
  biweekly: '2 weeks',
  'bi weekly': '2 weeks',
  'every other week': '2 weeks',
  'other week': '2 weeks',
  'every second week': '2 weeks',
  'second week': '2 weeks',
  'alternate weeks': '2 weeks',
  fortnight: '2 weeks',
  fortnightly: '2 weeks',
  bimonthly: '2 months',
  'bi monthly': '2 months',
  'other month': '2 months',
  quarter: '3 months',
  quarterly: '3 months',
  semiannually: '6 months',
  weekdays: 'weekday',
  workday: 'weekday',
  workdays: 'weekday',
};

/**
 * A rule from `every` ("day", "2 weeks", "weekday", "month", "year") and `on`: for weeks "thursday" or several; for months
 * "second wednesday", "last friday", "last weekday", "15th", "last day" or several; for years the same with a month,
 * "second wednesday of march", "15th of march". Without `on` the anchor of the series says the day. Capitals do not count, nor an s at the end of a weekday.
 */
export function ruleFromHuman(said: {
  readonly every: string;
  readonly on?: string | readonly string[] | undefined;
}): RuleOrProblem {
  return ruleOrProblem(() => {
    const on = (typeof said.on === 'string' ? [said.on] : (said.on ?? [])).map(plain);
    refuseParity([plain(said.every), ...on]);
    const every = everyOf(plain(said.every));
    if (every === 'weekday') {
      if (on.length > 0) throw refusal('on', 'Every weekday has its days already.', 'Leave on out.');
      return { rule: ruleOf('week', 1, { ...nowhere, byDay: workdays.map((weekday) => ({ weekday })) }) };
    }
    return { rule: ruleOf(every.unit, every.interval, placesOf(every.unit, on)) };
  });
}

function refusal(key: 'every' | 'on', problem: string, mend: string): RuleRefusal {
  return new RuleRefusal(key, problem, mend);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim();
}

function ruleOf(unit: Unit, interval: number, places: Places): Rule {
  return { freq: freqs[unit], interval, ...places, weekStart: 1 };
}

function refuseParity(texts: readonly string[]): void {
  if (!texts.some((text) => /\b(odd|even)\b/.test(text))) return;
  throw refusal(
    'every',
    'Odd and even weeks do not alternate: 2026 has 53 weeks, so the odd weeks 53 and 1 follow each other.',
    'Write every: 2 weeks, and starting: the date of one meeting, which says which weeks.',
  );
}

function everyOf(text: string): 'weekday' | { readonly unit: Unit; readonly interval: number } {
  if (text === 'weekday') return 'weekday';
  const [, number = '1', unit, plural = ''] = /^(\d{1,4} )?(day|week|month|year)(s)?$/.exec(text) ?? [];
  const interval = Number(number);
  if (unit !== undefined && interval >= 1) {
    if (interval > 1 === (plural === 's')) return { unit: unit as Unit, interval };
    throw badEvery(text, interval === 1 ? unit : `${interval} ${unit}s`);
  }
  const withoutEvery = text.replace(/^every /, '');
  const weekday = weekdayIn(withoutEvery.replace(/s$/, ''));
  if (weekday !== undefined) {
    const name = weekdayName(weekday).toLowerCase();
    throw refusal('every', `“${text}” says the day, not how often.`, `Write every: week and on: ${name}.`);
  }
  const near = nearForms[withoutEvery] ?? nearForms[text];
  if (near !== undefined) throw badEvery(text, near);
  const words = ['two', 'three', 'four', 'five', 'six'];
  const [, word = '', counted = ''] = /^(\w+) (days|weeks|months|years)$/.exec(withoutEvery) ?? [];
  if (words.includes(word)) throw badEvery(text, `${words.indexOf(word) + 2} ${counted}`);
  if (withoutEvery !== text && everyOf(withoutEvery) !== undefined) throw badEvery(text, withoutEvery);
  const [guess] = nearest(text, ['day', 'week', '2 weeks', 'weekday', 'month', 'year'], 1);
  throw badEvery(text, guess ?? 'week, 2 weeks, month or the like');
}

function badEvery(text: string, instead: string): RuleRefusal {
  const ways = /bi ?(week|month)ly/.test(text) ? 'is read in two ways' : 'is not one of the forms of every';
  return refusal('every', `“${text}” ${ways}.`, `Write every: ${instead}.`);
}

function placesOf(unit: Unit, on: readonly string[]): Places {
  if (on.length === 0) return nowhere;
  switch (unit) {
    case 'day':
      throw refusal('on', 'A daily meeting has no on.', 'Leave on out, or write every: week with the days in on.');
    case 'week':
      return { ...nowhere, byDay: on.map((text) => ({ weekday: weekdayAsked(text) })) };
    case 'month':
      return placesInMonth(on);
    case 'year':
      return placesInYear(on);
  }
}

function weekdayAsked(text: string): Weekday {
  const exact = weekdayNames.findIndex((name) => [name, `${name}s`].some((form) => form.toLowerCase() === text));
  if (exact !== -1) return (exact + 1) as Weekday;
  if (/^(\w+ )(of|week)|^(first|second|third|fourth|fifth|last|\d+(st|nd|rd|th)) /.test(text)) {
    throw refusal('on', `“${text}” needs a month to count in.`, 'Write every: month.');
  }
  const near = weekdayIn(text) ?? weekdayNear(text);
  const mend =
    near === undefined ? 'Write a weekday in full, such as thursday.' : `Write ${weekdayName(near).toLowerCase()}.`;
  throw refusal('on', `“${text}” is not the name of a weekday.`, mend);
}

/** A weekday in a form that shows which one is meant: "thu", "thursdays", "thurs". */
function weekdayIn(text: string): Weekday | undefined {
  const short = text.replace(/[s.]+$/, '');
  const index = weekdayNames.findIndex((name) => {
    const full = name.toLowerCase();
    return short.length >= 3 && (full.startsWith(short) || full === text);
  });
  return index === -1 ? undefined : ((index + 1) as Weekday);
}

function weekdayNear(text: string): Weekday | undefined {
  const [near] = nearest(text, weekdayNames, 1);
  const index = (weekdayNames as readonly string[]).indexOf(near ?? '');
  return index === -1 ? undefined : ((index + 1) as Weekday);
}

function placesInMonth(on: readonly string[]): Places {
  const places = on.map(placeInMonth);
  const kinds = (['byDay', 'byMonthDay', 'bySetPos'] as const).filter((kind) =>
    places.some((place) => place[kind].length > 0),
  );
  if (kinds.includes('bySetPos') ? places.length > 1 : kinds.length > 1) {
    throw refusal(
      'on',
      'These days cannot stand in one list.',
      'Make each kind of day a meeting of its own, or write an rrule.',
    );
  }
  return {
    ...nowhere,
    byDay: places.flatMap((place) => place.byDay),
    byMonthDay: places.flatMap((place) => place.byMonthDay),
    bySetPos: places.flatMap((place) => place.bySetPos),
  };
}

function placeInMonth(text: string): Places {
  if (text === 'last day') return { ...nowhere, byMonthDay: [-1] };
  const [, number, suffix = ''] = /^(\d{1,2})(st|nd|rd|th)?$/.exec(text) ?? [];
  if (number !== undefined) return { ...nowhere, byMonthDay: [dayNumber(text, Number(number), suffix)] };
  const [, place = '', day = ''] = /^(\S+) (\S+)$/.exec(text) ?? [];
  const nth = place === 'last' ? -1 : ordinals.indexOf(place) + 1;
  if (nth !== 0 && day === 'weekday') {
    return { ...nowhere, byDay: workdays.map((weekday) => ({ weekday })), bySetPos: [nth] };
  }
  if (nth !== 0) return { ...nowhere, byDay: [{ weekday: weekdayAsked(day), nth }] };
  throw badPlace(text, place, day);
}

function dayNumber(text: string, number: number, suffix: string): number {
  if (number < 1 || number > 31)
    throw refusal('on', `No month has a day ${number}.`, 'Write a day from 1st to 31st, or last day.');
  const right = ordinal(number);
  if (`${number}${suffix}` !== right) throw refusal('on', `“${text}” is not a day of the month.`, `Write ${right}.`);
  return number;
}

function badPlace(text: string, place: string, day: string): RuleRefusal {
  const weekday = weekdayIn(text);
  if (weekday !== undefined) {
    const name = weekdayName(weekday).toLowerCase();
    return refusal(
      'on',
      `A month has several ${weekdayName(weekday)}s.`,
      `Write which, such as first ${name} or last ${name}.`,
    );
  }
  const number = /^(\d)(st|nd|rd|th)$/.exec(place)?.[1];
  const word = ordinals[Number(number) - 1] ?? nearest(place, [...ordinals, 'last'], 1)[0];
  const meant = weekdayIn(day) ?? weekdayNear(day);
  const name = meant === undefined ? undefined : weekdayName(meant).toLowerCase();
  const mend =
    word !== undefined && name !== undefined ? `${word} ${name}` : 'second wednesday, last friday, 15th or last day';
  return refusal('on', `“${text}” is not a day of the month.`, `Write ${mend}.`);
}

function placesInYear(on: readonly string[]): Places {
  const parts = on.map((text) => {
    const [, place = '', name = ''] = /^(.+) of (\S+)$/.exec(text) ?? [];
    const month = monthNames.findIndex((known) => known.toLowerCase() === name) + 1;
    if (month === 0)
      throw refusal(
        'on',
        `“${text}” does not name a day of the year.`,
        'Write second wednesday of march, or 15th of march.',
      );
    return { place, month };
  });
  const months = [...new Set(parts.map(({ month }) => month))];
  const places = [...new Set(parts.map(({ place }) => place))];
  // Every place in every month: the only lists that one rule can say.
  if (parts.length !== months.length * places.length) {
    throw refusal('on', 'One rule cannot say these days.', 'Make each of them a meeting of its own.');
  }
  const inMonth = placesInMonth(places);
  if (inMonth.bySetPos.length > 0 && months.length > 1) {
    throw refusal('on', 'One rule cannot say these days.', 'Make each of them a meeting of its own.');
  }
  return { ...inMonth, byMonth: months.sort((a, b) => a - b) };
}
