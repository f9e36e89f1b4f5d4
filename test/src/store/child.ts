import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** Makes one runnable file of a program in TypeScript, so that a test can start it as a process of its own. */
export async function bundled(source: URL, into: string): Promise<string> {
  await build({
    entryPoints: [fileURLToPath(source)],
    outfile: into,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['libsql'],
    logLevel: 'error',
  });
  return into;
}

export interface Child {
  readonly process: ChildProcess;
  /** Resolves with the line that begins with `start`; rejects when the process ends without it. */
  line(start: string): Promise<string>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

export function started(program: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, [program, ...args], {
    env: { NODE_PATH: modules, PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  return {
    process: child,
    ended,
    async line(start) {
      for (;;) {
        const found = output
          .split('\n')
          .slice(0, -1)
          .find((line) => line.startsWith(start));
        if (found !== undefined) return found;
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`ended without “${start}”: ${output}`);
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
    },
  };
}
