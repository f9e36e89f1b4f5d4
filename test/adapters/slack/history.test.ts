import { expect, test } from 'vitest';
import { createHistory } from '../../../adapters/slack/history.js';
import type { Failure } from '../../../adapters/slack/refusals.js';
import type { Called } from '../../../adapters/slack/transport.js';
import { AskLater, AskRefused } from '../../../src/adapter.js';
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
  error: string | undefined;
  gate: Promise<void> = Promise.resolve();
  #asked: () => void = () => {};
  async call(_method: string, args: Readonly<Record<string, unknown>>): Promise<Called> {
    this.calls.push(args);
    this.#asked();
    // What Slack sees when it is asked; what lands later is not in the answer.
    const { messages, failure, error } = this;
    await this.gate;
    if (failure === undefined) return { ok: true, data: { ok: true, messages } };
    return { ok: false, failure, ...(error === undefined ? {} : { error }) };
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
  const quietCopies = (key: string, quietSince: number, oldest = start - 300) =>
    history.copies('C1', key, oldest, quietSince as Instant);
  return { web, clock, copies, quietCopies };
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

test('of what nobody tried since, one read tells for many, for five minutes', async () => {
  const { web, clock, quietCopies } = setUp();
  web.messages = [ours('shown', '10.000001')];
  expect(await quietCopies('first', start)).toEqual([]);
  for (let n = 0; n < 20; n += 1) {
    clock.advance(1);
    expect(await quietCopies(`key ${n}`, start)).toEqual([]);
  }
  expect(await quietCopies('shown', start)).toMatchObject([{ id: '10.000001' }]);
  expect(web.calls).toHaveLength(1);
  clock.advance(279);
  await quietCopies('late', start);
  expect(web.calls).toHaveLength(1);
  clock.advance(1);
  await quietCopies('too late', start);
  expect(web.calls).toHaveLength(2);
});

test('a read that was begun before, or that looked back less far, does not tell that there is nothing', async () => {
  const { web, clock, copies, quietCopies } = setUp();
  web.messages = [ours('shown', '10.000001')];
  await copies('a');
  clock.advance(10);
  expect(await secondsToWait(quietCopies('a', start + 1))).toBe(50);
  expect(await secondsToWait(quietCopies('a', start, start - 301))).toBe(50);
  expect(await secondsToWait(quietCopies('shown', start + 1))).toBe(50);
  expect(await secondsToWait(copies('shown'))).toBe(50);
  expect(web.calls).toHaveLength(1);
});

test('a read that failed tells nothing', async () => {
  const { web, quietCopies } = setUp();
  web.failure = { outcome: 'unknown', reason: 'Slack answers with status 500.' };
  await expect(quietCopies('a', start)).rejects.toThrow('Slack answers with status 500.');
  expect(await secondsToWait(quietCopies('a', start))).toBe(60);
});

test('a clock that is put back makes no old read of a young one', async () => {
  const { web, clock, quietCopies } = setUp();
  await quietCopies('a', start - 3_600);
  clock.advance(-3_600);
  await quietCopies('b', start - 3_600);
  expect(web.calls).toHaveLength(2);
});

test('who asks while a read is under way that was begun late enough is told that there is nothing', async () => {
  const { web, quietCopies } = setUp();
  const release = web.hold();
  const asked = web.asked();
  const first = quietCopies('first', start);
  await asked;
  const [quiet, other] = [quietCopies('quiet', start), secondsToWait(quietCopies('other', start + 1))];
  release();
  expect([await first, await quiet, await other]).toEqual([[], [], 60]);
  expect(web.calls).toHaveLength(1);
});

test.each([
  ['channel_not_found', 'gone'],
  ['not_in_channel', 'forbidden'],
] as const)('a channel that takes no post either (%s) is told as such', async (error, outcome) => {
  const { web, copies } = setUp();
  web.error = error;
  web.failure = { outcome, reason: `Slack says ${error}.` };
  const told = await copies('a').catch((failure: unknown) => failure);
  expect(told).toBeInstanceOf(AskRefused);
  expect(told).toMatchObject({ outcome, reason: `Slack says ${error}.` });
});

test('a scope that is missing for reading does not close the channel to posts', async () => {
  const { web, copies } = setUp();
  web.error = 'missing_scope';
  web.failure = { outcome: 'forbidden', reason: 'The Slack app lacks the scope channels:history.' };
  const told = await copies('a').catch((failure: unknown) => failure);
  expect(told).toBeInstanceOf(Error);
  expect(told).not.toBeInstanceOf(AskRefused);
});
