/** Documents of short sections, in which the headings say most of what is asked. */
import { expect, test } from 'vitest';
import { documentAnswer } from '../../../src/answers/document-answer.js';
import { PassageIndex } from '../../../src/answers/passage-index.js';
import { sectionsOf } from '../../../src/documents/markdown.js';

const manual = `# Workshop manual

## Lathe

### Cleaning

Brush the chips out of the tray, then oil the bed.

### Training

A day with a guide, then a test piece.

## Kiln

### Cleaning

Nothing to do.

### Training

Two firings beside a guide of the kiln.

## Printer

### Cleaning

Wipe the plate of the printer with alcohol.

### Requirements

A laptop with a card reader.

### Limits

It prints up to 20 cm.

# Questions

## How many lockers can one person rent?

Two lockers, three for families.

## Is there a car park?

No. Bicycles stand in the yard.

## When do the doors open?

At nine.

## Money

The board decides on spending above 500 euro.

## Guests

Guests sign the book each time they come.

## Newsletter

Volunteers write the newsletter on Fridays, once a month.

## Reports

Groups report to the board about their work.

## Versions

Tell the version of the printer's program when you report a fault.

## Storm water

Storm water runs into the yard.
`;
const index = new PassageIndex(sectionsOf({ path: 'manual.md', markdown: manual }));

function ask(question: string): string {
  const found = documentAnswer(question, index);
  if ('maybe' in found) return `maybe ${found.maybe.map((section) => section.id).join(' ')}`;
  if (!('answered' in found) || found.answered.kind === 'command') return 'unknown';
  return `sure ${found.answered.sections?.[0]?.id}`;
}

test.each([
  ['how do I clean the kiln', 'sure manual.md#cleaning-1'],
  ['lathe cleaning', 'sure manual.md#cleaning'],
  ['printer cleaning', 'sure manual.md#cleaning-2'],
  ['what training for the kiln', 'sure manual.md#training-1'],
])('“%s”: of sections that are called the same, the one below the heading that is named', (question, expected) => {
  expect(ask(question)).toBe(expected);
});

test.each(['how do I clean it', 'what about training'])('“%s” names none of them, so they are offered', (question) => {
  expect(ask(question)).toMatch(/^maybe manual\.md#(?:cleaning|training)(?:-\d)? manual\.md#/);
});

test('what a thing needs is looked for under its requirements first', () => {
  expect(ask('what does the printer need')).toMatch(/^(?:sure|maybe) manual\.md#requirements\b/);
});

test.each([
  ['how many lockers', 'sure manual.md#how-many-lockers-can-one-person-rent'],
  ['how many lockers may I have?', 'sure manual.md#how-many-lockers-can-one-person-rent'],
  ['is there a guarded car park', 'sure manual.md#is-there-a-car-park'],
  ['are there any car parks', 'sure manual.md#is-there-a-car-park'],
])('“%s” is what a heading asks', (question, expected) => {
  expect(ask(question).startsWith(expected)).toBe(true);
});

test('a word that the documents write as two is found', () => {
  expect(ask('where does the stormwater run')).toBe('sure manual.md#storm-water');
});

test.each([
  'how much money does a guide earn', // No: the board's spending.
  'how many groups report to the board',
  'how often do groups report to the board',
  'which version of the printer program is the latest',
])('“%s”: a section about it that lacks the measure is not quoted', (question) => {
  expect(ask(question)).not.toMatch(/^sure/);
});

test('a rhythm in the section answers “how often”', () => {
  expect(ask('how often do volunteers write the newsletter')).toBe('sure manual.md#newsletter');
});

test.each(['how do I bake bread', 'who won the cup', 'how do I change my password', 'is there life on mars'])(
  '“%s” is not answered from the manual',
  (question) => {
    expect(ask(question)).toBe('unknown');
  },
);
