import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choice, fields, link, list, reply, source, strong, text } from '../../../src/reply/build.js';
import { fit as fitted } from '../../../src/reply/fit.js';
import type { Block, Inline, Line, Reply } from '../../../src/reply/reply.js';
import type { Instant } from '../../../src/time/zoned.js';

/** A platform that counts characters, three for every node and block, ten for a moment. */
function weight(part: Reply): number {
  const lines = part.body.flatMap(linesOf).flat();
  const texts = lines.reduce((sum, inline) => sum + weightOfInline(inline), 0);
  const rest = part.body.reduce((sum, block) => sum + 3 + weightOfRest(block), 0);
  const choices = part.choices.reduce((sum, { label }) => sum + 3 + label.length, 0);
  return part.title.length + texts + rest + choices + (part.paging === undefined ? 0 : 10);
}

function weightOfInline(inline: Inline): number {
  if (typeof inline === 'string') return inline.length;
  if (inline.type === 'moment') return 10;
  return 3 + (inline.type === 'person' ? inline.name : inline.text).length;
}

function weightOfRest(block: Block): number {
  if (block.type === 'source') return block.quote.length + block.title.length;
  return block.type === 'fields' ? block.fields.reduce((sum, { label }) => sum + label.length, 0) : 0;
}

function linesOf(block: Block): readonly Line[] {
  if (block.type === 'text') return [block.line];
  if (block.type === 'list') return block.items;
  return block.type === 'fields' ? block.fields.map(({ value }) => value) : [];
}

function upTo(limit: number): (part: Reply) => boolean {
  return (part) => weight(part) <= limit;
}

/** All that is said, character by character with what it is marked as, so that a lost, moved or unmarked one shows. */
function content(parts: readonly Reply[]): string[] {
  return parts
    .flatMap((part) => part.body)
    .flatMap((block) => {
      if (block.type === 'source')
        return Array.from(block.quote, (char) => `quote of ${block.title} ${block.url}: ${char}`);
      if (block.type !== 'fields') return linesOf(block).flatMap(marks);
      return block.fields.flatMap(({ label, value }) => [
        ...(label.endsWith(' (continued)') ? [] : Array.from(label, (char) => `label: ${char}`)),
        ...marks(value),
      ]);
    });
}

function marks(line: Line): string[] {
  return line.flatMap((inline) => {
    if (typeof inline === 'string') return Array.from(inline);
    if (inline.type === 'moment') return [`moment ${inline.at}`];
    if (inline.type === 'person') return [`person ${inline.name}`];
    return Array.from(inline.text, (char) => `${inline.type} ${inline.type === 'link' ? inline.url : ''}: ${char}`);
  });
}

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { maxLength: 30 })
    .map((list) => list.join(' ')),
);
const short = fc.string({ minLength: 1, maxLength: 10 });
const inline: fc.Arbitrary<Inline> = fc.oneof(
  words,
  fc.record({ type: fc.constantFrom('strong' as const, 'code' as const), text: words }),
  words.map((shown): Inline => ({ type: 'link', text: shown, url: 'https://example.org/' })),
  fc.nat(9999).map((at): Inline => ({ type: 'moment', at: at as Instant, show: 'day', home: 'UTC' })),
  short.map((name): Inline => ({ type: 'person', name, ids: {} })),
);
const line = fc.array(inline, { maxLength: 5 });
const block: fc.Arbitrary<Block> = fc.oneof(
  line.map((one): Block => ({ type: 'text', line: one })),
  fc.array(line, { maxLength: 20 }).map((items): Block => ({ type: 'list', items })),
  fc
    .array(fc.record({ label: words, value: line }), { maxLength: 20 })
    .map((rows): Block => ({ type: 'fields', fields: rows })),
  fc.record({
    type: fc.constant('source' as const),
    quote: words,
    title: short,
    url: fc.constant('https://example.org/'),
  }),
  fc.constant<Block>({ type: 'divider' }),
);
const anyReply: fc.Arbitrary<Reply> = fc
  .record({
    title: short,
    body: fc.array(block, { maxLength: 6 }),
    choices: fc.array(
      short.map((label) => choice(label, 'meeting')),
      { maxLength: 12 },
    ),
    mention: fc.constantFrom('here' as const, undefined),
    paged: fc.boolean(),
  })
  .map(({ mention, paged, ...parts }) => ({
    ...reply({ ...parts, summary: 'Summary.' }),
    ...(mention === undefined ? {} : { mention }),
    ...(paged ? { paging: { from: 1, to: 10, total: 20 } } : {}),
  }));

describe('for any reply and any limit that holds the smallest thing', () => {
  const cases = fc.tuple(anyReply, fc.integer({ min: 120, max: 2000 }));

  test('the parts say what the reply says, in order, and each is accepted', () => {
    fc.assert(
      fc.property(cases, ([whole, limit]) => {
        const parts = fitted(whole, upTo(limit));
        expect(content(parts)).toEqual(content([whole]));
        expect(parts.filter((part) => weight(part) > limit)).toEqual([]);
        expect(parts.flatMap((part) => part.choices)).toEqual(whole.choices);
      }),
      { numRuns: 500 },
    );
  });

  test('paging stands on the last part, the mention on the first, and further titles are numbered', () => {
    fc.assert(
      fc.property(cases, ([whole, limit]) => {
        const parts = fitted(whole, upTo(limit));
        expect(parts.map((part) => part.paging)).toEqual(
          parts.map((_, i) => (i === parts.length - 1 ? whole.paging : undefined)),
        );
        expect(parts.map((part) => part.mention)).toEqual(parts.map((_, i) => (i === 0 ? whole.mention : undefined)));
        expect(parts.map((part) => part.title)).toEqual(
          parts.map((_, i) => (i === 0 ? whole.title : `${whole.title} (${i + 1} of ${parts.length})`)),
        );
      }),
    );
  });
});

const bare = { title: 'T', summary: 'S.' };

function bodies(parts: readonly Reply[]): unknown {
  return parts.map((part) => part.body);
}

describe('where it breaks', () => {
  test('a reply that fits is given back as it is', () => {
    const whole = reply({ ...bare, body: [text('one'), { type: 'divider' }] });
    expect(fitted(whole, () => true)).toEqual([whole]);
  });

  test('between blocks, without the divider that stood there', () => {
    const whole = reply({ ...bare, body: [text('a'.repeat(40)), { type: 'divider' }, text('b'.repeat(40))] });
    expect(bodies(fitted(whole, upTo(70)))).toEqual([[text('a'.repeat(40))], [text('b'.repeat(40))]]);
  });

  test('a block that fits into a part of its own is not split', () => {
    const whole = reply({ ...bare, body: [text('s'.repeat(20)), list('one'.repeat(9), 'two'.repeat(9))] });
    expect(bodies(fitted(whole, upTo(75)))).toEqual([[text('s'.repeat(20))], [list('one'.repeat(9), 'two'.repeat(9))]]);
  });

  test('between the items of a list that is too long, filling the part it starts in', () => {
    const whole = reply({ ...bare, body: [text('four'), list('1'.repeat(30), '2'.repeat(30), '3'.repeat(30))] });
    expect(bodies(fitted(whole, upTo(80)))).toEqual([
      [text('four'), list('1'.repeat(30), '2'.repeat(30))],
      [list('3'.repeat(30))],
    ]);
  });

  test('between words, with the space left at the end', () => {
    const whole = reply({ ...bare, body: [text('alpha beta gamma delta')] });
    expect(bodies(fitted(whole, (part) => part.body.flatMap(linesOf).flat().join('').length <= 12))).toEqual([
      [text('alpha beta ')],
      [text('gamma delta')],
    ]);
  });

  test('inside a word that is too long alone, but never inside an emoji', () => {
    const whole = reply({ ...bare, body: [text('👩‍💻👩‍💻👩‍💻')] });
    expect(bodies(fitted(whole, (part) => part.body.flatMap(linesOf).flat().join('').length <= 9))).toEqual([
      [text('👩‍💻')],
      [text('👩‍💻')],
      [text('👩‍💻')],
    ]);
  });

  test('a split link opens the same address, a split quote names the same source, a split row says so', () => {
    const whole = reply({
      ...bare,
      body: [
        text(link('aaaa bbbb', 'https://example.org/')),
        source('cccc dddd', 'Page'),
        fields(['Row', strong('eeee ffff')]),
      ],
    });
    const parts = fitted(whole, (part) => content([part]).filter((mark) => !mark.startsWith('label')).length <= 5);
    expect(bodies(parts)).toEqual([
      [text(link('aaaa ', 'https://example.org/'))],
      [text(link('bbbb', 'https://example.org/'))],
      [source('cccc ', 'Page')],
      [source('dddd', 'Page')],
      [fields(['Row', strong('eeee ')])],
      [fields(['Row (continued)', strong('ffff')])],
    ]);
  });

  test('buttons do not stand alone while a block can go with them', () => {
    const whole = reply({ ...bare, body: [text('one'), text('two')], choices: [choice('Go', 'meeting')] });
    const parts = fitted(whole, (part) => part.body.length + part.choices.length <= 2);
    expect(parts.map((part) => [part.body.length, part.choices.length])).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  test('more buttons than one message holds go on in the next', () => {
    const whole = reply({
      ...bare,
      body: [],
      choices: ['a', 'b', 'c', 'd', 'e'].map((label) => choice(label, 'meeting')),
    });
    expect(
      fitted(whole, (part) => part.choices.length <= 2).map((part) => part.choices.map(({ label }) => label)),
    ).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  test('a title of 150 characters keeps its length with a number behind it', () => {
    const whole = reply({
      ...bare,
      title: 'word '.repeat(30).trim().padEnd(150, 'x'),
      body: [text('one'), text('two')],
    });
    const [first, second] = fitted(whole, (part) => part.body.length <= 1 && part.title.length <= 150);
    expect(first?.title).toBe(whole.title);
    expect(second?.title).toMatch(/…\u0020\(2 of 2\)$/u);
  });
});

describe('what cannot be split', () => {
  test('is refused with a RangeError, not cut', () => {
    const whole = reply({ ...bare, body: [text({ type: 'person', name: 'Ana', ids: {} })] });
    expect(() => fitted(whole, (part) => part.body.length === 0)).toThrow(RangeError);
    expect(() => fitted(reply({ ...bare, body: [text('abc')] }), () => false)).toThrow(RangeError);
    expect(() =>
      fitted(reply({ ...bare, body: [], choices: [choice('Go', 'x')] }), (part) => part.choices.length === 0),
    ).toThrow(RangeError);
  });
});

test('two hundred fields are split with few questions to the platform', () => {
  const rows = Array.from({ length: 200 }, (_, index) => [`Label ${index}`, `value ${index}`] as const);
  let asked = 0;
  const parts = fitted(reply({ ...bare, body: [fields(...rows)] }), (part) => {
    asked += 1;
    return weight(part) <= 1000;
  });
  expect(parts).toHaveLength(4);
  expect(asked).toBeLessThan(80);
});
