/**
 * Whether the app still stands in its workspace. Once Slack has said that it was taken out, no call leaves any more until
 * the process is started anew; a token that Slack refuses is tried again by whoever calls, and told in health until then.
 */
import type { Failure } from './refusals.js';
import type { SlackWeb } from './transport.js';

export interface Standing {
  /** Every call passes through it. */
  readonly web: SlackWeb;
  /** From now on every call is refused as `revoked`, without a word to Slack. */
  end(why: 'app_uninstalled' | 'tokens_revoked'): void;
  /** A sentence for the operator; undefined while all is well. */
  trouble(): string | undefined;
}

type Revoked = Failure & { readonly outcome: 'revoked' };

const ends = {
  app_uninstalled:
    'The Slack app was uninstalled: install it again, set SLACK_BOT_TOKEN to its new bot token and start Frontdesk anew.',
  tokens_revoked:
    'The Slack app’s bot token was revoked: install the app again, set SLACK_BOT_TOKEN to its new bot token and start Frontdesk anew.',
} as const;

export function createStanding(web: SlackWeb): Standing {
  let ended: Revoked | undefined;
  let refused: Revoked | undefined;

  return {
    web: {
      async call(method, args, withinMs) {
        if (ended !== undefined) return { ok: false, failure: ended };
        const called = await web.call(method, args, withinMs);
        if (called.ok) refused = undefined;
        else if (called.failure.outcome === 'revoked') refused = called.failure;
        return called;
      },
      async respond(url, message) {
        return ended ?? web.respond(url, message);
      },
    },
    end(why) {
      ended ??= { outcome: 'revoked', reason: ends[why] };
    },
    trouble: () => (ended ?? refused)?.reason,
  };
}
