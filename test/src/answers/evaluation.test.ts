import { expect, test } from 'vitest';
import type { Answered } from '../../../src/answers/answers.js';
import { type EvalDesk, type EvalQuestion, evaluationOf, outcomeOf } from '../../../src/answers/evaluation.js';

function said(kind: 'passage' | 'maybe' | 'unknown' | 'computed', ...ids: readonly string[]): Answered {
  const reply = {
    title: kind,
    audience: 'asker',
    tone: 'plain',
    summary: `say ${kind}`,
    body: [],
    choices: [],
  } as const;
  return { kind, reply, sections: ids.map((id) => ({ id, title: id })) };
}

const plain = { sections: [], refuse: false, holds: [], lacks: [] };
const answerable = (question: string, ...sections: readonly string[]): EvalQuestion => ({
  ...plain,
  question,
  sections,
});
const refusable = (question: string): EvalQuestion => ({ ...plain, question, refuse: true });

/** Answers from a table; each answer takes as many milliseconds as the question has letters. */
async function evaluate(table: readonly (readonly [EvalQuestion, Answered, readonly string[]])[]) {
  let now = 0;
  const outcomes = [];
  for (const [question, answer, ranked] of table) {
    const desk: EvalDesk = {
      async answer(text) {
        now += text.length;
        return answer;
      },
      rank: () => ranked,
    };
    outcomes.push(await outcomeOf(question, desk, () => now));
  }
  return evaluationOf(outcomes);
}

test('ranks are counted first, among three, and by their reciprocal', async () => {
  const { sections } = await evaluate([
    [answerable('a', 'x'), said('passage', 'x'), ['x', 'y']],
    [answerable('b', 'x'), said('passage', 'y'), ['y', 'x']],
    [answerable('c', 'x'), said('passage', 'a'), ['a', 'b', 'c', 'x']],
    [answerable('d', 'x', 'also'), said('passage', 'also'), ['also']],
    [answerable('e', 'x'), said('unknown'), []],
  ]);
  expect(sections).toMatchObject({ questions: 5, first: 0.4, amongThree: 0.6, mrr: 0.55, served: 0.4 });
});

test('a “maybe” is no decline where it offers the right section, and one where it does not', async () => {
  const { sections } = await evaluate([
    [answerable('a', 'x'), said('maybe', 'y', 'x'), ['y', 'x']],
    [answerable('b', 'x'), said('maybe', 'y'), ['y', 'x']],
    [answerable('c', 'x'), said('unknown', 'x'), ['x']],
    [answerable('d', 'x'), said('passage', 'x'), ['x']],
  ]);
  expect(sections).toMatchObject({ served: 0.5, declined: 0.5, notSure: 0.75 });
});

test('a “maybe” counts as a refusal, and strictly as an answer, where there is none to give', async () => {
  const { refusals, misses } = await evaluate([
    [refusable('a'), said('unknown'), []],
    [refusable('b'), said('maybe', 'y'), ['y']],
    [refusable('c'), said('passage', 'y'), ['y']],
    [refusable('d'), said('computed'), []],
    [answerable('e', 'x'), said('unknown'), ['x']],
  ]);
  expect(refusals).toEqual({ questions: 4, precision: 0.667, recall: 0.5, recallStrict: 0.25 });
  expect(misses.map((miss) => [miss.question, miss.expected, miss.got])).toEqual([
    ['c', 'no answer', 'passage: y: say passage'],
    ['d', 'no answer', 'computed: say computed'],
    ['e', 'x', 'unknown: say unknown'],
  ]);
});

test('the kind, the source and the text of an answer are judged together', async () => {
  const meeting = { ...plain, question: 'when?', expect: 'meeting', holds: ['Say COMPUTED'] };
  const document = { ...plain, question: 'how?', expect: 'doc', sections: ['x'] };
  const { kinds, misses } = await evaluate([
    [meeting, said('computed'), []],
    [{ ...meeting, lacks: ['computed'] }, said('computed'), []],
    [{ ...meeting, holds: ['Thursday'] }, said('computed'), []],
    [meeting, { kind: 'command', invoke: { command: 'meeting', options: {} } }, []],
    [meeting, { kind: 'command', invoke: { command: 'help-links', options: {} } }, []],
    [document, said('passage', 'x'), ['x']],
    [document, said('passage', 'y', 'x'), ['x']],
    [{ ...plain, question: 'what?', expect: 'refuse', refuse: true }, said('unknown'), []],
  ]);
  expect(kinds).toEqual({ questions: 8, right: 0.5 });
  expect(misses.map((miss) => miss.got)).toEqual([
    'computed: say computed',
    'computed: say computed',
    'the command help-links',
    'passage: y: say passage',
  ]);
});

test('half of the questions take p50 or less, and 99 of a hundred p99 or less', async () => {
  const hundred = Array.from({ length: 100 }, (_, at) => refusable('x'.repeat(at + 1)));
  const { milliseconds } = await evaluate(hundred.map((question) => [question, said('unknown'), []]));
  expect(milliseconds).toEqual({ p50: 50, p99: 99 });
});

test('what was not asked has no figure', async () => {
  const { sections, kinds } = await evaluate([[refusable('a'), said('unknown'), []]]);
  expect([sections.first, sections.mrr, kinds.right]).toEqual([null, null, null]);
});
