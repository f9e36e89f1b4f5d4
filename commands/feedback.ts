/** Behind the buttons below an answer: whether it helped. */
import type { Answered, AnswerSection } from '../src/answers/answers.js';
import { type CommandContext, choice, defineCommand, text } from '../src/command/command.js';
import { linksAbout } from '../src/community/find.js';
import { longestKept } from '../src/questions/question-text.js';
import { choice as button, link, text as paragraph, reply } from '../src/reply/build.js';
import type { Line, Reply } from '../src/reply/reply.js';
import { longestSection, passageButton } from './feedback/buttons.js';
import { noteQuestion } from './feedback/noting.js';

export const feedback = defineCommand({
  name: 'feedback',
  summary: 'Say whether an answer helped',
  examples: ['feedback'],
  unlisted: true,
  personal: true,
  options: {
    question: text('What was asked', longestKept),
    answer: text('Which section answered', longestSection),
    helpful: choice('Whether it helped', ['yes', 'no']),
  },
  run: ({ question, answer, helpful }, context) =>
    helpful === 'yes' ? helped(question, answer, context) : didNotHelp(question, answer, context),
});

async function helped(question: string, answer: string, context: CommandContext): Promise<Reply> {
  const { asking, questions, reader } = context;
  const { section } = await answeredBefore(question, answer, context);
  // Each person's word on one answer to one question counts once; on what answers nothing, never.
  const once = JSON.stringify([asking.platform, reader.id, question, answer]);
  if (section !== undefined) questions.noteHelpful(section.id, once).catch(() => undefined);
  const said = 'Good to know that it helped.';
  return reply({ title: 'Thank you', summary: said, body: [paragraph(said)], beside: true });
}

interface AnsweredBefore {
  /** What answers the question now, the best first. */
  readonly sections: readonly AnswerSection[];
  /** What the button names; undefined where there is no such section: it may be gone, or the button made up. */
  readonly section: AnswerSection | undefined;
}

async function answeredBefore(question: string, answer: string, context: CommandContext): Promise<AnsweredBefore> {
  const { answers, reader, now } = context;
  const sections = sectionsOf(await answers.answer(question, { reader, now }));
  const [quoted] = sectionsOf(answers.passage?.(answer, question));
  return { sections, section: [...sections, ...(quoted ? [quoted] : [])].find(({ id }) => id === answer) };
}

function sectionsOf(answered: Answered | undefined): readonly AnswerSection[] {
  return answered === undefined || answered.kind === 'command' ? [] : (answered.sections ?? []);
}

async function didNotHelp(question: string, answer: string, context: CommandContext): Promise<Reply> {
  const { sections, section } = await answeredBefore(question, answer, context);
  // Nobody can say of an answer that was never given that it did not help.
  if (section !== undefined) noteQuestion(context, { question, reason: 'not-helpful', near: section });
  const others = sections.filter(({ id }) => id !== answer).slice(0, 3);
  const places = placesToAsk(context);
  const said = 'The maintainers will see that this answer did not help.';
  return reply({
    title: 'Noted',
    summary: said,
    beside: true,
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
