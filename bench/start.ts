/**
 * From starting the process to both platforms connected, and the memory 5 s later: the shipped bundle on a new database,
 * beside both hello worlds in one process. Ready is what /healthz says for ours, and a line on stdout for the other. The
 * two take turns, five times; the medians are compared. Prints one line of JSON.
 */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { openFakeDiscord } from '../test/support/discord/fake-discord.js';
import { loadSchemas } from '../test/support/discord/rules.js';
import { FakeSlack } from '../test/support/slack/fake-slack.js';
import { discordEnv } from './parts/discord-stand.js';
import { median, rounded } from './parts/figures.js';
import { frontdesk, hello, type MeasuredProcess, startMeasured } from './parts/measured-process.js';
import { slackEnv } from './parts/slack-stand.js';

const times = 5;
const idleMs = 5_000;
const lookEveryMs = 10;
const patienceMs = 60_000;

interface Started {
  readonly readyMs: number;
  readonly readyCpuMs: number;
  readonly idleMb: number;
}

async function started(
  program: readonly string[],
  ready: (process: MeasuredProcess) => Promise<unknown>,
): Promise<Started> {
  const [slack, discord] = [await FakeSlack.open(), await openFakeDiscord()];
  const began = performance.now();
  const process = await startMeasured(program, { ...slackEnv(slack), ...discordEnv(discord) });
  await Promise.race([ready(process), process.failed]);
  const readyMs = performance.now() - began;
  const { cpuMs: readyCpuMs } = await process.usage();
  await Promise.race([pause(idleMs), process.failed]);
  const { rssBytes } = await process.usage();
  await process.stop();
  await slack.close();
  await discord.close();
  return { readyMs, readyCpuMs, idleMb: rssBytes / 1e6 };
}

/** Asks until both platforms are connected. */
async function healthy({ port, stdout }: MeasuredProcess): Promise<void> {
  stdout.resume();
  const giveUpAt = performance.now() + patienceMs;
  while (performance.now() < giveUpAt) {
    if (await isReady(port)) return;
    await pause(lookEveryMs);
  }
  throw new Error('Frontdesk did not become ready.');
}

async function isReady(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`);
    const { ready, parts } = (await response.json()) as { ready: boolean; parts: Readonly<Record<string, unknown>> };
    return ready && 'slack' in parts && 'discord' in parts;
  } catch {
    // Nothing listens yet.
    return false;
  }
}

// The fake's schemas are big: read beforehand, they hold up neither start.
await loadSchemas();
const ours: Started[] = [];
const theirs: Started[] = [];
for (let time = 0; time < times; time += 1) {
  theirs.push(await started(hello('hello-both'), ({ stdout }) => once(stdout, 'data')));
  ours.push(await started(frontdesk, healthy));
}

function figures(unit: 'Ms' | 'Mb', of: (one: Started) => number) {
  const [desk, baseline] = [median(ours.map(of)), median(theirs.map(of))];
  return { [`ours${unit}`]: rounded(desk), [`hello${unit}`]: rounded(baseline), ratio: rounded(desk / baseline) };
}

const line = {
  bench: 'start',
  node: process.version,
  ready: figures('Ms', (one) => one.readyMs),
  readyCpu: figures('Ms', (one) => one.readyCpuMs),
  idle: figures('Mb', (one) => one.idleMb),
};
process.stdout.write(`${JSON.stringify(line)}\n`);
