/**
 * GitHub's anchor for a heading: lower case, letters, numbers, marks, "_" and "-" kept, each space a "-". GitLab and
 * Codeberg differ only where several "-" would follow each other. What is taken out leaves its spaces: "🚀 Start" is
 * "-start".
 * @param heading its text as it is rendered, not trimmed, without its images.
 * @param taken counts the anchors already given in this file, and is kept up: the second "Setup" is "setup-1".
 */
export function anchorOf(heading: string, taken: Map<string, number>): string {
  const base = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
  const before = taken.get(base);
  taken.set(base, (before ?? 0) + 1);
  return before === undefined ? base : `${base}-${before}`;
}

/** The heading and the anchor that its author wrote behind it: "Setup {#set-up}", as Hugo, Docusaurus and kramdown do. */
export function writtenAnchor(heading: string): { readonly text: string; readonly anchor?: string } {
  const written = /^(.*?)\s*\{(?:\/\*)?:?\s*#([\w.:-]{1,100})[^{}]{0,100}\}\s*$/su.exec(heading);
  return written === null ? { text: heading } : { text: written[1] ?? '', anchor: written[2] ?? '' };
}
