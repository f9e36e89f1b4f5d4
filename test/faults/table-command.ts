// `node test/faults/run.js`: runs every test that injects a fault, and prints the table of faults with what came of each.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize, relative } from 'node:path';
import { columns } from './columns.js';
import { faultResults, faultRows, faultsIn, unknownFaults } from './table.js';

const fast = process.argv.includes('--fast');
/** Parts of paths; only test files that have one of them are run. */
const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const tag = '[fault ';

interface JsonReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** All of test/, by path. */
function sources(): ReadonlyMap<string, string> {
  const paths = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  return new Map(paths.map((path) => [join('test', path), readFileSync(join('test', path), 'utf8')]));
}

/** The tests of the table itself name faults without injecting them. */
const isOwn = (path: string) => path.endsWith('faults/table.test.ts');

/** Test files with a tagged title of their own, or in a suite that they share with others. */
function taggedTests(): readonly string[] {
  const all = sources();
  const isTest = (path: string) => path.endsWith('.test.ts');
  const shared = new Set([...all].filter(([path, text]) => !isTest(path) && text.includes(tag)).map(([path]) => path));
  const imports = (path: string, text: string) =>
    [...text.matchAll(/from '(\.[^']+)\.js'/g)].some(([, to = '']) =>
      shared.has(`${normalize(join(dirname(path), to))}.ts`),
    );
  return [...all]
    .filter(([path]) => isTest(path) && !(fast && path.endsWith('.slow.test.ts')))
    .filter(([path, text]) => text.includes(tag) || imports(path, text))
    .map(([path]) => path)
    .filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)));
}

/** Runs them and gives what they came to; what vitest has to say goes to the screen. */
async function results(files: readonly string[]): Promise<JsonReport> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-faults-'));
  const output = join(folder, 'results.json');
  const args = ['-t', '\\[fault ', '--reporter=dot', '--reporter=json', `--outputFile.json=${output}`];
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args, ...files], {
    stdio: 'inherit',
  });
  await new Promise((resolve) => child.once('close', resolve));
  try {
    return JSON.parse(readFileSync(output, 'utf8')) as JsonReport;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { testResults } = await results(taggedTests());
const tests = testResults
  .flatMap(({ assertionResults }) => assertionResults)
  .map(({ fullName, status }) => ({ title: fullName, status }));
/** A file that fails before its first test has no result of its own. */
const broken = testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
);
const rows = faultResults(
  tests,
  new Set([...sources()].flatMap(([path, text]) => (isOwn(path) ? [] : faultsIn(text)))),
);
console.log(
  `\n${columns(
    ['', 'fault', 'expected', 'result'],
    rows.map(({ number, says }) => [
      String(number),
      faultRows[number - 1]?.fault ?? '',
      faultRows[number - 1]?.expected ?? '',
      says,
    ]),
  )}`,
);
const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length;
const unknown = unknownFaults(tests);
if (unknown.length > 0) console.log(`\nTitles name faults that the table does not have: ${unknown.join(', ')}`);
for (const { name, message } of broken) console.log(`\n${relative('.', name)} could not be run: ${message ?? ''}`);
const summary = {
  passed: count('passed'),
  failed: count('failed'),
  notRun: count('not run'),
  notInjected: count('not injected'),
  missing: count('missing'),
  tests: tests.filter(({ status }) => status === 'passed').length,
};
console.log(`\n${JSON.stringify(summary)}`);
process.exit(summary.failed > 0 || unknown.length > 0 || broken.length > 0 ? 1 : 0);
