/**
 * Where the documents lie. They stay inside the folder of the community file, symbolic links followed: a file that is
 * reviewed in a pull request must not be able to publish other files of the machine in answers.
 */
import { realpath, stat } from 'node:fs/promises';
import { dirname, extname, isAbsolute, relative, resolve } from 'node:path';
import { ZipError, zipEntries } from '../documents/zip-archive.js';
import type { Finding } from './finding.js';
import { isInside } from './shown-path.js';

export type DocPath = { readonly path: string } | Omit<Finding, 'path'>;

/** Documents that people write, in forms that are not read here. */
const otherForms: ReadonlyMap<string, string> = new Map([
  ['.pdf', 'a PDF'],
  ['.doc', 'a Word document'],
  ['.docx', 'a Word document'],
  ['.odt', 'an OpenDocument text'],
  ['.rtf', 'a rich text file'],
  ['.html', 'a web page'],
  ['.htm', 'a web page'],
  ['.rst', 'reStructuredText'],
  ['.adoc', 'AsciiDoc'],
  ['.org', 'an Org file'],
  ['.txt', 'a plain text file'],
  ['.tar', 'a tar archive'],
  ['.gz', 'a gzip archive'],
  ['.tgz', 'a gzip archive'],
  ['.7z', 'a 7z archive'],
]);

async function checkFile(path: string): Promise<DocPath> {
  const extension = extname(path).toLowerCase();
  if (/^\.(?:md|mdx|markdown)$/.test(extension)) return { path };
  const form = otherForms.get(extension);
  if (form !== undefined) {
    const archive = form.endsWith('archive');
    return {
      problem: `Only Markdown is read, and this is ${form}.`,
      mend: archive
        ? 'Unpack it, or pack it as .zip.'
        : 'Save it as Markdown (.md), or name a folder of Markdown files.',
    };
  }
  if (extension === '.zip') return checkArchive(path);
  return {
    problem: 'This is neither a folder nor a Markdown file.',
    mend: 'Name a folder, or a file that ends in .md.',
  };
}

async function checkArchive(path: string): Promise<DocPath> {
  try {
    await zipEntries(path);
    return { path };
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    return { problem: `This ${error.message}.`, mend: 'Download it again, or unpack it and name the folder.' };
  }
}

/** The absolute path of a folder, Markdown file or ZIP archive that `said` names, seen from the community file. */
export async function readDocPath(communityFile: string, said: string): Promise<DocPath> {
  const outside: DocPath = {
    problem: 'This lies outside the folder of the community file.',
    mend: 'Put the documents beside the community file or below it.',
  };
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(said)) {
    return {
      problem: 'Documents are read from this machine only, not from an address.',
      mend: 'Check them out beside this file, write their path here, and the address under “url”.',
    };
  }
  const folder = await realpath(dirname(communityFile));
  const named = resolve(folder, said);
  if (isAbsolute(said) || !isInside(folder, named)) return outside;
  try {
    const real = await realpath(named);
    if (!isInside(folder, real)) return outside;
    return (await stat(real)).isDirectory() ? { path: real } : await checkFile(real);
  } catch {
    return {
      problem: 'There is no such folder or file.',
      mend: `Create “${relative(folder, named)}”, or write the path from this file on.`,
    };
  }
}
