/** What a browser sends, read and checked. Nothing that arrives here is trusted; what does not fit is a sentence. */
import { zone as zoneOption } from '../../src/command/command.js';
import { quoteBack, ReaderError } from '../../src/command/errors.js';
import type { Invoke } from '../../src/reply/reply.js';
import { isZone } from '../../src/time/zone.js';

/** What the page asks for. `entry` names the entry whose button was pressed. */
export interface Said {
  readonly what: { readonly line: string } | { readonly invoke: Invoke };
  readonly room: string;
  readonly zone?: string;
  readonly entry?: string;
}
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly sentence: string };

const unread = {
  ok: false,
  sentence: 'That could not be read. Open the page again and try once more.',
} as const satisfies Reading<never>;
const tooOld: Reading<never> = { ok: false, sentence: 'That button is too old to work. Please run the command again.' };

/** The text that a button carries. `readInvoke` reads it back. */
export function writeInvoke(invoke: Invoke): string {
  return JSON.stringify(invoke);
}

/** A button's text, or the same as an object; undefined where it is neither. What the options mean is for the desk to say. */
export function readInvoke(given: unknown): Invoke | undefined {
  const value = typeof given === 'string' ? parsed(given) : given;
  if (!isRecord(value) || typeof value.command !== 'string' || !isRecord(value.options)) return undefined;
  const options = Object.entries(value.options);
  const plain = options.every(([, v]) => typeof v === 'string' || (typeof v === 'number' && Number.isFinite(v)));
  if (!plain || options.length > 25) return undefined;
  const invoke = { command: value.command, options: Object.fromEntries(options) as Invoke['options'] };
  return value.share === true ? { ...invoke, share: true } : invoke;
}

/** Reads the body of POST /say. No room at all is the first; a room that is none is refused, a zone that is none dropped. */
export function readSaid(body: string, contentType: string, rooms: readonly string[]): Reading<Said> {
  const fields = contentType.startsWith('application/json')
    ? parsed(body)
    : Object.fromEntries(new URLSearchParams(body));
  if (!isRecord(fields)) return unread;
  const { line, invoke, room, entry } = fields;
  if (room !== undefined && !rooms.some((name) => name === room)) return { ok: false, sentence: noSuchRoom(room) };
  const zone = knownZone(fields.zone);
  const where = {
    room: rooms.find((name) => name === room) ?? rooms[0] ?? '',
    ...(zone === undefined ? {} : { zone }),
    ...(typeof entry === 'string' && /^[\w-]{1,40}$/.test(entry) ? { entry } : {}),
  };
  // A pressed button comes with whatever stands in the form's other fields: so it is looked at first.
  if (invoke !== undefined) {
    const read = readInvoke(invoke);
    return read === undefined ? tooOld : { ok: true, value: { what: { invoke: read }, ...where } };
  }
  return typeof line === 'string' ? { ok: true, value: { what: { line }, ...where } } : unread;
}

function noSuchRoom(room: unknown): string {
  return typeof room === 'string'
    ? `There is no room “${quoteBack(room)}” here, so nothing was said. Choose a room and try again.`
    : unread.sentence;
}

const zoneToShow = zoneOption('A zone to show times in');

/** A zone as people type it, read as commands read theirs; otherwise the sentence that says what to write. */
export function readZone(typed: string): Reading<string> {
  try {
    return { ok: true, value: zoneToShow.read(typed, 'zone') };
  } catch (error) {
    if (!(error instanceof ReaderError)) throw error;
    return { ok: false, sentence: error.message };
  }
}

/** A zone by its IANA name, as far as it is one. */
export function knownZone(name: unknown): string | undefined {
  return typeof name === 'string' && name.length <= 64 && name !== '' && isZone(name) ? name : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
