import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, runFrontdesk } from '../support/run-frontdesk.js';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** `$ node dist/frontdesk.js …` with what it prints, as the README shows it. */
const samples = [...readme.matchAll(/```console\n\$ node dist\/frontdesk\.js (.+)\n([\s\S]*?)```/g)].map(
  ([, call = '', shown = '']) => ({ call, shown }),
);

/** A shell's words, as far as the README's calls need one. */
const words = (call: string) => [...call.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

test('the README shows a transcript', () => {
  expect(samples.length).toBeGreaterThanOrEqual(3);
});

test.each(samples)('the README shows what “$call” prints', async ({ call, shown }) => {
  const { out, err } = await runFrontdesk(words(call));
  expect({ out: out.trimEnd(), err }).toEqual({ out: shown.trimEnd(), err: '' });
});

test('the two commands stand on the README’s first screen, word for word', () => {
  const firstScreen = readme.split('\n').slice(0, 30).join('\n');
  expect(firstScreen).toContain('\nnpm ci && npm start\n');
  expect(firstScreen).toContain('\nnpm ci && npm test\n');
});

test('the README’s community file is a community file', async () => {
  const [, sample = ''] = /```yaml\n(meetings:[\s\S]*?)```/.exec(readme) ?? [];
  const { mkdtempSync, writeFileSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const file = join(mkdtempSync(join(tmpdir(), 'frontdesk-')), 'community.yaml');
  const head = 'community: { name: Ants, home: https://ants.example, timezone: UTC }\nrooms: { general: {} }\n';
  writeFileSync(file, head + sample);
  const { code, err } = await runFrontdesk(['check', file]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
});
