import { expect, test } from 'vitest';
import { sectionAnswer } from '../../../src/answers/document-answer.js';
import { PassageIndex } from '../../../src/answers/passage-index.js';
import { sectionsOf } from '../../../src/documents/markdown.js';

const filler =
  'The paths are swept on Mondays by whoever has the broom, and the gate is painted green each spring with what is left from the fence, as the neighbours like it.';

const handbook = `# Boat house

## Ropes

Use hemp or nylon. Everything else rots.

## Engine

Look first whether the tank is full. If it is, the filter is clogged. Then change it, which takes ten minutes.
${filler} ${filler}

## Founding a crew

${filler} Do five people want to sail together? Then found a crew:

1. **Choose a skipper.** The skipper holds the key and answers for the boat. ${filler}
2. **Pick a name.** It must not be taken.
3. **Paint the pennant.** Colours are in the attic. ${filler} ${filler}
4. **Write to the office** with the name. ${filler}

## Keys

${filler} ${filler} Each key has a number. However, lost keys cost 40 euros. ${filler}

## Winter

${filler} ${filler} The boats are laid up in October. Bring:

- a tarpaulin
- two ropes of ten metres
`;
const index = new PassageIndex(sectionsOf({ path: 'boats.md', markdown: handbook }));

function quoted(anchor: string, question: string): string | undefined {
  const answered = sectionAnswer(index, `boats.md#${anchor}`, question);
  const [source] = answered?.kind === 'passage' ? answered.reply.body : [];
  return source?.type === 'source' ? source.quote : undefined;
}

test('a section that fits in a quote is quoted whole, whatever of it was asked', () => {
  expect(quoted('ropes', 'what rots?')).toBe('Use hemp or nylon. Everything else rots.');
});

test('a quote does not begin with a sentence that leans on the one before', () => {
  expect(quoted('engine', 'is the filter clogged?')).toMatch(
    /^Look first whether the tank is full\. If it is, the filter/,
  );
  expect(quoted('engine', 'does the change take ten minutes?')).toMatch(
    /^Look first whether the tank is full\. If it is/,
  );
  expect(quoted('keys', 'what do lost keys cost?')).toMatch(
    /^Each key has a number\. However, lost keys cost 40 euros\./,
  );
});

test('of a list that is too long to quote, every step is named', () => {
  expect(quoted('founding-a-crew', 'must the name be taken?')).toBe(
    [
      'Do five people want to sail together? Then found a crew:',
      '• Choose a skipper. …',
      '• Pick a name. It must not be taken.',
      '• Paint the pennant. …',
      '• Write to the office with the name. …',
    ].join('\n'),
  );
});

test('a list keeps the line that introduces it, and no list is begun that does not fit', () => {
  expect(quoted('winter', 'is a tarpaulin needed?')).toBe('Bring:\n• a tarpaulin\n• two ropes of ten metres');
  expect(quoted('winter', 'when are the boats laid up?')).not.toMatch(/Bring:$/);
});
