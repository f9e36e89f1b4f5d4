/**
 * The sections of a document as they grow: under which headings what comes next stands. A question that opens (a summary,
 * a line in bold) is a heading of its own, below every real one; when it closes, the section around it goes on.
 */
import type { Section, Unit } from './section.js';

interface Heading {
  readonly depth: number;
  readonly text: string;
}

interface Draft {
  readonly path: readonly Heading[];
  /** Part of the section's name. */
  readonly name: string;
  /** Where it is found in the published page; empty: its top. */
  readonly anchor: string;
  /** The anchor of the last real heading, under which a question without an anchor of its own is found. */
  readonly headingAnchor: string;
  /** For a question in the text: what it stands in. The next question stands there as well. */
  readonly around?: Draft;
  readonly units: Unit[];
}

/** Below the real headings, which have the depths 1 to 6. */
const questionDepth = 7;

export interface Outlined {
  readonly path: string;
  readonly url?: string;
  /** What the document is called where it has no heading. */
  readonly title: string;
  /** The title stays above headings of the first rank, because the document has several of them. */
  readonly keepsTitle: boolean;
}

export class SectionOutline {
  readonly #document: Outlined;
  readonly #drafts: Draft[] = [];
  #now: Draft;
  /** What goes on when an opened part closes, and how many headings stand above all that is in it. */
  #opened: { readonly draft: Draft; above: number }[] = [];

  constructor(document: Outlined) {
    this.#document = document;
    const path = [{ depth: 0, text: document.title }];
    this.#now = this.#begin({ path, name: '', anchor: '', headingAnchor: '' });
  }

  add(units: readonly Unit[]): void {
    this.#now.units.push(...units);
  }

  heading(depth: number, text: string, anchor: string): void {
    const { title, keepsTitle } = this.#document;
    const opened = this.#opened.at(-1);
    // A heading of the rank of what is around, or higher, is no part of it: the closing tag was forgotten.
    const forgotten = opened?.draft.path.some((above) => above.depth < questionDepth && above.depth >= depth);
    if (forgotten) this.#opened = [];
    const fixed = forgotten ? 0 : (opened?.above ?? 0);
    const replacesTitle = depth === 1 && (!keepsTitle || text === title);
    const above = this.#now.path.filter(
      (one, at) => at < fixed || (one.depth < depth && !(replacesTitle && one.depth === 0)),
    );
    this.#now = this.#begin({ path: [...above, { depth, text }], name: anchor, anchor, headingAnchor: anchor });
  }

  /** @param anchor where the document names one. */
  question(text: string, name: string, anchor?: string): void {
    const around = this.#now.around ?? this.#now;
    this.#now = this.#ask(around, { text, name, anchor, around });
  }

  open(): void {
    const draft = this.#now.around ?? this.#now;
    this.#opened.push({ draft, above: draft.path.length });
  }

  /** The question of what was opened last. */
  summary(text: string, name: string, anchor?: string): void {
    const opened = this.#opened.at(-1);
    this.#now = this.#ask(opened?.draft ?? this.#now, { text, name, anchor });
    if (opened !== undefined) opened.above = this.#now.path.length;
  }

  close(): void {
    this.#now = this.#opened.pop()?.draft ?? this.#now;
  }

  #ask(
    { path, headingAnchor }: Draft,
    { text, name, anchor, around }: { text: string; name: string; anchor: string | undefined; around?: Draft },
  ): Draft {
    return this.#begin({
      path: [...path, { depth: questionDepth, text }],
      name,
      anchor: anchor ?? headingAnchor,
      headingAnchor,
      ...(around && { around }),
    });
  }

  #begin(draft: Omit<Draft, 'units'>): Draft {
    const begun = { ...draft, units: [] };
    this.#drafts.push(begun);
    return begun;
  }

  /** The sections in their order; a heading without text of its own gives none. */
  sections(): readonly Section[] {
    const { path, url: page } = this.#document;
    const taken = new Set<string>();
    return this.#drafts.flatMap(({ path: headings, name, anchor, units }) => {
      if (units.length === 0) return [];
      const hash = anchor === '' ? '' : `#${encodeURI(anchor)}`;
      const url = page === undefined ? {} : { url: `${page}${hash}` };
      const id = freeId(`${path}${name === '' ? '' : `#${name}`}`, taken);
      return [{ id, headings: headings.map(({ text }) => text), units, ...url }];
    });
  }
}

/** The id, or with "~2" behind it where it is taken; `taken` is kept up. */
export function freeId(id: string, taken: Set<string>): string {
  let free = id;
  for (let count = 2; taken.has(free); count += 1) free = `${id}~${count}`;
  taken.add(free);
  return free;
}
