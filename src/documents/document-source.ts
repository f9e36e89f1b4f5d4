/**
 * One entry of `docs` in the community file: a folder, a git checkout, a Markdown file or a ZIP archive. It remembers what
 * it has read, so that reading again costs only what has changed.
 */
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { DocSource } from '../community/model.js';
import {
  type DocumentFile,
  type DocumentFiles,
  type LeftOut,
  largestFile,
  signatureAt,
  signatureOf,
  tooLarge,
  type Watched,
} from './document-file.js';
import { documentText } from './document-text.js';
import { folderFiles } from './folder-files.js';
import { checkoutAround } from './git-checkout.js';
import { readMarkdown } from './markdown.js';
import { addressBelow } from './published-address.js';
import type { Section } from './section.js';
import { ZipError } from './zip-archive.js';
import { zipFiles } from './zip-files.js';

/** One file as it was read: its sections, or why there are none. */
interface Read {
  readonly path: string;
  readonly key: string;
  readonly sections: readonly Section[];
  readonly why?: string;
}

interface Found extends DocumentFiles {
  readonly url: string | undefined;
}

async function singleFile(path: string): Promise<DocumentFiles> {
  const about = await stat(path);
  const signature = signatureOf(about);
  const watched = [{ path, signature }];
  if (about.size > largestFile) return { files: [], leftOut: [{ path, why: tooLarge }], watched };
  return { files: [{ path, inside: basename(path), signature, read: () => readFile(path) }], leftOut: [], watched };
}

async function find(source: DocSource): Promise<Found> {
  const root = await realpath(source.path);
  const isFolder = (await stat(root)).isDirectory();
  if (!isFolder && /\.zip$/i.test(root)) return { ...(await zipFiles(root)), url: source.url };
  const checkout = await checkoutAround(isFolder ? root : dirname(root));
  const found = isFolder ? await folderFiles(root, checkout !== undefined) : await singleFile(root);
  return { ...found, url: source.url ?? checkout?.url };
}

/** Gives the turn away between the pieces of a long document. */
async function sectionsIn(file: DocumentFile, text: string, url: string | undefined): Promise<readonly Section[]> {
  const address = url === undefined ? {} : { url: addressBelow(url, file.inside) };
  const reading = readMarkdown({ path: file.inside, markdown: text, ...address });
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
    await turn();
  }
}

/** Follows "it is not read:". */
export function whyUnread(error: unknown): string {
  if (error instanceof ZipError) return `it ${error.message}`;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ESTALE') return 'it vanished while it was read';
  return code === 'EACCES' || code === 'EPERM' ? 'this process may not read it' : 'it could not be read';
}

export class DocumentSource {
  readonly source: DocSource;
  #read: ReadonlyMap<string, Read> = new Map();
  #leftOut: readonly LeftOut[] = [];
  #watched: readonly Watched[] = [];

  constructor(source: DocSource) {
    this.source = source;
  }

  /** What was read last, file by file. */
  get read(): readonly Read[] {
    return [...this.#read.values()];
  }

  get leftOut(): readonly LeftOut[] {
    return this.#leftOut;
  }

  get watched(): readonly Watched[] {
    return this.#watched;
  }

  /**
   * Reads what is new or has changed since the last time.
   * @param isStopped asked between files; what was read so far is then dropped.
   * @throws Error where the folder, the file or the archive itself cannot be read. What was read before stays.
   */
  async refresh(isStopped: () => boolean = () => false): Promise<void> {
    const { path } = this.source;
    const own = { path, signature: await signatureAt(path) };
    this.#watched = [own];
    const { files, leftOut, watched, url } = await find(this.source);
    const read = new Map<string, Read>();
    for (const file of files) {
      if (isStopped()) return;
      read.set(file.inside, await this.#fresh(file, url));
    }
    this.#read = read;
    this.#watched = [own, ...watched];
    const isEmpty = files.length === 0 && leftOut.length === 0;
    this.#leftOut = isEmpty ? [{ path, why: 'it holds no Markdown file' }] : leftOut;
  }

  async #fresh(file: DocumentFile, url: string | undefined): Promise<Read> {
    const key = `${file.signature} ${url ?? ''}`;
    const before = this.#read.get(file.inside);
    if (before?.key === key) return before;
    try {
      const text = documentText(await file.read());
      const { path } = file;
      if (!('text' in text)) return { path, key, sections: [], why: text.why };
      return { path, key, sections: await sectionsIn(file, text.text, url) };
    } catch (error) {
      // Without a key it is tried again at the next change.
      return { path: file.path, key: '', sections: [], why: whyUnread(error) };
    }
  }
}
