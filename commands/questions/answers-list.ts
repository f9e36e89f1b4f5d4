import type { StoredAnswer } from '../../src/command/command.js';
import { choice, code, link, list, reply, strong, text } from '../../src/reply/build.js';
import { pageOf } from '../../src/reply/page.js';
import type { Line, Reply } from '../../src/reply/reply.js';

/** The answers that were written in chat, the latest first. */
export function answersList(answers: readonly StoredAnswer[], page: number): Reply {
  const { shown, paging } = pageOf(answers.toReversed(), page, (to) => ({
    command: 'questions',
    options: { show: 'answers', page: to },
  }));
  const count = answers.length === 1 ? '1 answer was' : `${answers.length} answers were`;
  const summary = answers.length === 0 ? 'No answer was written in chat yet.' : `${count} written in chat.`;
  return reply({
    title: 'Written answers',
    summary,
    body: [
      text(summary),
      ...(shown.length === 0
        ? []
        : [
            list(...shown.map(answerLine)),
            text('In the terminal, ', code('frontdesk questions --export'), ' prints them for the community file.'),
          ]),
    ],
    choices: [
      ...shown.map(({ id, ask: [first = ''] }) => choice(`Remove: ${first}`, 'questions', { remove: id })),
      choice('Open questions', 'questions'),
    ],
    ...(paging && { paging }),
  });
}

function answerLine({ ask: [first = '', ...others], say, url }: StoredAnswer): Line {
  return [
    strong(first),
    others.length === 0 ? '' : ` (and ${others.length} more wordings)`,
    say === undefined ? '' : ` · ${say}`,
    ...(url === undefined ? [] : [' · ', link(url, url)]),
  ].filter((part) => part !== '');
}
