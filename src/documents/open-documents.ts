/**
 * Documents that are read again when they change. Every five seconds it asks the file system when the known folders and
 * files were changed, and reads nothing else; only what has changed is read again. The system's news of changes (fs.watch)
 * only makes it look sooner, because network mounts give none. A change is gathered until it is over: `git pull` writes
 * one file after the other.
 */
import { setTimeout as passing } from 'node:timers/promises';
import type { DocSource } from '../community/model.js';
import type { Pause } from '../time/pause.js';
import { absent, signatureAt, type Watched } from './document-file.js';
import { DocumentSource, whyUnread } from './document-source.js';
import { type Documents, leftOutSentences, leftOutText, together } from './documents.js';
import { type FolderHints, watchFolders } from './folder-hints.js';
import type { Section } from './section.js';

export interface OpenDocuments {
  /** As they were read last. */
  sections(): readonly Section[];
  /** Called with the new sections after each change; the next change waits until it has settled. */
  onChange(listener: (sections: readonly Section[]) => Promise<void>): void;
  /** Ends the watch, and waits for what is being read. */
  stop(): Promise<void>;
}

export interface WatchPorts {
  readonly pause: Pause;
  readonly hints: FolderHints;
}

const everyMs = 5_000;
const quietMs = 300;
/** A change that does not come to rest is read after three seconds all the same. */
const mostWaits = 10;
/** Files that are asked about at the same time. */
const mostAsked = 64;

/** Unlike the pause of src/time it does not keep the process running: `frontdesk ask` ends when it has answered. */
const quietPause: Pause = async (ms, signal) => {
  await passing(ms, undefined, { signal, ref: false }).catch(() => undefined);
};

/** The real clock and the system's own news. */
export const systemWatch: WatchPorts = { pause: quietPause, hints: watchFolders };

async function signaturesOf(watched: readonly Watched[]): Promise<readonly string[]> {
  const signatures: string[] = [];
  for (let at = 0; at < watched.length; at += mostAsked) {
    const some = watched.slice(at, at + mostAsked);
    signatures.push(...(await Promise.all(some.map(({ path }) => signatureAt(path)))));
  }
  return signatures;
}

class Watch implements OpenDocuments {
  readonly #sources: readonly DocumentSource[];
  readonly #report: (sentence: string) => void;
  readonly #ports: WatchPorts;
  #documents: Documents = { sections: [], leftOut: [] };
  #listener: (sections: readonly Section[]) => Promise<void> = async () => undefined;
  readonly #told = new Set<string>();
  readonly #lost = new Set<DocumentSource>();
  #unhint: () => void = () => undefined;
  #wake = new AbortController();
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(sources: readonly DocSource[], report: (sentence: string) => void, ports: WatchPorts) {
    this.#sources = sources.map((source) => new DocumentSource(source));
    this.#report = report;
    this.#ports = ports;
  }

  sections(): readonly Section[] {
    return this.#documents.sections;
  }

  onChange(listener: (sections: readonly Section[]) => Promise<void>): void {
    this.#listener = listener;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.abort();
    await this.#running;
    this.#unhint();
  }

  /** @throws Error naming a source that cannot be read: at the start that is to be mended. */
  async begin(): Promise<void> {
    for (const source of this.#sources) await source.refresh();
    this.#take();
    if (this.#sources.length > 0) this.#running = this.#run();
  }

  async #run(): Promise<void> {
    this.#heed();
    while (!this.#stopping.signal.aborted) {
      await this.#ports.pause(everyMs, this.#wake.signal);
      if (this.#stopping.signal.aborted) return;
      const hinted = this.#wake.signal.aborted;
      this.#wake = new AbortController();
      // Hints come in a burst; none of them costs more than one look.
      if (hinted) await this.#ports.pause(quietMs, this.#stopping.signal);
      try {
        await this.#look();
      } catch (error) {
        this.#report(`The documents could not be read again: ${String(error)}.`);
      }
    }
  }

  #heed(): void {
    this.#unhint();
    const watched = this.#sources.flatMap((source) => source.watched);
    const folders = watched.filter(({ isFolder }) => isFolder === true).map(({ path }) => path);
    this.#unhint = this.#ports.hints(folders, () => this.#wake.abort());
  }

  async #look(): Promise<void> {
    const changed: DocumentSource[] = [];
    for (const source of this.#sources) {
      const now = await signaturesOf(source.watched);
      if (source.watched.some(({ signature }, at) => signature !== now[at])) changed.push(source);
    }
    if (changed.length === 0) return;
    await this.#settled(changed.flatMap(({ watched }) => watched));
    for (const source of changed) await this.#refresh(source);
    if (this.#stopping.signal.aborted) return;
    this.#take();
    this.#heed();
    await this.#listener(this.#documents.sections);
  }

  async #settled(watched: readonly Watched[]): Promise<void> {
    let before = await signaturesOf(watched);
    for (let waits = 0; waits < mostWaits && !this.#stopping.signal.aborted; waits += 1) {
      await this.#ports.pause(quietMs, this.#stopping.signal);
      const now = await signaturesOf(watched);
      if (now.every((signature, at) => signature === before[at])) return;
      before = now;
    }
  }

  async #refresh(source: DocumentSource): Promise<void> {
    const { path } = source.source;
    try {
      await source.refresh(() => this.#stopping.signal.aborted);
      if (this.#lost.delete(source)) this.#report(`${path} is read again.`);
    } catch (error) {
      if (this.#lost.has(source)) return;
      this.#lost.add(source);
      const gone = (await signatureAt(path)) === absent;
      const why = gone ? 'is not there any more' : `cannot be read: ${whyUnread(error)}`;
      this.#report(`${path} ${why}. Answers still come from what was read before.`);
    }
  }

  #take(): void {
    this.#documents = together(this.#sources);
    const { leftOut } = this.#documents;
    const fresh = leftOut.filter((one) => !this.#told.has(leftOutText(one)));
    for (const sentence of leftOutSentences(fresh)) this.#report(sentence);
    this.#told.clear();
    for (const one of leftOut) this.#told.add(leftOutText(one));
  }
}

/**
 * Reads the documents and keeps them fresh.
 * @param report told in one sentence of each file that is left out, and of a source that vanishes or comes back; once each.
 * @throws Error naming a folder, file or archive that cannot be read at the start. Later that is only reported.
 */
export async function openDocuments(
  sources: readonly DocSource[],
  report: (sentence: string) => void,
  ports: WatchPorts = systemWatch,
): Promise<OpenDocuments> {
  const watch = new Watch(sources, report, ports);
  await watch.begin();
  return watch;
}
