/** The open questions as maintainers read them: one line for all that ask the same, the most asked and the latest first. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KeptQuestion, NearSection, QuestionReason } from '../store/question-log.js';
import type { Instant } from '../time/zoned.js';
import { alike } from './likeness.js';

export interface QuestionGroup {
  /** Four letters or digits of its first question's id, all of it where another question begins so. The same in every list. */
  readonly id: string;
  /** Its shortest wording. */
  readonly title: string;
  /** The earliest first. */
  readonly questions: readonly KeptQuestion[];
  /** How often for each reason, the most frequent first. */
  readonly reasons: readonly (readonly [QuestionReason, number])[];
  /** The section that most often came nearest. */
  readonly near?: NearSection;
  readonly latest: Instant;
}

const shownLength = 4;
/** So many take a few milliseconds; then the event loop has its turn. */
const AT_ONCE = 200;

/** @param open in any order, each once. */
export async function questionGroups(open: readonly KeptQuestion[]): Promise<readonly QuestionGroup[]> {
  const inOrder = open.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  await nextTurn();
  const starts = counted(open.map(({ id }) => id.slice(0, shownLength)));
  const shown = (id: string) => {
    const start = id.slice(0, shownLength);
    return starts.get(start) === 1 ? start : id;
  };
  await nextTurn();
  const groups: QuestionGroup[] = [];
  for (const { first, all } of await alike(inOrder, ({ text }) => text)) {
    if (groups.length % AT_ONCE === AT_ONCE - 1) await nextTurn();
    groups.push(groupOf(shown(first.id), all));
  }
  await nextTurn();
  return groups.sort(
    (a, b) => b.questions.length - a.questions.length || b.latest - a.latest || (a.id < b.id ? -1 : 1),
  );
}

function groupOf(id: string, questions: readonly KeptQuestion[]): QuestionGroup {
  const [title = ''] = questions.map(({ text }) => text).sort((a, b) => a.length - b.length);
  const near = mostFrequent(questions.flatMap((question) => question.near ?? []));
  const reasons = [...counted(questions.map(({ reason }) => reason))].sort(([, a], [, b]) => b - a);
  const latest = questions.at(-1)?.at ?? (0 as Instant);
  return { id, title, questions, reasons, latest, ...(near && { near }) };
}

function counted<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** The latest of those that stand equal. */
function mostFrequent(sections: readonly NearSection[]): NearSection | undefined {
  const times = counted(sections.map(({ id }) => id));
  const most = Math.max(...times.values());
  return sections.findLast(({ id }) => times.get(id) === most);
}

/** By any of its questions' ids, or by the beginning of one that no other group has. Undefined where it is none, or several. */
export function groupNamed(groups: readonly QuestionGroup[], typed: string): QuestionGroup | undefined {
  const wanted = typed.trim().toLowerCase();
  if (wanted.length < shownLength) return undefined;
  const byName = groups.find(({ id }) => id === wanted);
  if (byName !== undefined) return byName;
  const [only, another] = groups.filter(({ questions }) => questions.some(({ id }) => id.startsWith(wanted)));
  return another === undefined ? only : undefined;
}

/** "5 times: 3 unanswered, 2 not helpful" */
export function timesWords({ questions, reasons }: Pick<QuestionGroup, 'questions' | 'reasons'>): string {
  const times = questions.length === 1 ? 'once' : questions.length === 2 ? 'twice' : `${questions.length} times`;
  const [[only = 'unanswered'] = []] = reasons;
  if (reasons.length < 2) return `${times}, ${reasonWords[only]}`;
  return `${times}: ${reasons.map(([reason, count]) => `${count} ${reasonWords[reason]}`).join(', ')}`;
}

const reasonWords: Readonly<Record<QuestionReason, string>> = {
  unanswered: 'unanswered',
  doubtful: 'answered in doubt',
  'not-helpful': 'found not helpful',
};
