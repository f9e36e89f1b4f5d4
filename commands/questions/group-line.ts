import type { NearSection } from '../../src/command/command.js';
import { type QuestionGroup, timesWords } from '../../src/questions/question-groups.js';
import { code, link, moment, shorten, strong } from '../../src/reply/build.js';
import type { Inline, Line } from '../../src/reply/reply.js';

/** Ten of them fit a message on every platform. */
const longest = { title: 100, near: 60 } as const;

export function questionsCounted(count: number): string {
  return count === 1 ? '1 question was' : `${count.toLocaleString('en')} questions were`;
}

/** "k7f2 How do I …? · 3 times, unanswered · last on … · near Roles: Member" */
export function groupLine(group: QuestionGroup, home: string): Line {
  const { id, title, latest, near } = group;
  return [
    code(id),
    ' ',
    strong(shorten(title, longest.title)),
    ` · ${timesWords(group)} · last on `,
    moment(latest, home, { show: 'day' }),
    ...(near === undefined ? [] : [' · near ', sectionInline(near)]),
  ];
}

export function sectionInline({ title, url }: NearSection): Inline {
  const words = shorten(title, longest.near);
  return url === undefined ? words : link(words, url);
}
