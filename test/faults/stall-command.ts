// `node test/faults/run.js --stall`: prints what came of it and one line of JSON.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startCluster } from '../support/postgres-cluster.js';
import { columns } from './columns.js';
import { runStall } from './stall-run.js';

const { values } = parseArgs({
  options: { stall: { type: 'boolean' }, seed: { type: 'string', default: '1' }, log: { type: 'string' } },
});
// A server for tests keeps no process alive by itself.
const alive = setInterval(() => undefined, 60_000);
const cluster = await startCluster();
try {
  const result = await runStall({
    programs: dirname(fileURLToPath(import.meta.url)),
    address: await cluster.freshDatabase(),
    seed: Number(values.seed),
    ...(values.log === undefined ? {} : { log: values.log }),
  });
  const { slack, discord } = result;
  const rows = Object.entries({ Slack: slack, Discord: discord }).map(([name, one]) => [
    name,
    one.sentTwice ? 'yes' : 'NO',
    String(one.lost),
    String(one.doubled),
    String(one.repaired),
  ]);
  console.log(`\n${columns(['frozen past its lease', 'sent twice', 'lost', 'doubled', 'repaired'], rows)}\n`);
  console.log(JSON.stringify(result));
  const sound = [slack, discord].every(({ sentTwice, lost, doubled }) => sentTwice && lost === 0 && doubled === 0);
  process.exitCode = sound && slack.repaired === 1 && discord.repaired === 0 ? 0 : 1;
} finally {
  await cluster.remove();
  clearInterval(alive);
}
