import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, cleanLine } from '../../../src/reply/clean.js';

describe('what stays', () => {
  test.each([
    ['plain text with newlines', 'one\ntwo'],
    ['Hebrew', 'פגישת קהילה'],
    ['Arabic with a direction mark', 'מחיר \u200F(20)\u200E'],
    ['Persian joined with ZWNJ', 'می\u200Cخواهم'],
    ['Hindi with ZWJ', 'क्\u200Dष'],
    ['emoji of several people', '👩‍💻 👨‍👩‍👧‍👦 🏳️‍🌈 ❤️‍🔥 👩🏽‍🚀'],
    ['the flag of England, spelled with tags', '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}'],
    ['accents that combine', 'e\u0301'],
    ['markup, which is for each renderer to escape', '<!channel> *x* [y](z) @everyone'],
  ])('%s', (_name, text) => {
    expect(clean(text)).toBe(text);
  });
});

describe('what goes', () => {
  test.each([
    ['an override that reverses a name', 'gpj.\u202Eexe\u202C', 'gpj.exe'],
    ['isolates', '\u2066a\u2067b\u2068c\u2069', 'abc'],
    ['a terminal’s escape', '\u001B[31mred', '[31mred'],
    ['C1 controls', 'a\u009Bb', 'ab'],
    ['zero-width characters inside a mention', '@\u200Bevery\u2060one\uFEFF', '@everyone'],
    ['a joiner between Latin letters', 'pay\u200Dpal\u200C', 'paypal'],
    ['text hidden in tags', 'hi\u{E0068}\u{E0069}', 'hi'],
    ['tags behind a flag that spell no flag', '🏴'.concat('\u{E0041}'.repeat(9)), '🏴'.concat('\u{E0041}'.repeat(6))],
    ['half a character', 'a\uD83Db', 'a\uFFFDb'],
    ['soft hyphens and fillers', 'co\u00ADop\u3164', 'coop'],
  ])('%s', (_name, text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  test('line ends of every kind become newlines, tabs become spaces', () => {
    expect(clean('a\r\nb\rc\u2028d\u0085e\tf')).toBe('a\nb\nc\nd\ne f');
  });
});

test('cleaning twice changes nothing more, and leaves nothing that steers the screen', () => {
  const steering = fc.constantFrom(
    '\u202E',
    '\u2066',
    '\u200B',
    '\u200D',
    '\u0007',
    '\u{E0041}',
    '\uD83D',
    '🏴',
    '👩',
    'ا',
    '\r',
  );
  const texts = fc
    .array(fc.oneof(steering, fc.string({ unit: 'binary' })), { maxLength: 30 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const once = clean(text);
      expect(clean(once)).toBe(once);
      expect(once).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/u);
      expect(once).not.toMatch(/[\uD800-\uDFFF]/u);
    }),
    { numRuns: 1000 },
  );
});

test('a long attack costs no more than its length', () => {
  for (const unit of ['\u{E0041}', '\u200D', '\u202E', '\uD83D', ' \u200B', '🏴\u{E0041}']) {
    expect(clean(unit.repeat(40_000)).length).toBeLessThanOrEqual(unit.length * 40_000);
  }
});

test('a line is one line', () => {
  expect(cleanLine('  a\n b\t\u200Bc \r\n')).toBe('a b c');
});
