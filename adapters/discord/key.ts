/**
 * What a post's key becomes on Discord. Both are derived, so that another process, or this one after a crash, says the same.
 *
 * The nonce stops a second copy within "the past few minutes" (Discord's words, no figure promised):
 * https://discord.com/developers/docs/resources/message#create-message . Discord does not give it back later, so the
 * message also carries a marker in the ids of two of its components, which channel history returns and nobody sees.
 */
import { createHash } from 'node:crypto';
import { limits } from '../../src/reply/limits.js';
import type { Marker } from './render.js';

function digest(key: string, part: number): Buffer {
  return createHash('sha256').update(`${key}\n${part}`).digest();
}

/** At most 25 characters: 150 bits of the key's hash. `part` counts the messages of one post from 0. */
export function nonceOf(key: string, part: number): string {
  return digest(key, part).toString('base64url').slice(0, limits.discord.nonce);
}

/** Two numbers of 30 bits, from another stretch of the hash; never 0, which Discord reads as "choose one". */
export function markerOf(key: string, part: number): Marker {
  const bytes = digest(key, part);
  return [idAt(bytes, 20), idAt(bytes, 26)];
}

function idAt(bytes: Buffer, offset: number): number {
  // The highest bit of 31 is set: well away from the small ids that Discord gives to the other components.
  return 2 ** 30 + (bytes.readUInt32BE(offset) & 0x3f_ff_ff_ff);
}
