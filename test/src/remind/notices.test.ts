import { expect, test } from 'vitest';
import type { Community } from '../../../src/community/model.js';
import { isAnybodyToTell } from '../../../src/remind/notices.js';
import { community } from './sample.js';

const slack = { platform: 'slack', channelOf: (room: string) => (room === 'general' ? 'C1' : undefined) } as const;
const web = { platform: 'web', channelOf: (room: string) => room } as const;

test.each<[string, Partial<Community>, boolean]>([
  ['nobody', {}, false],
  ['a role and a user group', { maintainers: [{ discordRole: '5' }, { slackUsergroup: 'S1' }] }, false],
  ['a person of another platform', { maintainers: [{ discord: '91' }] }, false],
  ['a room for notices without a channel', { notices: 'desk' }, false],
  ['a room for notices with a channel', { notices: 'general' }, true],
  ['a person', { maintainers: [{ discordRole: '5' }, { slack: 'U1' }] }, true],
])('on Slack a file that names %s: somebody can be told of what needs mending (%#)', (_who, parts, told) => {
  expect(isAnybodyToTell({ community: { ...community(), ...parts }, surfaces: [slack] })).toBe(told);
});

test('the page takes notices in a room, and knows no person', () => {
  const on = (parts: Partial<Community>) =>
    isAnybodyToTell({ community: { ...community(), ...parts }, surfaces: [web] });
  expect(on({ notices: 'general' })).toBe(true);
  expect(on({ maintainers: [{ slack: 'U1' }] })).toBe(false);
});
