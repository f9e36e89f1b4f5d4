// A program for tests: begins to migrate the database named by its argument, and stays half-way until it is ended.
import { migrate } from '../../../src/store/migrate.js';
import { steps } from '../../../src/store/migrations.js';
import { openPostgres } from '../../../src/store/postgres.js';
import { isPostgresAddress } from '../../../src/store/postgres-address.js';
import { openSqlite } from '../../../src/store/sqlite.js';
import { systemClock } from '../../../src/time/clock.js';

const [address = ''] = process.argv.slice(2);
const endless = {
  readableBy: 1,
  change: () => {
    setInterval(() => undefined, 60_000);
    process.stdout.write('half-way\n');
    return new Promise<void>(() => undefined);
  },
};

async function begin(): Promise<void> {
  const engine = isPostgresAddress(address) ? await openPostgres(address) : openSqlite(address, systemClock);
  await migrate(engine, 'the test', [...steps, endless]);
}

begin().catch((failure: unknown) => process.stdout.write(`failed ${String(failure)}\n`));
