import { expect, test } from 'vitest';
import { type CuratedAnswers, curatedAnswers } from '../../../src/answers/curated.js';
import { plainText } from '../../../src/reply/plain.js';
import type { StoredAnswer } from '../../../src/store/question-log.js';
import type { Instant } from '../../../src/time/zoned.js';
import { emptyCommunity } from '../../support/empty-community.js';

const community = {
  ...emptyCommunity,
  answers: [
    { ask: ['Where do I get stickers?', 'how to obtain swag'], say: 'At the desk, floor 2.', line: 42 },
    { ask: ['When do I get my stickers?'], url: 'https://example.org/when', line: 45 },
    { ask: ['How do I reset my cluster certificates after an upgrade?'], say: 'Delete the secret.', line: 48 },
    { ask: ['Why is my sidecar not injected?'], say: 'Label the namespace.', line: 51 },
  ],
};

const shop = curatedAnswers({
  ...emptyCommunity,
  answers: [
    { ask: ['where do I get an e-book?'], say: 'In the shop.', line: 1 },
    { ask: ['how is the library financed'], say: 'By the town.', line: 2 },
  ],
});

test.each([
  ['where can I get an ebook', 'In the shop.'],
  ['where do i get e-books?', 'In the shop.'],
  ['who finances the library?', 'By the town.'],
  ['who is financing this library', 'By the town.'],
  ['do you print e-books', undefined],
  ['who visits the library', undefined],
])('a near wording will do: “%s” is answered with %j', async (question, answer) => {
  expect(await said(question, shop)).toBe(answer);
});

test('it is told whether the question is worded exactly so', async () => {
  expect(await shop('How is the library financed?')).toMatchObject({ exact: true });
  expect(await shop('who finances the library?')).not.toHaveProperty('exact');
});

async function said(
  question: string,
  answers: CuratedAnswers = curatedAnswers(community),
): Promise<string | undefined> {
  const answered = await answers(question);
  if (answered === undefined) return undefined;
  if (answered.kind !== 'curated') throw new Error(`answered as ${answered.kind}`);
  const [, first] = plainText(answered.reply).split('\n\n');
  return first;
}

test.each([
  ['Where do I get stickers?', 'At the desk, floor 2.'],
  ['  where do i GET stickers', 'At the desk, floor 2.'],
  ['please, how can I get some stickers?', 'At the desk, floor 2.'],
  ['how to obtain swag', 'At the desk, floor 2.'],
  ['when will I get my stickers', 'https://example.org/when'],
  ['reset certificates of my cluster after upgrades', 'Delete the secret.'],
  ['how do I reset the cluster’s certificates after an upgrade, please?', 'Delete the secret.'],
  ['how do I reset my cluster certificates after an upgrade on Windows?', 'Delete the secret.'],
  ['why isn’t my sidecar injected', 'Label the namespace.'],
])('“%s” is answered with “%s”', async (question, answer) => {
  expect(await said(question)).toBe(answer);
});

test.each([
  ['little in common', 'where do I get lunch?'],
  ['half of the words', 'reset certificates'],
  ['two words more', 'where do I get stickers for the Berlin conference booth?'],
  ['another question word', 'who gets stickers?'],
  ['the contrary', 'why is my sidecar injected?'],
  ['nothing', '?!'],
])('%s is no answer: “%s”', async (_why, question) => {
  expect(await said(question)).toBeUndefined();
});

function stored(id: string, ask: string, say: string): StoredAnswer {
  return { id, ask: [ask], say, addedAt: 1_800_000_000 as Instant };
}

test('the file comes before chat, and in chat the latest before the earlier', async () => {
  const fromChat = [
    stored('a1', 'Where do I get stickers?', 'From Ana.'),
    stored('a2', 'Where is the logo?', 'In the old place.'),
    stored('a3', 'Where is the logo?', 'In the new place.'),
  ];
  const answers = curatedAnswers(community, async () => fromChat);
  expect(await said('Where do I get stickers?', answers)).toBe('At the desk, floor 2.');
  expect(await said('Where is the logo?', answers)).toBe('In the new place.');
});

test('small print names the line of the file, or the maintainers', async () => {
  const answers = curatedAnswers(community, async () => [stored('a1', 'Where is the logo?', 'Here.')]);
  const footnotes = async (question: string) => {
    const answered = await answers(question);
    return answered?.kind === 'curated' ? answered.reply.body.filter(({ type }) => type === 'footnote') : [];
  };
  expect(await footnotes('how to obtain swag')).toEqual([{ type: 'footnote', text: 'From community.yaml, line 42' }]);
  expect(await footnotes('Where is the logo?')).toEqual([{ type: 'footnote', text: 'Written by the maintainers' }]);
});

test('an answer that is new or taken away counts at once', async () => {
  let now: readonly StoredAnswer[] = [];
  const answers = curatedAnswers(emptyCommunity, async () => now);
  expect(await said('Where is the logo?', answers)).toBeUndefined();
  now = [stored('a1', 'Where is the logo?', 'Here.')];
  expect(await said('Where is the logo?', answers)).toBe('Here.');
  now = [];
  expect(await said('Where is the logo?', answers)).toBeUndefined();
});

test('text in an answer is literal', async () => {
  const answers = curatedAnswers(emptyCommunity, async () => [
    stored('a1', 'Where is the logo?', '<!channel> **here**'),
  ]);
  const answered = await answers('where is the logo');
  expect(answered?.kind === 'curated' && answered.reply.body[0]).toEqual({
    type: 'text',
    line: ['<!channel> **here**'],
  });
});
