import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderParts } from '../../../adapters/slack/render.js';
import type { Block, Inline, Invoke, Reply } from '../../../src/reply/reply.js';
import type { Instant } from '../../../src/time/zoned.js';
import { blockFaults, type Json } from '../../support/slack/block-check.js';

/** Text from nothing to more than any block takes, with and without places to break. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .tuple(
      fc.constantFrom('word ', 'w', '🙂', '<!here> ', 'a\n'),
      fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 0, max: 60 }) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 1_500 }) },
      ),
    )
    .map(([piece, n]) => piece.repeat(n)),
);
const short = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map((text) => `a${text}`.slice(0, 60));
const url = fc.oneof(
  fc.webUrl(),
  fc.constant('javascript:alert(1)'),
  fc.constant(`https://example.org/${'x'.repeat(900)}`),
);
const at = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds as Instant);

const inline: fc.Arbitrary<Inline> = fc.oneof(
  words,
  fc.record({ type: fc.constantFrom('strong' as const, 'code' as const), text: words }),
  fc.record({ type: fc.constant('link' as const), text: short, url }),
  fc.record({ type: fc.constant('person' as const), name: short, ids: fc.constant({ slack: 'U0ANA' }) }),
  fc.record({
    type: fc.constant('moment' as const),
    at,
    show: fc.constantFrom('time' as const, 'day' as const, 'day-time' as const),
    home: fc.constantFrom('America/Los_Angeles', 'Asia/Kolkata'),
  }),
);
const line = fc.array(inline, { maxLength: 6 });

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), line }),
  fc.record({ type: fc.constant('list' as const), items: fc.array(line, { maxLength: 12 }) }),
  fc.record({
    type: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: short, value: line }), { maxLength: 12 }),
  }),
  fc.record({ type: fc.constant('source' as const), quote: words, title: short, url }),
  fc.constant({ type: 'divider' as const }),
);

const invoke: fc.Arbitrary<Invoke> = fc.constant({ command: 'meeting', options: {} });
const reply: fc.Arbitrary<Reply> = fc.record({
  title: short,
  audience: fc.constant('room' as const),
  tone: fc.constantFrom('plain' as const, 'problem' as const),
  summary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).map((text) => `a${text}`),
  body: fc.array(block, { maxLength: 60, size: 'large' }),
  choices: fc.array(fc.record({ label: short, invoke }), { maxLength: 30 }),
});

test('of 10,000 messages of any content and size, Slack’s limits refuse none [fault 48]', () => {
  let messages = 0;
  fc.assert(
    fc.property(reply, (one) => {
      for (const message of renderParts(one, () => 'pressed')) {
        messages += 1;
        expect(blockFaults(JSON.parse(JSON.stringify(message.blocks)) as Json[], 'message')).toEqual([]);
        expect(message.text.length).toBeGreaterThan(0);
        expect(message.text.length).toBeLessThanOrEqual(4_000);
      }
    }),
    { numRuns: 1_500, seed: 48 },
  );
  expect(messages).toBeGreaterThanOrEqual(10_000);
}, 300_000);
