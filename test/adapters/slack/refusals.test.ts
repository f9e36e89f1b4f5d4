import { expect, test } from 'vitest';
import {
  classifyAddressStatus,
  classifyEdit,
  classifyNetworkError,
  classifyRefusal,
  classifyStatus,
  unknownWord,
} from '../../../adapters/slack/refusals.js';

test.each([
  ['channel_not_found', 'gone', 'mend its id in the community file'],
  ['is_archived', 'gone', 'archived'],
  ['not_in_channel', 'forbidden', '/invite'],
  ['restricted_action', 'forbidden', 'workspace admin'],
  ['invalid_auth', 'revoked', 'SLACK_BOT_TOKEN'],
  ['token_revoked', 'revoked', 'SLACK_BOT_TOKEN'],
  ['restricted_action_thread_locked', 'forbidden', 'unlock it'],
  ['message_limit_exceeded', 'revoked', 'as its plan allows'],
  ['invalid_blocks', 'refused', 'invalid_blocks'],
  ['msg_blocks_too_long', 'refused', 'msg_blocks_too_long'],
  ['msg_too_long', 'refused', 'msg_too_long'],
  ['no_text', 'refused', 'no_text'],
  ['metadata_too_large', 'refused', 'metadata_too_large'],
  ['cant_delete_message', 'refused', 'cant_delete_message'],
  ['cant_update_message', 'forbidden', 'SLACK_BOT_TOKEN'],
  ['edit_window_closed', 'forbidden', 'workspace admin'],
  ['service_unavailable', 'not-delivered', 'service_unavailable'],
  ['internal_error', 'unknown', 'internal_error'],
  ['fatal_error', 'unknown', 'fatal_error'],
  ['a_word_of_tomorrow', 'unknown', 'a_word_of_tomorrow'],
])('%s means %s, and the reason says what to do', (error, outcome, words) => {
  const failure = classifyRefusal(error);
  expect(failure.outcome).toBe(outcome);
  expect('reason' in failure && failure.reason).toContain(words);
});

test.each([
  ['message_not_found', { outcome: 'gone', reason: 'Slack says message_not_found: the message is no longer there.' }],
  ['ratelimited', { outcome: 'retry-after', seconds: 30, everywhere: true }],
  ['msg_too_long', { outcome: 'refused', reason: 'Slack refuses the message (msg_too_long).' }],
])('of an edit, %s is told as what it is there', (error, told) => {
  expect(classifyEdit(classifyRefusal(error), error)).toEqual(told);
});

test('a missing scope is named', () => {
  expect(classifyRefusal('missing_scope', 'channels:history')).toEqual({
    outcome: 'forbidden',
    reason: 'The Slack app lacks the scope channels:history: add it and install the app again.',
  });
});

test.each([
  ['foo_bar', 'foo_bar'],
  ['<html>Please log in</html>', 'something unreadable'],
  ['internal_error', undefined],
  ['fatal_error', undefined],
  ['channel_not_found', undefined],
  ['ratelimited', undefined],
])('whether “%s” is a word that somebody should look up: %s', (error, word) => {
  expect(unknownWord(error)).toBe(word);
});

test('a page in place of an answer is not repeated in the reason', () => {
  expect(classifyRefusal('<html>Please log in</html>')).toEqual({
    outcome: 'unknown',
    reason: 'Slack says something unreadable.',
  });
});

test('a connection that never came about delivered nothing; one that broke off may have', () => {
  const failed = (code: string) =>
    new TypeError('fetch failed', { cause: Object.assign(new Error('secret'), { code }) });
  expect(classifyNetworkError(failed('ECONNREFUSED')).outcome).toBe('not-delivered');
  expect(classifyNetworkError(failed('ENOTFOUND')).outcome).toBe('not-delivered');
  expect(classifyNetworkError(failed('ECONNRESET')).outcome).toBe('unknown');
  expect(classifyNetworkError(failed('UND_ERR_SOCKET')).outcome).toBe('unknown');
  expect(classifyNetworkError(new DOMException('too late', 'TimeoutError')).outcome).toBe('unknown');
  expect(JSON.stringify(classifyNetworkError(failed('ECONNRESET')))).not.toContain('secret');
});

test.each([
  [429, 'retry-after'],
  [403, 'not-delivered'],
  [404, 'not-delivered'],
  [410, 'not-delivered'],
  [408, 'unknown'],
  [400, 'not-delivered'],
  [413, 'not-delivered'],
  [500, 'unknown'],
  [502, 'unknown'],
])('status %i means %s', (status, outcome) => {
  expect(classifyStatus(status).outcome).toBe(outcome);
});

test.each([
  [404, 'gone'],
  [410, 'gone'],
  [403, 'not-delivered'],
  [429, 'retry-after'],
  [500, 'unknown'],
])('status %i of a response address means %s', (status, outcome) => {
  expect(classifyAddressStatus(status).outcome).toBe(outcome);
});
