/** Replies that the Discord tests answer with. */
import type { Reply } from '../../../src/reply/reply.js';

export function says(title: string, change: Partial<Reply> = {}): Reply {
  return {
    title,
    audience: 'asker',
    tone: 'plain',
    summary: `${title}.`,
    body: [{ type: 'text', line: [`${title}, in a sentence.`] }],
    choices: [],
    ...change,
  };
}

export const shareChoice = {
  label: 'Show to the room',
  invoke: { command: 'meeting', options: { name: 'community' }, share: true },
} as const;
