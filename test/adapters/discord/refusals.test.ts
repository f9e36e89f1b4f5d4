import { expect, test } from 'vitest';
import { outcomeBefore, refusedOutcome } from '../../../adapters/discord/refusals.js';
import type { Target } from '../../../src/adapter.js';

const room: Target = { platform: 'discord', room: 'general', channel: '112233445566778899' };
const person: Target = { platform: 'discord', room: '', channel: '99', person: true };

test.each([
  ['no access [fault 45]', 403, 50001, 'forbidden', 'give its role the permission View Channel there'],
  ['no permission [fault 45]', 403, 50013, 'forbidden', 'Send Messages and, in threads, Send Messages in Threads'],
  ['a locked thread [fault 46]', 403, 160005, 'forbidden', 'the thread is locked; unlock it'],
  ['an archived thread [fault 46]', 400, 50083, 'forbidden', 'the thread is archived; reopen it'],
  ['no history', 400, 160002, 'forbidden', 'Read Message History'],
  ['a banned bot', 403, 40007, 'forbidden', 'lift the ban'],
  ['an unknown channel [fault 44]', 404, 10003, 'gone', 'put the new channel’s id into the community file'],
  ['a voice channel', 400, 50008, 'gone', 'name a text channel'],
  ['a wrong form [fault 47]', 400, 50035, 'refused', '50035'],
  ['an empty message [fault 47]', 400, 50006, 'refused', '50006'],
  ['too large a message [fault 47]', 413, 0, 'refused', 'the message itself wrong'],
  ['words that the server blocks', 400, 200000, 'refused', '200000'],
  ['a refusal that nobody has heard of', 400, 99999, 'refused', '99999'],
  ['a prohibition that nobody has heard of', 403, 99999, 'forbidden', '99999'],
  ['an absence that nobody has heard of', 404, 99999, 'gone', '99999'],
  ['a switched-off feature', 400, 40004, 'not-delivered', '40004'],
  ['an overload', 400, 130000, 'not-delivered', '130000'],
  ['a refusal without a code', 403, 0, 'not-delivered', '403'],
  ['a message to edit that was taken away', 404, 10008, 'gone', 'no longer in the room “general”'],
  ['a message to edit that is somebody else’s', 403, 50005, 'refused', '50005'],
  ['a strange status', 418, 1, 'not-delivered', '418'],
  ['a token that no longer works [fault 40]', 401, 0, 'revoked', 'DISCORD_TOKEN'],
] as const)('to a room, %s', (_why, status, code, outcome, words) => {
  const told = refusedOutcome({ code, status, said: 'No' }, room);
  expect(told.outcome).toBe(outcome);
  expect('reason' in told && told.reason).toContain(words);
});

test('a message that was edited too often is tried again later', () => {
  const told = refusedOutcome({ code: 30046, status: 400, said: 'Maximum number of edits' }, room);
  expect(told).toEqual({ outcome: 'retry-after', seconds: 600 });
});

test.each([
  ['who takes no direct messages', 403, 50007, 'forbidden', 'the person 99'],
  ['who shares no server', 403, 50278, 'forbidden', 'name a room for notices'],
  ['who is unknown', 404, 10013, 'gone', 'Discord knows no person 99: correct the id in the community file.'],
] as const)('to a person %s', (_why, status, code, outcome, words) => {
  const told = refusedOutcome({ code, status, said: 'No' }, person);
  expect(told.outcome).toBe(outcome);
  expect('reason' in told && told.reason).toContain(words);
});

test('something before Discord passes; only after 408 may the message have arrived', () => {
  expect([403, 404, 408].map((status) => outcomeBefore(status).outcome)).toEqual([
    'not-delivered',
    'not-delivered',
    'unknown',
  ]);
});
