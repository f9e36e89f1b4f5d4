/**
 * The questions that were not answered well, for maintainers: those that ask the same stand together. A maintainer answers
 * them with a sentence or a link, which then answers whoever asks so again, or takes them off the list.
 */
import { type CommandContext, choice, count, defineCommand, type StoredAnswer, text } from '../src/command/command.js';
import { problem, quoteBack } from '../src/command/errors.js';
import { groupNamed, type QuestionGroup, questionGroups } from '../src/questions/question-groups.js';
import { writtenAnswer } from '../src/questions/written-answer.js';
import { choice as button, code, list, text as paragraph, reply } from '../src/reply/build.js';
import { pageOf } from '../src/reply/page.js';
import type { Invoke, Reply } from '../src/reply/reply.js';
import { answersList } from './questions/answers-list.js';
import { groupInFull } from './questions/group-in-full.js';
import { groupLine, questionsCounted } from './questions/group-line.js';

/** All that are kept. */
const most = 10_000;

export const questions = defineCommand({
  name: 'questions',
  summary: 'Show the questions that were not answered well, and answer them',
  examples: ['questions', 'questions answers'],
  maintainers: true,
  options: {
    resolve: text('Which question, by the four letters before it in the list', 12).optional(),
    with: text('The answer from now on: a sentence, a link, or both', 800).toTheEnd().optional(),
    dismiss: text('Which question to take off the list without an answer', 12).optional(),
    remove: text('Which written answer to take away', 12).optional(),
    show: choice('The open questions, or the answers that were written in chat', ['open', 'answers']).optional(),
    page: count('Page', 1, 1_000).optional(),
  },
  async run({ resolve, with: answer, dismiss, remove, show, page = 1 }, context) {
    if (remove !== undefined) return removed(remove, context);
    if (show === 'answers') return answersList(await context.questions.curatedAnswers(), page);
    const open = await context.questions.openQuestions({ limit: most });
    const groups = await questionGroups(open);
    const named = dismiss ?? resolve;
    if (named === undefined) return openList(groups, open.length, page, context);
    const group = groupNamed(groups, named);
    if (group === undefined) throw problem('no-such-question', { id: quoteBack(named) });
    if (dismiss !== undefined) return dismissed(group, context);
    return answer === undefined ? groupInFull(group, context.community.zone) : resolved(group, answer, context);
  },
});

function invoke(options: Invoke['options']): Invoke {
  return { command: 'questions', options };
}

function openList(groups: readonly QuestionGroup[], open: number, page: number, { community }: CommandContext): Reply {
  const { shown, paging } = pageOf(groups, page, (to) => invoke({ page: to }));
  const summary =
    groups.length === 0
      ? 'No question waits: every one was answered, or nobody has asked yet.'
      : `${questionsCounted(open)} not answered well${groups.length < open ? `, which ask ${groups.length} different things` : ''}.`;
  const [first] = shown;
  return reply({
    title: 'Open questions',
    summary,
    body: [
      paragraph(summary),
      ...(shown.length === 0 ? [] : [list(...shown.map((group) => groupLine(group, community.zone)))]),
      ...(first === undefined
        ? []
        : [paragraph('To answer one from now on: ', code(`/questions resolve:${first.id} with:https://…`))]),
    ],
    choices: [
      ...shown.map(({ id, title }) => button(`Resolve ${id}: ${title}`, 'questions', { resolve: id })),
      button('Written answers', 'questions', { show: 'answers' }),
    ],
    ...(paging && { paging }),
  });
}

async function dismissed(group: QuestionGroup, { questions, now }: CommandContext): Promise<Reply> {
  await questions.resolveQuestions(
    group.questions.map(({ id }) => id),
    { at: now },
  );
  const said = `“${group.title}” is off the list; it stays without an answer.`;
  return reply({ title: 'Dismissed', summary: said, body: [paragraph(said)], choices: [backToList] });
}

const backToList = button('Open questions', 'questions');

async function resolved(group: QuestionGroup, typed: string, context: CommandContext): Promise<Reply> {
  const written = writtenAnswer(typed, group);
  if (written === undefined) throw problem('answer-says-nothing', { id: group.id });
  const ids = group.questions.map(({ id }) => id);
  const stored = await context.questions.resolveQuestions(ids, { answer: written, at: context.now });
  if (stored === undefined) throw problem('no-such-question', { id: group.id });
  const [asked = ''] = stored.ask;
  const said = `From now on I answer “${asked}” with: ${answerWords(stored)}`;
  const other = stored.ask.length - 1;
  return reply({
    title: 'Answered from now on',
    summary: said,
    body: [
      paragraph(said),
      ...(other === 0 ? [] : [paragraph('The same for:'), list(...stored.ask.slice(1))]),
      ...((await isAnsweredSo(asked, stored.say ?? stored.url, context))
        ? []
        : [
            paragraph(
              `But “${asked}” is answered from the schedule or the community file first, so nothing changes for it.`,
            ),
          ]),
    ],
    choices: [button('Take it back', 'questions', { remove: stored.id }), backToList],
  });
}

function answerWords({ say = '', url }: StoredAnswer): string {
  return url === undefined || say.includes(url) ? say : `${say} ${url}`.trim();
}

/** The schedule and the file's own answers come first: better said at once than found out by whoever asks. */
async function isAnsweredSo(question: string, said = '', { answers, reader, now }: CommandContext): Promise<boolean> {
  const answered = await answers.answer(question, { reader, now });
  return answered.kind === 'curated' && answered.reply.summary.startsWith(said);
}

async function removed(id: string, { questions }: CommandContext): Promise<Reply> {
  const was = await questions.removeAnswer(id);
  const said = was ? 'That answer is taken away.' : 'That answer is gone already.';
  return reply({
    title: 'Written answers',
    summary: said,
    body: [paragraph(said)],
    choices: [button('Written answers', 'questions', { show: 'answers' }), backToList],
  });
}
