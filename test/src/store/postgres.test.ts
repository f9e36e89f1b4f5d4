import { openStore } from '../../../src/store/store.js';
import { systemClock } from '../../../src/time/clock.js';
import { noon } from '../../contract/ledger-samples.js';
import { storeContract } from '../../contract/store.js';
import { type MovableDatabase, movableDatabase } from '../../support/postgres.js';

let database: Promise<MovableDatabase> | undefined;

storeContract('a store on Postgres', async () => {
  database ??= movableDatabase(noon);
  const { address, advance, reset } = await database;
  await reset();
  return { store: await openStore(address, { clock: systemClock }), advance };
});
