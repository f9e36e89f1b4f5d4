/**
 * Injects the faults that Frontdesk is to survive, and prints what came of each. The code is 1 where one was not survived.
 *
 *   node test/faults/run.js              every test that injects a fault, slow ones too, as one table
 *   node test/faults/run.js --fast       without the slow ones
 *   node test/faults/run.js PATH…        those alone whose path has one of these parts
 *   node test/faults/run.js --kill       the kill run: [--reminders N] [--replicas N] [--kills N] [--seed N] [--chaos SHARE] [--slow SHARE]
 *                                        [--store sqlite|postgres|both] [--control] [--minutes N] [--log FILE]
 *   node test/faults/run.js --changes    the kill run for changes: [--meetings N] [--late N] [--rooms N] [--replicas N] [--kills N] [--seed N]
 *                                        [--chaos SHARE] [--store sqlite|postgres|both] [--control] [--minutes N] [--log FILE]
 *   node test/faults/run.js --stall      the stall run: a process frozen past its lease
 *   node test/faults/run.js --model      every interleaving of the protocol, and what breaks without each of its assumptions
 */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled, root } from '../../bench/bundle.js';

const here = dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);

function command() {
  if (args.includes('--kill')) return 'kill-command';
  if (args.includes('--changes')) return 'change-command';
  if (args.includes('--stall')) return 'stall-command';
  if (args.includes('--model')) return 'model/print';
  return 'table-command';
}

const name = command();
const runs = ['kill-command', 'change-command', 'stall-command'];
const programs = runs.includes(name) ? [name, 'replica', 'platforms'] : [name];
const folder = await bundled(
  here,
  programs.map((program) => join(here, `${program}.ts`)),
);
const child = spawn(process.execPath, [join(folder, `${name}.mjs`), ...args], { cwd: root, stdio: 'inherit' });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
child.on('close', async (code, signal) => {
  if (code !== 0 && code !== 1) console.error(`${name} ended with ${code ?? signal}.`);
  await rm(folder, { recursive: true, force: true });
  process.exit(code ?? 1);
});
