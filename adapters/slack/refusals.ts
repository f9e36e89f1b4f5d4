/**
 * What Slack's error words mean for a post or an edit: whether it may have been shown, and who has to act. Words as listed on
 * https://docs.slack.dev/reference/methods/chat.postMessage, chat.update and conversations.history, read 2026-11-24.
 */
import type { PostOutcome } from '../../src/adapter.js';
import { unsentCodes } from '../../src/unsent-codes.js';

export type Failure = Exclude<PostOutcome, { outcome: 'posted' }>;

/** Where Slack gives no number of seconds, or one that cannot be read. */
export const defaultRetrySeconds = 30;

const gone: Readonly<Record<string, string>> = {
  channel_not_found: 'the bot sees no such channel: mend its id in the community file, or invite the bot to it',
  is_archived: 'the channel is archived: unarchive it, or name another one in the community file',
  invalid_channel: 'that is no channel’s id: mend it in the community file',
  channel_type_not_supported: 'nothing can be posted in that kind of place: name a channel in the community file',
  is_inactive: 'the channel is frozen: let a workspace admin thaw it, or name another one in the community file',
  user_not_found: 'there is no such person',
  user_not_visible: 'the bot cannot see that person',
  user_disabled: 'the person has left',
};

const forbidden: Readonly<Record<string, string>> = {
  not_in_channel: 'the bot is not in the channel: type /invite and the bot’s name there',
  user_not_in_channel: 'the person is not in the channel',
  restricted_action: 'a workspace setting keeps apps from posting there: ask a workspace admin',
  restricted_action_read_only_channel: 'the channel is read-only: let the bot post there',
  restricted_action_thread_only_channel: 'the channel takes only replies in threads: let the bot post there',
  restricted_action_non_threadable_channel: 'the channel takes no replies in threads',
  restricted_action_thread_locked: 'the thread is locked: ask a workspace admin to unlock it',
  thread_locked: 'the thread is locked: ask a workspace admin to unlock it',
  cannot_reply_to_message: 'that message takes no replies',
  enterprise_is_restricted: 'the organisation keeps apps out: ask an admin',
  no_permission: 'the app may not post there: install it again from the manifest',
  access_denied: 'the app may not post there: ask a workspace admin',
  ekm_access_denied: 'the workspace’s admins have suspended posting',
  team_access_not_granted: 'the app is not approved for this workspace: ask an admin',
  not_allowed_token_type: 'this kind of token may not do that: use the bot token (xoxb-) as SLACK_BOT_TOKEN',
  messages_tab_disabled: 'the app takes no direct messages: turn the messages tab on, as the manifest does',
  cannot_dm_bot: 'a bot takes no direct messages',
  cant_update_message:
    'another app posted the message, and only that one may edit it: set SLACK_BOT_TOKEN to the bot token of the app that posts here',
  edit_window_closed:
    'the workspace’s settings end the time in which a message may be edited: a workspace admin can lengthen it',
};

const revoked = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'user_removed_from_team',
  'team_disabled',
]);

/** The whole workspace takes no message, until its month or its plan changes: the same for a post as a dead token. */
const messageLimit = 'message_limit_exceeded';

/** Refused before anything was shown; a later try may pass. */
const notDelivered = new Set([
  'service_unavailable',
  'team_added_to_org',
  'org_login_required',
  'accesslimited',
  'request_timeout',
]);

/** Slack says that the message itself, or what is asked of it, is wrong: surely not shown, and a mistake of ours. */
const refusedAsWrong =
  /^(invalid_|missing_(charset|post_type)|no_text|msg_|message_too|message_not_found|too_many_|metadata_|cant?(not)?_|block_|markdown_|attachment_|as_user_|compliance_)/;

/** "It's possible some aspect of the operation succeeded before the error was raised." */
const uncertain = new Set(['internal_error', 'fatal_error']);

/**
 * @param error Slack's word, from `ok: false`.
 * @param needed the scope that Slack names beside missing_scope.
 */
export function classifyRefusal(error: string, needed?: string): Failure {
  if (error === 'ratelimited' || error === 'rate_limited') {
    return { outcome: 'retry-after', seconds: defaultRetrySeconds };
  }
  if (error === messageLimit) {
    return {
      outcome: 'revoked',
      reason: `Slack says ${messageLimit}: the workspace has sent as many messages as its plan allows. A workspace admin can change the plan.`,
    };
  }
  if (error === 'missing_scope') {
    const scope = needed ?? 'one that the manifest names';
    return {
      outcome: 'forbidden',
      reason: `The Slack app lacks the scope ${scope}: add it and install the app again.`,
    };
  }
  const why = gone[error] ?? forbidden[error];
  if (why !== undefined) {
    return { outcome: error in gone ? 'gone' : 'forbidden', reason: `Slack says ${error}: ${why}.` };
  }
  if (revoked.has(error)) {
    return {
      outcome: 'revoked',
      reason: `Slack no longer accepts SLACK_BOT_TOKEN (${error}): install the app again and copy its bot token.`,
    };
  }
  if (notDelivered.has(error)) return { outcome: 'not-delivered', reason: `Slack says ${error}.` };
  if (refusedAsWrong.test(error)) return { outcome: 'refused', reason: `Slack refuses the message (${error}).` };
  // A word we do not know: as uncertain as the words that say so.
  return { outcome: 'unknown', reason: `Slack says ${readable(error)}.` };
}

/**
 * The same for an edit: a message that is not there is no mistake of ours, and Slack counts edits over the whole workspace
 * (Tier 3: https://docs.slack.dev/reference/methods/chat.update, read 2026-11-24).
 * @param error Slack's word, where it gave one.
 */
export function classifyEdit(failure: Failure, error: string | undefined): Failure {
  if (failure.outcome === 'retry-after') return { ...failure, everywhere: true };
  return error === 'message_not_found'
    ? { outcome: 'gone', reason: 'Slack says message_not_found: the message is no longer there.' }
    : failure;
}

function readable(error: string): string {
  return /^\w{1,60}$/.test(error) ? error : 'something unreadable';
}

/**
 * The word, where it is none that this file knows: somebody should learn what it means. What is no word at all (a page in
 * place of an answer) reads as “something unreadable”.
 */
export function unknownWord(error: string): string | undefined {
  return uncertain.has(error) || classifyRefusal(error).outcome !== 'unknown' ? undefined : readable(error);
}

/** What a failed fetch means. Only the error's code is told: its message may carry an address. */
export function classifyNetworkError(error: unknown): Failure {
  const code = deepestCode(error);
  if (code !== undefined && unsentCodes.has(code)) {
    return { outcome: 'not-delivered', reason: `Slack cannot be reached (${code}).` };
  }
  const name = error instanceof Error ? error.name : 'unknown';
  return { outcome: 'unknown', reason: `The connection to Slack broke off (${code ?? name}).` };
}

function deepestCode(error: unknown): string | undefined {
  let found: string | undefined;
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string' && !code.startsWith('slack_webapi')) found = code;
  }
  return found;
}

/**
 * What a status without a word of Slack's means. It never says that a channel is gone: Slack says that in words, with
 * status 200, and a 403 or 404 comes from a proxy in between.
 */
export function classifyStatus(status: number): Failure {
  const reason = `Slack answers with status ${status}.`;
  if (status === 429) return { outcome: 'retry-after', seconds: defaultRetrySeconds };
  // What tired of waiting (408) may have passed the call on before.
  return { outcome: status >= 500 || status === 408 ? 'unknown' : 'not-delivered', reason };
}

/** The same for a response address, which is no longer found once it is used up or old. */
export function classifyAddressStatus(status: number): Failure {
  if (status !== 404 && status !== 410) return classifyStatus(status);
  return { outcome: 'gone', reason: `The response address is no longer taken (${status}).` };
}
