/** The terminal itself: lines in, text out, a prompt that new text never runs into. The only file that uses readline. */
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export interface Terminal {
  /** Columns, as they are now: a window may be resized. */
  width(): number;
  /** Whether bold and dim are wanted. */
  readonly color: boolean;
  /** Shows text above the prompt, followed by an empty line. */
  show(text: string): void;
  /** Shows the prompt, where a person sits in front of it. */
  prompt(): void;
  close(): void;
}

export interface Streams {
  readonly input: Readable;
  /** A tty.WriteStream where a person sits in front of it. */
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number; hasColors?(): boolean };
}

/** Lines longer than this tire the eye, however wide the window is. */
const widest = 100;
const narrowest = 20;

/** @param onEnd called once, at Ctrl-D or when the input ends, after the last line. */
export function openTerminal(streams: Streams, onLine: (line: string) => void, onEnd: () => void): Terminal {
  const { input, output } = streams;
  const person = output.isTTY === true;
  const lines: Interface = createInterface({
    input,
    output: person ? output : undefined,
    prompt: '› ',
    terminal: person,
  });
  let open = true;
  lines.on('line', onLine);
  lines.on('close', () => {
    open = false;
    // The shell's own prompt starts at the margin.
    if (person) output.write('\n');
    onEnd();
  });
  return {
    // Some terminals do not know their width and say 0.
    width: () => Math.min(widest, Math.max(narrowest, output.columns || 80)),
    // Node reads NO_COLOR, FORCE_COLOR and TERM behind this.
    color: person && output.hasColors?.() === true,
    show(text) {
      // Back to the margin and clear: what is typed so far is shown again by the next prompt.
      if (person) output.write('\r\u001B[J');
      output.write(`${text}\n\n`);
    },
    prompt() {
      if (open && person) lines.prompt(true);
    },
    close() {
      if (open) lines.close();
    },
  };
}
