import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { defineCommand } from '../../../src/command/command.js';
import { createDesk } from '../../../src/command/dispatch.js';
import { reply } from '../../../src/reply/build.js';
import { createSchedule } from '../../../src/schedule/schedule.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { emptyCommunity } from '../../support/empty-community.js';
import { FixedReceipts } from '../../support/fixed-receipts.js';
import { KeptQuestions } from '../../support/kept-questions.js';
import { MemoryChanges } from '../../support/memory-changes.js';
import { RecordingLog } from '../../support/recording-log.js';

/** Keeps the processor busy as a costly answer does: a flood of these that is let through stops everybody. */
function burn(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until; );
}

test('1,000 commands a second by one person leave the others their answers, p99 under 300 ms [fault 78]', async () => {
  const ran = new Map<string, number>();
  const costly = defineCommand({
    name: 'costly',
    summary: 'Think hard',
    examples: ['costly'],
    options: {},
    run: (_none, { reader }) => {
      ran.set(reader.id, (ran.get(reader.id) ?? 0) + 1);
      burn(2);
      return reply({ title: 'Done', summary: 'Done.', body: [] });
    },
  });
  const clock = new FixedClock(1_800_000_000 as Instant);
  const desk = createDesk({
    community: emptyCommunity,
    schedule: createSchedule(emptyCommunity),
    changes: new MemoryChanges(),
    answers: { answer: async () => ({ kind: 'command', invoke: { command: 'costly', options: {} } }) },
    receipts: new FixedReceipts(),
    questions: new KeptQuestions(),
    clock,
    log: new RecordingLog(),
    commands: [costly],
    home: costly,
  });
  const ask = (id: string) =>
    desk.answer({ platform: 'slack', place: 'room', room: 'C1', reader: { id }, line: '/costly' });

  const waited: number[] = [];
  const told: string[] = [];
  for (let second = 0; second < 10; second += 1) {
    const flood = Array.from({ length: 1_000 }, () => ask('flooder'));
    const others = Array.from({ length: 10 }, async (_, person) => {
      const from = performance.now();
      expect((await ask(`person-${person}`)).title).toBe('Done');
      waited.push(performance.now() - from);
    });
    await Promise.all(others);
    told.push(...(await Promise.all(flood)).map(({ summary }) => summary));
    clock.advance(1);
  }
  waited.sort((a, b) => a - b);
  expect(waited).toHaveLength(100);
  expect(waited[98]).toBeLessThan(300);
  // Twenty at once, and one more every two seconds of ten.
  expect(ran.get('flooder')).toBe(24);
  expect(told.filter((summary) => summary.startsWith('You are asking faster'))).toHaveLength(1);
});
