import { expect, test } from 'vitest';
import { PassageIndex } from '../../../src/answers/passage-index.js';
import { searchTerms } from '../../../src/answers/search-terms.js';
import { Synonyms } from '../../../src/answers/synonyms.js';
import { termOf } from '../../../src/answers/terms.js';
import { sectionsOf } from '../../../src/documents/markdown.js';

test('words of software communities stand for one another', () => {
  expect(new Synonyms().of(termOf('k8s'))).toContain(termOf('kubernetes'));
  expect(new Synonyms().of(termOf('maintainers'))).toContain(termOf('approver'));
});

test('a community adds its own words to the built-in ones, in any case', () => {
  const synonyms = new Synonyms([['Pilot', 'discovery service']]);
  expect(synonyms.of(termOf('pilot'))).toEqual(expect.arrayContaining([termOf('discovery'), termOf('service')]));
  expect(synonyms.of(termOf('k8s'))).toContain(termOf('kubernetes'));
  expect(new Synonyms().of(termOf('pilot'))).toEqual([]);
});

test('a phrase stands for a word only where all of it is said', () => {
  const synonyms = new Synonyms([['pilot', 'discovery service']]);
  const [discovery, service] = ['discovery', 'service'].map(termOf);
  expect(synonyms.ofPhrases([discovery ?? '', service ?? ''])).toEqual([{ term: termOf('pilot'), for: discovery }]);
  expect(synonyms.ofPhrases([service ?? ''])).toEqual([]);
});

const sails = sectionsOf({
  path: 'sails.md',
  markdown: `# Sails

## Keeping

### Under canvas

Fold the sail and put it below.

### On the deck

Roll the sail.

## Repairs

A split seam below the boom is a case for two needles.

## Rig

The MOB button is red. It stops the clock.

## Paint

Two coats.`,
});

test.each([
  // A word for a phrase of the headings, a phrase for a word of the text, and two phrases for one thing.
  [['kuc', 'keeping under canvas'], 'how does kuc work?', 'sails.md#under-canvas'],
  [['mob', 'man over board'], 'what happens when a man goes over board?', 'sails.md#rig'],
  [['split seam', 'torn cloth'], 'what to do about torn cloth', 'sails.md#repairs'],
])('what a community calls the same is found in several words: %j', (ring, question, id) => {
  const index = new PassageIndex(sails, new Synonyms([ring]));
  expect(index.search(searchTerms(question, index.vocabulary), 1).map(({ section }) => section.id)).toEqual([id]);
  const without = new PassageIndex(sails);
  expect(without.search(searchTerms(question, without.vocabulary), 1)).toEqual([]);
});
