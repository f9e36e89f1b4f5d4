import { expect, test } from 'vitest';
import { groupNamed, questionGroups, timesWords } from '../../../src/questions/question-groups.js';
import type { KeptQuestion } from '../../../src/store/question-log.js';
import type { Instant } from '../../../src/time/zoned.js';

const roles = { id: 'ROLES.md#member', title: 'Roles: Member' };
const values = { id: 'VALUES.md', title: 'Values' };

function kept(id: string, text: string, at: number, change: Partial<KeptQuestion> = {}): KeptQuestion {
  return { id, text, reason: 'unanswered', platform: 'slack', channel: 'C0', at: at as Instant, ...change };
}

const open = [
  kept('k7f2aaaa', 'how does one become a member, please?', 1, { near: values }),
  kept('m3p4bbbb', 'is there a T-shirt?', 9),
  kept('k7f9cccc', 'become a member?', 3, { near: roles, reason: 'doubtful' }),
  kept('q2q2dddd', 'becoming a member', 2, { near: roles }),
  kept('z9z9eeee', 'where is the logo?', 4),
];

test('the most asked comes first, then the latest, each under its shortest wording and its first question’s letters', async () => {
  expect((await questionGroups(open)).map(({ id, title, latest }) => [id, title, latest])).toEqual([
    ['k7f2', 'become a member?', 3],
    ['m3p4', 'is there a T-shirt?', 9],
    ['z9z9', 'where is the logo?', 4],
  ]);
});

test('a group says how often for which reason, and which section came nearest most often', async () => {
  const [group] = await questionGroups(open);
  expect(group && timesWords(group)).toBe('3 times: 2 unanswered, 1 answered in doubt');
  expect(group?.near).toEqual(roles);
});

test('letters that two questions begin with are shown whole', async () => {
  const twins = [kept('k7f2aaaa', 'is there a T-shirt?', 1), kept('k7f2bbbb', 'where is the logo?', 2)];
  expect((await questionGroups(twins)).map(({ id }) => id)).toEqual(['k7f2bbbb', 'k7f2aaaa']);
});

test.each([
  ['k7f2', 'become a member?'],
  [' K7F2 ', 'become a member?'],
  ['q2q2', 'become a member?'],
  ['m3p4bbbb', 'is there a T-shirt?'],
  ['m3p', undefined],
  ['nope', undefined],
])('“%s” names %s', async (typed, title) => {
  expect(groupNamed(await questionGroups(open), typed)?.title).toBe(title);
});

test('a beginning that two groups share names none', async () => {
  const groups = await questionGroups([
    kept('k7f2aaaa', 'is there a T-shirt?', 1),
    kept('k7f2bbbb', 'where is the logo?', 2),
  ]);
  expect(groupNamed(groups, 'k7f2')).toBeUndefined();
  expect(groupNamed(groups, 'k7f2b')?.title).toBe('where is the logo?');
});

test('what is asked later changes no name', async () => {
  const later = [...open, kept('a2a2ffff', 'member become', 20), kept('b3b3gggg', 'member become', 21)];
  expect((await questionGroups(later))[0]).toMatchObject({ id: 'k7f2', title: 'member become' });
});
