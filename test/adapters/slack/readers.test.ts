import { expect, test } from 'vitest';
import { createReaders } from '../../../adapters/slack/readers.js';
import type { Called } from '../../../adapters/slack/transport.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';

const start = 1_796_000_000 as Instant;
const ana = {
  tz: 'Europe/Berlin',
  locale: 'en-GB',
  name: 'ana',
  profile: { display_name: 'Ana', real_name: 'Ana Ruiz' },
};

/** Answers users.info from a table, when it is let. */
class Directory {
  readonly asked: string[] = [];
  users: Readonly<Record<string, unknown>> = { U0ANA: ana };
  gate: Promise<void> = Promise.resolve();
  async call(_method: string, args: Readonly<Record<string, unknown>>): Promise<Called> {
    const id = String(args.user);
    this.asked.push(id);
    await this.gate;
    const user = this.users[id];
    return user === undefined
      ? { ok: false, failure: { outcome: 'gone', reason: 'Slack says user_not_found.' } }
      : { ok: true, data: { ok: true, user } };
  }
}

function setUp(options: { most?: number; patienceMs?: number } = {}) {
  const web = new Directory();
  const clock = new FixedClock(start);
  return { web, clock, readers: createReaders({ web, clock, ...options }) };
}

test('a reader has the name, the zone and the language that Slack tells', async () => {
  const { readers } = setUp();
  expect(await readers.reader('U0ANA')).toEqual({ id: 'U0ANA', name: 'Ana', zone: 'Europe/Berlin', locale: 'en-GB' });
});

test('a zone or a language that does not exist is dropped', async () => {
  const { web, readers } = setUp();
  web.users = { U1: { tz: 'Mars/Base', locale: 'x; y', name: 'u1' } };
  expect(await readers.reader('U1')).toEqual({ id: 'U1', name: 'u1' });
});

test('many questions at once ask Slack once', async () => {
  const { web, readers } = setUp();
  const all = await Promise.all(Array.from({ length: 20 }, () => readers.reader('U0ANA')));
  expect(new Set(all.map(({ zone }) => zone))).toEqual(new Set(['Europe/Berlin']));
  expect(web.asked).toEqual(['U0ANA']);
});

test('a reader is remembered for an hour, so a move shows the next hour', async () => {
  const { web, clock, readers } = setUp();
  await readers.reader('U0ANA');
  web.users = { U0ANA: { ...ana, tz: 'Asia/Kolkata' } };
  clock.advance(3_599);
  expect((await readers.reader('U0ANA')).zone).toBe('Europe/Berlin');
  clock.advance(1);
  expect((await readers.reader('U0ANA')).zone).toBe('Asia/Kolkata');
});

test('a refusal gives a reader without a zone, and is asked again after a minute', async () => {
  const { web, clock, readers } = setUp();
  web.users = {};
  expect(await readers.reader('U0ANA')).toEqual({ id: 'U0ANA' });
  await readers.reader('U0ANA');
  expect(web.asked).toHaveLength(1);
  web.users = { U0ANA: ana };
  clock.advance(60);
  expect((await readers.reader('U0ANA')).zone).toBe('Europe/Berlin');
});

test('a Slack that is slow is not waited for, and what it says later is known the next time', async () => {
  const { web, readers } = setUp({ patienceMs: 5 });
  let release = () => {};
  web.gate = new Promise((resolve) => {
    release = resolve;
  });
  expect(await readers.reader('U0ANA')).toEqual({ id: 'U0ANA' });
  release();
  expect((await readers.reader('U0ANA')).zone).toBe('Europe/Berlin');
  expect(web.asked).toHaveLength(1);
});

test('no more people are remembered than the bound: the one longest unused is forgotten', async () => {
  const { web, readers } = setUp({ most: 2 });
  for (const id of ['U1', 'U2', 'U1', 'U3']) await readers.reader(id);
  web.asked.length = 0;
  await readers.reader('U1');
  expect(web.asked).toEqual([]);
  await readers.reader('U2');
  expect(web.asked).toEqual(['U2']);
});
