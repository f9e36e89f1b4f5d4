/** Looks into a ledger from outside while replicas write it: counts alone, read straight from the table. */
import Database from 'libsql';
import pg from 'pg';

export interface Look {
  readonly planned: number;
  readonly claimed: number;
  readonly posted: number;
  readonly skipped: number;
  readonly broken: number;
  /** Rows whose room is still to be looked through again. */
  readonly sweeps: number;
  /** Posted by an earlier try, as the platform told. */
  readonly found: number;
  /** Second copies that were taken away. */
  readonly repaired: number;
  /** The most claims that one row took. */
  readonly mostTries: number;
}

export interface LedgerEye {
  /** Rejects while the database is down. */
  look(): Promise<Look>;
  /** What is still to be posted by now, notices too, or to be edited: state and key. Rejects while the database is down. */
  unfinished(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const state = (name: string) => `coalesce(sum(case when state = '${name}' then 1 else 0 end), 0) as ${name}`;
const counts = `select ${['planned', 'claimed', 'posted', 'skipped', 'broken'].map(state).join(', ')},
  coalesce(sum(case when sweep_at_ms is not null then 1 else 0 end), 0) as "sweeps",
  coalesce(sum(found), 0) as "found", coalesce(sum(repaired), 0) as "repaired",
  coalesce(max(generation), 0) as "mostTries"
  from reminders where kind = 'reminder'`;

const unfinished = (now: number) => `select state, key from reminders where state = 'claimed'
  or (state = 'planned' and due_at <= ${now}) or (state = 'posted' and edit_at_ms is not null)`;
const nowSeconds = () => Math.floor(Date.now() / 1000);

function numbers(row: unknown): Look {
  return Object.fromEntries(
    Object.entries(row as object)
      .filter(([name]) => !name.startsWith('_'))
      .map(([name, value]) => [name, Number(value)]),
  ) as unknown as Look;
}

function nameOf(row: unknown): string {
  const { state, key } = row as { readonly state: string; readonly key: string };
  return `${state} ${key}`;
}

export async function openEye(address: string): Promise<LedgerEye> {
  if (!address.startsWith('postgres://')) {
    const database = new Database(address, { readonly: true });
    return {
      look: async () => numbers(database.prepare(counts).get()),
      unfinished: async () => database.prepare(unfinished(nowSeconds())).all().map(nameOf),
      close: async () => void database.close(),
    };
  }
  const pool = new pg.Pool({ connectionString: address, max: 1, connectionTimeoutMillis: 2_000 });
  // A run may take the database down: the next look makes another connection.
  pool.on('error', () => undefined);
  return {
    look: async () => numbers((await pool.query(counts)).rows[0]),
    unfinished: async () => (await pool.query(unfinished(nowSeconds()))).rows.map(nameOf),
    close: () => pool.end(),
  };
}
