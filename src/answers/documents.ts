/**
 * Reads the folders of documents that the community file names. Only Markdown files inside those folders are read: a link
 * that leads out of its folder is left out, and so is a file too large to be a document. What is left out is told.
 */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { DocSource } from '../community/model.js';
import { sectionsOf } from './markdown.js';
import type { Section } from './section.js';

const largestFile = 1_000_000;
const mostFiles = 2_000;
const mostSections = 10_000;

export interface Documents {
  readonly sections: readonly Section[];
  /** Files that were not read, each with the reason, for the operator. */
  readonly leftOut: readonly { readonly path: string; readonly why: string }[];
}

function isMarkdown(name: string): boolean {
  return /\.(?:md|markdown)$/i.test(name) && !name.startsWith('.');
}

/** Markdown files below `folder`, sorted by path, so that every start reads them in the same order. */
async function markdownFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
        return markdownFiles(path);
      return (entry.isFile() || entry.isSymbolicLink()) && isMarkdown(entry.name) ? [path] : [];
    }),
  );
  return found.flat().sort();
}

async function whyNot(path: string, root: string): Promise<string | undefined> {
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) return 'it is a link that leads nowhere';
  if (real !== root && !real.startsWith(root + sep)) return 'it is a link that leads out of the folder';
  const { size } = await stat(real);
  return size > largestFile ? `it is larger than ${largestFile.toLocaleString('en')} bytes` : undefined;
}

/** @throws Error naming the folder or file that cannot be read. */
export async function readDocuments(sources: readonly DocSource[]): Promise<Documents> {
  const sections: Section[] = [];
  const leftOut: { path: string; why: string }[] = [];
  for (const source of sources) {
    const root = await realpath(source.path);
    const isFile = (await stat(root)).isFile();
    const files = isFile ? [root] : await markdownFiles(root);
    for (const [at, path] of files.entries()) {
      const why =
        at < mostFiles ? await whyNot(path, root) : `there are more than ${mostFiles.toLocaleString('en')} files`;
      if (why !== undefined) {
        leftOut.push({ path, why });
        continue;
      }
      const inside = isFile ? basename(path) : relative(root, path).split(sep).join('/');
      const url = source.url === undefined ? {} : { url: `${source.url}/${encodeURI(inside)}` };
      const found = sectionsOf({ path: inside, markdown: await readFile(path, 'utf8'), ...url });
      if (sections.length + found.length <= mostSections) sections.push(...found);
      else leftOut.push({ path, why: `there are more than ${mostSections.toLocaleString('en')} sections` });
    }
  }
  return { sections, leftOut };
}
