import { expect, test } from 'vitest';
import { createStoredAnswers } from '../../../src/questions/stored-answers.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { KeptQuestions } from '../../support/kept-questions.js';

const at = 1_800_000_000 as Instant;
const answer = { ask: ['where is the logo?'], say: 'Here.' };

/** A log that counts how often its answers are read, and can be out of reach. */
class CountedQuestions extends KeptQuestions {
  reads = 0;
  down = false;
  override async curatedAnswers() {
    this.reads += 1;
    if (this.down) throw new Error('The database does not answer.');
    return super.curatedAnswers();
  }
  async add(): Promise<void> {
    await this.noteQuestion({ text: 'logo', reason: 'unanswered', platform: 'slack', channel: 'C0', at });
    const ids = (await this.openQuestions({ limit: 1 })).map(({ id }) => id);
    await this.resolveQuestions(ids, { answer, at });
  }
}

function setUp() {
  const log = new CountedQuestions();
  const clock = new FixedClock(at);
  return { log, clock, stored: createStoredAnswers(log, clock) };
}

test('another process’s answer is known within 30 s, and the same answers are the same array', async () => {
  const { log, clock, stored } = setUp();
  const before = await stored.list();
  expect(before).toEqual([]);
  await log.add();
  clock.advance(29);
  expect(await stored.list()).toBe(before);
  clock.advance(1);
  const after = await stored.list();
  expect(after).toMatchObject([answer]);
  clock.advance(30);
  expect(await stored.list()).toBe(after);
  expect(log.reads).toBe(3);
});

test('a hundred questions at once read the database once', async () => {
  const { log, stored } = setUp();
  await Promise.all(Array.from({ length: 100 }, () => stored.list()));
  expect(log.reads).toBe(1);
});

test('what this process adds or takes away is known at once', async () => {
  const { log, stored } = setUp();
  await stored.list();
  await log.noteQuestion({ text: 'logo', reason: 'unanswered', platform: 'slack', channel: 'C0', at });
  const ids = (await log.openQuestions({ limit: 1 })).map(({ id }) => id);
  const added = await stored.questions.resolveQuestions(ids, { answer, at });
  expect(await stored.list()).toEqual([added]);
  await stored.questions.removeAnswer(added?.id ?? '');
  expect(await stored.list()).toEqual([]);
});

test('while the database does not answer, what was known stands, and it is not asked each time', async () => {
  const { log, clock, stored } = setUp();
  await log.add();
  await stored.list();
  log.down = true;
  clock.advance(30);
  expect(await stored.list()).toMatchObject([answer]);
  expect(await stored.list()).toMatchObject([answer]);
  expect(log.reads).toBe(2);
});
