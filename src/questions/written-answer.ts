/** What a maintainer types becomes an answer for every wording of a question that was asked. */
import type { CuratedAnswer } from '../community/model.js';
import { fold } from '../nearest.js';
import { shorten } from '../reply/build.js';
import { cleanLine } from '../reply/clean.js';
import { safeUrl } from '../reply/url.js';
import type { QuestionGroup } from './question-groups.js';

/** As the community file allows it. */
const longest = { wording: 200, say: 600, wordings: 20 } as const;

/** On Slack an address may come as <https://…|words>. */
const address = /<(https?:\/\/[^|>\s]+)(?:\|[^>]*)?>|(https?:\/\/\S+[^\s.,;:!?)'"”])/iu;

/** Marks of direction and the like, which the community file refuses. */
const marks = /[\u00AD\u061C\u200E\u200F]/gu;

/** Undefined where it says nothing, or more than an answer holds. */
export function writtenAnswer(typed: string, group: QuestionGroup): CuratedAnswer | undefined {
  const [whole = '', marked, bare] = address.exec(typed) ?? [];
  const url = safeUrl(marked ?? bare ?? '');
  const say = url === undefined ? cleanLine(typed.replace(marks, '')) : aroundAddress(typed, whole, url);
  if (say.length > longest.say || (say === '' && url === undefined)) return undefined;
  return { ask: wordingsOf(group), ...(say !== '' && { say }), ...(url !== undefined && { url }) };
}

/** What is said beside an address: "FAQ: https://…" says "FAQ"; in "see page 3 of https://…" it stays, as a part of the sentence. */
function aroundAddress(typed: string, whole: string, url: string): string {
  const [before = '', after = ''] = typed.replace(marks, '').split(whole, 2).map(cleanLine);
  if (/[\p{L}\p{N}]/u.test(after) || /[\p{L}\p{N},]$/u.test(before)) {
    return cleanLine(`${before} ${url}${/^[\p{L}\p{N}(]/u.test(after) ? ' ' : ''}${after}`);
  }
  return before.replace(/[\s:–-]+$/u, '');
}

/** The shortest first; each wording once. */
function wordingsOf({ title, questions }: QuestionGroup): readonly string[] {
  const once = new Map<string, string>();
  // Ten thousand may stand together: those that are not needed are not looked at.
  for (const text of questions.map((question) => question.text).sort((a, b) => a.length - b.length)) {
    if (once.size === longest.wordings || text.length > longest.wording) break;
    const folded = fold(text);
    if (!once.has(folded)) once.set(folded, text);
  }
  return once.size > 0 ? [...once.values()] : [shorten(title, longest.wording)];
}
