import type { Community, Room } from './model.js';

export type AnswerMode = NonNullable<Room['answer']>;

/** What is answered in a channel, by the platform's id of it. Costs a look-up. A channel that the file does not name: mentions. */
export type AnswerModes = (channel: string) => AnswerMode;

export function answerModes({ rooms }: Pick<Community, 'rooms'>, platform: 'slack' | 'discord'): AnswerModes {
  const modes = new Map<string, AnswerMode>();
  for (const room of rooms) {
    const channel = room[platform];
    // Two rooms may name one channel: then the first decides.
    if (channel !== undefined && room.answer !== undefined && !modes.has(channel)) modes.set(channel, room.answer);
  }
  return (channel) => modes.get(channel) ?? 'mention';
}

/** Whether the desk has to read what is not addressed to it, anywhere on a platform. */
export function hearsQuestions({ rooms }: Pick<Community, 'rooms'>, platform: 'slack' | 'discord'): boolean {
  return rooms.some((room) => room[platform] !== undefined && room.answer === 'questions');
}
