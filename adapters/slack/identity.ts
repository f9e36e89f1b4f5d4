/** Who the bot is, as auth.test tells; also what the token may do, so that a missing scope is said at start. */
import { AdapterStartError } from '../../src/adapter.js';
import { scopeReasons } from './manifest.js';
import type { Failure } from './refusals.js';
import type { SlackWeb } from './transport.js';

export interface Identity {
  readonly userId: string;
  readonly botId: string;
  readonly name: string;
  readonly team: string;
  readonly teamId?: string;
  /** "https://istio.slack.com/". */
  readonly teamUrl?: string;
  /** Scopes of the manifest that the token lacks, as far as Slack tells. */
  readonly missingScopes: readonly string[];
}

/** What auth.test came to: an identity, or that Slack cannot be asked now. */
export type Identified =
  | { readonly ok: true; readonly identity: Identity }
  | { readonly ok: false; readonly failure: Failure };

/** @throws AdapterStartError where Slack refuses the token for good. */
export async function identify(web: Pick<SlackWeb, 'call'>): Promise<Identified> {
  const called = await web.call('auth.test', {});
  if (!called.ok) {
    const { failure, error } = called;
    if (failure.outcome === 'revoked' || failure.outcome === 'forbidden')
      throw new AdapterStartError(tokenRefused(error));
    return { ok: false, failure };
  }
  const { user_id, bot_id, user, team, team_id, url, response_metadata } = called.data;
  if (typeof user_id !== 'string' || typeof bot_id !== 'string') {
    throw new AdapterStartError(tokenRefused('it is not a bot token'));
  }
  return {
    ok: true,
    identity: {
      userId: user_id,
      botId: bot_id,
      name: typeof user === 'string' ? user : 'the bot',
      team: typeof team === 'string' ? team : 'the workspace',
      ...(typeof team_id === 'string' ? { teamId: team_id } : {}),
      ...(typeof url === 'string' && URL.canParse(url) ? { teamUrl: url } : {}),
      missingScopes: missingScopes(response_metadata),
    },
  };
}

function tokenRefused(why: string | undefined): string {
  return `Slack refuses SLACK_BOT_TOKEN (${why || 'no reason given'}). Copy the bot token (xoxb-…) from “OAuth & Permissions” of your Slack app; install the app first if there is none.`;
}

function missingScopes(metadata: unknown): readonly string[] {
  const { scopes } = (metadata ?? {}) as { readonly scopes?: unknown };
  return Array.isArray(scopes) ? Object.keys(scopeReasons).filter((scope) => !scopes.includes(scope)) : [];
}
