/** One tag of HTML or JSX as it is written, read without a parser: its name, and what its attributes say. */
export interface Tag {
  /** As written, because JSX tells components by their capital. */
  readonly name: string;
  readonly closing: boolean;
  readonly attributes: ReadonlyMap<string, string>;
  /** The position behind it. */
  readonly end: number;
}

/** A tag longer than this is none, so that text full of "<" is read in linear time. */
const longest = 2_000;

/** The position behind the ">" that ends the tag; a ">" inside quotes or braces ends none. */
function endOf(text: string, from: number): number {
  let quote = '';
  let braces = 0;
  const stop = Math.min(text.length, from + longest);
  for (let at = from; at < stop; at += 1) {
    const char = text.charAt(at);
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '{') braces += 1;
    else if (char === '}') braces -= 1;
    else if (char === '<' && braces <= 0) return -1;
    else if (char === '>' && braces <= 0) return at + 1;
  }
  return -1;
}

const attribute = /\b([a-z][a-z-]*)\s{0,5}=\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\s"'>{}]+))/gi;

/** The tag that begins at `from`, where "<" stands; undefined where none does. */
export function tagAt(text: string, from: number): Tag | undefined {
  const open = /^<(\/?)([a-z][\w.-]*)(?=[\s/>])/i.exec(text.slice(from, from + 60));
  if (open === null) return undefined;
  const end = endOf(text, from + open[0].length);
  if (end < 0) return undefined;
  const attributes = new Map<string, string>();
  for (const [, key = '', ...values] of text.slice(from + open[0].length, end).matchAll(attribute)) {
    const value = values.find((one) => one !== undefined) ?? '';
    if (!attributes.has(key.toLowerCase())) attributes.set(key.toLowerCase(), value);
  }
  return { name: open[2] ?? '', closing: open[1] === '/', attributes, end };
}
