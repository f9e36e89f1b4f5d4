/** How long it takes to index 10,000 sections and to answer from them, beside plain minisearch on the same. */
import { documentDesk } from '../../src/answers/document-desk.js';
import type { EvalDesk } from '../../src/answers/evaluation.js';
import type { Section, Unit } from '../../src/documents/section.js';
import { plainSearch } from './plain-search.js';

const sectionCount = 10_000;
const wordsASection = 90;
const vocabularySize = 40_000;
const questionCount = 1_000;
const plainQuestions = 100;

/** The same numbers in every run (mulberry32), 0 to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const syllables = 'ba ce di fo gu ka le mi no pu ra se ti vo zu bran cler dis fon gral'.split(' ');

/** A word that no list of stop words knows; words of one stem are rare. */
function wordAt(rank: number): string {
  let word = '';
  for (let left = rank + syllables.length; left > 0; left = Math.floor(left / syllables.length))
    word += syllables[left % syllables.length] ?? '';
  return word;
}

/** Ranks as a language has them: drawing evenly on a scale of logarithms gives the n-th word 1/n of the first one's share. */
function wordDrawer(random: () => number): () => string {
  const words = Array.from({ length: vocabularySize }, (_, rank) => wordAt(rank));
  return () => words[Math.floor(Math.exp(random() * Math.log(vocabularySize))) - 1] ?? '';
}

function sectionsOf(draw: () => string): readonly Section[] {
  const several = (count: number) => Array.from({ length: count }, draw).join(' ');
  return Array.from({ length: sectionCount }, (_, at): Section => {
    const units = Array.from(
      { length: 6 },
      (): Unit => ({
        kind: 'sentence',
        text: `${several(wordsASection / 6)}.`,
        links: [],
      }),
    );
    return { id: `file-${Math.floor(at / 8)}.md#${at}`, headings: [several(3), several(2), several(3)], units };
  });
}

function percentiles(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(1000 * (sorted[Math.ceil(sorted.length * share) - 1] ?? 0)) / 1000;
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}

async function timed(questions: readonly string[], ask: (question: string) => unknown): Promise<readonly number[]> {
  const times: number[] = [];
  for (const question of questions) {
    const before = performance.now();
    await ask(question);
    times.push(performance.now() - before);
  }
  return times;
}

/** Text that is long, repeats itself, or looks like many misspelt words. */
function hostileTexts(draw: () => string): readonly string[] {
  const many = Array.from({ length: 6_000 }, () => `${draw()}x`).join(' ');
  return [
    many.slice(0, 40_000),
    'a'.repeat(40_000),
    'how '.repeat(10_000),
    `${draw()} `.repeat(8_000).slice(0, 40_000),
    '<'.repeat(40_000),
    '((((['.repeat(8_000),
    'what is '.repeat(5_000),
    '\u200b\u202e'.repeat(20_000),
  ];
}

export async function retrievalSpeed() {
  const random = randomFrom(20_171_213);
  const draw = wordDrawer(random);
  const sections = sectionsOf(draw);
  const questions = Array.from(
    { length: questionCount },
    () => `how do I ${draw()} the ${draw()} ${draw()} with a ${draw()} ${draw()}?`,
  );
  const began = performance.now();
  const desk: EvalDesk = documentDesk(sections, 'Frontdesk');
  const indexed = performance.now();
  const plain = plainSearch(sections);
  const plainIndexed = performance.now();
  // The first questions are asked of code that is not compiled yet; a desk that runs for weeks has that behind it.
  await timed(questions.slice(0, 200), desk.answer);
  const times = percentiles(await timed(questions, desk.answer));
  const hostile = percentiles(await timed(hostileTexts(draw), desk.answer));
  // It takes some hundred times as long a question: fewer of them tell as much.
  await timed(questions.slice(0, 20), plain);
  const plainTimes = percentiles(await timed(questions.slice(0, plainQuestions), plain));
  const seconds = (milliseconds: number) => Math.round(milliseconds) / 1000;
  return {
    sections: sectionCount,
    indexSeconds: seconds(indexed - began),
    plainIndexSeconds: seconds(plainIndexed - indexed),
    questionMs: times,
    plainQuestionMs: plainTimes,
    hostileMs: hostile.most,
  };
}
