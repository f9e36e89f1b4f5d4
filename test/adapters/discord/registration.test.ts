import { expect, test } from 'vitest';
import { commandBodies, sameCommands } from '../../../adapters/discord/registration.js';
import type { CommandInfo } from '../../../src/adapter.js';
import { commandBySchema, commandFaults, loadSchemas } from '../../support/discord/rules.js';

const commands: readonly CommandInfo[] = [
  {
    name: 'working-groups',
    summary: 'Find a working group',
    examples: ['working-groups'],
    options: [
      { name: 'page', summary: 'Page', kind: 'count', required: false, min: 1, max: 50, completes: false },
      { name: 'query', summary: 'Part of a name', kind: 'text', required: true, maxLength: 60, completes: true },
      { name: 'sort', summary: 'Order', kind: 'choice', required: false, values: ['name', 'next'], completes: true },
    ],
  },
];

test('a command is registered with its options, the required ones first', () => {
  expect(commandBodies(commands)).toEqual([
    {
      type: 1,
      name: 'working-groups',
      description: 'Find a working group',
      contexts: [0, 1],
      integration_types: [0],
      options: [
        { type: 3, name: 'query', description: 'Part of a name', required: true, max_length: 60, autocomplete: true },
        { type: 4, name: 'page', description: 'Page', required: false, min_value: 1, max_value: 50 },
        {
          type: 3,
          name: 'sort',
          description: 'Order',
          required: false,
          choices: [
            { name: 'name', value: 'name' },
            { name: 'next', value: 'next' },
          ],
        },
      ],
    },
  ]);
});

const receipts: CommandInfo = {
  name: 'receipts',
  summary: 'What became of each reminder',
  examples: ['receipts'],
  options: [],
  maintainers: true,
};

test('a command for maintainers is shown to those who manage the server, and not in direct messages', () => {
  expect(commandBodies([receipts])).toEqual([
    {
      type: 1,
      name: 'receipts',
      description: 'What became of each reminder',
      contexts: [0],
      default_member_permissions: '32',
      integration_types: [0],
      options: [],
    },
  ]);
});

test('a command that becomes one for maintainers is a change, as Discord gives it back for all servers and for one', () => {
  const back = { id: '1', type: 1, name: 'receipts', description: 'What became of each reminder', nsfw: false };
  const open = { ...back, contexts: [0, 1], default_member_permissions: null };
  const kept = { ...back, contexts: [0], default_member_permissions: '32', options: [] };
  expect(sameCommands(commandBodies([receipts]), [open])).toBe(false);
  expect(sameCommands(commandBodies([receipts]), [kept])).toBe(true);
  expect(sameCommands(commandBodies([receipts]), [{ ...kept, contexts: [0, 1] }])).toBe(false);
  expect(sameCommands(commandBodies([receipts]), [{ ...kept, contexts: null }])).toBe(true);
});

const schedule: CommandInfo = {
  name: 'schedule',
  summary: 'Change one date of a meeting',
  examples: ['schedule list'],
  options: [
    {
      name: 'action',
      summary: 'What to do',
      kind: 'choice',
      required: true,
      values: ['move', 'list'],
      completes: true,
    },
    { name: 'why', summary: 'The reason', kind: 'text', required: false, maxLength: 120, completes: false },
    { name: 'meeting', summary: 'Which meeting', kind: 'text', required: false, completes: true },
  ],
  maintainers: true,
  branches: {
    option: 'action',
    of: [
      { value: 'move', summary: 'Move one date', options: ['why', 'meeting'], required: ['meeting'] },
      { value: 'list', summary: 'List what was changed', options: [], required: [] },
    ],
  },
};

test('a command with branches is registered with a subcommand each, which has its own options', () => {
  expect(commandBodies([schedule])).toEqual([
    {
      type: 1,
      name: 'schedule',
      description: 'Change one date of a meeting',
      contexts: [0],
      default_member_permissions: '32',
      integration_types: [0],
      options: [
        {
          type: 1,
          name: 'move',
          description: 'Move one date',
          options: [
            { type: 3, name: 'meeting', description: 'Which meeting', required: true, autocomplete: true },
            { type: 3, name: 'why', description: 'The reason', required: false, max_length: 120 },
          ],
        },
        { type: 1, name: 'list', description: 'List what was changed', options: [] },
      ],
    },
  ]);
});

test('a subcommand that differs is a change, and what Discord leaves out of one is none', () => {
  const back = {
    ...{ id: '1', type: 1, name: 'schedule', description: 'Change one date of a meeting', nsfw: false },
    ...{ contexts: [0], default_member_permissions: '32' },
  };
  const meeting = { type: 3, name: 'meeting', description: 'Which meeting', required: true, autocomplete: true };
  const why = { type: 3, name: 'why', description: 'The reason', max_length: 120 };
  const list = { type: 1, name: 'list', description: 'List what was changed' };
  const held = (...options: object[]) => ({
    ...back,
    options: [{ type: 1, name: 'move', description: 'Move one date', options }, list],
  });
  expect(sameCommands(commandBodies([schedule]), [held(meeting, why)])).toBe(true);
  expect(sameCommands(commandBodies([schedule]), [held(meeting)])).toBe(false);
  expect(sameCommands(commandBodies([schedule]), [held(meeting, { ...why, required: true })])).toBe(false);
});

test('a branch that names an option that is none is a fault of ours', () => {
  const branches = { option: 'action', of: [{ value: 'move', summary: 'Move', options: ['wen'], required: [] }] };
  expect(() => commandBodies([{ ...schedule, branches }])).toThrow('/schedule move names an option that is none: wen');
});

test('what is sent is what Discord takes', async () => {
  const schemas = await loadSchemas();
  const bodies = commandBodies([...commands, receipts, schedule]);
  expect(bodies.flatMap((body) => commandBySchema(schemas, body))).toEqual([]);
  expect(commandFaults(bodies as never)).toEqual([]);
});

const held = {
  id: '1',
  version: '2',
  application_id: '3',
  type: 1,
  name: 'working-groups',
  description: 'Find a working group',
  nsfw: false,
  default_member_permissions: null,
  options: [
    { type: 3, name: 'query', description: 'Part of a name', required: true, max_length: 60, autocomplete: true },
    { type: 4, name: 'page', description: 'Page', min_value: 1, max_value: 50 },
    {
      type: 3,
      name: 'sort',
      description: 'Order',
      choices: [
        { name: 'name', name_localizations: null, value: 'name' },
        { name: 'next', value: 'next' },
      ],
    },
  ],
};

test('what Discord adds of its own is no change', () => {
  expect(sameCommands(commandBodies(commands), [held])).toBe(true);
});

test.each([
  ['a summary', { ...held, description: 'Find a group' }],
  ['a command’s name', { ...held, name: 'groups' }],
  ['an option that is gone', { ...held, options: held.options.slice(0, 2) }],
  ['a bound', { ...held, options: [{ ...held.options[0], max_length: 61 }, ...held.options.slice(1)] }],
  ['completion', { ...held, options: [{ ...held.options[0], autocomplete: false }, ...held.options.slice(1)] }],
])('%s that differs is a change', (_what, other) => {
  expect(sameCommands(commandBodies(commands), [other])).toBe(false);
});

test('a command more or less is a change', () => {
  expect(sameCommands(commandBodies(commands), [])).toBe(false);
  expect(sameCommands(commandBodies(commands), [held, { ...held, name: 'old' }])).toBe(false);
});

test('the rules of the fake find what Discord refuses within a subcommand', () => {
  const option = { type: 3, name: 'why', description: 'The reason' };
  const faults = (options: object[]) =>
    commandFaults([{ name: 'schedule', description: 'Change it', options: options as never }]);
  const move = { type: 1, name: 'move', description: 'Move' };
  const many = Array.from({ length: 26 }, (_, index) => ({ ...option, name: `o${index}` }));
  expect(faults([{ ...move, options: many }])).toEqual(['/move: more than 25 options']);
  expect(faults([{ ...move, options: [option, { ...option, name: 'meeting', required: true }] }])).toEqual([
    '/move: required options stand first',
  ]);
  expect(faults([move, option])).toEqual(['/schedule: either subcommands or options']);
  expect(faults([{ ...move, description: '' }])).toEqual(['/move: a description has 1 to 100 characters']);
});
