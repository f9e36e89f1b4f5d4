import { expect, test } from 'vitest';
import { questionText } from '../../../src/questions/question-text.js';

test.each([
  ['who is <@U0ANA> and <@!1234567890>?', 'who is @someone and @someone?'],
  ['ask @ana.maria about it', 'ask @someone about it'],
  ['can ana@example.org merge?', 'can @someone merge?'],
  ['ask @\u200Bana.maria, ＠ben or @\u2060cy about it', 'ask @someone, @someone or @someone about it'],
  ['does @someone have tea?', 'does @someone have tea?'],
  ['<!channel> @here how do I join?', 'how do I join?'],
  ['what\u202E does\u200B \u{E0041}this mean', 'what does this mean'],
  ['see <https://evil.example|docs> please', 'see please'],
  ['how do I use a\n\n@Component\nin a test?', 'how do I use a . @someone . in a test?'],
])('“%s” is kept as “%s”', (typed, kept) => {
  expect(questionText(typed)).toBe(kept);
});

test('a long question is kept to 500 characters', () => {
  const kept = questionText('why '.repeat(1_000));
  expect(kept.length).toBeLessThanOrEqual(500);
  expect(kept).toMatch(/^why why .* why…$/);
});
