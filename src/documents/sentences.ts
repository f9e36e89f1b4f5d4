/** Runs of white space become one space. */
export function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const abbreviation = /^\(?(?:e\.g|i\.e|etc|vs|cf|mr|mrs|ms|dr|st|no|approx|[a-z])\.$/i;

/** The sentences of a paragraph. A full stop inside a name ("istio.io") or after "e.g." ends none. */
export function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  let from = 0;
  // Chinese and Japanese put no space after a full stop.
  for (const end of text.matchAll(/[.!?:]["”’)]?(?= )|[。！？]["”’」』）]?(?=.)/gu)) {
    const stop = end.index + end[0].length;
    if (!/^[。！？]/u.test(end[0])) {
      const lastWord =
        text
          .slice(Math.max(from, stop - 12), stop)
          .split(' ')
          .at(-1) ?? '';
      const next = text.charAt(stop + 1);
      if (abbreviation.test(lastWord) || end[0].startsWith(':') || /\p{Ll}/u.test(next)) continue;
    }
    sentences.push(text.slice(from, stop).trim());
    from = stop;
  }
  sentences.push(text.slice(from).trim());
  return sentences.filter((sentence) => sentence !== '');
}
