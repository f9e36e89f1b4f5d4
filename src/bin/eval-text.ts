/** What `frontdesk eval` prints for people: the figures, then each miss. */
import type { Evaluation } from '../answers/evaluation.js';
import { alignedTable } from './table.js';

const percent = (value: number | null) => (value === null ? 'none asked' : `${(100 * value).toFixed(1)} %`);

export function evaluationText(evaluation: Evaluation): string {
  const { sections, refusals, kinds, milliseconds, misses } = evaluation;
  const rows: (readonly [string, string])[] = [['questions', String(evaluation.questions)]];
  if (sections.questions > 0)
    rows.push(
      [`right section first, of ${sections.questions}`, percent(sections.first)],
      ['right section among three', percent(sections.amongThree)],
      ['mean reciprocal rank', String(sections.mrr)],
      ['right section quoted, or offered in a “maybe”', percent(sections.served)],
      ['answerable, but declined', percent(sections.declined)],
      ['answerable, but declined or only “maybe”', percent(sections.notSure)],
    );
  if (refusals.questions > 0)
    rows.push(
      [`refused, of ${refusals.questions} to refuse`, percent(refusals.recall)],
      ['refused, where “maybe” counts as an answer', percent(refusals.recallStrict)],
      ['of the refusals, rightly so', percent(refusals.precision)],
    );
  if (kinds.questions > 0) rows.push([`right kind, source and text, of ${kinds.questions}`, percent(kinds.right)]);
  rows.push(['time a question, p50', `${milliseconds.p50} ms`], ['time a question, p99', `${milliseconds.p99} ms`]);
  const listed = misses.map(
    ({ question, expected, got }) => `\n${question}\n  expected  ${expected}\n  got       ${got}\n`,
  );
  const heading = misses.length === 0 ? '' : `\n${misses.length === 1 ? '1 miss' : `${misses.length} misses`}\n`;
  return `${alignedTable(rows)}${heading}${listed.join('')}`;
}
