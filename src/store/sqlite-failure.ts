import { StoreOpenError } from './open-error.js';

/**
 * SQLite's primary result code (https://sqlite.org/rescode.html), or undefined when this is no failure of SQLite's. libsql
 * gives it as `rawCode`, except where opening fails: there it stands only at the end of the message.
 */
export function sqliteCode(failure: unknown): number | undefined {
  if (!(failure instanceof Error)) return undefined;
  if ('rawCode' in failure && typeof failure.rawCode === 'number') return failure.rawCode & 0xff;
  const told = /^ConnectionFailed\(.*: (\d+)"\)$/s.exec(failure.message);
  return told === null ? undefined : Number(told[1]) & 0xff;
}

const restore = 'Restore it from a backup, or move it away to begin with an empty one.';
const clauses: Readonly<Record<number, string>> = {
  5: 'is held up by another program. Close what has it open.',
  8: 'may not be written. Let the bot write the file and its folder, or name another file.',
  10: 'cannot be read or written (the disk reports an error). Check the disk, or name another file.',
  11: `is damaged. ${restore}`,
  13: 'cannot grow, because the disk is full. Make room on it.',
  14: 'cannot be opened. Check that it is a file in a folder the bot may write, or name another file.',
  26: `is not a Frontdesk database. ${restore}`,
};

/** Why a call failed, as the end of a sentence: "is damaged. Restore it …". */
export function sqliteClause(failure: unknown): string {
  const code = sqliteCode(failure);
  const known = code === undefined ? undefined : clauses[code];
  return known ?? `cannot be used (${failure instanceof Error ? failure.message : String(failure)}).`;
}

const NOT_A_DATABASE = 26;

/** For a file that is none of SQLite's, before SQLite has seen it. */
export function notADatabase(file: string): StoreOpenError {
  return new StoreOpenError(`FRONTDESK_DATABASE names ${file}, which ${clauses[NOT_A_DATABASE]}`);
}

/** The sentence for the operator. The file's path is shown; nothing of what stands in it is. */
export function explainOpenFailure(file: string, failure: unknown): StoreOpenError {
  if (failure instanceof StoreOpenError) return failure;
  const code = sqliteCode(failure);
  const known = code === undefined ? undefined : clauses[code];
  const reason = failure instanceof Error ? failure.message : String(failure);
  return new StoreOpenError(
    `FRONTDESK_DATABASE names ${file}, which ${known ?? `cannot be opened (${reason}). Name another file.`}`,
    { cause: failure },
  );
}
