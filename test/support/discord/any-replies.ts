/** Replies of any kind and length, for the law that none oversteps what Discord takes. */
import fc from 'fast-check';
import { codesFor } from '../../../adapters/discord/button.js';
import { markerOf } from '../../../adapters/discord/key.js';
import { marked, renderDiscord } from '../../../adapters/discord/render.js';
import type { Block, Inline, Reply } from '../../../src/reply/reply.js';
import type { Instant } from '../../../src/time/zoned.js';
import { bySchema, loadSchemas, messageFaults } from './rules.js';
import { MemoryShelf } from './surface.js';

// Lengths around Discord's limits, and text that grows when it is escaped.
const lengths = fc.oneof(
  { weight: 40, arbitrary: fc.nat(80) },
  fc.constantFrom(255, 1_999, 3_999, 4_000, 4_001, 9_000),
);
const alphabets = fc.constantFrom('a', '*', '_', '\\', '@everyone ', 'word ', 'é', '🦜', '\n', '# ', '<@1> ', '`');
const words = fc
  .tuple(alphabets, lengths)
  .map(([piece, length]) => `w${piece.repeat(Math.ceil(length / piece.length))}`);
const short = fc.tuple(alphabets, fc.nat(70)).map(([piece, length]) => `s${piece.repeat(length)}`.slice(0, 70));
const moment = fc.record({
  type: fc.constant('moment' as const),
  at: fc.integer({ min: 1_700_000_000, max: 2_000_000_000 }).map((at) => at as Instant),
  show: fc.constantFrom('time' as const, 'day' as const, 'day-time' as const),
  home: fc.constant('Europe/Berlin'),
});
const link = fc.record({ type: fc.constant('link' as const), text: short, url: fc.webUrl() });
const inline: fc.Arbitrary<Inline> = fc.oneof(
  words,
  moment,
  link,
  fc.record({ type: fc.constantFrom('strong' as const, 'code' as const, 'struck' as const), text: words }),
  fc.record({ type: fc.constant('person' as const), name: short, ids: fc.constant({ discord: '42' }) }),
);
const line = fc.array(inline, { minLength: 1, maxLength: 4 });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), line }),
  fc.record({ type: fc.constant('list' as const), items: fc.array(line, { minLength: 1, maxLength: 25 }) }),
  fc.record({
    type: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: short, value: line }), { minLength: 1, maxLength: 12 }),
  }),
  fc.record({ type: fc.constant('source' as const), quote: words, title: short, url: fc.webUrl() }),
  fc.record({ type: fc.constant('divider' as const) }),
);
const invoke = fc.record({
  command: fc.constant('meeting'),
  options: fc.dictionary(fc.constantFrom('name', 'page'), words),
});
const replies: fc.Arbitrary<Reply> = fc.record(
  {
    title: short,
    audience: fc.constantFrom('asker' as const, 'room' as const),
    tone: fc.constantFrom('plain' as const, 'problem' as const),
    summary: words,
    body: fc.array(block, { maxLength: 12 }),
    choices: fc.array(fc.record({ label: short, invoke }), { maxLength: 12 }),
    mention: fc.constant('here' as const),
    paging: fc.record({ from: fc.constant(1), to: fc.constant(10), total: fc.constant(30), next: invoke }),
  },
  { requiredKeys: ['title', 'audience', 'tone', 'summary', 'body', 'choices'] },
);

/**
 * Renders so many replies of any kind and length; throws with the smallest one that oversteps what Discord takes.
 * @param schemas how many of them are held against Discord's schemas too, which takes most of the time
 */
export async function oversteps(runs: number, schemas: number): Promise<number> {
  const all = await loadSchemas();
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(replies, async (reply) => {
      seen += 1;
      const code = await codesFor(reply, new MemoryShelf());
      const bodies = renderDiscord(reply, code).map((body, part) => marked(body, markerOf('key', part)));
      const faults = bodies.flatMap((body) => messageFaults(body as never));
      const strict = seen > schemas ? [] : bodies.flatMap((body) => bySchema(all, 'MessageCreateRequest', body));
      if (faults.length + strict.length > 0) throw new Error([...faults, ...strict].join('; '));
    }),
    { numRuns: runs, seed: 48 },
  );
  return seen;
}
