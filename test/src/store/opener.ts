// A program for tests: opens the store named by its first argument, says so, and stays until it is ended. With a user's id
// as second argument it opens it as that user, who need not be able to read this program or its libraries.
import { openStore } from '../../../src/store/store.js';
import { systemClock } from '../../../src/time/clock.js';

const [file = '', user] = process.argv.slice(2);
if (user !== undefined) {
  process.setgroups?.([]);
  process.setgid?.(Number(user));
  process.setuid?.(Number(user));
}

openStore(file, { clock: systemClock }).then(
  () => {
    process.stdout.write('open\n');
    setInterval(() => undefined, 60_000);
  },
  (failure: Error) => process.stdout.write(`refused ${failure.name}: ${failure.message}\n`),
);
