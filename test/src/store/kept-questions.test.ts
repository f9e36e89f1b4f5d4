import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { createQuestionLog } from '../../../src/store/kept-questions.js';
import { migrate } from '../../../src/store/migrate.js';
import type { AskedQuestion } from '../../../src/store/question-log.js';
import { openSqlite } from '../../../src/store/sqlite.js';
import { FixedClock } from '../../../src/time/clock.js';
import { noon, noonAnd } from '../../contract/ledger-samples.js';

const engine = openSqlite(':memory:', new FixedClock(noon));
afterEach(() => engine.close());

const asked: AskedQuestion = {
  text: 'why?',
  reason: 'unanswered',
  platform: 'slack',
  channel: 'C0',
  at: noonAnd(20_000),
};

test('of more than 10,000 questions the oldest go, resolved ones too, and each person’s key leaves no trace of them', async () => {
  await migrate(engine, ':memory:');
  const keys: string[] = [];
  const log = createQuestionLog(engine, {
    async first(key) {
      keys.push(key);
      return true;
    },
  });
  for (let from = 0; from < 10_000; from += 1_000) {
    const rows = Array.from({ length: 1_000 }, (_, at) => ({
      id: `old${String(from + at).padStart(5, '0')}`,
      text: 'old',
      reason: 'unanswered' as const,
      near: null,
      platform: 'slack' as const,
      channel: 'C0',
      asker: null,
      asked_at: noon + from + at,
      resolved_at: at % 2 === 0 ? noon : null,
      answer: null,
    }));
    await engine.db.insertInto('questions').values(rows).execute();
  }
  await log.noteQuestion(asked, 'slack/U0ANA/why?');
  for (let more = 0; more < 50; more += 1) await log.noteQuestion(asked);
  const { count, oldest } = await engine.db
    .selectFrom('questions')
    .select([sql<number>`count(*)`.as('count'), sql<string>`min(id)`.as('oldest')])
    .where('text', '=', 'old')
    .executeTakeFirstOrThrow();
  expect({ count, oldest }).toEqual({ count: 9_949, oldest: 'old00051' });
  expect(keys).toHaveLength(1);
  expect(keys.join()).not.toContain('U0ANA');
});
