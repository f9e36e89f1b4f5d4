import { expect, test } from 'vitest';
import type { Asking, Reader } from '../../../src/adapter.js';
import { requireMaintainer } from '../../../src/command/rights.js';
import type { Maintainer } from '../../../src/community/model.js';

const maintainers: readonly Maintainer[] = [
  { slack: 'U0ANA', discord: '111' },
  { discordRole: '555' },
  { slackUsergroup: 'S0CORE' },
];

interface Person {
  readonly id: string;
  readonly name?: string;
  readonly groups?: Reader['groups'];
}

/** The code of the refusal, or "may". */
async function outcome(platform: Asking['platform'], reader: Person, listed = maintainers): Promise<string> {
  const refusal = await requireMaintainer(
    'receipts',
    { platform, place: 'room', room: 'C1', reader: reader as Reader },
    { maintainers: listed },
  ).catch((error: unknown) => error);
  return refusal === undefined ? 'may' : (refusal as { code: string }).code;
}

const inGroups =
  (...ids: readonly string[]) =>
  async () =>
    ids;
const unreachable = async () => {
  throw new Error('the platform does not answer');
};

test.each<[string, Asking['platform'], Person, string]>([
  ['a person by the id of Slack', 'slack', { id: 'U0ANA' }, 'may'],
  ['a person by the id of Discord', 'discord', { id: '111' }, 'may'],
  ['anyone else', 'slack', { id: 'U0BOB', groups: inGroups() }, 'maintainers-only'],
  ['an id of Slack on Discord', 'discord', { id: 'U0ANA', groups: inGroups() }, 'maintainers-only'],
  ['an id of Discord on Slack', 'slack', { id: '111', groups: inGroups() }, 'maintainers-only'],
  ['the name of a maintainer', 'slack', { id: 'U0BOB', name: 'U0ANA', groups: inGroups() }, 'maintainers-only'],
  ['an id in other letters', 'slack', { id: 'u0ana', groups: inGroups() }, 'maintainers-only'],
  ['an empty id', 'slack', { id: '', groups: inGroups() }, 'maintainers-only'],
  ['somebody with the role', 'discord', { id: '9', groups: inGroups('7', '555') }, 'may'],
  ['somebody with another role', 'discord', { id: '9', groups: inGroups('7') }, 'maintainers-only'],
  ['somebody of the user group', 'slack', { id: 'U9', groups: inGroups('S0CORE') }, 'may'],
  ['a role of Discord given as a user group', 'slack', { id: 'U9', groups: inGroups('555') }, 'maintainers-only'],
  ['the id of the role itself', 'discord', { id: '555', groups: inGroups() }, 'maintainers-only'],
  ['a person’s id given as a role', 'discord', { id: '9', groups: inGroups('111') }, 'maintainers-only'],
  ['somebody whose roles nobody can tell', 'discord', { id: '9' }, 'roles-not-seen'],
  ['somebody whose roles cannot be asked now', 'discord', { id: '9', groups: unreachable }, 'right-unknown'],
  ['whoever sits at the terminal', 'console', { id: 'terminal' }, 'may'],
  ['a visitor of the page', 'web', { id: 'U0ANA' }, 'maintainers-not-here'],
])('%s (%s): %j', async (_who, platform, person, expected) => {
  expect(await outcome(platform, person)).toBe(expected);
});

test('nobody is a maintainer where none is listed, and no role is asked for', async () => {
  expect(await outcome('slack', { id: 'U0ANA', groups: unreachable }, [])).toBe('maintainers-only');
  expect(await outcome('slack', { id: 'U9', groups: unreachable }, [{ slack: 'U0ANA' }])).toBe('maintainers-only');
});

test('where no role gives the right, nobody is sent to the server for theirs', async () => {
  expect(await outcome('discord', { id: '9' }, [{ discord: '111' }, { slackUsergroup: 'S0CORE' }])).toBe(
    'maintainers-only',
  );
});

test('in a direct message a person whose role may count is told where their roles can be seen', async () => {
  const asking = { platform: 'discord', place: 'direct', room: 'D1', reader: { id: '9' } } as const;
  await expect(requireMaintainer('receipts', asking, { maintainers })).rejects.toThrow(
    'Use /receipts on the server: here I cannot see your roles.',
  );
});

test('roles are asked for only where the id does not decide', async () => {
  expect(await outcome('discord', { id: '111', groups: unreachable })).toBe('may');
});

test('a right that is taken away is gone with the next question', async () => {
  let roles = ['555'];
  const reader = { id: '9', groups: async () => roles };
  expect(await outcome('discord', reader)).toBe('may');
  roles = [];
  expect(await outcome('discord', reader)).toBe('maintainers-only');
});

const lead = (name: string, slack: string) => ({ name, slack });
const groups = [{ id: 'net', name: 'Networking', aliases: [], leads: [lead('Ana Ruiz', 'U0ANA')], line: 1 }];

test.each<[readonly Maintainer[], string]>([
  [[{ slack: 'U0ANA' }], 'Only maintainers may use /schedule: Ana Ruiz. The community file lists them.'],
  [
    [{ slack: 'U0ANA' }, { slack: 'U0BEN' }, { slack: 'U0CAT' }, { slackUsergroup: 'S0CORE' }],
    'Only maintainers may use /schedule: Ana Ruiz, 2 more people and everybody in a listed user group. The community file lists them.',
  ],
  [[{ slack: 'U0BEN' }], 'Only maintainers may use /schedule; the community file lists them.'],
  [[{ discord: '111' }], 'Only maintainers may use /schedule; the community file lists them.'],
])('whoever has no right reads who has it, by the names that the file gives: %j', async (listed, sentence) => {
  const asking = { platform: 'slack', place: 'room', room: 'C1', reader: { id: 'U9', groups: inGroups() } } as const;
  await expect(requireMaintainer('schedule', asking, { maintainers: listed, groups })).rejects.toThrow(sentence);
});
