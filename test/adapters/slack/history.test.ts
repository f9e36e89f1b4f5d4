import { expect, test } from 'vitest';
import { createHistory } from '../../../adapters/slack/history.js';
import type { Failure } from '../../../adapters/slack/refusals.js';
import type { Called } from '../../../adapters/slack/transport.js';
import { AskLater } from '../../../src/adapter.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';

const start = 1_796_000_000 as Instant;
const identity = { userId: 'U0DESK', botId: 'B0DESK', teamUrl: 'https://istio.slack.com/' };

function ours(key: string, ts: string) {
  return { user: 'U0DESK', ts, metadata: { event_type: 'frontdesk_post', event_payload: { key } } };
}

/** conversations.history of channels whose messages a test writes down, the newest first. Answers when it is let. */
class Channels {
  readonly calls: Readonly<Record<string, unknown>>[] = [];
  messages: readonly unknown[] = [];
  failure: Failure | undefined;
  gate: Promise<void> = Promise.resolve();
  #asked: () => void = () => {};
  async call(_method: string, args: Readonly<Record<string, unknown>>): Promise<Called> {
    this.calls.push(args);
    this.#asked();
    // What Slack sees when it is asked; what lands later is not in the answer.
    const { messages, failure } = this;
    await this.gate;
    return failure === undefined ? { ok: true, data: { ok: true, messages } } : { ok: false, failure };
  }
  asked(): Promise<void> {
    return new Promise((resolve) => {
      this.#asked = resolve;
    });
  }
  hold(): () => void {
    let release = () => {};
    this.gate = new Promise((resolve) => {
      release = resolve;
    });
    return () => {
      this.gate = Promise.resolve();
      release();
    };
  }
}

function setUp() {
  const web = new Channels();
  const clock = new FixedClock(start);
  const history = createHistory({ web, clock, identity });
  const copies = (key: string, channel = 'C1', oldest = start - 300) => history.copies(channel, key, oldest);
  return { web, clock, copies };
}

async function secondsToWait(asking: Promise<unknown>): Promise<number | 'it was read'> {
  try {
    await asking;
    return 'it was read';
  } catch (error) {
    if (error instanceof AskLater) return error.seconds;
    throw error;
  }
}

test('every message with the key is told, the oldest first, with its address', async () => {
  const { web, copies } = setUp();
  web.messages = [ours('a', '30.000003'), ours('b', '20.000002'), ours('a', '10.000001')];
  expect(await copies('a')).toEqual([
    { id: '10.000001', link: 'https://istio.slack.com/archives/C1/p10000001' },
    { id: '30.000003', link: 'https://istio.slack.com/archives/C1/p30000003' },
  ]);
});

test('a channel is read once a minute, and whoever asks too early is told how long to wait', async () => {
  const { web, clock, copies } = setUp();
  expect(await copies('a')).toEqual([]);
  clock.advance(18);
  expect(await secondsToWait(copies('a'))).toBe(42);
  clock.advance(41);
  expect(await secondsToWait(copies('b'))).toBe(1);
  clock.advance(1);
  expect(await secondsToWait(copies('b'))).toBe('it was read');
  expect(web.calls).toHaveLength(2);
});

test('another channel has a minute of its own', async () => {
  const { copies } = setUp();
  await copies('a', 'C1');
  expect(await secondsToWait(copies('a', 'C2'))).toBe('it was read');
});

test('all who ask at once share one read, which goes back as far as any of them needs', async () => {
  const { web, copies } = setUp();
  web.messages = [ours('b', '20.000002'), ours('a', '10.000001')];
  const told = await Promise.all([copies('a', 'C1', 2_000), copies('b', 'C1', 1_000), copies('c', 'C1', 3_000)]);
  expect(told.map((found) => found.map(({ id }) => id))).toEqual([['10.000001'], ['20.000002'], []]);
  expect(web.calls).toMatchObject([{ channel: 'C1', oldest: '1000', include_all_metadata: true }]);
});

test('who asks while a read is under way is told what it found, and is not told that there is nothing', async () => {
  const { web, copies } = setUp();
  web.messages = [ours('early', '10.000001')];
  const release = web.hold();
  const asked = web.asked();
  const first = copies('first');
  await asked;
  // It lands after Slack looked.
  web.messages = [ours('landed', '20.000002'), ...web.messages];
  const [early, landed] = [copies('early'), secondsToWait(copies('landed'))];
  release();
  expect(await first).toEqual([]);
  expect(await early).toMatchObject([{ id: '10.000001' }]);
  expect(await landed).toBe(60);
  expect(web.calls).toHaveLength(1);
});

test('a limit of Slack’s holds for every channel, because Slack counts the calls of the whole workspace', async () => {
  const { web, clock, copies } = setUp();
  web.failure = { outcome: 'retry-after', seconds: 20 };
  expect(await secondsToWait(copies('a', 'C1'))).toBe(20);
  web.failure = undefined;
  expect(await secondsToWait(copies('a', 'C2'))).toBe(20);
  clock.advance(20);
  expect(await secondsToWait(copies('a', 'C2'))).toBe('it was read');
  expect(web.calls).toHaveLength(2);
});

test('a read that never reached Slack may be tried again at once; one that may have counts', async () => {
  const { web, copies } = setUp();
  web.failure = { outcome: 'not-delivered', reason: 'Slack cannot be reached (ECONNREFUSED).' };
  await expect(copies('a')).rejects.toThrow('C1 cannot be read back: Slack cannot be reached (ECONNREFUSED).');
  web.failure = { outcome: 'unknown', reason: 'Slack answers with status 500.' };
  await expect(copies('a')).rejects.toThrow('C1 cannot be read back: Slack answers with status 500.');
  web.failure = undefined;
  expect(await secondsToWait(copies('a'))).toBe(60);
});

test('a clock that is put back an hour does not keep a channel closed for an hour', async () => {
  const { clock, copies } = setUp();
  await copies('a');
  clock.advance(-3_600);
  expect(await secondsToWait(copies('a'))).toBe('it was read');
});

test('an answer without messages proves nothing', async () => {
  const { web, copies } = setUp();
  web.messages = undefined as unknown as [];
  await expect(copies('a')).rejects.toThrow('C1 cannot be read back: Slack’s answer is odd.');
});
