import type { Reply } from '../reply/reply.js';

/** A sentence that says what is wrong and what to do next, to the asker alone. */
export function problemReply(sentence: string, more: Partial<Pick<Reply, 'title' | 'choices'>> = {}): Reply {
  const { title = 'That did not work', choices = [] } = more;
  return {
    title,
    audience: 'asker',
    tone: 'problem',
    summary: sentence,
    body: [{ type: 'text', line: [sentence] }],
    choices,
  };
}

/** For whoever goes on asking too fast after being told: always the same object, so that a surface may leave it unsaid. */
export const hushReply: Reply = problemReply('Please wait a moment, then ask again.', { title: 'One at a time' });

/** For an answer that the desk gave and the surface cannot show: says nothing of why, which stands in the log. */
export const faultReply: Reply = problemReply(
  'Something broke here. Please try again; a maintainer can find it in the log.',
);
