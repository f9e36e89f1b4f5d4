import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { type SourceFile, sourceFiles } from './source-files.js';

/** Every module a file names, with whether it is only its types. */
function imports(file: SourceFile): readonly { readonly from: string; readonly typesOnly: boolean }[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"`;]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s+['"]([^'"]+)['"]/g;
  return [...file.text.matchAll(pattern)].map(([, typesOnly, named, lazy, bare]) => {
    const from = named ?? lazy ?? bare ?? '';
    return {
      from: from.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file.path), from)) : from,
      typesOnly: typesOnly !== undefined,
    };
  });
}

const chatLibraries = /^(@slack\/|discord\.js|@discordjs\/|discord-api-types)/;
const commandRooms = ['command', 'reply', 'community', 'schedule', 'time', 'answers', 'questions', 'calendar'].map(
  (room) => `src/${room}/`,
);

/** What is wrong with one file's imports, in sentences. */
function breaches(file: SourceFile): readonly string[] {
  const [top = '', second = ''] = file.path.split('/');
  const inBin = file.path.startsWith('src/bin/');
  return imports(file).flatMap(({ from, typesOnly }) => {
    const say = (why: string) => [`${file.path} imports ${from}: ${why}`];
    if (top === 'src' && !inBin) {
      if (/^(commands|adapters)\//.test(from)) return say('src knows neither commands nor adapters');
      if (chatLibraries.test(from)) return say('src knows no chat library');
      if (from.startsWith('src/bin/')) return say('only the command line starts src/bin');
    }
    if (top === 'commands') {
      const allowed =
        from.startsWith('commands/') || commandRooms.some((room) => from.startsWith(room)) || from === 'src/nearest.js';
      if (!allowed && !(typesOnly && from === 'src/adapter.js')) return say('a command is platform-free');
    }
    if (top === 'adapters') {
      if (from.startsWith('commands/')) return say('an adapter reaches commands through the desk');
      if (/^adapters\//.test(from) && !from.startsWith(`adapters/${second}/`))
        return say('adapters do not know each other');
      if (from.startsWith('src/bin/')) return say('only the command line starts src/bin');
      if (chatLibraries.test(from) && !typesOnly && !file.path.endsWith('/transport.ts')) {
        return say('at run time only transport.ts loads the chat library');
      }
    }
    return [];
  });
}

test('every room imports only what the import law allows', () => {
  const files = sourceFiles('src', 'commands', 'adapters');
  expect(files.length).toBeGreaterThan(60);
  expect(files.flatMap(breaches)).toEqual([]);
});

test.each([
  ['src/time/x.ts', "import { App } from '@slack/bolt';"],
  ['src/reply/x.ts', "import { meeting } from '../../commands/meeting.js';"],
  ['src/store/x.ts', "const a = await import('../../adapters/slack/index.js');"],
  ['commands/x.ts', "import { openStore } from '../src/store/store.js';"],
  ['commands/x.ts', "import { readFileSync } from 'node:fs';"],
  ['adapters/slack/render.ts', "import { WebClient } from '@slack/web-api';"],
  ['adapters/slack/x.ts', "import { renderDiscord } from '../discord/render.js';"],
  ['adapters/web/x.ts', "import { registry } from '../../commands/index.js';"],
])('the law catches a planted violation in %s: %s', (path, text) => {
  expect(breaches({ path, text })).toHaveLength(1);
});

test('an adapter may import the types of its library anywhere', () => {
  expect(breaches({ path: 'adapters/slack/render.ts', text: "import type { Block } from '@slack/types';" })).toEqual(
    [],
  );
});

/** Things only one file may do, so that tests can rule them. */
const alone: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [/\bDate\.now\(|\bnew Date\(\s*\)/, 'the time comes from src/time/clock.ts', ['src/time/clock.ts']],
  [/\bprocess\.env\b/, 'the environment is read by src/config.ts, at the door', ['src/bin/']],
  [/\bconsole\.(log|warn|error|info)\b/, 'output goes through the logger or the given stream', []],
];

function strays(file: SourceFile): readonly string[] {
  const code = file.text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/[^\n]*/g, '');
  return alone.flatMap(([pattern, why, where]) =>
    pattern.test(code) && !where.some((place) => file.path.startsWith(place)) ? [`${file.path}: ${why}`] : [],
  );
}

test('time, environment and output each have one door', () => {
  const files = sourceFiles('src', 'commands', 'adapters').filter((f) => !f.path.startsWith('adapters/web/client/'));
  expect(files.flatMap(strays)).toEqual([]);
  expect(strays({ path: 'src/remind/x.ts', text: 'const now = Date.now();' })).toHaveLength(1);
  expect(strays({ path: 'src/remind/x.ts', text: 'const key = process.env.KEY;' })).toHaveLength(1);
});
