/**
 * The Markdown files below a folder. A link that leads out of the folder is left out, and so is a file too large to be a
 * document. What changes or vanishes while it is looked at is left out as well: it is looked at again.
 */
import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import {
  absent,
  byPath,
  type DocumentFile,
  type DocumentFiles,
  isMarkdown,
  isSkipped,
  type LeftOut,
  largestFile,
  mostFiles,
  signatureAt,
  signatureOf,
  tooLarge,
  tooMany,
  type Watched,
} from './document-file.js';
import { type Ignored, isIgnored, readIgnored } from './git-ignore.js';

interface Walk {
  readonly root: string;
  readonly heedsIgnored: boolean;
  readonly files: DocumentFile[];
  readonly leftOut: LeftOut[];
  readonly watched: Watched[];
  /** The rules of the folders above, each with its folder. */
  readonly rules: readonly { readonly folder: string; readonly ignored: Ignored }[];
}

const slashed = (from: string, to: string): string => relative(from, to).split(sep).join('/');

function leavesOut(rules: Walk['rules'], path: string, isFolder: boolean): boolean {
  // The deepest folder's rules decide first.
  const said = rules.toReversed().map(({ folder, ignored }) => isIgnored(ignored, slashed(folder, path), isFolder));
  return said.find((one) => one !== undefined) ?? false;
}

async function walk(folder: string, at: Walk): Promise<void> {
  const signature = await signatureAt(folder);
  // Only the folder itself must be there; what lies in it may vanish meanwhile.
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (folder === at.root) throw error;
    return [];
  });
  at.watched.push({ path: folder, signature, isFolder: true });
  const own = at.heedsIgnored && entries.some((entry) => entry.name === '.gitignore' && entry.isFile());
  const rules = own ? [...at.rules, await rulesIn(folder, at.watched)] : at.rules;
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (isSkipped(entry.name) || leavesOut(rules, path, entry.isDirectory())) continue;
    if (entry.isDirectory()) await walk(path, { ...at, rules });
    else if (mayBeRead(entry)) await take(path, at);
  }
}

async function rulesIn(folder: string, watched: Watched[]): Promise<Walk['rules'][number]> {
  const path = join(folder, '.gitignore');
  watched.push({ path, signature: await signatureAt(path) });
  const text = await readFile(path, 'utf8').catch(() => '');
  return { folder, ignored: readIgnored(text.slice(0, 100_000)) };
}

/** Of the folders between the checkout's own, which holds `.git`, and this one; the outermost first. */
async function rulesAbove(root: string, watched: Watched[]): Promise<Walk['rules']> {
  const rules: Walk['rules'][number][] = [];
  let folder = root;
  while (dirname(folder) !== folder && (await signatureAt(join(folder, '.git'))) === absent) {
    folder = dirname(folder);
    rules.unshift(await rulesIn(folder, watched));
  }
  return rules;
}

const mayBeRead = (entry: Dirent): boolean => (entry.isFile() || entry.isSymbolicLink()) && isMarkdown(entry.name);

async function take(path: string, { root, files, leftOut, watched }: Walk): Promise<void> {
  if (files.length >= mostFiles) {
    leftOut.push({ path, why: tooMany });
    return;
  }
  const real = await realpath(path).catch(() => undefined);
  const about = real === undefined ? undefined : await stat(real).catch(() => undefined);
  watched.push({ path, signature: about === undefined ? absent : signatureOf(about) });
  const out = real !== undefined && !real.startsWith(root + sep);
  if (real === undefined || about === undefined) leftOut.push({ path, why: 'it is a link that leads nowhere' });
  else if (out) leftOut.push({ path, why: 'it is a link that leads out of the folder' });
  else if (about.size > largestFile) leftOut.push({ path, why: tooLarge });
  else if (about.isFile()) {
    files.push({ path, inside: slashed(root, path), signature: signatureOf(about), read: () => readFile(real) });
  }
}

/**
 * @param root absolute, symbolic links followed.
 * @param heedsIgnored what `.gitignore` names is skipped: so it is in a checkout.
 * @throws where the folder cannot be read.
 */
export async function folderFiles(root: string, heedsIgnored: boolean): Promise<DocumentFiles> {
  const watched: Watched[] = [];
  const rules = heedsIgnored ? await rulesAbove(root, watched) : [];
  const at: Walk = { root, heedsIgnored, files: [], leftOut: [], watched, rules };
  await walk(root, at);
  return { files: at.files.toSorted(byPath), leftOut: at.leftOut, watched: at.watched };
}
