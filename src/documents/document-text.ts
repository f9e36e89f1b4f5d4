/** The text of a file, whatever of the usual ways it is written in. */
export type DocumentText = { readonly text: string } | { readonly why: string };

function marked(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * UTF-8, UTF-16 where a mark at the start says so, else Latin-1 as Windows writes it. `why` is said of what is no text: it
 * follows "it is not read:".
 */
export function documentText(bytes: Uint8Array): DocumentText {
  const mark = marked(bytes);
  if (mark === undefined && bytes.includes(0)) return { why: 'it holds no text' };
  const text = decoded(bytes, mark ?? 'utf-8') ?? (mark === undefined ? decoded(bytes, 'windows-1252') : undefined);
  return text === undefined ? { why: `it says that it is ${mark?.toUpperCase()}, and is not` } : { text };
}
