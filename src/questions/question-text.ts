import { cleanQuestion } from '../answers/clean-question.js';
import { shorten } from '../reply/build.js';
import { blankedSecrets } from './blanked-secrets.js';

/** As long as a kept question may be. */
export const longestKept = 500;

/**
 * What a platform writes for a person, before it is cleaned away, and addresses of mail. A name of several words cannot be
 * told from what follows it: its first word goes.
 */
const people =
  /<@[!&]?[^<>\s]{1,80}>|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|(?<![\p{L}\p{N}_])@[\p{L}\p{N}_][\p{L}\p{N}_.'-]{0,63}/gu;
const everybody = /^@(?:everyone|here|channel)$/i;
/** An "@" from the other side of the world, and what is not seen: neither may hide a name. */
const hiding = /[\p{Cf}\u{115F}\u{1160}\u{3164}\u{FFA0}]|\p{Variation_Selector}/gu;

/** A question as it may be kept and shown to maintainers: on one line, without markup, secrets, and who is named in it. */
export function questionText(question: string): string {
  const plain = question
    .slice(0, 2_000)
    .normalize('NFKC')
    .replace(hiding, '')
    .replace(/[＠﹫]/g, '@');
  const nameless = blankedSecrets(plain).replace(people, (named) => (everybody.test(named) ? ' ' : '@someone'));
  return shorten(cleanQuestion(nameless), longestKept);
}
