import { stringify } from 'yaml';
import type { CuratedAnswer } from '../community/model.js';

/** Answers as they stand in the community file, under the key `answers:`; empty text for none. */
export function answersYaml(answers: readonly CuratedAnswer[]): string {
  if (answers.length === 0) return '';
  const said = answers.map(({ ask, say, url }) => ({
    ask,
    ...(say === undefined ? {} : { say }),
    ...(url === undefined ? {} : { url }),
  }));
  return stringify({ answers: said }, { lineWidth: 0 });
}
