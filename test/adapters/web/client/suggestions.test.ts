import { describe, expect, test } from 'vitest';
import { type Ask, suggestionsFor } from '../../../../adapters/web/client/suggestions.js';
import type { OptionInfo } from '../../../../src/adapter.js';

const option = (name: string, more: Partial<OptionInfo> = {}): OptionInfo => ({
  ...{ name, summary: `The ${name}`, kind: 'text', required: false, completes: false },
  ...more,
});
const commands = [
  {
    name: 'meeting',
    summary: 'When we meet',
    options: [option('name', { completes: true }), option('zone', { completes: true })],
  },
  { name: 'contribute', summary: 'How to help', options: [] },
  {
    name: 'working-groups',
    summary: 'Who works on what',
    options: [option('query', { completes: true }), option('page', { kind: 'count' })],
  },
  { name: 'sort', summary: 'Sort it', options: [option('order', { kind: 'choice', values: ['newest', 'oldest'] })] },
];
const ask: Ask = async (command, name, typed) => {
  const known: Readonly<Record<string, readonly string[]>> = {
    'meeting name': ['community', 'Test and Release'],
    'meeting zone': ['Europe/Berlin'],
    'working-groups query': ['networking'],
  };
  const values = known[`${command} ${name}`] ?? [];
  return values
    .filter((value) => value.toLowerCase().startsWith(typed.toLowerCase()))
    .map((value) => ({ label: value, value }));
};
const texts = async (line: string): Promise<readonly string[]> =>
  (await suggestionsFor(line, commands, ask)).map(({ text }) => text);

describe('what could be typed next', () => {
  test.each([
    ['a question gets no suggestion', 'when do we meet', []],
    ['nothing typed, nothing offered', '', []],
    ['a slash lists every command', '/', ['/meeting ', '/contribute', '/working-groups ', '/sort ']],
    ['a command by its beginning', '/me', ['/meeting ']],
    ['a command by a part of its name', '/group', ['/working-groups ']],
    [
      'after a command the values of its first option, then the other options',
      '/meeting ',
      ['/meeting community', '/meeting Test and Release', '/meeting zone:'],
    ],
    ['values by their beginning', '/meeting comm', ['/meeting community']],
    ['a value that stands already is not offered again', '/meeting community', []],
    ['a further option behind a value', '/meeting community z', ['/meeting community zone:']],
    ['the values of an option that is named', '/meeting community zone:eu', ['/meeting community zone:Europe/Berlin']],
    ['a value with a space, named, is quoted', '/meeting name:te', ['/meeting name:"Test and Release"']],
    ['the words of a choice', '/sort n', ['/sort newest']],
    ['a count has no values, only its name', '/working-groups networking p', ['/working-groups networking page:']],
    ['an unknown command gets none', '/nothing ', []],
    ['a command without options gets none', '/contribute ', []],
  ])('%s', async (_name, line, expected) => {
    expect(await texts(line)).toEqual(expected);
  });
});
