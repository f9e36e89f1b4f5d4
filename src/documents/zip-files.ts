/** The Markdown files in a ZIP archive, such as GitHub's "Download ZIP", whose one folder at the top is left away. */
import {
  byPath,
  type DocumentFile,
  type DocumentFiles,
  isMarkdown,
  isSkipped,
  type LeftOut,
  largestFile,
  mostFiles,
  signatureAt,
  tooLarge,
  tooMany,
} from './document-file.js';
import { unzipped, type ZipEntry, zipEntries } from './zip-archive.js';

/** "handbook-main/" where everything lies in it. */
function topFolder(entries: readonly ZipEntry[]): string {
  const top = `${entries[0]?.name.split('/', 1)[0] ?? ''}/`;
  return entries.every(({ name }) => name.startsWith(top)) ? top : '';
}

function whyNot(entry: ZipEntry): string | undefined {
  const { name } = entry;
  if (name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\0') || name.split('/').includes('..')) {
    return 'its path leads out of the archive';
  }
  if (entry.isLink) return 'it is a link';
  if (entry.isEncrypted) return 'it is encrypted';
  if (entry.size > largestFile) return tooLarge;
  return entry.method === 0 || entry.method === 8 ? undefined : 'it is packed in a way that is not known here';
}

/**
 * @param path absolute path of the archive.
 * @throws ZipError where it is no archive or damaged.
 */
export async function zipFiles(path: string): Promise<DocumentFiles> {
  const archive = await signatureAt(path);
  const entries = await zipEntries(path);
  const top = topFolder(entries);
  const files: DocumentFile[] = [];
  const leftOut: LeftOut[] = [];
  const named = entries
    .map((entry) => ({ entry, inside: entry.name.slice(top.length) }))
    .filter(({ inside }) => isMarkdown(inside) && !inside.split('/').some((part) => part !== '..' && isSkipped(part)));
  for (const { entry, inside } of named.toSorted(byPath)) {
    const shown = `${path}: ${entry.name}`;
    const why = whyNot(entry) ?? (files.length < mostFiles ? undefined : tooMany);
    if (why !== undefined) leftOut.push({ path: shown, why });
    else {
      const signature = `${archive} ${entry.checksum} ${entry.size}`;
      files.push({ path: shown, inside, signature, read: () => unzipped(path, entry, largestFile) });
    }
  }
  return { files, leftOut, watched: [{ path, signature: archive }] };
}
