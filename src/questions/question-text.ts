import { cleanQuestion } from '../answers/clean-question.js';
import { shorten } from '../reply/build.js';

/** As long as a kept question may be. */
export const longestKept = 500;

/**
 * What a platform writes for a person, before it is cleaned away, and addresses of mail. A name of several words cannot be
 * told from what follows it: its first word goes.
 */
const people =
  /<@[!&]?[^<>\s]{1,80}>|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|(?<![\p{L}\p{N}_])@[\p{L}\p{N}_][\p{L}\p{N}_.'-]{0,63}/gu;
const everybody = /^@(?:everyone|here|channel|someone)$/i;

/** A question as it may be kept and shown to maintainers: on one line, without markup, and without who is named in it. */
export function questionText(question: string): string {
  const nameless = question.slice(0, 2_000).replace(people, (named) => (everybody.test(named) ? ' ' : '@someone'));
  return shorten(cleanQuestion(nameless), longestKept);
}
