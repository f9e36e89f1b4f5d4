/**
 * Where the documents lie. They stay inside the folder of the community file, symbolic links followed: a file that is
 * reviewed in a pull request must not be able to publish other files of the machine in answers.
 */
import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { Finding } from './finding.js';
import { isInside } from './shown-path.js';

export type DocPath = { readonly path: string } | Omit<Finding, 'path'>;

/** The absolute path of a folder or Markdown file that `said` names, seen from the community file. */
export async function readDocPath(communityFile: string, said: string): Promise<DocPath> {
  const outside: DocPath = {
    problem: 'This lies outside the folder of the community file.',
    mend: 'Put the documents beside the community file or below it.',
  };
  const folder = await realpath(dirname(communityFile));
  const named = resolve(folder, said);
  if (isAbsolute(said) || !isInside(folder, named)) return outside;
  try {
    const real = await realpath(named);
    if (!isInside(folder, real)) return outside;
    if ((await stat(real)).isDirectory() || /\.(md|markdown)$/i.test(real)) return { path: real };
    return {
      problem: 'This is neither a folder nor a Markdown file.',
      mend: 'Name a folder, or a file that ends in .md.',
    };
  } catch {
    return {
      problem: 'There is no such folder or file.',
      mend: `Create “${relative(folder, named)}”, or write the path from this file on.`,
    };
  }
}
