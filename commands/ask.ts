import { defineCommand, text } from '../src/command/command.js';

/** A question in the asker's own words: answered by another command, from data, from the documents, or declined. */
export const ask = defineCommand({
  name: 'ask',
  summary: 'Ask a question in your own words',
  examples: ['ask how do I become a member?'],
  options: { question: text('Your question', 2_000) },
  async run({ question }, context) {
    const answered = await context.answers.answer(question, { reader: context.reader, now: context.now });
    return answered.kind === 'command' ? context.run(answered.invoke) : answered.reply;
  },
});
