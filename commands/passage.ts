/** Behind the buttons of "Maybe one of these": one section, quoted for the question that was asked. */
import { defineCommand, text } from '../src/command/command.js';
import { problem } from '../src/command/errors.js';
import { feedbackButtons, longestSection } from './feedback/buttons.js';

export const passage = defineCommand({
  name: 'passage',
  summary: 'Show a section of the documents',
  examples: ['passage'],
  unlisted: true,
  options: {
    section: text('Which section', longestSection),
    question: text('What was asked', 2_000),
  },
  run({ section, question }, context) {
    const answered = context.answers.passage?.(section, question);
    if (answered === undefined || answered.kind === 'command') throw problem('passage-gone');
    return { ...answered.reply, choices: [...feedbackButtons(question, section), ...answered.reply.choices] };
  },
});
