/**
 * Statements that are put to be confirmed, "networking is at 9, right?", "who leads networking, is it Ada?": each is turned
 * into the question whose answer is Yes or No.
 */
import { isAsking } from './lead-ins.js';

const tag =
  /^(.+?)(?:(,\s*)|\s+)(?:right|correct|isn['’]?t (?:it|that so|she|he)|aren['’]?t (?:they|we|you)|doesn['’]?t (?:it|she|he)|don['’]?t (?:they|we|you)|is (?:that|this) (?:right|correct|true|so)|am i right|innit)\s*[?!.]*$/i;
/** Words that are a tag only after a comma: "there is no meeting, no?" */
const shortTag = /^(.+?),\s*(?:yes|yeah|yep|no|true|ok|okay|eh|huh|or not|or no)\s*[?!.]*$/i;
const thought =
  /^(?:(?:so|and|but|ok|okay|well)[, ]+)*(?:(?:i|we) (?:think|thought|guess|believe|heard|read|assume)(?: that)? )?/i;
const verb = /^(.+?)\s+(is|are|was|were|will|has)\s+(.+)$/i;
/** "When is networking, is it at 9?" */
const guessed =
  /^(?:when|what time|what day|which day) (is|are|does|do) (.+?)\s*[,;.?!-]+\s*(?:is|are) (?:it|that|they) (.+?)[?.!]*$/i;
/** "Who leads networking, is it Ada?" */
const guessedLead =
  /^(?:who (?:leads|lead|runs|chairs|heads|is leading)|who(?: is|['’]?s) (?:the )?(?:leads?|chair|head) (?:of|for)) (.+?)\s*[,;.?!-]+\s*(?:is|are) (?:it|that|they) (.+?)[?.!]*$/i;

/** The question of Yes or No that `sentence` puts as a statement or as a guess; undefined where it is another. */
export function toBeConfirmed(sentence: string): string | undefined {
  const lead = guessedLead.exec(sentence);
  if (lead !== null) return `is ${lead[2]} a lead of ${lead[1]}`;
  const guess = guessed.exec(sentence);
  if (guess !== null) return `${guess[1]} ${guess[2]} ${guess[3]}`;
  const found = tag.exec(sentence) ?? shortTag.exec(sentence);
  const said = (found?.[1] ?? '')
    .replace(/,\s*$/, '')
    .replace(thought, '')
    .replace(/^(there|it|that)['’]?s\b/i, '$1 is');
  if (said === '' || (isAsking(said) && !/,/.test(sentence.slice(said.length)))) return undefined;
  if (isAsking(said)) return said;
  const stated = verb.exec(said);
  return stated === null ? `does ${said}` : `${stated[2]} ${stated[1]} ${stated[3]}`;
}
