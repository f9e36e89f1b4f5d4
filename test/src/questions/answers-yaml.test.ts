import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answersYaml } from '../../../src/questions/answers-yaml.js';
import { questionText } from '../../../src/questions/question-text.js';
import { writtenAnswer } from '../../../src/questions/written-answer.js';
import type { Instant } from '../../../src/time/zoned.js';
import { loadText } from '../community/temporary-community.js';

const bare = 'community: { name: Example, home: https://example.org, timezone: UTC }\n';

/** What a maintainer typed for questions as they came, and what the community file then says of it. */
async function roundTrip(typed: string, asked: readonly string[]) {
  const texts = asked.map(questionText).filter((text) => text !== '');
  const at = 1_800_000_000 as Instant;
  const questions = texts.map((text, n) => ({
    ...{ id: `q${n}`, text, reason: 'unanswered' as const, platform: 'slack' as const, channel: 'C0', at },
  }));
  const group = { id: 'q0', title: texts[0] ?? '', questions, reasons: [], latest: at };
  const written = texts.length === 0 ? undefined : writtenAnswer(typed, group);
  if (written === undefined) return undefined;
  const loaded = await loadText(bare + answersYaml([written]));
  return { written, read: loaded.ok ? loaded.community.answers : loaded.problems };
}

const withoutLines = (read: readonly object[] | undefined) => read?.map((one) => ({ ...one, line: undefined }));

test.each([
  ['yes', 'yes'],
  ['no: "never", said Ana #1', '- is it: true?'],
  ["it's 👩‍👩‍👧 & ☺️ {a: b}", '🎉🎉 when?'],
  ['- one\n- two', '? ! & * | > % @ `'],
  ['null', '~'],
  ['0x1F', '2026-11-24'],
  ['see https://example.org/a#b?c=d: it says so', '\'quoted\' "twice" \\n'],
  [`${'very '.repeat(110)}long`, `${'why '.repeat(45)}so long?`],
  ['---', '...'],
  ['تعال إلى الاجتماع', 'کی‌بورد چیست؟'],
  ['[a](b) <b>c</b> <!here>', '#channel: who?'],
])('“%s” for “%s” stands in the file as it was typed', async (typed, asked) => {
  const found = await roundTrip(typed, [asked]);
  if (found === undefined) throw new Error('it says nothing');
  expect(withoutLines(found.read)).toEqual([{ ...found.written, line: undefined }]);
});

test('whatever is asked and answered, the community file takes it and says the same', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...': #-"\'\\|>&*!%@`{}[],?~\n\tyes0'), maxLength: 30 }),
  );
  await fc.assert(
    fc.asyncProperty(text, fc.array(text, { minLength: 1, maxLength: 4 }), async (typed, asked) => {
      const found = await roundTrip(typed, asked);
      if (found !== undefined) expect(withoutLines(found.read)).toEqual([{ ...found.written, line: undefined }]);
    }),
    { numRuns: 150 },
  );
});
