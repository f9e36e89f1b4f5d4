/** Shortcodes of Hugo, "{{< note >}}", and tags of Jekyll, "{% include x %}": they go, and the text they wrap or name stays. */

const openers: readonly (readonly [string, string])[] = [
  ['{{<', '>}}'],
  ['{{%', '%}}'],
  ['{%', '%}'],
  ['{{', '}}'],
];

/** Whatever is longer is no shortcode. */
const longest = 2_000;

/** What a shortcode says itself: `text="Pod"`, or the heading that it stands for. */
function saidBy(inside: string): string {
  const text = /\b(?:text|title|caption)\s*=\s*"([^"]*)"/.exec(inside)?.[1];
  if (text !== undefined) return text;
  const term = /^\s*(?:glossary_tooltip|term)\b.*?\bterm_id\s*=\s*"([^"]*)"/.exec(inside)?.[1];
  const heading = /^\s*heading\s+"([^"]*)"/.exec(inside)?.[1];
  return (term ?? heading ?? '').replaceAll(/[-_]/g, ' ');
}

/** The position behind code in backticks that begins at `at`; the next character where it is not closed. */
function behindCode(text: string, at: number): number {
  const [paragraph = ''] = text.slice(at, at + longest).split('\n\n', 1);
  const mark = /^`+/.exec(paragraph)?.[0] ?? '`';
  const close = paragraph.indexOf(mark, mark.length);
  return at + (close < 0 ? mark.length : close + mark.length);
}

/** @param text prose without fenced code; what stands in backticks is left alone. */
export function dropShortcodes(text: string): string {
  if (!text.includes('{{') && !text.includes('{%')) return text;
  let said = '';
  let from = 0;
  for (const start of text.matchAll(/`|\{\{<|\{\{%|\{%|\{\{/g)) {
    if (start.index < from) continue;
    if (start[0] === '`') {
      const behind = behindCode(text, start.index);
      said += text.slice(from, behind);
      from = behind;
      continue;
    }
    const close = openers.find(([open]) => open === start[0])?.[1] ?? '';
    const window = text.slice(start.index, start.index + longest);
    const end = window.indexOf(close);
    if (end < 0) continue;
    said += text.slice(from, start.index) + saidBy(window.slice(start[0].length, end));
    from = start.index + end + close.length;
  }
  return said + text.slice(from);
}
