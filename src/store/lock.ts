/**
 * Keeps a second process off an embedded database. The lock is SQLite's own, held for as long as the process lives on a
 * file beside the database: the system gives it back when the process ends, however it ends, so a kill leaves nothing
 * stale. (The database itself cannot carry it: in WAL mode an exclusive lock would shut out backup tools as well.)
 */
import Database from 'libsql';
import { StoreOpenError } from './open-error.js';
import { explainOpenFailure, sqliteCode } from './sqlite-failure.js';

const BUSY = 5;

/**
 * @param file the database; the lock stands beside it as `<file>.lock`
 * @returns gives the lock back
 * @throws StoreOpenError when another process holds it
 */
export function lockFile(file: string): () => void {
  let held: Database.Database | undefined;
  try {
    held = new Database(`${file}.lock`);
    // exec only: a prepared statement would keep the file open, and with it the lock, after close().
    // The table is never committed; it only fails where the file may not be written and the lock would lock nothing.
    held.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE; CREATE TABLE held (n)');
  } catch (failure) {
    held?.close();
    if (sqliteCode(failure) === BUSY) {
      throw new StoreOpenError(
        `FRONTDESK_DATABASE names ${file}, which another Frontdesk process is using. Stop that one first, or name another file.`,
      );
    }
    throw explainOpenFailure(file, failure);
  }
  const lock = held;
  return () => lock.close();
}
