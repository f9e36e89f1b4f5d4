import { expect, test } from 'vitest';
import { answerModes, hearsQuestions } from '../../../src/community/answer-modes.js';

const rooms = [
  { name: 'general', slack: 'C1', discord: '1', line: 1 },
  { name: 'help', slack: 'C2', discord: '2', answer: 'questions', line: 2 },
  { name: 'off-topic', slack: 'C3', answer: 'off', line: 3 },
  { name: 'help-again', slack: 'C2', answer: 'off', line: 4 },
] as const;

test.each([
  ['slack', 'C1', 'mention'],
  ['slack', 'C2', 'questions'],
  ['slack', 'C3', 'off'],
  ['slack', 'C9', 'mention'],
  ['discord', '1', 'mention'],
  ['discord', '2', 'questions'],
  ['discord', 'C3', 'mention'],
] as const)('on %s the channel %s answers: %s', (platform, channel, mode) => {
  expect(answerModes({ rooms }, platform)(channel)).toBe(mode);
});

test('messages are to be read where a room with a channel there answers questions', () => {
  expect(hearsQuestions({ rooms }, 'discord')).toBe(true);
  expect(hearsQuestions({ rooms: rooms.filter(({ name }) => name !== 'help') }, 'discord')).toBe(false);
  expect(hearsQuestions({ rooms: [{ name: 'help', slack: 'C2', answer: 'questions', line: 1 }] }, 'discord')).toBe(
    false,
  );
});
