import { expect, test } from 'vitest';
import { PassageIndex } from '../../../src/answers/passage-index.js';
import { searchTerms } from '../../../src/answers/search-terms.js';
import { sectionsOf } from '../../../src/documents/markdown.js';

function ranked(question: string, markdown: string): readonly string[] {
  const index = new PassageIndex(sectionsOf({ path: 'garden.md', markdown }));
  return index.search(searchTerms(question, index.vocabulary), 3).map((found) => found.section.id);
}

test('a section that opens with what is asked comes before one that says the same further down', () => {
  const garden = `# Garden

## Spring

The beds are dug over in March. Then the paths are raked and swept. Slugs are kept off the lettuce with copper tape.

## Summer

Slugs are kept off the lettuce with copper tape. The beds are dug over in March. Then the paths are raked and swept.
`;
  expect(ranked('what keeps slugs off lettuce?', garden)).toEqual(['garden.md#summer', 'garden.md#spring']);
});

test('a section that has the words side by side comes before one that has them apart', () => {
  const garden = `# Garden

## Sheds

In the shed a bed of straw is raised for the hens each spring, and the wood is oiled.

## Corners

In the corner a raised bed of straw is for the hens each spring, and the wood is oiled.
`;
  expect(ranked('who builds a raised bed?', garden)).toEqual(['garden.md#corners', 'garden.md#sheds']);
});

test('words side by side in a program are read as well', () => {
  const garden = `# Garden

## Hoses

Turn the tap.

    tap open; slowly and with care

## Pumps

Turn the tap.

    open tap slowly; and with care
`;
  expect(ranked('how do I open tap three?', garden)[0]).toBe('garden.md#pumps');
});
