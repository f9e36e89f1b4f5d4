/**
 * The community file as text: at most 1 MB of UTF-8. What cannot be read is named with the way out; nothing is guessed,
 * so a file in another encoding is refused rather than shown with broken names.
 */
import { readFile, stat } from 'node:fs/promises';

/** More than a thousand meetings fit; a larger file is another file by mistake. */
const MAX_FILE_BYTES = 1_000_000;

export type FileText = { readonly text: string } | { readonly problem: string; readonly mend: string };

export async function readFileText(file: string): Promise<FileText> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) {
      return { problem: 'This is a folder, not a file.', mend: 'Name the file in it, such as “community.yaml”.' };
    }
    if (found.size > MAX_FILE_BYTES) return tooLarge(found.size);
    return textOf(await readFile(file));
  } catch (error) {
    return unreadable((error as NodeJS.ErrnoException).code ?? 'unknown');
  }
}

function tooLarge(bytes: number): FileText {
  return {
    problem: `The file has ${bytes.toLocaleString('en')} bytes; at most ${MAX_FILE_BYTES.toLocaleString('en')} are read.`,
    mend: 'Check that it is the community file, and shorten it.',
  };
}

function textOf(bytes: Uint8Array): FileText {
  // The file may have grown since its size was asked.
  if (bytes.length > MAX_FILE_BYTES) return tooLarge(bytes.length);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { problem: 'The file is written in UTF-16.', mend: 'Save it as UTF-8.' };
  }
  try {
    // TextDecoder takes a byte order mark away, so that lines and columns count from the first letter.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { problem: 'The file is not UTF-8 text.', mend: 'Save it as UTF-8.' };
  }
}

function unreadable(code: string): FileText {
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return {
      problem: 'There is no such file.',
      mend: 'Give the path of a community file; “communities/istio/community.yaml” is an example.',
    };
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return { problem: 'The file may not be read.', mend: 'Give this user the right to read it.' };
  }
  return { problem: `The file cannot be read (${code}).`, mend: 'Check the path and the disk, then try again.' };
}
