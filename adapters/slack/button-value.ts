/**
 * What a button carries: the invoke itself as short JSON, or, where that is longer than Slack lets a value be, the id under
 * which the shelf keeps it.
 */
import type { InvokeShelf } from '../../src/adapter.js';
import { limits } from '../../src/reply/limits.js';
import type { Invoke, Reply } from '../../src/reply/reply.js';
import type { Code } from './render.js';

const shelved = '~';

/** The `code` for rendering this reply; shelves what is too long beforehand, because rendering does not wait. */
export async function buttonValues(reply: Reply, shelf: InvokeShelf): Promise<Code> {
  const { previous, next } = reply.paging ?? {};
  const invokes = [...reply.choices.map(({ invoke }) => invoke), previous, next].filter((i) => i !== undefined);
  const long = invokes.filter((invoke) => writeInvoke(invoke).length > limits.slack.buttonValue);
  const onShelf = new Map(
    await Promise.all(
      long.map(async (invoke) => [writeInvoke(invoke), `${shelved}${await shelf.keep(invoke)}`] as const),
    ),
  );
  return (invoke) => {
    const text = writeInvoke(invoke);
    return onShelf.get(text) ?? text;
  };
}

/** The invoke behind a pressed button; undefined where it is not ours, or no longer kept. */
export async function invokeOfValue(value: string, shelf: InvokeShelf): Promise<Invoke | undefined> {
  return value.startsWith(shelved) ? shelf.take(value.slice(shelved.length)) : readInvoke(value);
}

export function writeInvoke(invoke: Invoke): string {
  return JSON.stringify([invoke.command, invoke.options, ...(invoke.share ? [1] : [])]);
}

export function readInvoke(value: string): Invoke | undefined {
  try {
    const read: unknown = JSON.parse(value);
    if (!Array.isArray(read)) return undefined;
    const [command, options, share] = read as readonly unknown[];
    if (typeof command !== 'string' || !isOptions(options)) return undefined;
    return { command, options, ...(share === 1 ? { share: true } : {}) };
  } catch {
    return undefined;
  }
}

function isOptions(value: unknown): value is Invoke['options'] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((one) => typeof one === 'string' || typeof one === 'number');
}
