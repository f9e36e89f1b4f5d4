import { expect, test } from 'vitest';
import { computedAnswers } from '../../../src/answers/computed.js';
import { createSchedule } from '../../../src/schedule/schedule.js';
import { emptyCommunity } from '../../support/empty-community.js';
import { tuesday } from './istio-desk.js';

const computed = computedAnswers(emptyCommunity, createSchedule(emptyCommunity));

test.each([
  ['when is the next meeting', true],
  ['is the meeting in 2 weeks', true],
  ["what's on 3 december in the evening", true],
  ['tell me the date 5 days from now', true],
  ['my pull request got no review in two weeks, what now', false],
  ['how long does a review take', false],
  ['i asked last week and nobody answered', false],
])('“%s” asks for a date: %s', (question, expected) => {
  expect(computed.asksForDate(question, tuesday)).toBe(expected);
});
