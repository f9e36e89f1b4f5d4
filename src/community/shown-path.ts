import { isAbsolute, relative, sep } from 'node:path';

/** The path as a reader in `folder` would write it: from there on where it lies inside, else whole. Both are absolute. */
export function shownPath(path: string, folder: string): string {
  const way = relative(folder, path);
  return way !== '' && isInside(folder, path) ? way : path;
}

/** Whether an absolute path lies in a folder, or is the folder. Symbolic links are not followed. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
