/**
 * What a button carries. Discord gives back its custom_id when it is pressed, at most 100 characters: a short invoke stands
 * in it whole, a long one is kept on the shelf and its id stands there. The first characters are the button's place in the
 * message, because Discord refuses two buttons with one id even where they do the same.
 */
import type { InvokeShelf } from '../../src/adapter.js';
import { limits } from '../../src/reply/limits.js';
import type { Invoke, Reply } from '../../src/reply/reply.js';

/** Place (two characters) and separator. */
const placeLength = 3;
const onShelf = '#';

/** The custom_id of the button at `place` (0-1295) whose invoke has this code. */
export function customId(place: number, code: string): string {
  return `${place.toString(36)}~${code}`;
}

/** Every invoke that a reply's buttons hold. */
function invokesOf(reply: Reply): readonly Invoke[] {
  const { choices, paging } = reply;
  return [...choices.map((choice) => choice.invoke), paging?.previous, paging?.next].filter((one) => one !== undefined);
}

/** Codes for all buttons of a reply, long invokes kept on the shelf. */
export async function codesFor(reply: Reply, shelf: InvokeShelf): Promise<(invoke: Invoke) => string> {
  const codes = new Map(
    await Promise.all(
      invokesOf(reply).map(
        async (invoke) => [invoke, inline(invoke) ?? `${onShelf}${await shelf.keep(invoke)}`] as const,
      ),
    ),
  );
  return (invoke) => {
    const code = codes.get(invoke);
    if (code === undefined) throw new RangeError(`No code was made for a button of /${invoke.command}.`);
    return code;
  };
}

function inline(invoke: Invoke): string | undefined {
  const code = JSON.stringify([invoke.command, invoke.options, ...(invoke.share ? [1] : [])]);
  return code.length <= limits.discord.customId - placeLength ? code : undefined;
}

/** The invoke behind a pressed button; `undefined` where it is not (or no longer) known. */
export async function invokeOf(id: string, shelf: InvokeShelf): Promise<Invoke | undefined> {
  const code = id.slice(id.indexOf('~') + 1);
  return code.startsWith(onShelf) ? shelf.take(code.slice(onShelf.length)) : fromInline(code);
}

function fromInline(code: string): Invoke | undefined {
  const [command, options, share] = parsed(code);
  if (typeof command !== 'string' || typeof options !== 'object' || options === null) return undefined;
  const held = Object.entries(options).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return { command, options: Object.fromEntries(held), ...(share === 1 ? { share: true } : {}) };
}

function parsed(code: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(code);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
