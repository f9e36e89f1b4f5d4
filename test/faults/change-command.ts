// `node test/faults/run.js --changes …`: the kill run for changes on the stores asked for; prints one table and one line of JSON.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startCluster } from '../support/postgres-cluster.js';
import { type ChangeRunOptions, type ChangeRunResult, runChanges } from './change-run.js';
import { columns } from './columns.js';

const { values } = parseArgs({
  options: {
    changes: { type: 'boolean' },
    meetings: { type: 'string', default: '150' },
    late: { type: 'string', default: '12' },
    rooms: { type: 'string', default: '10' },
    replicas: { type: 'string', default: '3' },
    kills: { type: 'string', default: '200' },
    store: { type: 'string', default: 'both' },
    seed: { type: 'string', default: '1' },
    chaos: { type: 'string', default: '0.1' },
    control: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '30' },
    log: { type: 'string' },
  },
});

const programs = dirname(fileURLToPath(import.meta.url));
const stores = values.store === 'both' ? (['sqlite', 'postgres'] as const) : [values.store as 'sqlite' | 'postgres'];
/** One process alone on its database: after each kill its rooms wait for 11 s. So beside the other it gets a fifth. */
const aloneShare = values.store === 'both' ? 5 : 1;

function optionsFor(store: 'sqlite' | 'postgres', address: string | undefined, control: boolean): ChangeRunOptions {
  const share = store === 'sqlite' ? aloneShare : 1;
  const name = `${store}${control ? ' (control)' : ''}`;
  return {
    programs,
    store,
    ...(address === undefined ? {} : { address }),
    replicas: store === 'sqlite' ? 1 : Number(values.replicas),
    rooms: Number(values.rooms),
    early: Math.ceil(Number(values.meetings) / share),
    late: Number(values.late),
    kills: Math.ceil(Number(values.kills) / share),
    chaos: Number(values.chaos),
    seed: Number(values.seed),
    limitMs: Number(values.minutes) * 60_000,
    ...(control ? { control: true as const } : {}),
    ...(values.log === undefined ? {} : { log: values.log }),
    progress: (what) => console.error(`${name}: ${what}`),
  };
}

/** The control has to leave something wrong: else the run could not fail. */
const failsAsItMust = ({ verdict }: ChangeRunResult) => verdict.wrong.length > 0;

function changeTable(results: readonly ChangeRunResult[]): string {
  const row = (what: string, cell: (run: ChangeRunResult) => string | number) => [
    what,
    ...results.map((run) => String(cell(run))),
  ];
  const stepsMet = changeStepsOf(results);
  return columns(
    ['', ...results.map((run) => `${run.store}${run.control ? ', edits from memory (control)' : ''}`)],
    [
      row('replicas', (run) => run.replicas),
      row('faulty answers', (run) => `${Math.round(run.chaos * 100)} %`),
      row('changes', (run) => run.changes),
      row('places', (run) => run.verdict.places),
      row('reminders, notices shown', (run) => `${run.verdict.reminders}, ${run.verdict.notices}`),
      row('wrong / doubled / lost', ({ verdict: { wrong, doubled, lost } }) =>
        [wrong, doubled, lost].map(({ length }) => length).join(' / '),
      ),
      row('told that a skip is off which they had not read', (run) => run.verdict.needless.length),
      row('kills', (run) => run.kills),
      ...stepsMet.map((step) => row(`  ${step}`, (run) => run.killsByStep[step] ?? 0)),
      row('replicas that fell by themselves', (run) => (run.fell.length === 0 ? '0' : run.fell.join(', '))),
      row('refused by the platforms as wrong', (run) => run.violations.length),
      row('seconds', (run) => run.seconds),
      row('passed', (run) =>
        run.control ? (failsAsItMust(run) ? 'fails, as it must' : 'NOTHING WRONG') : run.passed ? 'yes' : 'NO',
      ),
    ],
  );
}

function changeStepsOf(results: readonly ChangeRunResult[]) {
  const met = new Set(results.flatMap((run) => Object.keys(run.killsByStep)));
  return [...met] as (keyof ChangeRunResult['killsByStep'])[];
}

// A server for tests keeps no process alive by itself.
const alive = setInterval(() => undefined, 60_000);
const results: ChangeRunResult[] = [];
for (const store of stores) {
  for (const control of values.control ? [false, true] : [false]) {
    const cluster = store === 'postgres' ? await startCluster() : undefined;
    try {
      results.push(await runChanges(optionsFor(store, await cluster?.freshDatabase(), control)));
    } finally {
      await cluster?.remove();
    }
  }
}
console.log(`\n${changeTable(results)}\n`);
console.log(JSON.stringify(results));
clearInterval(alive);
process.exitCode = results.every((run) => (run.control ? failsAsItMust(run) : run.passed)) ? 0 : 1;
