/** The lines of settings that site generators read at the head of a document: YAML between "---", TOML between "+++". */
import { parse } from 'yaml';
import { tidy } from './sentences.js';

export interface FrontMatter {
  readonly body: string;
  readonly title?: string;
  readonly description?: string;
}

/** Settings longer than this are none: a document that begins with a rule is not searched to its end for another. */
const longest = 20_000;

const line = (value: unknown): string => (typeof value === 'string' ? tidy(value) : '');

const linesOf = (text: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...text.matchAll(/^(title|description):[ \t]*(.+)$/gm)].map(([, key, said]) => [
      key,
      said?.replace(/^(["'])(.*)\1\s*$/, '$2'),
    ]),
  );

/** Site generators forgive more than YAML does ("title: What: a guide"): then what stands on the line counts. */
function fromYaml(text: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = parse(text, { schema: 'failsafe', maxAliasCount: 0, logLevel: 'silent' });
    const settings = typeof read === 'object' && read !== null ? { ...read } : {};
    const title = 'title' in settings ? settings.title : '';
    return typeof title === 'string' ? settings : linesOf(text);
  } catch {
    return linesOf(text);
  }
}

function fromToml(text: string): Readonly<Record<string, unknown>> {
  const lines = text.matchAll(/^(title|description)[ \t]*=[ \t]*(["'])(.*)\2[ \t]*$/gm);
  return Object.fromEntries([...lines].map(([, key, , said]) => [key, said]));
}

/** Never throws: settings that cannot be read tell nothing, and are no text of the document either. */
export function frontMatterOf(text: string): FrontMatter {
  const fence = /^(---|\+\+\+)[ \t]*\n/.exec(text);
  if (fence === null) return { body: text };
  const mark = fence[1] ?? '';
  const end = text.indexOf(`\n${mark}`, fence[0].length - 1);
  if (end < 0 || end > longest || !/^[ \t]*(?:\n|$)/.test(text.slice(end + 1 + mark.length, end + 200))) {
    return { body: text };
  }
  const inside = text.slice(fence[0].length, end);
  // A rule, a paragraph and another rule are no settings.
  if (!/^[\w-]+[ \t]*[:=]/m.test(inside) && inside.trim() !== '') return { body: text };
  const lineEnd = text.indexOf('\n', end + 1);
  const body = lineEnd < 0 ? '' : text.slice(lineEnd + 1);
  const settings = mark === '---' ? fromYaml(inside) : fromToml(inside);
  const title = line(settings.title);
  const description = line(settings.description);
  return { body, ...(title && { title }), ...(description && { description }) };
}
