import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';

/** A file that answers may be drawn from, before it is read. */
export interface DocumentFile {
  /** As the operator is told of it. */
  readonly path: string;
  /** Path inside its source, with forward slashes. */
  readonly inside: string;
  /** Changes when the file does: when it was changed, and its size. */
  readonly signature: string;
  readonly read: () => Promise<Uint8Array>;
}

/** A file that is not read, and why, for the operator: "it is a link that leads nowhere". */
export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

/** A folder or file whose change means that something is to be read again. */
export interface Watched {
  readonly path: string;
  /** As signatureAt gives it, taken before it was looked into: what changes meanwhile is seen as a change. */
  readonly signature: string;
  readonly isFolder?: true;
}

export interface DocumentFiles {
  /** Sorted by path, so that every start reads them in the same order. */
  readonly files: readonly DocumentFile[];
  readonly leftOut: readonly LeftOut[];
  readonly watched: readonly Watched[];
}

/** The signature of what is not there. */
export const absent = 'absent';

/** What stands in for the content of a folder or a file until the content is needed; links are followed. */
export async function signatureAt(path: string): Promise<string> {
  return stat(path).then(signatureOf, () => absent);
}

export function signatureOf({ mtimeMs, ctimeMs, size, ino }: Stats): string {
  return `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
}

export const largestFile = 1_000_000;
export const mostFiles = 2_000;
export const tooLarge = `it is larger than ${largestFile.toLocaleString('en')} bytes`;
export const tooMany = `there are more than ${mostFiles.toLocaleString('en')} files`;

export function isMarkdown(path: string): boolean {
  return /\.(?:md|mdx|markdown)$/i.test(path);
}

/** Folders of other people's documents, and hidden files and folders. */
export function isSkipped(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules' || name === 'vendor';
}

export function byPath(a: { readonly inside: string }, b: { readonly inside: string }): number {
  return a.inside < b.inside ? -1 : a.inside > b.inside ? 1 : 0;
}
