/**
 * Reads Discord's markdown as its client does, so that tests see what a member sees: escapes undone, marks taken away,
 * and everything noted that came alive (links, times, people, styles, pictures, blocks). It is meant to be as eager as
 * the client: what stays plain here is plain there.
 */
export interface MarkdownSeen {
  readonly text: string;
  readonly links: readonly { readonly text: string; readonly url: string }[];
  /** Times that each reader sees in their own zone, as epoch seconds. */
  readonly instants: readonly number[];
  readonly people: readonly string[];
  /** Of the text, what has a line through it. */
  readonly struck: readonly string[];
  /** What else came alive, in order: 'bold', 'heading', 'emoji', 'role', … */
  readonly alive: readonly string[];
}

interface Collected {
  links: { text: string; url: string }[];
  instants: number[];
  people: string[];
  struck: string[];
  alive: string[];
}

type Rule = readonly [RegExp, (found: RegExpExecArray, into: Collected) => string];

function styled(name: string, inner: string, into: Collected): string {
  into.alive.push(name);
  return readInline(inner, into);
}

/** Tried in this order at each place, as the client does; the first that matches wins. */
const rules: readonly Rule[] = [
  [/^\\([^0-9A-Za-z\s])/, (found) => found[1] ?? ''],
  [/^```(?:[a-z0-9_+\-.#]+?\n)?\n*([^\n][\s\S]*?)\n*```/i, (found, into) => note('code block', found[1] ?? '', into)],
  [
    /^(`+)([\s\S]*?[^`])\1(?!`)/,
    (found, into) => note('code', (found[2] ?? '').replace(/^ (?= *`)|(` *) $/g, '$1'), into),
  ],
  [
    /^<t:(-?\d{1,17})(?::([tTdDfFsSR]))?>/,
    (found, into) => {
      if (found[2] !== 'R') into.instants.push(Number(found[1]));
      return found[2] === 'R' ? 'in a while' : `at ${found[1]}`;
    },
  ],
  [
    /^<@!?(\d+)>/,
    (found, into) => {
      into.people.push(found[1] ?? '');
      return '@person';
    },
  ],
  [/^<@&\d+>/, (_found, into) => note('role', '@role', into)],
  [/^<#\d+>/, (_found, into) => note('channel', '#channel', into)],
  [/^<a?:\w+:\d+>/, (_found, into) => note('emoji', '(picture)', into)],
  [/^<\/[^:>]+:\d+>/, (_found, into) => note('command', '/command', into)],
  [/^<id:\w+>/, (_found, into) => note('guide', '#guide', into)],
  [/^<(https?:\/\/[^\s>]+)>/i, (found, into) => link(found[1] ?? '', found[1] ?? '', into)],
  [/^<((?:mailto|tel|sms):[^\s>]+)>/i, (found, into) => link(found[1] ?? '', found[1] ?? '', into)],
  [
    /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"][\s\S]*?['"])?\s*\)/,
    (found, into) => maskedLink(found[0] ?? '', found[1] ?? '', (found[2] ?? '').replace(/\\(.)/g, '$1'), into),
  ],
  [/^https?:\/\/[^\s<]+[^<.,:;"'\]\s]/i, (found, into) => link(found[0] ?? '', found[0] ?? '', into)],
  [/^@(everyone|here)\b/, (found, into) => note(`@${found[1]}`, found[0] ?? '', into)],
  [/^:(?=[^\s:]*[a-z])[^\s:]+?:/i, (_found, into) => note('emoji', '(picture)', into)],
  [/^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, (found, into) => styled('bold', found[1] ?? '', into)],
  [/^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, (found, into) => styled('underline', found[1] ?? '', into)],
  [/^\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*(?!\*)/, (found, into) => styled('italic', found[1] ?? '', into)],
  [/^_((?:\\[\s\S]|[^\\_])+?)_(?![a-z0-9_])/i, (found, into) => styled('italic', found[1] ?? '', into)],
  [
    /^~~((?:\\[\s\S]|[^\\])+?)~~/,
    (found, into) => {
      const words = styled('struck', found[1] ?? '', into);
      into.struck.push(words);
      return words;
    },
  ],
  [/^\|\|((?:\\[\s\S]|[^\\])+?)\|\|/, (found, into) => styled('spoiler', found[1] ?? '', into)],
];

function note(name: string, text: string, into: Collected): string {
  into.alive.push(name);
  return text;
}

function link(text: string, url: string, into: Collected): string {
  into.links.push({ text, url });
  return text;
}

/** The client shows the marks instead where the words could pass for another address. */
function maskedLink(whole: string, inner: string, target: string, into: Collected): string {
  const words = readInline(inner, { links: [], instants: [], people: [], struck: [], alive: [] });
  if (!/^https?:\/\//i.test(target) || /:\/\/|^\S+\.[a-z]{2,}(?:[/?#:]\S*)?$/i.test(words)) return whole;
  return link(words, target, into);
}

function readInline(source: string, into: Collected): string {
  let out = '';
  let rest = source;
  while (rest !== '') {
    let took = 0;
    for (const [pattern, act] of rules) {
      const found = pattern.exec(rest);
      if (found === null) continue;
      out += act(found, into);
      took = found[0].length;
      break;
    }
    if (took === 0) {
      out += rest.slice(0, 1);
      took = 1;
    }
    rest = rest.slice(took);
  }
  return out;
}

const blocks: readonly (readonly [RegExp, string])[] = [
  [/^ *#{1,3}[ \t]+/, 'heading'],
  [/^-#[ \t]+/, 'small'],
  [/^ *>>>[ \t]+/, 'quote'],
  [/^ *>[ \t]/, 'quote'],
  [/^ *[*-][ \t]+/, 'item'],
  [/^ *\d+\.[ \t]+/, 'numbered'],
];

/** What a member sees of one text display. */
export function readMarkdown(source: string): MarkdownSeen {
  const into: Collected = { links: [], instants: [], people: [], struck: [], alive: [] };
  const lines = source.split('\n').map((line) => {
    let rest = line;
    for (let again = true; again; ) {
      again = false;
      for (const [pattern, name] of blocks) {
        const found = pattern.exec(rest);
        if (found === null) continue;
        into.alive.push(name);
        rest = rest.slice(found[0].length);
        again = name === 'quote' || name === 'item';
        break;
      }
    }
    return rest;
  });
  return { text: readInline(lines.join('\n'), into), ...into };
}
