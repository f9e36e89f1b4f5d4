import { type QuestionGroup, timesWords } from '../../src/questions/question-groups.js';
import { choice, code, list, moment, reply, text } from '../../src/reply/build.js';
import type { Reply } from '../../src/reply/reply.js';
import { sectionInline } from './group-line.js';

/** More wordings tell nothing new. */
const mostWordings = 10;

/** One question in all its wordings, and what can be done about it. */
export function groupInFull(group: QuestionGroup, home: string): Reply {
  const { id, title, questions, latest, near } = group;
  const wordings = [...new Set(questions.map((question) => question.text))];
  const hidden = wordings.length - mostWordings;
  return reply({
    title,
    summary: `“${title}”: asked ${timesWords(group)}.`,
    body: [
      text(`Asked ${timesWords(group)}; last on `, moment(latest, home), '.'),
      ...(wordings.length < 2 ? [] : [list(...wordings.slice(0, mostWordings))]),
      ...(hidden > 0 ? [text(`And ${hidden} more wordings.`)] : []),
      ...(near === undefined ? [] : [text('Nearest in the documents: ', sectionInline(near))]),
      text('To answer it from now on: ', code(`/questions resolve:${id} with:your sentence or link`)),
    ],
    choices: [
      ...(near?.url === undefined
        ? []
        : [choice('Answer with that section', 'questions', { resolve: id, with: near.url }, { primary: true })]),
      choice('Dismiss', 'questions', { dismiss: id }),
      choice('Open questions', 'questions'),
    ],
  });
}
