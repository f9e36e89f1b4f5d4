/** Behind the buttons below an answer: whether it helped. */
import { type CommandContext, choice, defineCommand, text } from '../src/command/command.js';
import { linksAbout } from '../src/community/find.js';
import { longestKept } from '../src/questions/question-text.js';
import { choice as button, link, text as paragraph, reply } from '../src/reply/build.js';
import type { Line, Reply } from '../src/reply/reply.js';
import { passageButton } from './feedback/buttons.js';
import { noteQuestion } from './feedback/noting.js';

export const feedback = defineCommand({
  name: 'feedback',
  summary: 'Say whether an answer helped',
  examples: ['feedback'],
  unlisted: true,
  personal: true,
  options: {
    question: text('What was asked', longestKept),
    answer: text('Which section answered', 300),
    helpful: choice('Whether it helped', ['yes', 'no']),
  },
  run: ({ question, answer, helpful }, context) =>
    helpful === 'yes' ? helped(question, answer, context) : didNotHelp(question, answer, context),
});

function helped(question: string, answer: string, { asking, questions, reader }: CommandContext): Reply {
  // Each person's word on one answer to one question counts once.
  const once = JSON.stringify([asking.platform, reader.id, question, answer]);
  questions.noteHelpful(answer, once).catch(() => undefined);
  const said = 'Good to know that it helped.';
  return reply({ title: 'Thank you', summary: said, body: [paragraph(said)] });
}

async function didNotHelp(question: string, answer: string, context: CommandContext): Promise<Reply> {
  const { reader, now } = context;
  const answered = await context.answers.answer(question, { reader, now });
  const sections = answered.kind === 'command' ? [] : (answered.sections ?? []);
  const near = sections.find(({ id }) => id === answer) ?? { id: answer, title: answer };
  noteQuestion(context, { question, reason: 'not-helpful', near });
  const others = sections.filter(({ id }) => id !== answer).slice(0, 3);
  const places = placesToAsk(context);
  const said = 'The maintainers will see that this answer did not help.';
  return reply({
    title: 'Noted',
    summary: said,
    body: [
      paragraph(said, ...(places.length === 0 ? [] : [' To ask a person: ', ...places, '.'])),
      ...(others.length === 0 ? [] : [paragraph('Perhaps one of these says it:')]),
    ],
    choices: [
      ...others.map((section) => passageButton(section, question)),
      ...(places.length === 0 ? [] : [button('Where to get help', 'help-links', { topic: 'help' })]),
    ],
  });
}

function placesToAsk({ community }: CommandContext): Line {
  return linksAbout(community, 'help')
    .slice(0, 2)
    .flatMap(({ title, url }, at) => [...(at === 0 ? [] : [' or ']), link(title, url)]);
}
