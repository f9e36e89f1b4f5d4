/**
 * Who is alive. Each process holds a lock of Postgres for as long as it lives: a session's advisory lock, named by the
 * process's number, on a connection that does nothing else. A process that is killed, however, loses its connection and
 * with it the lock at once; nothing has to be written to say so, and nothing stale is left.
 *
 * A claim is made for longer than anything takes (its lease), because a process that is only frozen may go on. So:
 *   killed    its lock is gone. What it had in flight has ended, or ends within the 10 s that one post may take: its claims
 *             end 12 s from now instead of at the end of their lease, and another process takes them over, as unsure.
 *   frozen    (SIGSTOP, a suspended machine) its lock stays, and only the lease frees its claims.
 *   cut off   (the network, a restart of the server) its lock is gone although it lives. What it had in flight ends within
 *             10 s as above, and nothing new is sent, because each post follows a renewal within 1.5 s, which needs the
 *             database. As soon as it has a connection again it takes its lock again.
 *   number 0  is nobody: only the lease counts.
 * The lock needs one session: a pooler that shares sessions (PgBouncer's transaction mode) would break it.
 */
import type { ClientBase } from 'pg';
import { answerWithin } from './answer-within.js';
import { answerMs } from './postgres-address.js';

/** The first half of every advisory lock of ours: "FDsk". The second is a process's number, or 0 for migrations. */
export const lockClass = 0x4644736b;

/** What a live but cut-off process had in flight has ended by then: a renewal holds for 1.5 s, and a post for 10 s. */
const endsWithinMs = 12_000;
/** A new connection measures the clock this often, and the best counts. */
const measurements = 3;
const checkEveryMs = 1_000;
const retryMs = 1_000;

/** A connection of its own, connected; it is ended by `end`. */
export type PresenceConnection = Pick<ClientBase, 'query' | 'on'> & { end(): Promise<void> };

export interface PresenceOptions {
  readonly owner: number;
  connect(): Promise<PresenceConnection>;
  /** Called with each connection and each check, with a way to ask for the database's time in milliseconds. */
  measure(ask: () => Promise<number>): Promise<void>;
  readonly monotonicMs: () => number;
}

export interface Presence {
  /** Ends the claims of those who are gone. At most once a second; in between it costs nothing. Rejects when cut off. */
  check(): Promise<void>;
  close(): Promise<void>;
}

const nowMs = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

/** Long-lived and silent: the server must notice the end of a host that was switched off, and must not mind the silence. */
const sessionSettings = `select set_config(name, value, false) from (values
  ('statement_timeout', '4s'), ('lock_timeout', '2s'), ('idle_session_timeout', '0'),
  ('tcp_keepalives_idle', '5'), ('tcp_keepalives_interval', '2'), ('tcp_keepalives_count', '3')
) as wanted (name, value) where name in (select name from pg_settings where context = 'user')`;

const endPredecessor = `select pg_terminate_backend(pid) from pg_locks
  where locktype = 'advisory' and classid = ${lockClass} and objid = $1 and objsubid = 2 and granted
  and database = (select oid from pg_database where datname = current_database()) and pid <> pg_backend_pid()`;

const shortenLeases = `with gone as (
    select key from reminders
    where state = 'claimed' and owner <> 0 and owner <> $1
    and lease_until > ${nowMs} + ${endsWithinMs}
    and not exists (
      select from pg_locks
      where locktype = 'advisory' and classid = ${lockClass} and objid = owner::bigint::oid and objsubid = 2
      and database = (select oid from pg_database where datname = current_database())
    )
    for update skip locked
  )
  update reminders set lease_until = ${nowMs} + ${endsWithinMs}
  where key in (select key from gone)`;

/** Rejects when the database cannot be reached. */
export async function openPresence(options: PresenceOptions): Promise<Presence> {
  const { owner, monotonicMs } = options;
  let connection: PresenceConnection | undefined;
  let connecting: Promise<PresenceConnection> | undefined;
  let checking: Promise<void> | undefined;
  let checkedAtMs = Number.NEGATIVE_INFINITY;
  let again: NodeJS.Timeout | undefined;
  let closed = false;

  async function connect(): Promise<PresenceConnection> {
    const fresh = await options.connect();
    const lost = () => lose(fresh);
    fresh.on('error', lost).on('end', lost);
    try {
      await answerWithin(answerMs, fresh.query(sessionSettings));
      // The server may not know yet that our last connection is dead; its lock would be gone a little later.
      await answerWithin(answerMs, fresh.query(endPredecessor, [owner]));
      await answerWithin(answerMs, fresh.query('select pg_advisory_lock($1, $2)', [lockClass, owner]));
      for (let count = 0; count < measurements; count += 1) await measure(fresh);
      if (closed) throw new Error('The store is closed.');
    } catch (failure) {
      end(fresh);
      throw failure;
    }
    connection = fresh;
    return fresh;
  }

  function measure(here: PresenceConnection): Promise<void> {
    return options.measure(async () => {
      const { rows } = await answerWithin(answerMs, here.query<{ now: number }>(`select ${nowMs} as now`));
      return Number(rows[0]?.now);
    });
  }

  function present(): Promise<PresenceConnection> {
    if (connection !== undefined) return Promise.resolve(connection);
    connecting ??= connect().finally(() => {
      connecting = undefined;
    });
    return connecting;
  }

  function lose(one: PresenceConnection): void {
    if (connection !== one) return;
    connection = undefined;
    checkedAtMs = Number.NEGATIVE_INFINITY;
    comeBack();
  }

  function comeBack(): void {
    if (closed) return;
    clearTimeout(again);
    again = setTimeout(() => present().catch(comeBack), retryMs).unref();
  }

  async function check(): Promise<void> {
    const here = await present();
    try {
      await answerWithin(answerMs, here.query(shortenLeases, [owner]));
      await measure(here);
      checkedAtMs = monotonicMs();
    } catch (failure) {
      lose(here);
      end(here);
      throw failure;
    }
  }

  await present();
  return {
    check() {
      if (connection !== undefined && monotonicMs() - checkedAtMs < checkEveryMs) return Promise.resolve();
      checking ??= check().finally(() => {
        checking = undefined;
      });
      return checking;
    },
    async close() {
      closed = true;
      clearTimeout(again);
      const last = connection ?? (await connecting?.catch(() => undefined));
      connection = undefined;
      if (last !== undefined) await answerWithin(answerMs, last.end()).catch(() => undefined);
    },
  };
}

/** Does not wait: the other side may be frozen. */
function end(connection: PresenceConnection): void {
  connection.end().catch(() => undefined);
}
