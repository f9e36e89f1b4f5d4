import { expect, test } from 'vitest';
import {
  findGroup,
  findMeeting,
  groupsLedBy,
  groupsMatching,
  groupsOfMeeting,
  linksAbout,
  mainMeeting,
  meetingOfGroup,
  meetingsMatching,
  nearGroups,
  nearMeetings,
  nearTopics,
} from '../../../src/community/find.js';
import { loadCommunity } from '../../../src/community/load.js';
import { istioFile } from './temporary-community.js';

const loaded = await loadCommunity(istioFile);
if (!loaded.ok) throw new Error('the example does not load');
const { community } = loaded;

test.each([
  ['networking', 'networking'],
  ['Networking', 'networking'],
  ['NET', 'networking'],
  ['the networking working group meeting', 'networking'],
  ['networking WG', 'networking'],
  ['Test & Release', 'test-and-release'],
  ['Performance and Scalability', 'performance'],
  ['perf', 'performance'],
  ['nétworking', 'networking'],
  ['network ing', undefined],
  ['istio', undefined],
  ['', undefined],
  ['the', undefined],
])('the group called “%s” is %s', (name, id) => {
  expect(findGroup(community, name)?.id).toBe(id);
});

test.each([
  ['community', 'community'],
  ['Community Meeting', 'community'],
  ['the community meeting', 'community'],
  ['biweekly', 'community'],
  ['networking', 'networking'],
  ['security meeting', 'security'],
  ['meeting', undefined],
  ['', undefined],
])('the meeting called “%s” is %s', (name, id) => {
  expect(findMeeting(community, name)?.id).toBe(id);
});

test.each([
  ['netw', ['networking']],
  ['cloud foundry', ['environments']],
  ['mixer', ['integrations']],
  ['auditing', ['security']],
  ['taillefer', ['steering', 'api-management', 'integrations']],
  ['config', ['config']],
  ['kubernetes on aws', []],
  ['👍', []],
])('groups that fit “%s”', (query, ids) => {
  const found = groupsMatching(community, query).map(({ id }) => id);
  // 👍 folds to nothing, as an empty query does: all of them.
  expect(found).toEqual(query === '👍' ? community.groups.map(({ id }) => id) : ids);
});

test('a name counts for more than a description, and a description for more than a lead', () => {
  const [first] = community.groups;
  if (first === undefined) throw new Error('no group');
  const made = [
    { ...first, id: 'led', name: 'Alpha', about: 'Nothing', leads: [{ name: 'Pilot Smith' }] },
    { ...first, id: 'described', name: 'Beta', about: 'All about pilot', leads: [] },
    { ...first, id: 'named', name: 'Pilot', about: 'Nothing', leads: [] },
  ];
  expect(groupsMatching({ ...community, groups: made }, 'pilot').map(({ id }) => id)).toEqual([
    'named',
    'described',
    'led',
  ]);
});

test.each([
  ['martin taillefer', ['steering', 'api-management', 'integrations']],
  ['Taillefer', ['steering', 'api-management', 'integrations']],
  ['geeknoid', ['steering', 'api-management', 'integrations']],
  ['Christopher Luciano', ['config', 'networking']],
  ['Christopher M Luciano', ['config', 'networking']],
  ['Lin Sun', ['steering', 'test-and-release']],
  ['Louis', ['steering']],
  ['Nobody', []],
  ['M', []],
  ['', []],
])('%s leads %s', (person, ids) => {
  expect(groupsLedBy(community, person).map(({ id }) => id)).toEqual(ids);
});

test.each([
  ['help', 'help'],
  ['bug', 'help'],
  ['recordings', 'recordings'],
  ['time zone', 'time-zone'],
  ['roles', 'roles'],
  ['CLA', 'contributing'],
  ['code of conduct', 'code-of-conduct'],
  ['design docs', 'design-documents'],
  ['mailing list', 'istio-dev'],
])('the first link about “%s” is %s', (topic, id) => {
  expect(linksAbout(community, topic)[0]?.id).toBe(id);
});

test('an empty query lists everything in the order of the file; an unknown topic lists nothing', () => {
  expect(linksAbout(community, '')).toBe(community.links);
  expect(groupsMatching(community, ' ')).toBe(community.groups);
  expect(meetingsMatching(community, '')).toBe(community.meetings);
  expect(linksAbout(community, 'gardening')).toEqual([]);
});

test('meetings are found by what their group does', () => {
  expect(meetingsMatching(community, 'cloud foundry').map(({ id }) => id)).toEqual(['environments']);
  expect(meetingsMatching(community, 'community')[0]?.id).toBe('community');
});

test('a group leads to its meeting and back; Steering has none', () => {
  const [steering, api] = community.groups;
  if (steering === undefined || api === undefined) throw new Error('no groups');
  expect(meetingOfGroup(community, steering)).toBeUndefined();
  const meeting = meetingOfGroup(community, api);
  expect(meeting?.id).toBe('api-management');
  expect(meeting && groupsOfMeeting(community, meeting)).toEqual([api]);
});

test('a typo is offered what it may have meant, under names that are found again', () => {
  expect(nearGroups(community, 'netwroking')).toEqual(['Networking']);
  expect(nearGroups(community, 'netwroking group')).toEqual(['Networking']);
  expect(nearMeetings(community, 'comunity')).toEqual(['Community meeting']);
  expect(nearTopics(community, 'recodings')).toContain('recordings');
  expect(nearGroups(community, 'gardening club')).toEqual([]);
  for (const name of nearGroups(community, 'securty')) expect(findGroup(community, name)?.id).toBe('security');
});

test('the main meeting is the one that belongs to no group, wherever it stands in the file', () => {
  const [whole, ...groups] = community.meetings;
  if (whole === undefined) throw new Error('the example has no meeting');
  expect(mainMeeting({ ...community, meetings: [...groups, whole] })?.id).toBe('community');
  expect(mainMeeting({ ...community, meetings: groups })?.id).toBe('api-management');
  expect(mainMeeting({ ...community, meetings: [] })).toBeUndefined();
});
