/**
 * Answers that the maintainers wrote, in the community file or in chat. A question has one when it is worded as they said, or
 * nearly so: every content word of the wording is in it, and little else. The file comes first, then the latest from chat.
 */
import type { Community, CuratedAnswer } from '../community/model.js';
import { fold } from '../nearest.js';
import { link, reply, text } from '../reply/build.js';
import type { Block } from '../reply/reply.js';
import type { StoredAnswer } from '../store/question-log.js';
import type { Answered, AnswerSection } from './answers.js';
import { lineFootnote } from './line-footnote.js';
import { termsOf, wordsOf } from './terms.js';

/** `clean` is a question as cleanQuestion gives it. Never rejects. */
export type CuratedAnswers = (clean: string) => Promise<Answered | undefined>;

interface Wording {
  readonly answer: CuratedAnswer;
  readonly terms: ReadonlySet<string>;
  readonly sense: string;
}

interface Wordings {
  readonly exact: ReadonlyMap<string, CuratedAnswer>;
  /** In the order in which they are preferred. */
  readonly byTerm: ReadonlyMap<string, readonly Wording[]>;
}

/** Shared terms over all terms: one word more or less is let pass among five. */
const likeFrom = 0.8;

/** "When do I get …" and "Where do I get …" share their content words and ask two things; "how" and "where" rarely do. */
const apart = ['who', 'whom', 'whose', 'when', 'why'];
const negations = new Set([
  'no',
  'not',
  'never',
  'without',
  'cant',
  'cannot',
  'dont',
  'doesnt',
  'wont',
  'isnt',
  'arent',
]);

/** "T-shirt" and "tshirt", "e-mail" and "email" are one word. */
function oneWord(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])(\p{L})[-‐‑–](?=\p{L}{3})/gu, '$1');
}

function senseOf(words: readonly string[]): string {
  // "How is it funded?" is answered by who funds it.
  const [first = '', second = ''] = words;
  if (first === 'how' && ['is', 'are', 'was', 'were'].includes(second)) return senseOf(['who', ...words.slice(2)]);
  const asked = apart.find((word) => words.includes(word) || words.includes(`${word}s`)) ?? '';
  return `${asked.startsWith('who') ? 'who' : asked}/${words.some((word) => negations.has(word)) ? 'not' : ''}`;
}

function wordingsOf(answers: readonly CuratedAnswer[]): Wordings {
  const exact = new Map<string, CuratedAnswer>();
  const byTerm = new Map<string, Wording[]>();
  for (const answer of answers) {
    for (const ask of answer.ask) {
      const folded = fold(ask);
      if (folded === '') continue;
      if (!exact.has(folded)) exact.set(folded, answer);
      const terms = new Set(termsOf(oneWord(ask)));
      const wording = { answer, terms, sense: senseOf(wordsOf(ask)) };
      for (const term of terms) {
        const known = byTerm.get(term);
        if (known === undefined) byTerm.set(term, [wording]);
        else known.push(wording);
      }
    }
  }
  return { exact, byTerm };
}

/** Of those whose every term is in the question, the one with the least beside. */
function nearlySo(clean: string, { byTerm }: Wordings): CuratedAnswer | undefined {
  const terms = new Set(termsOf(oneWord(clean)));
  const sense = senseOf(wordsOf(clean));
  const candidates = new Set([...terms].flatMap((term) => byTerm.get(term) ?? []));
  let best: { readonly answer: CuratedAnswer; readonly likeness: number } | undefined;
  for (const wording of candidates) {
    const likeness = wording.terms.size / terms.size;
    if (wording.sense !== sense || likeness < likeFrom || likeness <= (best?.likeness ?? 0)) continue;
    if ([...wording.terms].every((term) => terms.has(term))) best = { answer: wording.answer, likeness };
  }
  return best?.answer;
}

/** The id under which feedback on an answer is kept: the same as long as it is asked for in the same words first. */
function sectionOfAnswer({ ask: [first = ''], url }: CuratedAnswer): AnswerSection {
  const id = `answer/${fold(first).replaceAll(' ', '-').slice(0, 80)}`;
  return { id, title: first, ...(url === undefined ? {} : { url }) };
}

function answeredWith(answer: CuratedAnswer, community: Community): Answered {
  const { ask, say, url, line } = answer;
  const [title = ''] = ask;
  const footnote: Block = (line === undefined ? undefined : lineFootnote(community, [line])) ?? {
    type: 'footnote',
    text: 'Written by the maintainers',
  };
  const body = [
    ...(say === undefined ? [] : [text(say)]),
    ...(url === undefined ? [] : [text(link(url, url))]),
    footnote,
  ];
  const summary = url === undefined || say?.includes(url) ? (say ?? '') : [say ?? '', url].join(' ');
  return { kind: 'curated', reply: reply({ title, summary, body }), sections: [sectionOfAnswer(answer)] };
}

const none: readonly StoredAnswer[] = [];

/** @param stored Those from chat, the earliest first; the same array as long as they are the same. */
export function curatedAnswers(
  community: Community,
  stored: () => Promise<readonly StoredAnswer[]> = async () => none,
): CuratedAnswers {
  let known: { readonly stored: readonly StoredAnswer[]; readonly wordings: Wordings } | undefined;
  return async (clean) => {
    const now = await stored();
    if (known?.stored !== now) {
      known = { stored: now, wordings: wordingsOf([...(community.answers ?? []), ...now.toReversed()]) };
    }
    const { wordings } = known;
    const exact = wordings.exact.get(fold(clean));
    if (exact !== undefined) return { ...answeredWith(exact, community), exact: true };
    const found = nearlySo(clean, wordings);
    return found && answeredWith(found, community);
  };
}
