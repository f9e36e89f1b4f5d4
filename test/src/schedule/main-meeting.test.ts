import { expect, test } from 'vitest';
import { loadCommunity } from '../../../src/community/load.js';
import type { Community } from '../../../src/community/model.js';
import { mainMeetingAt } from '../../../src/schedule/main-meeting.js';
import { createSchedule } from '../../../src/schedule/schedule.js';
import type { Instant } from '../../../src/time/zoned.js';

const loaded = await loadCommunity('test/src/answers/garden.yaml');
if (!loaded.ok) throw new Error('The file does not load.');
const { community } = loaded;
const schedule = createSchedule(community);
const may = 1_777_593_600 as Instant;
const november = 1_795_514_400 as Instant;

test('the first meeting of the file is the main one while it goes on', () => {
  expect(mainMeetingAt(community, schedule, may)?.id).toBe('old');
});

test('once it is over, the next that goes on takes its place', () => {
  expect(mainMeetingAt(community, schedule, november)?.id).toBe('circle');
});

test('where all are over, the main one of the file stays, so that it can be spoken of', () => {
  const only: Community = { ...community, meetings: community.meetings.filter((meeting) => meeting.id === 'old') };
  expect(mainMeetingAt(only, createSchedule(only), november)?.id).toBe('old');
});

test('without any meeting there is none', () => {
  const none: Community = { ...community, meetings: [] };
  expect(mainMeetingAt(none, createSchedule(none), november)).toBeUndefined();
});
