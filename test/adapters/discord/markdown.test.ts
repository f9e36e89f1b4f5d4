import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, lineMarkdown, linkMarkdown } from '../../../adapters/discord/markdown.js';
import { clean } from '../../../src/reply/clean.js';
import type { Instant } from '../../../src/time/zoned.js';
import { readMarkdown } from '../../support/discord/eye.js';

const at = 1_796_929_200 as Instant;
const until = 1_796_932_800 as Instant;
const home = 'America/Los_Angeles';

describe('text from people', () => {
  test.each([
    ['a mention of everyone', 'hi @everyone', 'hi \\@everyone'],
    ['a mention of a person', '<@123>', '\\<\\@123\\>'],
    ['a heading', '# big', '\\# big'],
    ['a heading on the second line', 'a\n  ## big', 'a\n  \\## big'],
    ['a list', '- one\n1. two', '\\- one\n1\\. two'],
    ['small text', '-# small', '\\-# small'],
    ['a quote', '> said', '\\> said'],
    ['an address', 'see https://istio.io/', 'see https\\://istio.io/'],
    ['a masked link', '[x](http://evil.example)', '\\[x\\]\\(http\\://evil.example)'],
    ['an emoji code', ':smile:', '\\:smile\\:'],
    ['a time of day', 'at 11:00: now', 'at 11\\:00: now'],
    ['a backslash', 'a\\*b', 'a\\\\\\*b'],
    ['a spoiler', '||no||', '\\|\\|no\\|\\|'],
  ])('%s is shown as it stands', (_what, text, markdown) => {
    expect(escapeMarkdown(text)).toBe(markdown);
    expect(readMarkdown(markdown)).toEqual({ text, links: [], instants: [], people: [], struck: [], alive: [] });
  });

  const pieces = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      '@everyone',
      '@here',
      '<@1>',
      '<@&1>',
      '<#1>',
      '<t:1:R>',
      '<:a:1>',
      '</a:1>',
      '<id:guide>',
      ':a:',
      '`',
    ),
    fc.constantFrom(
      '```',
      '**',
      '__',
      '*',
      '_',
      '~~',
      '||',
      '\n',
      '\n# ',
      '\n- ',
      '\n1. ',
      '\n> ',
      '\n-# ',
      '\n>>> ',
      ' ',
    ),
    fc.constantFrom(
      '[a](http://evil.example)',
      'https://evil.example',
      '<http://evil.example>',
      'x',
      '\\',
      '](',
      ')',
      '(',
    ),
  );
  const text = fc.array(pieces, { maxLength: 12 }).map((all) => all.join(''));

  test('whatever it is, a member reads exactly its characters and nothing comes alive', () => {
    fc.assert(
      fc.property(text, (given) => {
        const seen = readMarkdown(escapeMarkdown(given));
        expect(seen).toEqual({ text: clean(given), links: [], instants: [], people: [], struck: [], alive: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  test('whatever stands beside it, only the reply’s own link opens', () => {
    fc.assert(
      fc.property(text, text, text, (before, label, after) => {
        const opens = { type: 'link', text: label, url: 'https://istio.io/a_(b)' } as const;
        const seen = readMarkdown(lineMarkdown([before, opens, after, { type: 'code', text: after }], true));
        expect(seen.links.map(({ url }) => url)).toEqual(['https://istio.io/a_%28b%29']);
        expect(seen.alive.filter((name) => name !== 'code')).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a style holds all of its words and nothing else', () => {
    fc.assert(
      fc.property(text, text, (bold, after) => {
        fc.pre(clean(bold).trim() !== '' && !bold.includes('\n') && !after.includes('\n'));
        const seen = readMarkdown(lineMarkdown([{ type: 'strong', text: bold }, after], false));
        expect(seen).toEqual({
          text: clean(bold) + clean(after),
          links: [],
          instants: [],
          people: [],
          struck: [],
          alive: ['bold'],
        });
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('code', () => {
  test.each([
    ['plain', 'npm ci', '`npm ci`'],
    ['one backtick within', 'a`b', '``a`b``'],
    ['a backtick at the edge', '`a', '`` `a``'],
    ['more backticks than code can hold', 'a```b', 'a\\`\\`\\`b'],
    ['a mention', '<@1> @everyone', '`<@1> @everyone`'],
    ['what ends the words of a link', 'a](http://evil.example)', 'a\\]\\(http\\://evil.example)'],
    ['nothing', '', ''],
  ])('%s', (_what, text, markdown) => {
    expect(lineMarkdown([{ type: 'code', text }], false)).toBe(markdown);
    expect(readMarkdown(markdown).text).toBe(text);
  });
});

describe('a link', () => {
  test.each([
    ['with words', 'Join', 'https://zoom.us/j/1', '[Join](https://zoom.us/j/1)'],
    ['with brackets in its words', 'Join [here]', 'https://zoom.us/j/1', 'Join \\[here\\] (<https://zoom.us/j/1>)'],
    ['with brackets in its address', 'Wiki', 'https://x.example/a_(b)', '[Wiki](https://x.example/a_%28b%29)'],
    ['whose words are its address', 'https://istio.io/', 'https://istio.io/', '<https://istio.io/>'],
    ['whose words could be another address', 'istio.io', 'https://evil.example/', 'istio.io (<https://evil.example/>)'],
    ['without words', '', 'https://istio.io', '<https://istio.io/>'],
    ['that runs a script', 'Join', 'javascript:alert(1)', 'Join (javascript\\:alert(1))'],
    ['with a name before its host', 'Join', 'https://a@evil.example/', 'Join (https\\://a\\@evil.example/)'],
  ])('%s', (_what, text, url, markdown) => {
    expect(linkMarkdown(text, url)).toBe(markdown);
  });
});

describe('a moment', () => {
  test.each([
    ['a day and a time', { show: 'day-time' }, '<t:1796929200:F>'],
    ['a day', { show: 'day' }, '<t:1796929200:D>'],
    ['a time', { show: 'time' }, '<t:1796929200:t>'],
    ['a span', { show: 'day-time', until }, '<t:1796929200:F> to <t:1796932800:t>'],
    ['a span of days', { show: 'day-time', until: (at + 90_000) as Instant }, '<t:1796929200:F> to <t:1797019200:F>'],
    ['a countdown', { show: 'day-time', countdown: true }, '<t:1796929200:F> (<t:1796929200:R>)'],
    ['one that is the same for all', { show: 'time', fixed: true }, '11\\:00 in Los Angeles'],
  ] as const)('%s', (_what, form, markdown) => {
    expect(lineMarkdown([{ type: 'moment', at, home, ...form }], false)).toBe(markdown);
  });
});

test('a person with an id is shown as one, a person without by name', () => {
  expect(lineMarkdown([{ type: 'person', name: 'Ana', ids: { discord: '112233445566778899' } }], false)).toBe(
    '<@112233445566778899>',
  );
  expect(lineMarkdown([{ type: 'person', name: '@here', ids: { discord: '1> @everyone' } }], false)).toBe('\\@here');
});

test('two bold words beside each other stay bold', () => {
  const markdown = lineMarkdown(
    [
      { type: 'strong', text: 'a' },
      { type: 'strong', text: 'b' },
    ],
    false,
  );
  expect(markdown).toBe('**ab**');
});
