/** minisearch as its README starts with it: two fields, no settings. */
import MiniSearch from 'minisearch';
import type { Section } from '../../src/documents/section.js';

const mostFound = 10;

export function plainSearch(sections: readonly Section[]): (question: string) => readonly string[] {
  const search = new MiniSearch({ fields: ['heading', 'text'] });
  search.addAll(
    sections.map(({ id, headings, units }) => ({
      id,
      heading: headings.join(' '),
      text: units.map((unit) => unit.text).join(' '),
    })),
  );
  return (question) =>
    search
      .search(question)
      .slice(0, mostFound)
      .map((found) => String(found.id));
}
