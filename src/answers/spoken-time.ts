/** Times of day and zones as they are typed in chat: "11am", "19:30", "in tokyo". Days are read in spoken-days.ts. */

import type { TimeOfDay } from '../time/series.js';
import { resolveZone } from '../time/zone.js';

/** Something read from the words `from` to `to` (not included) of a sentence. */
export interface At<T> {
  readonly value: T;
  readonly from: number;
  readonly to: number;
}

/** "11am", "11 am", "11:00", "9:30pm", "noon". A bare number is no time. */
export function clockTimeIn(words: readonly string[]): At<TimeOfDay> | undefined {
  for (const [at, word] of words.entries()) {
    if (word === 'noon' || word === 'midnight')
      return { value: { hour: word === 'noon' ? 12 : 0, minute: 0 }, from: at, to: at + 1 };
    const typed = /^(\d{1,2})(?::(\d{2}))?([ap]m)?$/.exec(word);
    if (typed === null) continue;
    const half = typed[3] ?? words[at + 1]?.match(/^[ap]m$/)?.[0];
    if (half === undefined && typed[2] === undefined) continue;
    const hour = Number(typed[1]);
    const minute = Number(typed[2] ?? 0);
    if (minute > 59 || hour > (half === undefined ? 23 : 12) || (half !== undefined && hour === 0)) continue;
    const value = { hour: half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0), minute };
    return { value, from: at, to: at + (typed[3] === undefined && half !== undefined ? 2 : 1) };
  }
  return undefined;
}

/** "At 11", "at 11 o'clock": an hour that may be of the morning or of the evening. */
export function bareHourIn(words: readonly string[]): At<TimeOfDay> | undefined {
  for (const [at, word] of words.entries()) {
    if (word !== 'at' || !/^\d{1,2}$/.test(words[at + 1] ?? '')) continue;
    const hour = Number(words[at + 1]);
    if (hour > 23) continue;
    const size = words[at + 2] === 'oclock' ? 3 : words[at + 2] === 'o' && words[at + 3] === 'clock' ? 4 : 2;
    return { value: { hour, minute: 0 }, from: at, to: at + size };
  }
  return undefined;
}

const before = new Set(['in', 'for', 'to', 'from', 'at', 'into', 'is', 'of', 'my', 'to', 'using', 'en', 'a']);

/**
 * Zones named in a sentence, in order: where a small word such as "in" leads to one, right after a clock time, or right
 * before "time". Elsewhere a word is no zone: "us", "it" and "may" are words first.
 */
export function zonesIn(typed: readonly string[], afterTime: number | undefined): readonly At<string>[] {
  const words = typed.map((word) => word.toLowerCase());
  const found: At<string>[] = [];
  for (let at = 0; at < words.length; at += 1) {
    for (let size = Math.min(3, words.length - at); size > 0; size -= 1) {
      const leads =
        at === afterTime ||
        before.has(words[at - 1] ?? '') ||
        words[at + size] === 'time' ||
        words[at + size] === 'timezone';
      const text = words.slice(at, at + size).join(' ');
      if (!leads || text.length < 2 || /^\d/.test(text) || neverZones.has(text)) continue;
      const zone = resolveZone(typed.slice(at, at + size).join(' '));
      if (zone === undefined) continue;
      const to = at + size + (['time', 'timezone', 'zone'].includes(words[at + size] ?? '') ? 1 : 0);
      found.push({ value: zone, from: at, to });
      at = to - 1;
      break;
    }
  }
  return found;
}

const neverZones = new Set(
  'it us me my the a an is at in on to we you meeting call sync local what which that this now today next time'.split(
    ' ',
  ),
);
