/**
 * What an adapter is asked, within a bound: its word that it answers in 10 s and never rejects is not relied on here. An
 * answer that does not come leaves open what became of the post.
 */
import {
  AskLater,
  AskRefused,
  type Copy,
  type EditOutcome,
  type Logger,
  type Post,
  type PostOutcome,
} from '../adapter.js';
import { late, type Within } from '../time/within.js';
import type { ReminderSurface } from './standing.js';

/** An adapter answers within 10 s; this is for one that breaks its word. */
export const ANSWER_MS = 15_000;

/**
 * `later`: nothing may be concluded; ask again in so many seconds, where the platform said it. `refused`: a person has to act
 * first.
 */
export type Asked =
  | readonly Copy[]
  | { readonly later: number | undefined; readonly error?: unknown; readonly refused?: AskRefused };

export interface Asking {
  post(surface: ReminderSurface, post: Post): Promise<PostOutcome>;
  copies(surface: ReminderSurface, post: Post): Promise<Asked>;
  edit(surface: ReminderSurface, post: Post, id: string): Promise<EditOutcome>;
}

export function createAsking({ within, log }: { readonly within: Within; readonly log: Logger }): Asking {
  return {
    async post({ adapter, platform }, post) {
      try {
        const outcome = await within(ANSWER_MS, adapter.post(post));
        return outcome === late ? { outcome: 'unknown', reason: 'no answer in time' } : outcome;
      } catch (error) {
        log.error('an adapter rejected instead of giving an outcome', { platform, error });
        return { outcome: 'unknown', reason: 'the adapter failed' };
      }
    },
    async edit({ adapter, platform }, post, id) {
      try {
        const outcome = await within(ANSWER_MS, adapter.edit(post, id));
        return outcome === late ? { outcome: 'unknown', reason: 'no answer in time' } : outcome;
      } catch (error) {
        log.error('an adapter rejected instead of giving an outcome', { platform, error });
        return { outcome: 'unknown', reason: 'the adapter failed' };
      }
    },
    async copies({ adapter }, post) {
      try {
        const found = await within(ANSWER_MS, adapter.copies(post));
        return found === late ? { later: undefined, error: new Error('no answer in time') } : found;
      } catch (error) {
        if (error instanceof AskLater) return { later: error.seconds };
        return { later: undefined, error, ...(error instanceof AskRefused ? { refused: error } : {}) };
      }
    },
  };
}

export function isAnswered(asked: Asked): asked is readonly Copy[] {
  return !('later' in asked);
}
