import { basename } from 'node:path';
import type { Community } from '../community/model.js';
import type { Block } from '../reply/reply.js';

/** At most this many lines are named one by one. */
const mostNamed = 3;

/**
 * The small print below a computed answer: "From community.yaml, line 42", or "lines 42 and 57"; of more than three lines
 * the first three and how many more there are. Undefined where the answer comes from no line of the file.
 * @param lines Numbers from 1, in any order; repeated ones count once.
 */
export function lineFootnote(community: Community, lines: readonly number[] = []): Block | undefined {
  const sorted = [...new Set(lines)].sort((a, b) => a - b);
  const named = sorted.slice(0, mostNamed).map(String);
  const more = sorted.length - named.length;
  const parts = more > 0 ? [...named, `${more} more`] : named;
  const last = parts.at(-1);
  if (last === undefined) return undefined;
  const said = parts.length === 1 ? `line ${last}` : `lines ${parts.slice(0, -1).join(', ')} and ${last}`;
  return { type: 'footnote', text: `From ${basename(community.file)}, ${said}` };
}
