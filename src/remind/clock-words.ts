/** What a room reads before clocks change: which meetings come earlier or later for whom, from when to when. */
import type { Meeting } from '../community/model.js';
import { choice, moment, reply, strong, text } from '../reply/build.js';
import type { Inline, Line, Reply } from '../reply/reply.js';
import { monthNames } from '../time/calendar-names.js';
import type { Parting } from '../time/partings.js';
import { type CivilDate, dateText, type Instant } from '../time/zoned.js';

/** One meeting that takes place while clocks are apart. */
export interface Parted {
  readonly meeting: Meeting;
  readonly parting: Parting;
  /** The first time that it takes place so. */
  readonly first: Instant;
}

const regionsNamed = 4;
const meetingsNamed = 3;

/** @param parted of one day, at least one; those of the largest regions first */
export function clockReply(parted: readonly Parted[]): Reply {
  const named = new Set([...new Set(parted.map(({ parting }) => parting.region.name))].slice(0, regionsNamed));
  const told = parted.filter(({ parting }) => named.has(parting.region.name));
  const lines = sentences(told);
  const first = told.reduce((a, b) => (b.first < a.first ? b : a));
  const { meeting } = first;
  return reply({
    title: 'Clocks change',
    audience: 'room',
    summary: (lines[0] ?? []).map(plainWords).join(''),
    body: [
      ...lines.map((line) => text(...line)),
      text('The first: ', meeting.title, ', ', moment(first.first, meeting.series.zone), '.'),
    ],
    choices: [choice('Details', 'meeting', { name: meeting.id })],
  });
}

/** One for all that share days, shift and meetings. */
function sentences(parted: readonly Parted[]): readonly Line[] {
  const byRegion = groups(parted, ({ parting }) => `${parting.region.name} ${whatChanges(parting)}`).map((same) => ({
    region: same[0].parting.region.name,
    what: whatChanges(same[0].parting),
    parting: same[0].parting,
    titles: same.map(({ meeting }) => meeting.title),
  }));
  return groups(byRegion, ({ what, titles }) => JSON.stringify([what, titles])).map((same) => {
    const { parting, titles } = same[0];
    const are = titles.length === 1 ? 'is' : 'are';
    const who = regionWords(same.map(({ region }) => region));
    return [`From ${daysOf(parting)} `, ...meetingWords(titles), ` ${are} ${shiftWords(parting)} for ${who}.`];
  });
}

function whatChanges(parting: Parting): string {
  return `${daysOf(parting)} ${shiftWords(parting)}`;
}

function groups<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [T, ...T[]])[] {
  const found = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const same = found.get(keyOf(item));
    if (same === undefined) found.set(keyOf(item), [item]);
    else same.push(item);
  }
  return [...found.values()];
}

/** Titles that are words for a gathering read better with their article. */
const takesArticle = /\b(meeting|call|sync|session|workshop|hours?)$/i;

function meetingWords(titles: readonly string[]): Line {
  const more = titles.length - meetingsNamed;
  const named = titles
    .slice(0, meetingsNamed)
    .map((title): Line => [takesArticle.test(title) ? 'the ' : '', strong(title)]);
  return joined(more > 0 ? [...named, [more === 1 ? '1 other' : `${more} others`]] : named);
}

/** "most of Europe, Asia and Africa, and New Zealand" */
function regionWords(names: readonly string[]): string {
  const most = names.filter((name) => name.startsWith('most of ')).map((name) => name.slice('most of '.length));
  const whole = names.filter((name) => !name.startsWith('most of '));
  const list = (each: readonly string[]) => joined(each.map((name) => [name])).join('');
  const parts = [...(most.length === 0 ? [] : [`most of ${list(most)}`]), ...(whole.length === 0 ? [] : [list(whole)])];
  return parts.join(most.length > 1 ? ', and ' : ' and ');
}

function joined(words: readonly Line[]): Line {
  return words.flatMap((word, at) => {
    if (at === 0) return word;
    return [at === words.length - 1 ? ' and ' : ', ', ...word];
  });
}

/** "8 to 29 March", "25 October to 1 November", "1 November to 14 March 2027"; "1 November 2026 on" where no end is known. */
function daysOf({ from, to }: Parting): string {
  const month = ({ month }: CivilDate) => monthNames[month - 1] ?? '';
  if (to === undefined) return `${from.day} ${month(from)} ${from.year} on`;
  const end = `${to.day} ${month(to)}${to.year === from.year ? '' : ` ${to.year}`}`;
  const begin = dateText(from).slice(0, 7) === dateText(to).slice(0, 7) ? `${from.day}` : `${from.day} ${month(from)}`;
  return `${begin} to ${end}`;
}

/** "an hour earlier", "another 30 minutes later" */
function shiftWords({ shiftMinutes, further }: Parting): string {
  const minutes = Math.abs(shiftMinutes);
  const hours = minutes / 60;
  const one = further ? 'another' : 'an';
  const many = further ? 'another ' : '';
  const words =
    minutes === 60 ? `${one} hour` : Number.isInteger(hours) ? `${many}${hours} hours` : `${many}${minutes} minutes`;
  return `${words} ${shiftMinutes < 0 ? 'earlier' : 'later'}`;
}

function plainWords(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  return inline.type === 'strong' ? inline.text : '';
}
