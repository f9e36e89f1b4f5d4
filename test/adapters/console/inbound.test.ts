import { expect, test } from 'vitest';
import { readTyped } from '../../../adapters/console/inbound.js';
import { typedLine } from '../../../adapters/console/typed-line.js';
import { scriptedCommands } from '../../support/scripted-desk.js';

const all = { command: 'meeting', options: { name: 'all' } };
const next = { command: 'meeting', options: { page: 2 } };
const screen = { choices: [all, next], paging: { next } };

test.each([
  ['an empty line does nothing', '   ', { kind: 'nothing' }],
  ['a command goes to the desk', ' /meeting all ', { kind: 'ask', line: '/meeting all' }],
  ['a question goes to the desk', 'who leads networking?', { kind: 'ask', line: 'who leads networking?' }],
  ['a number presses that choice', '1', { kind: 'press', invoke: all }],
  ['n turns to the next page', 'N', { kind: 'press', invoke: next }],
  [
    'a number without a choice says which there are',
    '3',
    { kind: 'no-such', sentence: 'There is no choice 3 here. Type 1 to 2, a question or a command.' },
  ],
  [
    'p on the first page says so',
    'p',
    { kind: 'no-such', sentence: 'This is the first page. Type n for the next one.' },
  ],
  ['quit leaves', 'quit', { kind: 'leave' }],
  ['/exit leaves', '/EXIT', { kind: 'leave' }],
  ['a question about leaving is a question', 'how do I quit?', { kind: 'ask', line: 'how do I quit?' }],
  ['a year in a question is no choice', '2026 dates', { kind: 'ask', line: '2026 dates' }],
])('%s', (_name, line, expected) => {
  expect(readTyped(line, screen)).toEqual(expected);
});

test('with nothing on the screen, numbers and pages say what to type', () => {
  expect(readTyped('1', { choices: [] })).toMatchObject({ sentence: expect.stringContaining('nothing to choose') });
  expect(readTyped('n', { choices: [] })).toMatchObject({ sentence: expect.stringContaining('no pages') });
});

test.each([
  ['no options', { command: 'meeting', options: {} }, '/meeting'],
  ['the only option takes its value as it stands', { command: 'meeting', options: { name: 'a b' } }, '/meeting a b'],
  [
    'several options are named, and quoted where they have spaces',
    { command: 'working-groups', options: { query: 'net "work', page: 2 } },
    '/working-groups query:"net work" page:2',
  ],
])('what to type for an invoke: %s', (_name, invoke, line) => {
  expect(typedLine(invoke, scriptedCommands)).toBe(line);
});
