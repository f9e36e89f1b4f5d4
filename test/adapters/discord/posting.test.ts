/** A long post's further parts, over a Discord that answers as a test wrote down. */
import { expect, test } from 'vitest';
import { createPosting } from '../../../adapters/discord/posting.js';
import type { Transport } from '../../../adapters/discord/transport.js';
import type { Post, PostOutcome } from '../../../src/adapter.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { says } from '../../support/discord/replies.js';
import { MemoryShelf } from '../../support/discord/surface.js';
import { RecordingLog } from '../../support/recording-log.js';

const items = Array.from({ length: 300 }, (_, index) => [
  `number ${index} with some words behind it, to fill a long line`,
]);
const long: Post = {
  key: 'community/1d',
  target: { platform: 'discord', room: 'general', channel: '1' },
  reply: says('Meeting', { audience: 'room', body: [{ type: 'list', items }] }),
};
const tooEarly = (seconds: number): PostOutcome => ({ outcome: 'retry-after', seconds });
const lost: PostOutcome = { outcome: 'not-delivered', reason: 'Discord could not be reached.' };
const doubt: PostOutcome = { outcome: 'unknown', reason: 'The connection broke.' };

/** @param answers to each call, by its number from 0; posted where none is given. */
async function postLong(answers: Readonly<Record<number, PostOutcome>>) {
  const did: string[] = [];
  const nonces: string[] = [];
  let behind: Promise<void> = Promise.resolve();
  const log = new RecordingLog();
  const transport = {
    async postOnce(_target: unknown, _channel: string, body: unknown): Promise<PostOutcome> {
      const { nonce } = body as { readonly nonce: string };
      if (!nonces.includes(nonce)) nonces.push(nonce);
      const call = did.filter((one) => one.startsWith('part')).length;
      did.push(`part ${nonces.indexOf(nonce) + 1}`);
      return answers[call] ?? { outcome: 'posted', id: String(call) };
    },
  } as unknown as Transport;
  const posting = createPosting({
    transport,
    shelf: new MemoryShelf(),
    log,
    clock: new FixedClock(1_796_904_000 as Instant),
    guildOf: () => undefined,
    closed: () => undefined,
    pause: async (ms) => void did.push(`wait ${ms} ms`),
    follow: (work) => {
      behind = work;
    },
  });
  expect(await posting.post(long)).toEqual({ outcome: 'posted', id: '0' });
  await behind;
  return {
    did,
    warnings: log.lines.map(({ message, fields }) => ({ message, ...Object(fields) })),
  };
}

const all = ['part 1', 'part 2', 'part 3', 'part 4', 'part 5'];
const missing = (part: number, outcome: string) => [
  {
    message: 'Discord: the end of a long post was not shown',
    key: 'community/1d',
    room: 'general',
    outcome,
    part,
    of: 5,
  },
];

test('all parts are shown in their order', async () => {
  expect(await postLong({})).toEqual({ did: all, warnings: [] });
});

test('a part that comes too early waits its time, and the others come behind it', async () => {
  const { did, warnings } = await postLong({ 2: tooEarly(5) });
  expect(did).toEqual(['part 1', 'part 2', 'part 3', 'wait 5000 ms', 'part 3', 'part 4', 'part 5']);
  expect(warnings).toEqual([]);
});

test.each([
  ['is too early twice', { 2: tooEarly(2), 3: tooEarly(2) }, ['part 3', 'wait 2000 ms', 'part 3']],
  ['is told to wait for longer than 10 s', { 2: tooEarly(11) }, ['part 3']],
  ['is not delivered twice', { 2: lost, 3: lost }, ['part 3', 'part 3']],
  ['is in doubt twice', { 2: doubt, 3: doubt }, ['part 3', 'part 3']],
] as const)('after a part that %s none follows, so that there is no hole', async (_why, answers, tries) => {
  const { did, warnings } = await postLong(answers);
  expect(did).toEqual(['part 1', 'part 2', ...tries]);
  expect(warnings).toEqual(missing(3, answers[2].outcome));
});
