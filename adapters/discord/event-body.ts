/**
 * One coming date as Discord's API takes it, and read back. The last line of the description is the mark by which it is
 * known again. Discord reads markdown in descriptions: text is escaped there, and addresses stay whole, so that they open.
 */
import type { PlatformEvent } from '../../src/adapter.js';
import { clean, cleanLine } from '../../src/reply/clean.js';
import { limits } from '../../src/reply/limits.js';
import { safeUrl } from '../../src/reply/url.js';
import { isoOf } from '../../src/time/zoned.js';
import { escapeMarkdown } from './markdown.js';

/** Outside Discord; for the members of the server. Of discord-api-types, written out as in render.ts. */
const external = 3;
const membersOnly = 2;

const markBefore = 'Frontdesk: ';
const markLine = /(?:^|\n)Frontdesk: (\S+)$/;
const address = /(https?:\/\/[^\s<>\\]+)/i;
const more = '…';

export function eventBody({ mark, name, description, location, startsAt, endsAt }: PlatformEvent) {
  const { eventName, eventDescription, eventLocation } = limits.discord;
  const ending = `${markBefore}${mark}`;
  const said = escaped(description, eventDescription - ending.length - 2);
  return {
    name: shortened(cleanLine(name), eventName),
    description: said === '' ? ending : `${said}\n\n${ending}`,
    scheduled_start_time: isoOf(startsAt),
    scheduled_end_time: isoOf(endsAt),
    privacy_level: membersOnly,
    entity_type: external,
    entity_metadata: { location: shortened(cleanLine(location), eventLocation) },
  };
}

/** What stands above the mark, and the mark; undefined where there is none. */
export function eventIn(held: string): Pick<PlatformEvent, 'mark' | 'description'> | undefined {
  const found = markLine.exec(held.trimEnd());
  if (found === null) return undefined;
  return { mark: found[1] ?? '', description: held.slice(0, found.index).trimEnd() };
}

/** The text with its words escaped, as many of them as fit: what is left out ends in an ellipsis. */
function escaped(text: string, most: number): string {
  const whole = clean(text).trim();
  const all = markdown(whole);
  if (all.length <= most) return all;
  const words = whole.split(/(?<=\s)(?=\S)/);
  // Halving, because escaping makes text longer by what stands in it.
  let [fits, tooLong] = [0, words.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (markdown(words.slice(0, middle).join('').trimEnd()).length + more.length <= most) fits = middle;
    else tooLong = middle;
  }
  return `${markdown(words.slice(0, fits).join('').trimEnd())}${more}`;
}

function markdown(text: string): string {
  return text
    .split(address)
    .map((piece, index) => (index % 2 === 1 && safeUrl(piece) !== undefined ? piece : escapeMarkdown(piece)))
    .join('');
}

/** Between two words where there is room for one. */
function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - more.length).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.replace(/(?<=\S)\s+\S*$/, '')}${more}`;
}
