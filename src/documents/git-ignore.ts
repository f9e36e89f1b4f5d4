/**
 * What a checkout's `.gitignore` files leave out (gitignore(5)): patterns with *, ?, [a-z] and **, "/" that ties one to its
 * folder, a last "/" for folders only, "!" that takes back. The last pattern that fits decides.
 */
interface Rule {
  readonly fits: RegExp;
  readonly foldersOnly: boolean;
  readonly takesBack: boolean;
}

/** The rules of one file; paths are seen from the folder in which it lies. */
export type Ignored = readonly Rule[];

const longest = 300;

function expression(pattern: string): string {
  return pattern.replace(
    /\\(.)|\/\*\*$|\*\*\/|\*+|\?|\[(!?)([^\]/]+)\]|[\^$.|+(){}[\]\\]/g,
    (part, escaped, not, set) => {
      if (escaped !== undefined) return `\\u{${escaped.codePointAt(0).toString(16)}}`;
      if (part === '/**') return '/.+';
      if (part === '**/') return '(?:[^/]+/)*';
      if (part.startsWith('*')) return '[^/]*';
      if (part === '?') return '[^/]';
      if (set !== undefined) return `[${not === '' ? '' : '^/'}${set.replace(/[\\\]^[]/g, '\\$&')}]`;
      return `\\${part}`;
    },
  );
}

function ruleOf(line: string): Rule | undefined {
  const takesBack = line.startsWith('!');
  const foldersOnly = line.endsWith('/');
  const pattern = line.slice(takesBack ? 1 : 0, foldersOnly ? -1 : undefined);
  // Many stars in a row of unequal parts would let one pattern take long.
  if (pattern === '' || pattern.length > longest || (pattern.match(/\*/g)?.length ?? 0) > 8) return undefined;
  const tied = pattern.includes('/');
  const source = `^${tied ? '' : '(?:[^/]+/)*'}${expression(pattern.replace(/^\//, ''))}$`;
  try {
    return { fits: new RegExp(source, 'u'), foldersOnly, takesBack };
  } catch {
    return undefined;
  }
}

/** @param text a .gitignore file; a line that cannot be read leaves nothing out. */
export function readIgnored(text: string): Ignored {
  return text.split(/\r?\n/).flatMap((line) => {
    const said = line.replace(/(?<!\\)\s+$/, '');
    return said === '' || said.startsWith('#') ? [] : (ruleOf(said) ?? []);
  });
}

/** Whether the rules leave it out; undefined where they say nothing about it. */
export function isIgnored(ignored: Ignored, path: string, isFolder: boolean): boolean | undefined {
  const last = ignored.findLast((rule) => (isFolder || !rule.foldersOnly) && rule.fits.test(path));
  return last === undefined ? undefined : !last.takesBack;
}
