/** The best passage of the documents for a question, if it surely is about what was asked. */
import { cleanLine } from '../reply/clean.js';
import type { Block } from '../reply/reply.js';
import type { Answered } from './answers.js';
import { confidence } from './confidence.js';
import { type Passage, passageOf } from './passage.js';
import type { PassageIndex } from './passage-index.js';
import { searchTerms } from './search-terms.js';
import { ownTitleOf, type Section, titleOf } from './section.js';
import { wordsOf } from './terms.js';

function reply(section: Section, passage: Passage): Answered {
  const title = titleOf(section);
  const address = section.url === undefined ? {} : { url: section.url };
  const source: Block = { type: 'source', quote: passage.quote, title, ...address };
  const items = passage.links.map(({ text, url }) => [{ type: 'link', text, url } as const]);
  const links: Block[] = items.length === 0 ? [] : [{ type: 'list', items }];
  const summary = cleanLine(`From “${title}”: ${passage.quote}`);
  return {
    kind: 'passage',
    reply: {
      title: ownTitleOf(section),
      audience: 'asker',
      tone: 'plain',
      summary,
      body: [source, ...links],
      choices: [],
    },
  };
}

/** "When is the next …?" asks for a date ahead. A document that was written once does not know it. */
function asksForDateAhead(question: string): boolean {
  const words = wordsOf(question);
  return words.includes('next') && words.some((word) => ['when', 'whens', 'date'].includes(word));
}

/**
 * `answered` where the documents surely answer; otherwise the sections that come near, at most two, for a person to look
 * at. Nothing of them is quoted then.
 */
export function documentAnswer(
  question: string,
  index: PassageIndex,
): { readonly answered: Answered } | { readonly near: readonly Section[] } {
  if (asksForDateAhead(question)) return { near: [] };
  const wanted = searchTerms(question, index.spelling);
  const found = index.search(wanted, 2);
  const [best] = found;
  const passage =
    best === undefined ? undefined : passageOf(best.section, best.unitTerms, wanted, (term) => index.tellingOf(term));
  if (best === undefined || passage === undefined) return { near: [] };
  const telling = wanted.own.reduce((sum, term) => sum + index.tellingOf(term), 0);
  const confident = confidence(best, passage, wanted, telling, passage.matched);
  if (confident === 'sure') return { answered: reply(best.section, passage) };
  return { near: confident === 'doubtful' ? found.map((one) => one.section) : [] };
}
