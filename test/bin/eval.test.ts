import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runFrontdesk } from '../support/run-frontdesk.js';

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-eval-'));
function file(name: string, ...rows: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join(''));
  return path;
}

mkdirSync(join(folder, 'corpora'));
file(
  'corpora/garden.jsonl',
  { id: 'g1', heading: 'Garden › Watering', text: 'Water the beds only before nine in the morning.' },
  { id: 'g2', heading: 'Garden › Tools', text: 'Spades can be borrowed from the shed overnight.' },
);
file('corpora/library.jsonl', { id: 'l1', heading: 'Library', text: 'Books can be borrowed for four weeks.' });
const corpora = join(folder, 'corpora');
const questions = file(
  'questions.jsonl',
  { question: 'can spades be borrowed from the shed?', community: 'garden', section: 'g2' },
  { question: 'how long can books be borrowed?', section: 'l1' },
  { question: 'how do I reset my bank card pin', answerable: false, source: 'elsewhere' },
);

test('each question is asked of its corpus, and the figures are printed as JSON', async () => {
  const { code, out, err } = await runFrontdesk(['eval', '--corpus', corpora, '--questions', questions, '--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({
    questions: 3,
    sections: { questions: 2, first: 1, amongThree: 1, mrr: 1 },
    refusals: { questions: 1, recall: 1, recallStrict: 1 },
  });
});

test('people read a table, and each miss with what was expected and what came', async () => {
  const asked = file('miss.jsonl', { question: 'can spades be borrowed from the shed?', section: 'g1' });
  const { out } = await runFrontdesk(['eval', '--corpus', join(corpora, 'garden.jsonl'), '--questions', asked]);
  expect(out).toContain('right section first, of 1');
  expect(out).toContain('1 miss');
  expect(out).toMatch(/ {2}expected {2}g1\n {2}got {7}passage: g2: /);
});

test.each([
  [['--questions', questions], 2, 'Name what is asked: --corpus DIR_OR_JSONL, or --community FILE.'],
  [['--corpus', corpora], 2, 'Name the questions: --questions FILE.jsonl.'],
  [['--corpus', '/nowhere', '--questions', questions], 1, 'There is no file or folder “/nowhere”.'],
  [['--corpus', corpora, '--questions', '/nowhere.jsonl'], 1, 'There is no file or folder “/nowhere.jsonl”.'],
  [
    ['--corpus', corpora, '--questions', file('broken.jsonl', { question: 'a' }, '{"question": ')],
    1,
    'broken.jsonl, line 2: this is no JSON.',
  ],
  [
    ['--corpus', corpora, '--questions', file('gone.jsonl', { question: 'a', section: 'g9' })],
    1,
    'gone.jsonl, line 1: the corpus has no section “g9”. Near it: “g1”, “g2”.',
  ],
])('eval %j ends with %i and one clear sentence', async (args, code, sentence) => {
  const ran = await runFrontdesk(['eval', ...args]);
  expect({ code: ran.code, err: ran.err }).toEqual({ code, err: `${sentence}\n` });
});
