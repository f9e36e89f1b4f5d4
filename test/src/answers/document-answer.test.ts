import { expect, test } from 'vitest';
import { documentAnswer, sectionAnswer } from '../../../src/answers/document-answer.js';
import { PassageIndex } from '../../../src/answers/passage-index.js';
import { maybeReply } from '../../../src/answers/passage-reply.js';
import { searchTerms } from '../../../src/answers/search-terms.js';
import { Synonyms } from '../../../src/answers/synonyms.js';
import { sectionsOf } from '../../../src/documents/markdown.js';
import { gist, istioDesk } from './istio-desk.js';

const guide = `# Garden handbook

The garden is a shared plot behind the library, kept by its neighbours.

## Getting a bed

Beds are given out each March. To get one you need:

- to live in the district for 6 months
- two hours of work on the paths
- a deposit of 20 euros

## Watering

Water only before nine in the morning. The [pump key](https://garden.example/key) hangs in the shed.

## Members

### Requirements

- Sponsored by 2 gardeners

## Helpers

### Requirements

- Sponsored by 1 gardener

## Merging beds

Two beds may be joined when both neighbours agree in writing.

## Tool shed

Yes, tools can be borrowed overnight. Bring them back clean.
`;
const index = new PassageIndex(
  sectionsOf({ path: 'guide.md', url: 'https://garden.example/guide.md', markdown: guide }),
);

function ask(question: string) {
  const found = documentAnswer(question, index);
  if (!('answered' in found) || found.answered.kind === 'command') return undefined;
  const [source] = found.answered.reply.body;
  return source?.type === 'source' ? source : undefined;
}

test('the passage is quoted with its title path and its published address', () => {
  expect(ask('when may I water in the morning?')).toEqual({
    type: 'source',
    quote: 'Water only before nine in the morning. The pump key hangs in the shed.',
    title: 'Garden handbook: Watering',
    url: 'https://garden.example/guide.md#watering',
  });
});

test('a short list is quoted whole, with the line that introduces it', () => {
  expect(ask('is a deposit needed to get a bed')?.quote).toBe(
    'Beds are given out each March. To get one you need:\n• to live in the district for 6 months\n• two hours of work on the paths\n• a deposit of 20 euros',
  );
});

test('of two sections with one name, the one under the role that was asked for is taken', () => {
  expect(ask('how do I become a member?')?.quote).toBe('• Sponsored by 2 gardeners');
  expect(ask('who can be a helper?')?.quote).toBe('• Sponsored by 1 gardener');
});

test('another form of the word, a misspelling and a synonym still find the section', () => {
  expect(ask('can beds be merged')?.title).toBe('Garden handbook: Merging beds');
  expect(ask('is a depossit needed to get a bed')?.title).toBe('Garden handbook: Getting a bed');
});

test('the links inside the quote come with it', () => {
  const found = documentAnswer('where is the pump key', index);
  expect('answered' in found && found.answered.kind === 'passage' && found.answered.reply.body[1]).toEqual({
    type: 'list',
    items: [[{ type: 'link', text: 'pump key', url: 'https://garden.example/key' }]],
  });
});

test.each([
  'what is the capital of France',
  'how do I deploy kubernetes on AWS',
  'how do I reset my bank card pin',
  'when is the next watering of the beds',
  'the of and',
  '',
])('“%s” is not answered from the handbook', (question) => {
  expect('answered' in documentAnswer(question, index)).toBe(false);
});

test('what may answer is offered, and what only touches the subject is named as a place to look', () => {
  const maybe = documentAnswer('how long can tools be borrowed?', index);
  expect('maybe' in maybe && maybe.maybe.map((section) => section.headings.at(-1))).toContain('Tool shed');
  const near = documentAnswer('are dogs allowed in the district library', index);
  expect('near' in near && near.near.map((section) => section.headings.at(-1))).toContain('Garden handbook');
});

test('“how long” wants a length of time: a section that only speaks of it is no answer', () => {
  expect(ask('how long must I live in the district to get a bed?')?.quote).toContain('6 months');
  expect('answered' in documentAnswer('how long can tools be borrowed?', index)).toBe(false);
});

test('the difference between two things is not told by a section about one', () => {
  expect('answered' in documentAnswer('what is the difference between beds and tools', index)).toBe(false);
});

test('the name of the community alone does not make a second word match', () => {
  const index = new PassageIndex(
    sectionsOf({
      path: 'garden.md',
      markdown: '# Joining the garden\n\nIt pays to come early.\n\n## Paths\n\nMind them.',
    }),
  );
  expect('answered' in documentAnswer('who pays for garden', index, new Set(['garden']))).toBe(false);
});

const ofIstio = await istioDesk();

test.each([
  "what's the difference between a member and a reviewer?",
  'how long should I wait for a review?',
  'who pays for istio',
  'what is a PR',
])('“%s” has no answer in the documents, and none is put for it', async (question) => {
  expect(['maybe', 'unknown']).toContain((await ofIstio(question)).kind);
});

test('an abbreviation that few sections use is looked up', async () => {
  expect(gist(await ofIstio("what's LGTM"))).toMatch(/^passage: .*maintainer of the repository has commented LGTM/);
});

test('a section that nearly answers as well is linked beside the quote', () => {
  const found = documentAnswer('which beds can be merged', index);
  expect(
    'answered' in found && found.answered.kind === 'passage' && found.answered.sections?.map(({ id }) => id),
  ).toEqual(['guide.md#merging-beds']);
  const twin = new PassageIndex(
    sectionsOf({
      path: 'twin.md',
      url: 'https://garden.example/twin.md',
      markdown:
        '# Tools\n\n## Borrowing spades\n\nSpades can be borrowed from the shed overnight.\n\n## Borrowing rakes\n\nRakes, like spades, can be borrowed from the shed overnight.\n\n## Paths\n\nMind them.',
    }),
  );
  const both = documentAnswer('can spades be borrowed from the shed overnight?', twin);
  expect('answered' in both && both.answered.kind === 'passage' && both.answered.reply.body.at(-1)).toEqual({
    type: 'text',
    line: [
      'See also: ',
      { type: 'link', text: 'Tools: Borrowing rakes', url: 'https://garden.example/twin.md#borrowing-rakes' },
    ],
  });
});

test('one section is quoted where it best fits the question, and one that is gone is not', () => {
  const answered = sectionAnswer(index, 'guide.md#watering', 'where does the key hang?');
  expect(answered?.kind).toBe('passage');
  expect(answered?.kind === 'passage' && answered.reply.body[0]).toMatchObject({
    type: 'source',
    quote: 'Water only before nine in the morning. The pump key hangs in the shed.',
    title: 'Garden handbook: Watering',
  });
  expect(sectionAnswer(index, 'guide.md#ponds', 'where does the key hang?')).toBeUndefined();
});

test('doubtful sections are listed with their addresses, for whoever sees no buttons', () => {
  const sections = sectionsOf({ path: 'guide.md', url: 'https://garden.example/guide.md', markdown: guide });
  const maybe = maybeReply(
    sections.filter(({ id }) => id === 'guide.md#watering' || id === 'guide.md#tool-shed'),
    'may I water with a hose from the shed?',
  );
  expect(maybe.kind === 'maybe' && maybe.reply.body).toEqual([
    { type: 'text', line: ['I am not sure. One of these sections may answer it:'] },
    {
      type: 'list',
      items: [
        [{ type: 'link', text: 'Garden handbook: Watering', url: 'https://garden.example/guide.md#watering' }],
        [{ type: 'link', text: 'Garden handbook: Tool shed', url: 'https://garden.example/guide.md#tool-shed' }],
      ],
    },
  ]);
});

test('doubtful sections stand behind buttons that name their headings, and nothing of them is quoted', () => {
  const sections = sectionsOf({ path: 'guide.md', markdown: guide }).filter(
    (section) => section.id === 'guide.md#watering',
  );
  const maybe = maybeReply(sections, 'how do I water roses with a hose?');
  expect(maybe.kind === 'maybe' && maybe.reply.choices[0]).toEqual({
    label: 'Garden handbook: Watering',
    invoke: {
      command: 'passage',
      options: { section: 'guide.md#watering', question: 'how do I water roses with a hose?' },
    },
  });
  expect(JSON.stringify(maybe)).not.toContain('nine in the morning');
});

test('words that the community file calls the same find each other', () => {
  const sections = sectionsOf({
    path: 'guide.md',
    markdown: '# Garden\n\n## Allotments\n\nAn allotment is tended by one family.\n\n## Paths\n\nMind them.',
  });
  const found = (synonyms: Synonyms) => {
    const index = new PassageIndex(sections, synonyms);
    return index.search(searchTerms('where are the parcels?', index.vocabulary), 3).map((one) => one.section.id);
  };
  expect(found(new Synonyms())).toEqual([]);
  expect(found(new Synonyms([['parcel', 'allotment']]))).toEqual(['guide.md#allotments']);
});

test('a name is defined where the text says what it is, not where it says what happens to it', () => {
  const sections = sectionsOf({
    path: 'garden.md',
    markdown:
      '# Garden\n\n## Hosting\n\nLoam is hosted by the town library.\n\n## Basics\n\nLoam is a soil of sand, silt and clay.\n\n## More\n\nLoam is released in spring.',
  });
  const found = documentAnswer('what is loam?', new PassageIndex(sections), new Set(['loam']));
  expect('answered' in found && found.answered.kind === 'passage' && found.answered.reply.title).toBe('Basics');
});

test('to start a group is answered by how one is proposed, not by a section that starts with groups', async () => {
  expect(gist(await ofIstio('how do I start a new working group?'))).toContain('Proposing a new working group');
});

test.each([
  ['when may I water in the morning?', false],
  ['can beds be merged', false],
  ['when may I water the tulips in the morning?', true],
])('whether the section leaves out something that was asked about is told: %s', (question, leavesOut) => {
  const found = documentAnswer(question, index);
  const answered = 'answered' in found && found.answered.kind === 'passage' ? found.answered : undefined;
  expect(answered?.kind).toBe('passage');
  expect(answered?.leavesOut ?? false).toBe(leavesOut);
});
