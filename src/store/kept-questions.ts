/**
 * The questions that were not answered well, and the answers that maintainers wrote in chat, as rows. Notes may be lost with
 * the power, for nobody waits for them; what a maintainer decides is on the disk when the call returns.
 */
import { createHash, randomInt } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Selectable } from 'kysely';
import type { OnceGuard } from '../adapter.js';
import type { Instant } from '../time/zoned.js';
import type {
  AskedQuestion,
  KeptQuestion,
  NearSection,
  QuestionLog,
  QuestionReading,
  StoredAnswer,
} from './question-log.js';
import { instant } from './reminder-rows.js';
import type { AnswerTable, Engine, QuestionTable } from './schema.js';

const DAY = 86_400;
const KEPT_SECONDS = 180 * DAY;
const MOST_KEPT = 10_000;
const SWEEP_AT_MOST = 500;
/** Whether there are too many is looked at with every so many notes, for it takes a millisecond or two. */
const COUNT_EVERY = 50;
/** The embedded database answers within the call: so many rows take a few milliseconds. */
const READ_AT_ONCE = 250;
/** As many as are marked in a few milliseconds. */
const IDS_AT_ONCE = 500;
/** Digits, then letters, that are not mistaken for each other when read aloud. */
const letters = '23456789abcdefghjkmnpqrstuvwxyz';

const digits = 8;

/** Eight of them, the first a letter: "/questions 2345" would be a page. Ten thousand questions share none. */
function newId(): string {
  const first = letters[randomInt(digits, letters.length)] ?? '';
  return first + Array.from({ length: 7 }, () => letters[randomInt(letters.length)]).join('');
}

function questionOf(row: Selectable<QuestionTable>): KeptQuestion {
  return {
    id: row.id,
    text: row.text,
    reason: row.reason,
    platform: row.platform,
    channel: row.channel,
    at: instant(row.asked_at),
    ...(row.near === null ? {} : { near: JSON.parse(row.near) as NearSection }),
    ...(row.asker === null ? {} : { asker: row.asker }),
  };
}

function answerOf(row: Selectable<AnswerTable>): StoredAnswer {
  return {
    id: row.id,
    ask: JSON.parse(row.ask) as readonly string[],
    ...(row.say === null ? {} : { say: row.say }),
    ...(row.url === null ? {} : { url: row.url }),
    addedAt: instant(row.added_at),
  };
}

/** What only reads: also for a database that another process has open. */
export function createQuestionReading({ db }: Pick<Engine, 'db'>): QuestionReading {
  return {
    async openQuestions({ since, limit }) {
      const wanted = Math.min(Math.max(limit, 1), MOST_KEPT);
      let query = db
        .selectFrom('questions')
        .selectAll()
        .where('resolved_at', 'is', null)
        .orderBy('asked_at', 'desc')
        .orderBy('id');
      if (since !== undefined) query = query.where('asked_at', '>=', since);
      // By id: what is noted between two parts moves the rest on.
      const found = new Map<string, KeptQuestion>();
      for (let from = 0; from < wanted; from += READ_AT_ONCE) {
        const part = Math.min(READ_AT_ONCE, wanted - from);
        const rows = await query.offset(from).limit(part).execute();
        for (const row of rows) found.set(row.id, questionOf(row));
        if (rows.length < part) break;
      }
      return [...found.values()];
    },
    async curatedAnswers() {
      return (await db.selectFrom('answers').selectAll().orderBy('added_at').orderBy('id').execute()).map(answerOf);
    },
  };
}

/** The key of the once guard says nothing of who pressed, and is forgotten after a day. */
async function isNew(once: OnceGuard, what: string, key: string | undefined): Promise<boolean> {
  if (key === undefined) return true;
  const hash = createHash('sha256').update(key).digest('base64url').slice(0, 22);
  return once.first(`${what}/${hash}`, DAY);
}

async function sweepOld(db: Engine['db'], now: Instant): Promise<void> {
  const old = db
    .selectFrom('questions')
    .select('id')
    .where('asked_at', '<', now - KEPT_SECONDS)
    .limit(SWEEP_AT_MOST);
  await db.deleteFrom('questions').where('id', 'in', old).execute();
}

async function sweepTooMany(db: Engine['db']): Promise<void> {
  const tooMany = db
    .selectFrom('questions')
    .select('id')
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .offset(MOST_KEPT)
    .limit(SWEEP_AT_MOST);
  await db.deleteFrom('questions').where('id', 'in', tooMany).execute();
}

async function addQuestion(db: Engine['db'], question: AskedQuestion): Promise<void> {
  const { text, reason, near, platform, channel, asker, at } = question;
  await db
    .insertInto('questions')
    .values({
      id: newId(),
      text,
      reason,
      near: near === undefined ? null : JSON.stringify(near),
      platform,
      channel,
      asker: asker ?? null,
      asked_at: at,
      resolved_at: null,
      answer: null,
    })
    .execute();
}

export function createQuestionLog(engine: Engine, once: OnceGuard): QuestionLog {
  const { db } = engine;
  let noted = 0;
  return {
    ...createQuestionReading(engine),

    async noteQuestion(question, onceKey) {
      if (!(await isNew(once, 'asked', onceKey))) return;
      await engine.relaxed(async (relaxed) => {
        await addQuestion(relaxed, question);
        await sweepOld(relaxed, question.at);
        if (noted % COUNT_EVERY === 0) await sweepTooMany(relaxed);
        noted += 1;
      });
    },

    async noteHelpful(answer, onceKey) {
      if (!(await isNew(once, 'helpful', onceKey))) return;
      await engine.relaxed(async (relaxed) => {
        await relaxed
          .insertInto('helpful')
          .values({ answer, times: 1 })
          .onConflict((conflict) =>
            conflict.column('answer').doUpdateSet(({ eb }) => ({ times: eb('helpful.times', '+', 1) })),
          )
          .execute();
      });
    },

    async resolveQuestions(ids, { answer, at }) {
      const added = answer && { ...answer, id: newId(), addedAt: at };
      return db.transaction().execute(async (trx) => {
        let resolved = 0n;
        const sorted = [...new Set(ids)].sort();
        for (let from = 0; from < sorted.length; from += IDS_AT_ONCE) {
          // A transaction keeps the connection, and with it the turn.
          if (from > 0) await nextTurn();
          const { numUpdatedRows } = await trx
            .updateTable('questions')
            .set({ resolved_at: at, answer: added?.id ?? null })
            .where('id', 'in', sorted.slice(from, from + IDS_AT_ONCE))
            .where('resolved_at', 'is', null)
            .executeTakeFirst();
          resolved += numUpdatedRows;
        }
        if (added === undefined || resolved === 0n) return undefined;
        const { id, ask, say = null, url = null } = added;
        await trx
          .insertInto('answers')
          .values({ id, ask: JSON.stringify(ask), say, url, added_at: at })
          .execute();
        return added;
      });
    },

    async removeAnswer(id) {
      const { numDeletedRows } = await db.deleteFrom('answers').where('id', '=', id).executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
