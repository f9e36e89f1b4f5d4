/** Where a post goes as Slack counts it: the channel itself, or the direct message with a person, opened when first needed. */
import type { Target } from '../../src/adapter.js';
import { late, within } from '../../src/time/within.js';
import type { Failure } from './refusals.js';
import type { SlackWeb } from './transport.js';

export type Conversation =
  | { readonly ok: true; readonly channel: string }
  | { readonly ok: false; readonly failure: Failure };

export interface Conversations {
  /** Never rejects. A failure means that nothing was shown: it is never `unknown` or `refused`. */
  channelOf(target: Target): Promise<Conversation>;
}

/** For who looks or tidies; a post waits less (attempt.ts). What comes later is known the next time. */
const patienceMs = 4_000;
/** Posts to people go to a few maintainers. */
const mostRemembered = 1_000;

export function createConversations(web: Pick<SlackWeb, 'call'>): Conversations {
  const opened = new Map<string, string>();
  /** Who asks again while Slack has not answered waits for the same answer. */
  const opening = new Map<string, Promise<Conversation>>();

  async function open(person: string): Promise<Conversation> {
    const called = await web.call('conversations.open', { users: person });
    if (!called.ok) return { ok: false, failure: nothingShown(called.failure) };
    const { id } = (called.data.channel ?? {}) as { readonly id?: unknown };
    if (typeof id !== 'string') return notOpened('Slack’s answer names no conversation.');
    if (opened.size >= mostRemembered) opened.clear();
    opened.set(person, id);
    return { ok: true, channel: id };
  }

  function openOnce(person: string): Promise<Conversation> {
    const current = opening.get(person) ?? open(person).finally(() => opening.delete(person));
    opening.set(person, current);
    return current;
  }

  return {
    async channelOf({ channel, person }) {
      if (person !== true) return { ok: true, channel };
      const known = opened.get(channel);
      if (known !== undefined) return { ok: true, channel: known };
      const conversation = await within(patienceMs, openOnce(channel));
      return conversation === late ? notOpened('Slack does not open the direct message in time.') : conversation;
    },
  };
}

function notOpened(reason: string): Conversation {
  return { ok: false, failure: { outcome: 'not-delivered', reason } };
}

/** Opening a conversation shows nobody anything. */
function nothingShown(failure: Failure): Failure {
  switch (failure.outcome) {
    case 'unknown':
      return { outcome: 'not-delivered', reason: failure.reason };
    case 'refused':
      return { outcome: 'gone', reason: failure.reason };
    default:
      return failure;
  }
}
