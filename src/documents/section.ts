import { shorten } from '../reply/build.js';

/** A piece of text that is quoted whole or not at all. Plain text, no markup. */
export interface Unit {
  /** `lead`: a sentence that ends in a colon and introduces what follows. */
  readonly kind: 'sentence' | 'item' | 'row' | 'lead' | 'code';
  readonly text: string;
  /** The links in it, resolved to where they are published; only http and https. */
  readonly links: readonly { readonly text: string; readonly url: string }[];
}

/** What stands under one heading of a document: what an answer is drawn from. */
export interface Section {
  /** File and anchor, such as ROLES.md#requirements-1. */
  readonly id: string;
  /** The headings from the document's title down to its own. At least one. */
  readonly headings: readonly string[];
  readonly units: readonly Unit[];
  /** Where it is published, with the anchor; absent where the community file names no address. */
  readonly url?: string;
}

/** "Roles: Member: Requirements", as it is shown above a quote; the last headings, where all of them are too long. */
export function titleOf(section: Section): string {
  let from = 0;
  while (from < section.headings.length - 1 && section.headings.slice(from).join(': ').length > 140) from += 1;
  return shorten(section.headings.slice(from).join(': '), 140);
}

/** The same without the document's own title, which the source beside it names: "Member: Requirements". */
export function ownTitleOf(section: Section): string {
  const [, ...own] = section.headings;
  return own.length === 0 ? titleOf(section) : titleOf({ ...section, headings: own });
}
