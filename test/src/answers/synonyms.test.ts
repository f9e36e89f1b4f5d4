import { expect, test } from 'vitest';
import { Synonyms } from '../../../src/answers/synonyms.js';
import { termOf } from '../../../src/answers/terms.js';

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
