/** The best passage of the documents for a question, if it surely is about what was asked. */
import { cleanLine } from '../reply/clean.js';
import type { Block } from '../reply/reply.js';
import { askedForm, hasForm } from './answer-form.js';
import type { Answered } from './answers.js';
import { confidenceOf, scoreOf } from './confidence.js';
import { type Passage, passageOf } from './passage.js';
import type { PassageIndex } from './passage-index.js';
import { searchTerms } from './search-terms.js';
import { ownTitleOf, type Section, titleOf } from './section.js';
import { termsOf, wordsOf } from './terms.js';

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

/** How many sections are looked at for one that answers in the form that was asked for. */
const mostTried = 4;
/** From this weight on a word stands in few sections: where an abbreviation does, there it is what is spoken of. */
const rareFrom = 2;

/**
 * `answered` where the documents surely answer; otherwise the sections that come near, at most two, for a person to look
 * at. Nothing of them is quoted then.
 * @param names Terms of the community's own name: the headings of every document have it, so it tells something only in
 *   the quote itself.
 */
export function documentAnswer(
  question: string,
  index: PassageIndex,
  names: ReadonlySet<string> = new Set(),
): { readonly answered: Answered } | { readonly near: readonly Section[] } {
  if (asksForDateAhead(question)) return { near: [] };
  const wanted = searchTerms(question, index.spelling);
  const form = askedForm(question);
  const found = index.search(wanted, mostTried);
  const telling = wanted.own.reduce((sum, term) => sum + index.tellingOf(term), 0);
  const acronym = wanted.acronym && telling >= rareFrom;
  const tried = found.slice(0, form === undefined ? 1 : mostTried).flatMap((one) => {
    const passage = passageOf(one.section, one.unitTerms, wanted, (term) => index.tellingOf(term));
    if (passage === undefined) return [];
    const quoted = new Set(termsOf(passage.quote));
    const about = wanted.own.filter((term) => !names.has(term) || quoted.has(term)).length;
    const formed = hasForm(passage.quote, form);
    return [{ passage, section: one.section, score: scoreOf(one, passage, telling, { about, formed, acronym }) }];
  });
  const [best] = tried.toSorted((a, b) => b.score - a.score);
  const confident = best === undefined ? 'none' : confidenceOf(best.score);
  if (best !== undefined && confident === 'sure') return { answered: reply(best.section, best.passage) };
  return { near: confident === 'doubtful' ? found.slice(0, 2).map((one) => one.section) : [] };
}
