/**
 * What a line typed in the terminal means: a number presses a choice, "n" and "p" turn the page, "quit" leaves, anything
 * else goes to the desk as it stands.
 */
import type { Invoke, Paging } from '../../src/reply/reply.js';

/** What can be pressed just now. */
export interface Screen {
  /** Choice 1 is the first. */
  readonly choices: readonly Invoke[];
  readonly paging?: Pick<Paging, 'previous' | 'next'>;
}

export type Typed =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'ask'; readonly line: string }
  | { readonly kind: 'press'; readonly invoke: Invoke }
  /** What cannot be pressed, in a sentence that names the next step. */
  | { readonly kind: 'no-such'; readonly sentence: string };

export function readTyped(typed: string, screen: Screen): Typed {
  const line = typed.trim();
  if (line === '') return { kind: 'nothing' };
  if (/^\d{1,4}$/.test(line)) return readNumber(Number(line), screen.choices);
  if (/^[np]$/i.test(line)) return readPage(line.toLowerCase() === 'n' ? 'next' : 'previous', screen);
  if (/^\/?(quit|exit|:q)$/i.test(line)) return { kind: 'leave' };
  return { kind: 'ask', line };
}

function readNumber(number: number, choices: readonly Invoke[]): Typed {
  const invoke = choices[number - 1];
  if (invoke !== undefined) return { kind: 'press', invoke };
  const range = choices.length === 1 ? '1' : `1 to ${choices.length}`;
  const sentence =
    choices.length === 0
      ? 'There is nothing to choose yet. Type a question or a command, such as /frontdesk.'
      : `There is no choice ${number} here. Type ${range}, a question or a command.`;
  return { kind: 'no-such', sentence };
}

function readPage(way: 'next' | 'previous', { paging }: Screen): Typed {
  const invoke = paging?.[way];
  if (invoke !== undefined) return { kind: 'press', invoke };
  const sentence =
    paging === undefined
      ? 'There are no pages here. Type a question or a command, such as /frontdesk.'
      : way === 'next'
        ? 'This is the last page. Type p for the one before.'
        : 'This is the first page. Type n for the next one.';
  return { kind: 'no-such', sentence };
}
