/**
 * The front desk in a terminal: the same desk, the same replies, no token. One person sits in front of it, so answers are
 * always theirs alone; posts and what is shown to the room carry the room's name above them.
 */
import type {
  Adapter,
  Asking,
  Copy,
  Desk,
  EditOutcome,
  Invocation,
  Post,
  PostOutcome,
  Target,
} from '../../src/adapter.js';
import { cleanLine } from '../../src/reply/clean.js';
import type { Invoke, Reply } from '../../src/reply/reply.js';
import { readTyped, type Screen } from './inbound.js';
import { renderConsole, renderSentence } from './render.js';
import { openTerminal, type Streams, type Terminal } from './transport.js';

export interface ConsoleOptions extends Streams {
  /** The zone of the person in front of it (IANA); without it each moment shows in its home. */
  readonly zone?: string;
  /** Columns; without it those of the terminal, or 80. */
  readonly width?: number;
  /** Bold, dim and struck out; without it as the terminal and NO_COLOR say. */
  readonly color?: boolean;
}

export interface ConsoleAdapter extends Adapter {
  /** Resolves when the person has left (Ctrl-D, or the input ended) and all that was typed is answered. */
  readonly ended: Promise<void>;
}

/** Posts shown by this process that `copies` still knows; a terminal of an earlier process shows nothing any more. */
const postsKept = 1000;

export function createConsoleAdapter(options: ConsoleOptions): ConsoleAdapter {
  return new Conversation(options);
}

class Conversation implements ConsoleAdapter {
  readonly platform = 'console';
  readonly pace = { gapMs: 0, roomGapMs: 0 };
  readonly ended: Promise<void>;
  readonly #options: ConsoleOptions;
  /** Ids by key. */
  readonly #posted = new Map<string, string>();
  /** What each message says by now, by its id. */
  readonly #said = new Map<string, string>();
  #posts = 0;
  #terminal: Terminal | undefined;
  #end: () => void = () => undefined;
  /** Lines are answered one after the other, as they were typed. */
  #inFlight: Promise<void> = Promise.resolve();
  #screen: Screen = { choices: [] };

  constructor(options: ConsoleOptions) {
    this.#options = options;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  async start(desk: Desk): Promise<void> {
    const onLine = (line: string) => {
      this.#inFlight = this.#inFlight.then(() => this.#take(line, desk));
    };
    const onEnd = () => void this.#inFlight.then(() => this.#end());
    this.#terminal = openTerminal(this.#options, onLine, onEnd);
    this.#say(greeting(desk));
    this.#terminal.prompt();
  }

  async post({ key, target, reply }: Post): Promise<PostOutcome> {
    if (this.#terminal === undefined) return { outcome: 'not-delivered', reason: 'The terminal is not open.' };
    const known = this.#posted.get(key);
    if (known !== undefined) return { outcome: 'posted', id: known };
    this.#posts += 1;
    const id = `console-${this.#posts}`;
    this.#remember(key, id);
    this.#said.set(id, JSON.stringify(reply));
    this.#show(reply, target.room, [...this.#screen.choices]);
    this.#terminal.prompt();
    return { outcome: 'posted', id };
  }

  async copies({ key }: Post): Promise<readonly Copy[]> {
    const id = this.#posted.get(key);
    return id === undefined ? [] : [{ id }];
  }

  /** What a terminal has shown stays: it is shown anew below, and only where it says something else than before. */
  async edit({ target, reply }: Post, id: string): Promise<EditOutcome> {
    if (this.#terminal === undefined) return { outcome: 'not-delivered', reason: 'The terminal is not open.' };
    const key = this.#keyOf(id);
    if (key === undefined) return { outcome: 'gone', reason: 'The terminal no longer knows that message.' };
    const said = JSON.stringify(reply);
    if (this.#said.get(id) === said) return { outcome: 'edited' };
    this.#said.set(id, said);
    this.#show(reply, `${target.room}, changed`, [...this.#screen.choices]);
    this.#terminal.prompt();
    return { outcome: 'edited' };
  }

  /** What a terminal has shown stays: a sentence takes it back. */
  async remove(target: Target, id: string): Promise<void> {
    const key = this.#keyOf(id);
    if (key === undefined) return;
    this.#forget(key);
    this.#say(`A message in ${cleanLine(target.room)} was taken back.`);
    this.#terminal?.prompt();
  }

  health(): { readonly ready: boolean; readonly detail: string } {
    return this.#terminal === undefined
      ? { ready: false, detail: 'The terminal is closed.' }
      : { ready: true, detail: 'The terminal is open.' };
  }

  async stop(): Promise<void> {
    const terminal = this.#terminal;
    terminal?.close();
    await this.#inFlight;
    this.#terminal = undefined;
    this.#end();
  }

  async #take(line: string, desk: Desk): Promise<void> {
    const typed = readTyped(line, this.#screen);
    if (typed.kind === 'leave') return this.#terminal?.close();
    if (typed.kind === 'no-such') this.#say(typed.sentence);
    if (typed.kind === 'ask') await this.#answer({ line: typed.line }, desk);
    if (typed.kind === 'press') await this.#answer({ invoke: typed.invoke }, desk);
    this.#terminal?.prompt();
  }

  async #answer(what: { readonly line: string } | { readonly invoke: Invoke }, desk: Desk): Promise<void> {
    const invocation: Invocation = { ...asking(this.#options.zone), ...what };
    const reply = await desk.answer(invocation);
    this.#show(reply, reply.audience === 'room' ? 'the room' : undefined, []);
  }

  #say(sentence: string): void {
    const terminal = this.#terminal;
    terminal?.show(renderSentence(sentence, this.#options.width ?? terminal.width()));
  }

  /** Shows a reply; its choices are numbered on from those that stay pressable. */
  #show(reply: Reply, room: string | undefined, pressable: Invoke[]): void {
    const terminal = this.#terminal;
    if (terminal === undefined) return;
    const code = (invoke: Invoke) => String(pressable.push(invoke));
    const width = this.#options.width ?? terminal.width();
    const color = this.#options.color ?? terminal.color;
    const { zone } = this.#options;
    const shown = renderConsole(reply, { width, color, code, ...(zone === undefined ? {} : { zone }) });
    terminal.show(room === undefined ? shown : `── ${cleanLine(room)} ──\n${shown}`);
    const { paging = room === undefined ? undefined : this.#screen.paging } = reply;
    this.#screen = { choices: pressable, ...(paging === undefined ? {} : { paging }) };
  }

  #remember(key: string, id: string): void {
    this.#posted.set(key, id);
    const [oldest] = this.#posted.keys();
    if (this.#posted.size > postsKept && oldest !== undefined) this.#forget(oldest);
  }

  #keyOf(id: string): string | undefined {
    return [...this.#posted].find(([, shown]) => shown === id)?.[0];
  }

  #forget(key: string): void {
    this.#said.delete(this.#posted.get(key) ?? '');
    this.#posted.delete(key);
  }
}

function asking(zone: string | undefined): Asking {
  const reader = { id: 'terminal', ...(zone === undefined ? {} : { zone }) };
  return { platform: 'console', place: 'direct', room: 'terminal', reader };
}

function greeting(desk: Desk): string {
  const [command] = desk.commands;
  const example = command === undefined ? '' : `, or type /${command.examples[0] ?? command.name}`;
  return `The front desk of ${desk.community.name}. Ask a question${example}. Ctrl-D ends.`;
}
