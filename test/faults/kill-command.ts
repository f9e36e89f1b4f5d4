// `node test/faults/run.js --kill …`: runs it on the stores asked for, prints one table and one line of JSON.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startCluster } from '../support/postgres-cluster.js';
import { type KillRunOptions, runKill } from './kill-run.js';
import { killsByStep, killTable, showsDuplicates } from './kill-table.js';
import type { KillRunResult } from './result.js';

const { values } = parseArgs({
  options: {
    kill: { type: 'boolean' },
    reminders: { type: 'string', default: '10000' },
    replicas: { type: 'string', default: '3' },
    kills: { type: 'string', default: '1000' },
    store: { type: 'string', default: 'both' },
    seed: { type: 'string', default: '1' },
    chaos: { type: 'string', default: '0.15' },
    slow: { type: 'string', default: '0.03' },
    control: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '60' },
    gap: { type: 'string', default: '130' },
    log: { type: 'string' },
  },
});

const programs = dirname(fileURLToPath(import.meta.url));
const stores = values.store === 'both' ? (['sqlite', 'postgres'] as const) : [values.store as 'sqlite' | 'postgres'];
const reminders = Number(values.reminders);
/**
 * A reminder that meets two faults in a row waits for its channel's next read: six seconds, not a minute. With Discord's own
 * pace (`--gap 20.8`) each kill would leave 77 claims waiting for 12 s, and the run would take hours.
 */
const haste = 10;
/**
 * One process alone on its database: after each kill everything waits for 11 s. So where both stores are asked for, the embedded
 * one gets a tenth of the reminders and a twentieth of the kills.
 */
const aloneShare = values.store === 'both' ? { reminders: 10, kills: 20 } : { reminders: 1, kills: 1 };

function optionsFor(store: 'sqlite' | 'postgres', address: string | undefined, control: boolean): KillRunOptions {
  const share = store === 'sqlite' ? aloneShare : { reminders: 1, kills: 1 };
  const each = reminders / share.reminders;
  // On two platforms. Many rooms: what a killed process held keeps its rooms waiting for 12 s.
  const meetings = each >= 200 ? 5 : 1;
  return {
    programs,
    store,
    ...(address === undefined ? {} : { address }),
    rooms: Math.max(1, Math.round(each / 2 / meetings)),
    meetings,
    replicas: store === 'sqlite' ? 1 : Number(values.replicas),
    kills: Math.round(Number(values.kills) / share.kills),
    chaos: Number(values.chaos),
    seed: Number(values.seed),
    slow: Number(values.slow),
    gapMs: Number(values.gap),
    haste,
    sweeps: !control,
    limitMs: Number(values.minutes) * 60_000,
    ...(control ? { control: true as const } : {}),
    ...(values.log === undefined ? {} : { log: values.log }),
    progress: tellNowAndThen(`${store}${control ? ' (control)' : ''}`),
  };
}

const tellEverySeconds = 15;

function tellNowAndThen(name: string): KillRunOptions['progress'] & object {
  let told = -tellEverySeconds;
  return (look, kills, seconds) => {
    if (seconds < told + tellEverySeconds) return;
    told = seconds;
    console.error(`${name} ${seconds} s, ${kills} kills, ${JSON.stringify(look)}`);
  };
}

// A server for tests keeps no process alive by itself.
const alive = setInterval(() => undefined, 60_000);
const results: KillRunResult[] = [];
for (const store of stores) {
  for (const control of values.control ? [false, true] : [false]) {
    const cluster = store === 'postgres' ? await startCluster() : undefined;
    try {
      results.push(await runKill(optionsFor(store, await cluster?.freshDatabase(), control)));
    } finally {
      await cluster?.remove();
    }
  }
}
console.log(`\n${killTable(results)}\n\n${killsByStep(results)}\n`);
console.log(JSON.stringify(results));
clearInterval(alive);
process.exitCode = results.every((run) => (run.control ? showsDuplicates(run) : run.passed)) ? 0 : 1;
