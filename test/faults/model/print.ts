/** A program: searches every world, takes each assumption away, and prints what it found. Ends with code 1 if anything surprises. */
import { allBut, allHold, assumptions, laws } from './assumptions.js';
import { counterexamples, worlds } from './cases.js';
import { explore, printTrace } from './search.js';

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

let surprises = 0;
print('With all assumptions:');
for (const [name, setting] of Object.entries(worlds)) {
  const before = process.cpuUsage();
  const { states, steps, broken } = explore(allHold, setting);
  const { user, system } = process.cpuUsage(before);
  const seconds = ((user + system) / 1e6).toFixed(1);
  print(
    `  ${name}: ${states} states, ${steps} steps, ${seconds} s: ${broken === undefined ? 'nothing breaks' : 'BROKEN'}`,
  );
  if (broken !== undefined) print(printTrace(broken));
  if (broken !== undefined) surprises += 1;
}
for (const { without, breaks, in: setting } of counterexamples) {
  const { broken } = explore(allBut(without), setting, [breaks]);
  const place = `${setting.platform}, ${setting.store === 'shared' ? 'two processes' : 'one process'}`;
  print(`\nWithout “${assumptions[without]}” (${place}):`);
  print(broken === undefined ? `NOTHING BREAKS, though this should: ${laws[breaks]}` : printTrace(broken));
  if (broken === undefined) surprises += 1;
}
process.exitCode = surprises === 0 ? 0 : 1;
