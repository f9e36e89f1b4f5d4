import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadCommunity } from '../../../src/community/load.js';
import { answersYaml } from '../../../src/questions/answers-yaml.js';
import { questionGroups } from '../../../src/questions/question-groups.js';
import { writtenAnswer } from '../../../src/questions/written-answer.js';
import type { KeptQuestion } from '../../../src/store/question-log.js';
import type { Instant } from '../../../src/time/zoned.js';

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-answers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The answer to questions that are all alike. */
async function written(typed: string, ...texts: readonly string[]) {
  const open = texts.map(
    (text, at): KeptQuestion => ({
      id: `q${at}`,
      text,
      reason: 'unanswered',
      platform: 'slack',
      channel: 'C0',
      at: at as Instant,
    }),
  );
  const [group] = await questionGroups(open);
  if (group === undefined) throw new Error('no group');
  return writtenAnswer(typed, group);
}

const url = 'https://example.org/faq';

test.each([
  ['At every meetup.', { say: 'At every meetup.' }],
  [url, { url }],
  [`In the FAQ: ${url}`, { say: 'In the FAQ', url }],
  [`In the FAQ. ${url}`, { say: 'In the FAQ.', url }],
  [`see page 3 of ${url}.`, { say: `see page 3 of ${url}.`, url }],
  [`${url} tells how`, { say: `${url} tells how`, url }],
  [`<${url}|the FAQ>`, { url }],
  [`See <${url}>, please.`, { say: `See ${url}, please.`, url }],
  ['javascript:alert(1)', { say: 'javascript:alert(1)' }],
  ['https://istio.io@evil.example/', { say: 'https://istio.io@evil.example/' }],
  ['a\u202Eb\u200Ec', { say: 'abc' }],
])('“%s” is written as %j', async (typed, answer) => {
  expect(await written(typed, 'stickers?')).toEqual({ ask: ['stickers?'], ...answer });
});

test.each([[' '], ['\u200B'], ['x'.repeat(601)]])('what says nothing or too much is no answer', async (typed) => {
  expect(await written(typed, 'stickers?')).toBeUndefined();
});

test('each wording stands once, the shortest first, at most twenty; one that is too long for the file is left out', async () => {
  const answer = await written(
    'Yes.',
    'Pink stickers?',
    'are there pink stickers',
    'pink STICKERS',
    `pink stickers ${'please '.repeat(40)}`,
  );
  expect(answer?.ask).toEqual(['pink STICKERS', 'are there pink stickers']);
  const many = Array.from({ length: 30 }, (_, at) => `pink stickers ${'the '.repeat(at)}`.trim());
  expect((await written('Yes.', ...many))?.ask).toHaveLength(20);
});

test('a question that is too long for the file alone is shortened', async () => {
  const answer = await written('Yes.', `pink stickers ${'please '.repeat(40)}`);
  expect(answer?.ask).toHaveLength(1);
  expect(answer?.ask[0]?.length).toBeLessThanOrEqual(200);
});

test('what is exported reads in the community file as it was written', async () => {
  const answers = [
    { ask: ['stickers: where? # really', '- "quoted" \'text\''], say: 'Yes: at the desk. #1', url },
    { ask: ['no', '@someone: null', '123'], say: `{a: [b]} ${'long '.repeat(100)}end` },
    { ask: ['漢字はどこ? & *anchor !tag %x'], url },
  ];
  const file = join(folder, 'community.yaml');
  writeFileSync(
    file,
    `community: { name: Example, home: https://example.org, timezone: UTC }\n${answersYaml(answers)}`,
  );
  const loaded = await loadCommunity(file);
  expect(loaded.ok && loaded.community.answers?.map(({ line, ...answer }) => answer)).toEqual(answers);
});

test('no answer is no YAML', () => {
  expect(answersYaml([])).toBe('');
});
