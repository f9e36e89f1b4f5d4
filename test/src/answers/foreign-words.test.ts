import { expect, test } from 'vitest';
import { foreignWordsOf } from '../../../src/answers/foreign-words.js';
import { emptyCommunity } from '../../support/empty-community.js';

const foreign = foreignWordsOf({
  ...emptyCommunity,
  groups: [{ id: 'net', name: 'Networking', aliases: [], topics: ['ingress'], leads: [], line: 1 }] as never,
});

test.each([
  ['where do we meet before the concert?', ['concert']],
  ['where can I get help with my taxes?', ['taxes']],
  ['when is the next community meeting on Thursday?', []],
  ['when is the netwroking meting?', []],
  ['which group owns ingress?', []],
  ['wann ist das nächste Treffen?', []],
  ['???', []],
])('of “%s” these words are about something else: %j', (question, words) => {
  expect(foreign(question, '')).toEqual(words);
});

test('what the answer itself names is none of them', () => {
  expect(foreign('what time is it in Ulan Bator?', '')).toEqual(['ulan', 'bator']);
  expect(foreign('what time is it in Ulan Bator?', 'The time in Ulan Bator')).toEqual([]);
});
