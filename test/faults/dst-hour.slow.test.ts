import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { cleanEnv, root, spawnFrontdesk } from '../support/run-frontdesk.js';
import { freePort } from './free-port.js';
import { until } from './until.js';

const home = mkdtempSync(join(tmpdir(), 'frontdesk-dst-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** 01:59:45 in New York, on the morning on which the hour from 1 to 2 comes twice; the process lives on from then. */
const from = '2026-11-01T05:59:45Z';

/** Loaded before everything else: another clock, and on a signal it tells what the process computed so far. */
const preload = `
  const ahead = Date.parse("${from}") - Date.now();
  const Real = Date;
  globalThis.Date = class Date extends Real {
    constructor(...args) { if (args.length === 0) super(Real.now() + ahead); else super(...args); }
    static now() { return Real.now() + ahead; }
  };
  let timers = 0;
  const realTimeout = globalThis.setTimeout;
  globalThis.setTimeout = (...args) => { timers += 1; return realTimeout(...args); };
  process.on("SIGUSR2", () => {
    const { user, system } = process.cpuUsage();
    process.stderr.write("cpu " + (user + system) + " timers " + timers + ";");
  });
`;
const newYork = {
  TZ: 'America/New_York',
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}`,
};

interface Effort {
  /** Of one core, 0 to 1. */
  readonly cpu: number;
  readonly timersASecond: number;
}

/** What a process does in ten seconds of the repeated hour. It says "ready" or an address first. */
async function effortOf(child: ChildProcess): Promise<Effort> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text) => {
      said += text;
    });
  }
  const told = () => [...said.matchAll(/cpu (\d+) timers (\d+);/g)];
  async function asked(): Promise<{ readonly cpuSeconds: number; readonly timers: number }> {
    const before = told().length;
    child.kill('SIGUSR2');
    await until('it tells what it did', 10_000, () => told().length > before);
    const [, micros, timers] = told().at(-1) ?? [];
    return { cpuSeconds: Number(micros) / 1_000_000, timers: Number(timers) };
  }
  const ended = once(child, 'exit');
  try {
    await until('it runs', 20_000, () => /ready|http:\/\/127/.test(said));
    await pause(20_000);
    const before = await asked();
    await pause(10_000);
    const after = await asked();
    return {
      cpu: (after.cpuSeconds - before.cpuSeconds) / 10,
      timersASecond: (after.timers - before.timers) / 10,
    };
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

test('on a host in New York, in the hour that comes twice, the desk computes next to nothing [fault 59]', async () => {
  const port = String(await freePort());
  const desk = spawnFrontdesk(['start'], { cwd: home, env: { ...newYork, FRONTDESK_PORT: port } });
  const effort = await effortOf(desk);
  expect(effort.cpu).toBeLessThan(0.05);
  expect(effort.timersASecond).toBeLessThan(10);
});

test('the library alone spins there, so the measure above can fail', async () => {
  const alone = `
    import { schedule } from 'node-cron';
    schedule('* * * * *', () => undefined, { timezone: 'UTC' });
    console.log('ready');
  `;
  const options = { cwd: root, env: cleanEnv(newYork) };
  const library = spawn(process.execPath, ['--input-type=module', '-e', alone], options);
  expect((await effortOf(library)).timersASecond).toBeGreaterThan(100);
});
