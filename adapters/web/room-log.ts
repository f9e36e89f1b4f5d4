/**
 * What was said in the page's rooms, in memory. An entry is everybody's, or one viewer's alone. Each change of the log is
 * an event with a running number, so that a browser which lost its connection gets exactly what it missed: it says the
 * number that it saw last (`cursor`). Where that number is too old, or from before a restart, it gets every entry that
 * stands; the page puts an entry that it has already in its old place.
 */
import type { Reply } from '../../src/reply/reply.js';
import type { Instant } from '../../src/time/zoned.js';

export type Content =
  | { readonly kind: 'asked'; readonly line: string }
  | { readonly kind: 'answer' | 'reminder'; readonly reply: Reply };

export interface Entry {
  readonly id: string;
  readonly room: string;
  readonly at: Instant;
  /** The one who can see it; absent: everybody. */
  readonly viewer?: string;
  readonly content: Content;
}

export interface LogEvent {
  readonly cursor: string;
  readonly kind: 'shown' | 'gone';
  readonly entry: Entry;
}

type Listener = (event: LogEvent) => void;

export class RoomLog {
  readonly #limit: number;
  /** Differs after every restart, so that old numbers are not taken for new ones. */
  readonly #epoch: string;
  readonly #listeners = new Map<Listener, string>();
  #entries = new Map<string, Entry>();
  #events: LogEvent[] = [];
  #count = 0;
  #ids = 0;

  /** @param limit how many entries are kept: so many of everybody's, and as many private ones. */
  constructor(epoch: string, limit = 500) {
    this.#epoch = epoch;
    this.#limit = limit;
  }

  add(entry: Omit<Entry, 'id'>): LogEvent {
    this.#ids += 1;
    const added = { ...entry, id: `${this.#epoch}-${this.#ids}` };
    this.#entries.set(added.id, added);
    this.#forget(added.viewer === undefined);
    return this.#tell('shown', added);
  }

  /** Puts other content in the place of a viewer's own private entry; undefined where there is none. */
  replace(id: string, viewer: string, content: Content): LogEvent | undefined {
    const old = this.own(id, viewer);
    if (old === undefined) return undefined;
    const entry = { ...old, content };
    this.#entries.set(id, entry);
    return this.#tell('shown', entry);
  }

  /** Takes away a viewer's own private entry; undefined where there is none. */
  remove(id: string, viewer: string): LogEvent | undefined {
    const entry = this.own(id, viewer);
    if (entry === undefined) return undefined;
    this.#entries.delete(id);
    return this.#tell('gone', entry);
  }

  /** Puts other content in the place of what everybody sees; undefined where there is none. */
  rewrite(id: string, content: Content): LogEvent | undefined {
    const old = this.#entries.get(id);
    if (old === undefined || old.viewer !== undefined) return undefined;
    const entry = { ...old, content };
    this.#entries.set(id, entry);
    return this.#tell('shown', entry);
  }

  /** Takes away what everybody sees, such as a second copy of a reminder; undefined where there is none. */
  withdraw(id: string): LogEvent | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.viewer !== undefined) return undefined;
    this.#entries.delete(id);
    return this.#tell('gone', entry);
  }

  /** A private entry of this viewer. */
  own(id: string, viewer: string): Entry | undefined {
    const entry = this.#entries.get(id);
    return entry?.viewer === viewer ? entry : undefined;
  }

  /** What a viewer sees in a room, the oldest first. */
  seen(room: string, viewer: string): readonly Entry[] {
    return [...this.#entries.values()].filter((entry) => entry.room === room && isFor(entry, viewer));
  }

  /** Where the log stands now. */
  cursor(): string {
    return `${this.#epoch}-${this.#count}`;
  }

  /** What a viewer missed after `cursor`, in order. */
  since(cursor: string | undefined, viewer: string): readonly LogEvent[] {
    const [epoch, number] = cursor?.split('-') ?? [];
    const after = Number(number);
    const oldest = this.#count - this.#events.length;
    if (epoch === this.#epoch && after >= oldest && after <= this.#count) {
      return this.#events.slice(after - oldest).filter((event) => isFor(event.entry, viewer));
    }
    const standing = [...this.#entries.values()].filter((entry) => isFor(entry, viewer));
    return standing.map((entry) => ({ cursor: this.cursor(), kind: 'shown', entry }));
  }

  /** Tells a viewer of every further event. Gives back how to stop it. */
  listen(viewer: string, listener: Listener): () => void {
    this.#listeners.set(listener, viewer);
    return () => this.#listeners.delete(listener);
  }

  #tell(kind: LogEvent['kind'], entry: Entry): LogEvent {
    this.#count += 1;
    const event = { cursor: this.cursor(), kind, entry };
    this.#events.push(event);
    if (this.#events.length > this.#limit * 2) this.#events.shift();
    for (const [listener, viewer] of this.#listeners) if (isFor(entry, viewer)) listener(event);
    return event;
  }

  /** Private entries never push out what everybody sees, and the other way round. */
  #forget(everybodys: boolean): void {
    const same = [...this.#entries.values()].filter((entry) => (entry.viewer === undefined) === everybodys);
    for (const entry of same.slice(0, Math.max(0, same.length - this.#limit))) this.#entries.delete(entry.id);
  }
}

function isFor(entry: Entry, viewer: string): boolean {
  return entry.viewer === undefined || entry.viewer === viewer;
}
