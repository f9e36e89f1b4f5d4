import { lineFootnote } from '../src/answers/line-footnote.js';
import { type CommandContext, defineCommand, text } from '../src/command/command.js';
import type { Reply } from '../src/reply/reply.js';
import { feedbackButtons } from './feedback/buttons.js';
import { noteQuestion } from './feedback/noting.js';

/** A question in the asker's own words: answered by another command, from data, from the documents, or declined. */
export const ask = defineCommand({
  name: 'ask',
  summary: 'Ask a question in your own words',
  examples: ['ask how do I become a member?'],
  options: { question: text('Your question', 2_000) },
  async run({ question }, context) {
    const answered = await context.answers.answer(question, { reader: context.reader, now: context.now });
    if (answered.kind === 'command') return withLines(await context.run(answered.invoke), answered.lines, context);
    const { kind, sections: [first] = [] } = answered;
    const reply = withLines(answered.reply, answered.lines, context);
    switch (kind) {
      case 'unknown':
        noteQuestion(context, { question, reason: 'unanswered', near: first });
        return reply;
      case 'maybe':
        noteQuestion(context, { question, reason: 'doubtful', near: first });
        return reply;
      case 'passage':
      case 'curated':
        if (first === undefined) return reply;
        return { ...reply, choices: [...feedbackButtons(question, first.id), ...reply.choices] };
      case 'computed':
      case 'smalltalk':
        return reply;
    }
  },
});

/** Below an answer from the community file: which of its lines it comes from. */
function withLines(reply: Reply, lines: readonly number[] | undefined, { community }: CommandContext): Reply {
  const footnote = reply.tone === 'problem' ? undefined : lineFootnote(community, lines);
  return footnote === undefined ? reply : { ...reply, body: [...reply.body, footnote] };
}
