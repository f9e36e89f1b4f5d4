/**
 * The sections of all documents that the community file names. What is not read is told, one sentence a file, because a
 * document that is silently missing looks like a desk that does not know.
 */
import type { DocSource } from '../community/model.js';
import type { LeftOut } from './document-file.js';
import { DocumentSource } from './document-source.js';
import type { Section } from './section.js';
import { freeId } from './section-outline.js';

const mostSections = 10_000;

export interface Documents {
  /** Their ids differ, whatever the sources hold. */
  readonly sections: readonly Section[];
  /** Files that were not read, each with the reason, for the operator. */
  readonly leftOut: readonly LeftOut[];
}

/** "docs/huge.md is not read: it is larger than 1,000,000 bytes." */
export function leftOutText({ path, why }: LeftOut): string {
  return `${path} is not read: ${why}.`;
}

const mostNamed = 3;

/** One sentence a file; of more than three, one sentence that counts them and names the first. */
export function leftOutSentences(leftOut: readonly LeftOut[]): readonly string[] {
  if (leftOut.length <= mostNamed) return leftOut.map(leftOutText);
  const named = leftOut.slice(0, mostNamed).map(({ path, why }) => `${path} (${why})`);
  return [
    `${leftOut.length.toLocaleString('en')} files are not read: ${named.join(', ')} and ${(leftOut.length - mostNamed).toLocaleString('en')} more.`,
  ];
}

/** All that the sources have read, in the order of the community file, up to 10,000 sections. */
export function together(sources: readonly DocumentSource[]): Documents {
  const sections: Section[] = [];
  const leftOut: LeftOut[] = [];
  const taken = new Set<string>();
  for (const source of sources) {
    leftOut.push(...source.leftOut);
    for (const { path, sections: found, why } of source.read) {
      const fits = sections.length + found.length <= mostSections;
      if (why !== undefined) leftOut.push({ path, why });
      else if (!fits) leftOut.push({ path, why: `there are more than ${mostSections.toLocaleString('en')} sections` });
      else sections.push(...found.map((section) => withFreeId(section, taken)));
    }
  }
  return { sections, leftOut };
}

function withFreeId(section: Section, taken: Set<string>): Section {
  const id = freeId(section.id, taken);
  return id === section.id ? section : { ...section, id };
}

/** Reads them once. @throws Error naming the folder, file or archive that cannot be read. */
export async function readDocuments(sources: readonly DocSource[]): Promise<Documents> {
  const readers = sources.map((source) => new DocumentSource(source));
  for (const reader of readers) await reader.refresh();
  return together(readers);
}
