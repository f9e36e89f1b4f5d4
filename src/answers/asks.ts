/**
 * Whether what somebody says in a room is a question put to the room: one that a stranger could answer from what is written
 * down. It is read by its form alone; whether there is a sure answer is found out afterwards, so that this decides what is
 * not even tried. In doubt it is talk: a desk that breaks into a conversation is worse than one that has to be called.
 */
import { fold } from '../nearest.js';
import { isTalk } from './talk-forms.js';

/** A text that is longer tells a story; whoever wants an answer to it calls the desk. */
const longest = 1_500;
/** At most so many of its sentences are read. */
const mostSentences = 12;
/** "Hi all, quick question please: …" */
const mostOpenings = 8;

const words = (text: string) => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** Everybody who reads, in a greeting: "hi all". */
const everybody = words(`all everyone everybody folks team there guys friends people y'all yall community again hi hello
  hola hallo bonjour ciao here channel`);
const greetings = words(
  'hi hey hello hiya howdy yo ok okay morning evening afternoon thanks thx cheers hola hallo bonjour ciao',
);
/** What may stand before a question without being a name: "question: …", "so, …". */
const leads =
  words(`${[...everybody].join(' ')} ${[...greetings].join(' ')} question quick small short stupid dumb silly simple
  general newbie noob so ok okay well also and but or please pls sorry hmm hm um uh erm btw fyi just good day dear excuse me now
  one another first second newcomer new q`);

const asking =
  words(`when whens where wheres who whos whom whose what whats which why whys how hows wann wo wer wie wieviel was
  welche welcher cuando donde quien como cual que quand ou qui comment quel quelle quando dove chi come quale onde quem qual`);
const auxiliary = words(`is are was were do does did can could may should must will would has have`);
/** Short questions without a verb: "next meeting?", "link to the recording?". */
const nounFirst = words('next link recording recordings notes minutes agenda slides');

/** "Can anyone tell me …", "does anybody know …": what follows is asked, whatever its form. */
const request = new RegExp(
  [
    '^(?:can|could|would|will) (?:(?:some|any)(?:one|body)|you)(?: (?:please|kindly|here))* (?:tell|point|remind|show|explain)(?: me| us)?(?: to)?\\b',
    '^(?:(?:does|do|is there) )?(?:any|some)(?:one|body)(?: here| who)* (?:know|knows|remember)(?: if| whether)?\\b',
    '^do you(?: all| guys| folks)?(?: happen to)? know(?: if| whether)?\\b',
  ].join('|'),
);
/** The same, where what follows is asked only if it has the form of a question. */
const opening = new RegExp(
  [
    '^(?:can|could|may) i (?:ask|know)(?: you)?\\b',
    '^i (?:would like|want|need|d like) to (?:know|ask)\\b',
    '^(?:i was wondering|i am wondering|im wondering|wondering|any idea|any ideas|please)\\b',
  ].join('|'),
);

/** Without a question mark a sentence has to begin as only questions do. */
const unmarked = new RegExp(
  [
    '^(?:when|where|who|what|why|how|which [a-z]+(?: [a-z]+)?)s? (?:is|are|do|does|can|could|should|will|would|has|have|to)\\b',
    '^(?:whens|wheres|whos|whats) (?:the|our|a|on|in charge)\\b',
    '^how (?:many|much|often|long|to)\\b',
    '^who (?:leads|runs|maintains|owns|chairs|handles|hosts|organizes|organises)\\b',
    '^(?:which|what) (?:group|wg|sig|working group|team|channel|repo|time|day|mailing list)\\b',
    '^(?:is|are) there (?:a|an|any)\\b',
    '^(?:can|could|may) (?:i|a|an|the|one)\\b|^(?:do|does) (?:i|one|we) (?:need|have)\\b',
    '^(?:is|are|does) (?:the|a|an|any|your|[a-z]{4,}) [a-z]+ [a-z]+ [a-z]+',
    '^(?:cuando|wann|quand|quando|donde|dove|wo) (?:es|ist|est|e|sera|findet|trifft)\\b',
  ].join('|'),
);

/** How things stand; a document says how they always are. */
const ofNow =
  /^(?:is|are|was|were|has|have|had|will|would|should|must|does|do|did|when)\b|^(?:next|link|recordings?|notes|minutes|agenda|slides)\b|^(?:who|what|where|how|why|which [a-z]+) will\b|^why (?:is|are) there\b|\bstatus\b/;
const ofAlways = new RegExp(
  [
    '^(?:is|are) there (?:a|an|any)\\b(?! (?:coffee|reason|time)\\b)',
    '^is it (?:possible|allowed|required|necessary|mandatory)\\b',
    '^(?:do|does|should|must) (?:i|we(?! have (?:an?|any)\\b)|you|one|members|maintainers|contributors|reviewers|leads) \\b',
    '^does (?!any)\\b.*\\b(?:support|require|need|allow|include|cost|mean|come with|work with)\\b',
    '^when (?:should|can|do|must|may) (?:i|one)\\b',
  ].join('|'),
);

/** How an answer to one's own question begins. */
const answering = new RegExp(
  [
    '^(?:its|it is|thats|that is|this is|they are|theyre) (?!not\\b)',
    '^(?:because|yes|yep|yeah|yup|nope|the answer|answer|correct|exactly|turns out|ah|oh|oops|found|solved|read|see|check|click|find out|learn|join us)\\b',
    '^(?:(?:i|we) (?:will|am going to|are going to)|ill|well|im going to|were going to) (?:answer|explain|tell|show|cover|talk about)\\b',
    '^(?:(?:every|on|next|this|at|around) )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?\\b',
  ].join('|'),
);
const takenBack = /\b(?:nvm|never ?mind|ignore me|forget it|(?:found|got|solved) it|figured (?:it )?out)\b/i;

/** "In which channel …", "at what time …", "until when …". */
const preposition = /^(?:in|at|on|to|for|by|from|with|until|since|about) (?:which|what|whom|when|how)\b/;

/** One sentence that asks the room. */
export interface RoomQuestion {
  /** As it was said. */
  readonly text: string;
  /**
   * It asks how things stand at this time ("is the build green?", "when will it be done?"): no document can tell, whatever
   * words they have in common.
   */
  readonly isOfNow: boolean;
}

/**
 * The sentences that ask the room; nearly always none. Of a sentence of two clauses the second comes on its own as well.
 * @param text as the platform shows it: "@ana" for a mention, lines kept.
 */
export function questionsIn(text: string): readonly RoomQuestion[] {
  if (text.length > longest || isToSomebody(text) || isForeign(text) || takenBack.test(text)) return [];
  const plain = text
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/\bhttps?:\/\/\S+/gi, ' ')
    .replace(/(?<!\w)@(?:here|channel|everyone)\b/gi, ' ');
  return sentencesOf(plain).flatMap((sentence) => {
    const bare = questionOf(sentence);
    return bare === undefined
      ? []
      : [{ text: sentence.text.trim(), isOfNow: ofNow.test(bare) && !ofAlways.test(bare) }];
  });
}

export function asksRoom(text: string): boolean {
  return questionsIn(text).length > 0;
}

/** Said to a person: a mention, or a name before the comma. */
function isToSomebody(text: string): boolean {
  if (/(?<![\w.])@(?!(?:here|channel|everyone)\b)[\p{L}\p{N}_]/u.test(text)) return true;
  const start = fold(text.slice(0, 120).replace(/['’]/g, '')).split(' ');
  const opened = /^\s*((?:[\p{L}\p{M}'’.-]+\s+){0,3}?[\p{L}\p{M}'’.-]+)(?:\s*[,:]|\s+[-–—])\s/u.exec(text)?.[1];
  if (opened !== undefined && isName(opened)) return true;
  const [first = '', second = ''] = start;
  // "hey Ana who leads networking?"
  return greetings.has(first) && /^\P{L}*\p{L}+\s+\p{Lu}\p{Ll}+/u.test(text) && !isOpening(second);
}

/** What stands before the first comma or dash: a name, or "hi all", "sorry", "quick question"? */
function isName(opened: string): boolean {
  const said = fold(opened.replace(/['’]/g, '')).split(' ');
  if (said.every((word) => leads.has(word))) return false;
  // "Sorry Ana, …"
  if (/\s\p{Lu}\p{Ll}+$/u.test(opened) && said.filter((word) => !leads.has(word)).length === 1) return true;
  const rest = said.filter((word) => !greetings.has(word));
  // A clause has a verb or a pronoun in it; what is left of a form of address is one word or two.
  return rest.length <= (said.length > rest.length ? 2 : 1) && !rest.some(isOpening);
}

function isOpening(word: string): boolean {
  return (
    leads.has(word) || asking.has(word) || auxiliary.has(word) || nounFirst.has(word) || word === 'i' || word === 'im'
  );
}

/** Somebody else's words, a line for another bot, nothing but code. */
function isForeign(text: string): boolean {
  return /^\s*(?:>|&gt;)/m.test(text) || /^\s*[!./$?%+;~\\-]\p{L}/u.test(text) || /^\s*`[^`]*`[^`]*$/.test(text);
}

interface Sentence {
  readonly text: string;
  /** The part of it whose form decides. */
  readonly asks: string;
  readonly isMarked: boolean;
}

/** Sentences, and what follows the last comma in each: "I'm new here, where do I start?" */
function sentencesOf(plain: string): readonly Sentence[] {
  // A mark within quotation marks or code is not the speaker's.
  const own = plain.replace(/["“”«»`][^"“”«»`\n]{0,300}["“”«»`]/g, (quoted) => quoted.replace(/[.?!;,\n]/g, ' '));
  const said = (own.match(/[^.?!\n;]+(?:[.?!;]+|\n|$)/g) ?? []).slice(0, mostSentences);
  return said.flatMap((text, at) => {
    if (isSettled(said.slice(at + 1))) return [];
    const isMarked = marked.test(text);
    const [, before = '', last = ''] = /^(.*)(?:,|\s[-–—])\s+([^,]+)$/s.exec(text) ?? [];
    const whole = { text, asks: text, isMarked };
    if (!beginsQuestion(withoutOpening(folded(last)).bare)) return [whole];
    // "For the networking group, when is …" is one question; "sorry if …, when is …" is not.
    const isOne = /^(?:for|in|on|at|about|regarding|concerning|with|as|to|from|of|within)\b/.test(folded(before));
    return [whole, { text: isOne ? text : last, asks: last, isMarked }];
  });
}

const marked = /[?？]!*\s*$/;

/** Whether the speaker goes on with the answer: "When do we meet? It's on Thursday". What explains a question settles nothing. */
function isSettled(after: readonly string[]): boolean {
  const next = after.find((text) => !marked.test(text) && /\p{L}/u.test(text));
  return next !== undefined && answering.test(folded(next));
}

/** After a comma a tag may follow as well: "…, is it?" */
function beginsQuestion(bare: string): boolean {
  return asking.has(firstWord(bare)) || /^(?:can|could|may|should|must|do) i\b/.test(bare);
}

function folded(text: string): string {
  // What is quoted says nothing of the form.
  return fold(text.replace(/["“”«»`][^"“”«»`]{0,300}["“”«»`]/g, ' ').replace(/['’ʼ]/g, ''));
}

function firstWord(said: string): string {
  return said.split(' ', 1)[0] ?? '';
}

/** The question in it, without what opens it; undefined where it asks nothing. */
function questionOf({ asks, isMarked }: Sentence): string | undefined {
  const { bare, isRequest } = withoutOpening(folded(asks));
  const first = firstWord(bare);
  const count = bare.split(' ').length;
  // "What does it mean and how do I fix it?": the second half speaks of the first.
  const isExclaimed = /!\s*$/.test(asks);
  const head = bare.replace(/^(.{15,}?) and (?:how|why|where|what|when|who) .*$/, '$1');
  if (count < 2 || isTalk(head)) return undefined;
  const isMeant = isRequest
    ? isMarked || asking.has(first)
    : isMarked
      ? asking.has(first) || nounFirst.has(first) || (auxiliary.has(first) && count >= 3) || preposition.test(bare)
      : count >= (/^(?:(?:what|who) is|(?:what|where|when|who)s)\b/.test(bare) ? 3 : 4) &&
        unmarked.test(bare) &&
        !isExclaimed;
  return isMeant ? bare : undefined;
}

/** Without greetings and requests: "hi all could anyone tell me when …" is "when …". */
function withoutOpening(said: string): { readonly bare: string; readonly isRequest: boolean } {
  let bare = said;
  let isRequest = false;
  for (let round = 0; round < mostOpenings; round += 1) {
    const [first = '', ...rest] = bare.split(' ');
    isRequest ||= request.test(bare);
    const next =
      leads.has(first) && rest.length > 0 ? rest.join(' ') : bare.replace(request, '').replace(opening, '').trim();
    if (next === bare || next === '') break;
    bare = next;
  }
  return { bare, isRequest };
}
