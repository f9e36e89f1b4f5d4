// A program for tests: opens the store named by its first argument, says so, and stays until it is ended. With a user's id
// as second argument it opens it as that user, who need not be able to read this program or its libraries. It asks about
// the key in its third argument and says what it was told.
import { openStore } from '../../../src/store/store.js';
import { systemClock } from '../../../src/time/clock.js';

const [file = '', user = '', key] = process.argv.slice(2);
if (user !== '') {
  process.setgroups?.([]);
  process.setgid?.(Number(user));
  process.setuid?.(Number(user));
}

openStore(file, { clock: systemClock }).then(
  async (store) => {
    process.stdout.write('open\n');
    setInterval(() => undefined, 60_000);
    if (key !== undefined) process.stdout.write(`first ${await store.first(key, 3600)}\n`);
  },
  (failure: Error) => process.stdout.write(`refused ${failure.name}: ${failure.message}\n`),
);
