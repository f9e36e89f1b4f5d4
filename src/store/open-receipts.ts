/** The ledger for `frontdesk receipts`, the questions for `frontdesk questions`, and the changes made in chat: read beside a Frontdesk that runs, without its lock, and without changing anything. */
import { existsSync, statSync } from 'node:fs';
import type { Kysely, RawBuilder } from 'kysely';
import type { ChangeReading } from './change-log.js';
import { createChangeReading } from './kept-changes.js';
import { createQuestionReading } from './kept-questions.js';
import type { Receipts } from './ledger.js';
import { checkReadable, versionOf } from './migrate.js';
import { steps } from './migrations.js';
import { NothingStoredError, StoreOpenError } from './open-error.js';
import { openPostgresToRead } from './postgres.js';
import { isPostgresAddress } from './postgres-address.js';
import { explainPostgresFailure } from './postgres-failure.js';
import type { QuestionReading } from './question-log.js';
import { createReceipts } from './receipts.js';
import type { Tables } from './schema.js';
import { openSqliteToRead } from './sqlite.js';
import { explainOpenFailure } from './sqlite-failure.js';
import { checkPath } from './store.js';

/** A database of which only the tables are known. */
export interface Reading {
  readonly db: Kysely<Tables>;
  readonly name: string;
  /** As an engine's. */
  nowMs(): RawBuilder<number>;
  /** Names of the tables that stand where ours would. */
  tables(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * @param address as for `openStore`
 * @throws StoreOpenError when there is no database yet, or it is another version's
 */
export async function openReceipts(
  address: string,
): Promise<Receipts & QuestionReading & ChangeReading & { close(): Promise<void> }> {
  const reading = isPostgresAddress(address) ? await openPostgresToRead(address) : openFile(address);
  try {
    await checkVersion(reading);
  } catch (failure) {
    await reading.close().catch(() => undefined);
    throw isPostgresAddress(address)
      ? explainPostgresFailure(reading.name, failure)
      : explainOpenFailure(reading.name, failure);
  }
  return {
    ...createReceipts(reading),
    ...createQuestionReading(reading),
    ...createChangeReading(reading),
    close: () => reading.close(),
  };
}

function openFile(address: string): Reading {
  checkPath(address);
  if (!existsSync(address) || statSync(address).size === 0) throw nothingYet(address);
  return openSqliteToRead(address);
}

function nothingYet(name: string): StoreOpenError {
  return new NothingStoredError(
    `FRONTDESK_DATABASE names ${name}, where Frontdesk has written nothing yet. Start it once, or name the database that it uses.`,
  );
}

async function checkVersion({ db, name, tables }: Reading): Promise<void> {
  const found = await tables();
  if (!found.includes('frontdesk_schema')) throw nothingYet(name);
  const version = await versionOf(db);
  if (version > steps.length) await checkReadable(db, name, version, steps.length);
  if (version >= steps.length) return;
  throw new StoreOpenError(
    `FRONTDESK_DATABASE names ${name}, which an older Frontdesk wrote (its version is ${version}, this one reads ${steps.length}). Start this Frontdesk on it once, and it brings it up to date.`,
  );
}
