import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { home, registry } from '../../commands/index.js';
import { commandTable, problemTable, settingTable, withTables } from '../../src/bin/readme-tables.js';
import { communitySchemaText } from '../../src/community/schema.js';
import { envExample } from '../../src/config.js';
import { root, sourceFiles } from './source-files.js';

test('command names and aliases are unique, and fit every platform', () => {
  const names = registry.flatMap((command) => [command.info.name, ...command.aliases]);
  expect(new Set(names).size).toBe(names.length);
  expect(names).not.toContain(home.info.name);
  for (const { info } of registry) {
    expect(info.name).toMatch(/^[a-z][a-z-]{0,31}$/);
    expect(info.summary).toMatch(/^[A-Z].{3,98}[^.]$/);
    expect(info.examples[0]?.split(' ')[0]).toBe(info.name);
    expect(info.options.length).toBeLessThanOrEqual(25);
    for (const option of info.options) {
      expect(option.name).toMatch(/^[a-z][a-z-]{0,31}$/);
      expect(option.summary.length).toBeLessThanOrEqual(100);
    }
    // Discord refuses a required option behind an optional one.
    const required = info.options.map((option) => option.required);
    expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
  }
});

test('each file in commands/ is one registered command', () => {
  const files = sourceFiles('commands').map(({ path }) => path.replace(/^commands\/|\.ts$/g, ''));
  const known = [...registry.map(({ info }) => info.name), 'home', 'index'];
  expect(files.filter((file) => !file.includes('/')).sort()).toEqual(known.sort());
});

/** `npm run generate` writes these files anew. */
const inRoot = (file: string) => join(root, file);

test('.env.example is what the settings generate', async () => {
  await expect(envExample()).toMatchFileSnapshot(inRoot('.env.example'));
});

test('community.schema.json is the schema that the loader checks with', async () => {
  await expect(communitySchemaText()).toMatchFileSnapshot(inRoot('community.schema.json'));
});

test('the README shows the commands, the problems and the settings as they are', async () => {
  const tables = {
    commands: commandTable(registry.map(({ info }) => info)),
    problems: problemTable(),
    settings: settingTable(),
  };
  const readme = readFileSync(inRoot('README.md'), 'utf8');
  await expect(withTables(readme, tables)).toMatchFileSnapshot(inRoot('README.md'));
  expect(withTables('<!-- commands -->old<!-- /commands -->', { commands: 'new' })).toBe(
    '<!-- commands -->\nnew\n<!-- /commands -->',
  );
});
