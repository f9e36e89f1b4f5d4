/**
 * The only way HTML is made here. `html` escapes whatever is put into it, unless that is itself the result of `html`; so
 * forgetting to escape is not possible, only refusing to.
 */
export class Html {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

/** What may stand in a template: nothing (undefined, false), text, a number, markup, or a list of these. */
export type Part = string | number | Html | undefined | false | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand between tags and between the quotes of an attribute. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}

function written(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'string') return escapeHtml(part);
  return typeof part === 'number' ? String(part) : part.map(written).join('');
}

export function html(literal: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(literal.reduce((before, next, i) => before + written(parts[i - 1]) + next));
}
