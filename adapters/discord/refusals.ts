/**
 * What Discord's refusals mean for a post: the table of
 * https://discord.com/developers/docs/topics/opcodes-and-status-codes , read for posts to a channel. Whatever is not in it goes by its
 * status. Pure: the caller has found out already whether the answer was Discord's own.
 */
import type { PostOutcome, Target } from '../../src/adapter.js';

/** Every way in which nothing is shown, or perhaps nothing. */
export type Failed = Exclude<PostOutcome, { readonly outcome: 'posted' }>;

/** `code` is Discord's own, 0 where it gave none; `said` its sentence. */
export interface Refusal {
  readonly code: number;
  readonly status: number;
  readonly said: string;
}

/** The message itself is wrong, or blocked for its words: sent again it would be refused again. */
const wrongMessage = new Set([
  40005, // too large
  50006, // empty
  50005, // an edit of a message that is not the bot's own
  50021, // an edit of a message of Discord's own
  50035, // invalid form body
  50109, // invalid JSON
  200000, // blocked by the server's AutoMod
  200001, // its title blocked by AutoMod
  240000, // a link that Discord's filter calls harmful
]);
/** It passes by waiting: sending is switched off for a while, a resource overloaded, an error inside Discord's network. */
const passing = new Set([40004, 130000, 40333]);

/** What a maintainer can do, for a refusal that only a maintainer can mend. */
const mends: Readonly<Record<number, string>> = {
  50001: 'give its role the permission View Channel there',
  50013: 'give its role the permissions Send Messages and, in threads, Send Messages in Threads there',
  50083: 'the thread is archived; reopen it or name another channel in the community file',
  160002: 'give its role the permission Read Message History there',
  160005: 'the thread is locked; unlock it or name another channel in the community file',
  40007: 'it is banned from the server; lift the ban and invite it again',
  50007: 'let the person allow direct messages from members of the server, or name a room for notices',
  50278: 'it shares no server with the person; name a room for notices in the community file',
};

/** What is to be edited was taken away. */
const noMessage = 10008;
/** A message older than an hour takes only so many edits; Discord says "try again later" and no figure. */
const editedTooOften = 30046;
const editedTooOftenSeconds = 600;

/** Discord knows no such place, or it is one that holds no messages. */
const noPlace = new Set([10003, 10004, 10013, 50008, 50024, 50033]);

export function refusedOutcome({ code, status, said }: Refusal, target: Target): Failed {
  const place = target.person
    ? `the person ${target.channel}`
    : `the room “${target.room}” (channel ${target.channel})`;
  const mend = mends[code];
  if (mend !== undefined) return { outcome: 'forbidden', reason: `The bot may not post to ${place}: ${mend}.` };
  if (code === noMessage) return { outcome: 'gone', reason: `The message is no longer in ${place}.` };
  if (code === editedTooOften) return { outcome: 'retry-after', seconds: editedTooOftenSeconds };
  if (noPlace.has(code)) return { outcome: 'gone', reason: goneReason(place, target, code) };
  if (wrongMessage.has(code) || status === 413) {
    return { outcome: 'refused', reason: `Discord finds the message itself wrong: “${said}” (${code}).` };
  }
  if (status === 401) {
    return { outcome: 'revoked', reason: 'Discord no longer accepts the token: put a new one into DISCORD_TOKEN.' };
  }
  const reason = `Discord refused the message: “${said}” (${code}, ${status}).`;
  // Without a code of its own a refusal is about the call, such as a ban of this address for some minutes.
  if (code === 0 || passing.has(code)) return { outcome: 'not-delivered', reason };
  if (status === 403) {
    return { outcome: 'forbidden', reason: `The bot may not post to ${place}: Discord says “${said}” (${code}).` };
  }
  if (status === 404) return { outcome: 'gone', reason: `Discord says “${said}” (${code}) of ${place}.` };
  if (status === 400) return { outcome: 'refused', reason };
  return { outcome: 'not-delivered', reason };
}

function goneReason(place: string, target: Target, code: number): string {
  if (target.person) return `Discord knows no ${place.replace(/^the /, '')}: correct the id in the community file.`;
  return code === 50008 || code === 50024
    ? `No messages can be posted to ${place}: name a text channel in the community file.`
    : `Discord knows no channel for ${place}: put the new channel’s id into the community file.`;
}

/** An answer of something between here and Discord says nothing about the room or the token: it passes. */
export function outcomeBefore(status: number): Failed {
  const reason = `Something before Discord answered ${status}.`;
  // A proxy that tired of waiting (408) may have passed the message on before.
  return { outcome: status === 408 ? 'unknown' : 'not-delivered', reason };
}
