/**
 * What people tell of themselves before they ask, "I'm new here, when is the meeting?": it says who asks and not what is
 * asked, so the question is read without it. Only where the question stands by itself: "I sent a patch, who reviews it?" is
 * about the patch.
 */
import { termsOf } from './terms.js';

const question =
  /^(?:(?:so|and|but|then|now|anyway|also)[, ]+)?(?:who|whom|whose|when|where|what|which|how|why|whos|whens|wheres|whats|hows|is|are|do|does|did|can|could|will|would|should|any)(?:['’]s)?\b/i;
const ofOneself =
  /^(?:(?:so|well|ok|okay|hi|hello|hey)[, ]+)?(?:i|i['’]?m|i['’]?ve|i['’]?d|we|we['’]?re|we['’]?ve|my|our|just|new|newbie|newcomer|noob|total|complete|first|long)\b/i;
/** Whoever tells of their coming and their being new tells nothing of a subject. */
const ofComing =
  /\b(?:new(?:bie|comer|b)?|noob|beginner|first (?:time|day|week)|joined|joining|arrived|found (?:you|this)|signed up|started|starting|got here|came|lurk\w*|long time|reader|user|student|intern|curious|lost|confused|excited|love|like)\b/i;
const leaning = /\b(?:it|its|this|that|these|those|them|they|there|he|she|one|ones|so)\b/i;

const mostWords = 16;

/** Whether it has the form of a question. */
export const isAsking = (sentence: string): boolean => /\?\s*$/.test(sentence) || question.test(sentence);

/** Whether a sentence or a clause tells of who speaks, and asks nothing. */
export function isLeadIn(clause: string): boolean {
  return ofOneself.test(clause) && !isAsking(clause) && clause.split(' ').length <= mostWords;
}

export interface Led {
  /** What stands before the question; empty where nothing does. */
  readonly leadIn: string;
  readonly asked: string;
}

/** A sentence, cut where its question begins. */
export function afterLeadIn(sentence: string): Led {
  for (const cut of sentence.matchAll(/\s*[,:;–—]\s+|\s+-+\s+|\s*\.{2,}\s*/g)) {
    const leadIn = sentence.slice(0, cut.index);
    const asked = sentence.slice(cut.index + cut[0].length);
    if (isLeadIn(leadIn) && question.test(asked)) return { leadIn, asked };
  }
  return { leadIn: '', asked: sentence };
}

/** Whether a question can be read without what was said before it. */
export const standsAlone = (question: string): boolean => termsOf(question).length > 0 && !leaning.test(question);

/** The question as it is looked for in documents: without what is told of one's coming, where it can be read alone. */
export function withoutLeadIns(sentences: readonly string[]): string {
  const asks = sentences.some(isAsking);
  const kept = sentences.flatMap((sentence) => {
    if (asks && isLeadIn(sentence) && ofComing.test(sentence)) return [];
    const { leadIn, asked } = afterLeadIn(sentence);
    return [leadIn !== '' && ofComing.test(leadIn) ? asked : sentence];
  });
  const rest = kept.join(' ').trim();
  return standsAlone(rest) ? rest : sentences.join(' ');
}
