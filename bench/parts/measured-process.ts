/** A program under measure, in a process of its own, with the meter (bench/child/meter.ts) loaded before it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Usage {
  /** User and system time of all threads since the process began. */
  readonly cpuMs: number;
  readonly rssBytes: number;
}

export interface MeasuredProcess {
  /** Where it says what it says. */
  readonly stdout: NodeJS.ReadableStream;
  /** Rejects when the process ends before `stop`. */
  readonly failed: Promise<never>;
  /** Port of the page and /healthz; only Frontdesk listens there. */
  readonly port: number;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** A program beside the benchmark's own bundle, such as "hello-slack". */
export const hello = (name: string): readonly string[] => [
  fileURLToPath(new URL(`child/${name}.mjs`, import.meta.url)),
];
/** What is shipped. The runner starts benchmarks in the package's folder. */
export const frontdesk: readonly string[] = [resolve('dist/frontdesk.js'), 'start'];

const meter = fileURLToPath(new URL('child/meter.mjs', import.meta.url));

/** @param flags for node, such as --cpu-prof */
export async function startMeasured(
  program: readonly string[],
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<MeasuredProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'));
  const port = await freePort();
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...flags, '--import', meter, ...program], {
    cwd: folder,
    // No token and no setting of whoever runs this reaches the process.
    env: { PATH, HOME, FRONTDESK_PORT: String(port), FRONTDESK_DATABASE: join(folder, 'bench.db'), ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let stopping = false;
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const failed = ended.then(() => {
    if (stopping) return new Promise<never>(() => undefined);
    throw new Error(`${program[0]} ended by itself (${child.exitCode ?? child.signalCode}).`);
  });
  failed.catch(() => undefined);
  return {
    stdout: child.stdout as NodeJS.ReadableStream,
    failed,
    port,
    usage: () => Promise.race([usageOf(child), failed]),
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function usageOf(child: ChildProcess): Promise<Usage> {
  return new Promise((resolve, reject) => {
    child.once('message', (usage) => resolve(usage as Usage));
    child.send('usage', (error) => error && reject(error));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
