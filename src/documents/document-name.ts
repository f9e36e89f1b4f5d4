function inWords(name: string): string {
  const words = name
    .replace(/^\d{1,3}[-_. ]+(?=\D)/, '')
    .split(/[-_\s]+/)
    .filter((word) => word !== '');
  // FAQ and CLA are read letter by letter; HELP is only shouted.
  const lower = words.map((word) =>
    /^\p{Lu}+$/u.test(word) && (word.length > 3 || words.length > 1) ? word.toLowerCase() : word,
  );
  const text = lower.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * What a document without a heading is called: "WORKING-GROUPS.md" is "Working groups". An index or a read-me speaks for
 * its folder, where it lies in one.
 */
export function documentName(path: string): string {
  const parts = path.split('/');
  const file = (parts.at(-1) ?? path).replace(/\.(?:md|mdx|markdown)$/i, '');
  const folder = parts.at(-2);
  const name = /^(?:_?index|readme)$/i.test(file) && folder !== undefined && folder !== '' ? folder : file;
  return inWords(name) || file;
}
