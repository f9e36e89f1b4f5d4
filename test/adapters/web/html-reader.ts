/**
 * Reads the page's markup as a browser would, as far as our own templates go, and refuses everything else: an unknown
 * entity, a bare `<`, a tag that is not closed. So markup that slipped through unescaped cannot pass for text.
 */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

const empty = new Set(['input', 'hr', 'meta', 'link', 'path', 'circle']);
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function decoded(text: string): string {
  return text.replace(/&([^;\s]{0,8});?/g, (_all, name: string) => {
    const letter = entities[name];
    if (letter === undefined) throw new Error(`Unknown entity &${name}`);
    return letter;
  });
}

function attributesOf(source: string): Record<string, string> {
  const found: Record<string, string> = {};
  const rest = source.replace(/\s+([a-z-]+)(?:="([^"]*)")?/gi, (_all, name: string, value: string | undefined) => {
    found[name] = decoded(value ?? '');
    return '';
  });
  if (rest.trim() !== '' && rest.trim() !== '/') throw new Error(`Unread attributes: ${rest}`);
  return found;
}

interface Open {
  readonly tag: string;
  readonly attributes: Record<string, string>;
  readonly children: (Element | string)[];
}

/** The elements of a fragment, under a root of its own. */
export function readHtml(source: string): Element {
  const root: Open = { tag: '', attributes: {}, children: [] };
  const path = [root];
  for (const [piece] of source.replace(/^<!doctype html>/, '').matchAll(/<[^>]*>|[^<]+/g)) {
    const inner = path.at(-1) ?? root;
    if (!piece.startsWith('<')) {
      inner.children.push(decoded(piece));
      continue;
    }
    const closing = /^<\/([a-z0-9]+)>$/i.exec(piece)?.[1];
    if (closing !== undefined) {
      if (inner.tag !== closing) throw new Error(`</${closing}> closes <${inner.tag}>`);
      path.pop();
      continue;
    }
    const [, tag, rest = ''] = /^<([a-z][a-z0-9]*)((?:\s[^>]*|\/)?)>$/i.exec(piece) ?? [];
    if (tag === undefined) throw new Error(`No tag: ${piece}`);
    const element: Open = { tag, attributes: attributesOf(rest), children: [] };
    inner.children.push(element);
    if (!empty.has(tag) && !rest.endsWith('/')) path.push(element);
  }
  if (path.length > 1) throw new Error(`<${path.at(-1)?.tag}> is not closed`);
  return root;
}

/** Every element below, in reading order. */
export function all(element: Element, wanted: (each: Element) => boolean = () => true): readonly Element[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(wanted(child) ? [child] : []), ...all(child, wanted)],
  );
}

/** The text below, leaving out the elements that `hidden` names. */
export function textOf(element: Element, hidden: (each: Element) => boolean = () => false): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : hidden(child) ? '' : textOf(child, hidden)))
    .join('');
}

export function hasClass(element: Element, name: string): boolean {
  return (element.attributes.class ?? '').split(' ').includes(name);
}
