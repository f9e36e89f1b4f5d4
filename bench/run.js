/**
 * Runs the benchmarks, one process after the other, and prints what they found as one table. A goal that is missed is
 * shown and is no error: the code is 1 only where a benchmark itself failed.
 *
 *   npm run bench                       all of them
 *   npm run bench -- NAME [ARGUMENT…]   one of them, bench/NAME.ts, with what it takes
 */
import { spawn } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled, root } from './bundle.js';
import { needs, rowsOf, table } from './table.js';

const here = dirname(fileURLToPath(import.meta.url));
const longestMinutes = 25;

async function sourcesIn(/** @type {string} */ folder) {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith('.ts')).map((file) => join(folder, file));
}

/** The benchmark's line, or why there is none. */
function run(/** @type {string} */ program, /** @type {readonly string[]} */ args) {
  return new Promise((/** @type {(ran: { line?: any, failed?: string }) => void} */ resolve) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), longestMinutes * 60_000);
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const [line, ...more] = lines(out);
      for (const text of more) console.log(typeof text === 'string' ? text : JSON.stringify(text));
      if (code !== 0) resolve({ failed: signal === null ? `ended with code ${code}` : `was ended by ${signal}` });
      else if (typeof line === 'object') resolve({ line });
      else resolve({ failed: 'printed no line of JSON' });
    });
  });
}

/** The line of JSON first, then whatever else was printed. */
function lines(/** @type {string} */ out) {
  const texts = out.split('\n').filter((text) => text !== '');
  const json = texts.find((text) => text.startsWith('{'));
  return json === undefined ? [undefined, ...texts] : [JSON.parse(json), ...texts.filter((text) => text !== json)];
}

async function main(/** @type {readonly string[]} */ [wanted, ...args]) {
  const all = (await sourcesIn(here)).sort();
  const chosen = all.filter((source) => wanted === undefined || basename(source, '.ts') === wanted);
  if (chosen.length === 0) {
    console.error(`There is no benchmark “${wanted}”. There are: ${all.map((s) => basename(s, '.ts')).join(', ')}.`);
    return 1;
  }
  // Each benchmark, and each program that one starts.
  const folder = await bundled(here, [...chosen, ...(await sourcesIn(join(here, 'child')))]);
  const rows = [];
  const failures = [];
  try {
    for (const name of chosen.map((source) => basename(source, '.ts'))) {
      if (needs[name] !== undefined && args.length === 0) {
        console.error(`${name}: left out, it takes ${needs[name]}: npm run bench -- ${name} …`);
        if (wanted !== undefined) failures.push(`${name} was not run.`);
        continue;
      }
      console.error(`${name} …`);
      const { line, failed } = await run(join(folder, `${name}.mjs`), args);
      if (failed === undefined) rows.push(...rowsOf(name, line));
      else failures.push(`${name} ${failed}.`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (rows.length > 0) console.log(`\n${table(rows)}`);
  for (const failure of failures) console.error(failure);
  return failures.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
