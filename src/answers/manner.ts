/** How a question wants its answer begun: with Yes or No, or with the fact alone. */
import type { Reading } from './reading.js';

/** `inverted`: "is it cancelled?", where Yes says that it does not take place. */
export type Manner = 'yes-no' | 'inverted' | 'plain';

const starts = new Set(
  `is are was were do does did will would can has have isnt arent wasnt werent dont doesnt didnt wont any anything something`.split(
    ' ',
  ),
);
const before = new Set('hi hey hello so and ok okay please but um well'.split(' '));
const cancelling = new Set(['cancel', 'skip', 'off']);
const moving = new Set(['move', 'postpon', 'reschedul', 'shift']);

export function mannerOf(reading: Reading): Manner {
  const first = reading.texts.find((word) => !before.has(word));
  const asksMore = reading.hasWord('when', 'what', 'which', 'where', 'why', 'how', 'no', 'not', 'holiday');
  if (first === undefined || !starts.has(first) || asksMore) return 'plain';
  return asksWhetherCancelled(reading) || asksWhetherMoved(reading) ? 'inverted' : 'yes-no';
}

function asksWhetherCancelled(reading: Reading): boolean {
  return reading.words.some((word) => cancelling.has(word.stem));
}

export function asksWhetherMoved(reading: Reading): boolean {
  return reading.words.some((word) => moving.has(word.stem));
}

/** "When should meetings be held?": what is right, and not when one is. "When should I join?" asks for the date. */
export function asksForRule(reading: Reading): boolean {
  return (
    /\b(?:should|must|ought to|have to|need to) (?!(?:i|we|you)\b)/.test(
      reading.texts.join(' ').replace(/\b(?:i|we|you) (?:should|must|have to|need to)\b/g, ''),
    ) &&
    reading.hasWord('should', 'must', 'ought', 'have', 'need') &&
    /\bbe\b/.test(reading.texts.join(' '))
  );
}

/** "Was there …?" */
export function asksOfPast(reading: Reading): boolean {
  return reading.hasWord('was', 'were', 'did', 'wasnt', 'werent', 'didnt');
}
