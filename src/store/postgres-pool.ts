/**
 * Connections that never make anybody wait for long. A server that is frozen, or cut off, neither answers nor closes; pg
 * alone would wait for it, and hand the same connection to the next caller. Here an answer that is late ends its
 * connection, and what was begun on it is rolled back by the server.
 */
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type { ClientConfig, DatabaseError, Pool, PoolClient } from 'pg';
import { answerWithin } from './answer-within.js';
import { answerMs } from './postgres-address.js';

const most = 8;
const idleMs = 30_000;

type Answer = PostgresQueryResult<unknown>;

/** The server itself answered, and the connection goes on. */
export function isAnswer(failure: unknown): failure is DatabaseError {
  return failure instanceof Error && 'severity' in failure && failure.severity === 'ERROR';
}

class PromptClient {
  readonly #client: PoolClient;
  #broken: Error | undefined;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  async query(text: string, parameters: readonly unknown[] = []): Promise<Answer> {
    if (this.#broken !== undefined) {
      // The server has rolled back, or will: so the failure that began it is what the caller learns.
      if (text === 'rollback') return { command: 'SELECT', rowCount: 0, rows: [] };
      throw this.#broken;
    }
    try {
      return (await answerWithin(answerMs, this.#client.query(text, [...parameters]))) as Answer;
    } catch (failure) {
      if (!isAnswer(failure)) this.#broken = failure instanceof Error ? failure : new Error(String(failure));
      throw failure;
    }
  }

  release(): void {
    this.#client.release(this.#broken);
  }
}

/** Connects when it is first asked; keeps at most 8 connections. Ending it twice is harmless. */
export function createPromptPool(pg: { Pool: typeof Pool }, config: ClientConfig): PostgresPool {
  const pool = new pg.Pool({ ...config, max: most, idleTimeoutMillis: idleMs });
  // A connection that breaks tells whoever uses it; without these listeners it would end the process as well.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  let ended: Promise<void> | undefined;
  return {
    connect: async () => new PromptClient(await pool.connect()) as unknown as PostgresPoolClient,
    // A server that is frozen does not answer a goodbye either.
    end() {
      ended ??= answerWithin(answerMs, pool.end()).catch(() => undefined);
      return ended;
    },
  };
}
