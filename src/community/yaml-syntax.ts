/** What the YAML parser stumbles over, in words that a maintainer can act on. */
import type { YAMLError } from 'yaml';

type Explanation = { readonly problem: string; readonly mend: string };

const explanations: Partial<Record<YAMLError['code'], Explanation>> = {
  TAB_AS_INDENT: { problem: 'A tab stands where spaces indent.', mend: 'Indent with spaces only, two for each level.' },
  BAD_INDENT: {
    problem: 'The indentation does not fit the lines above.',
    mend: 'Give everything that belongs together the same number of spaces in front.',
  },
  BAD_ALIAS: {
    problem: 'An alias repeats something that is not named above it.',
    mend: 'Name it first with “&name”, or write it out; text that begins with “*” needs quotes.',
  },
  BAD_DQ_ESCAPE: {
    problem: 'A backslash in double quotes begins something unknown.',
    mend: 'Use single quotes, or write the backslash twice.',
  },
  BAD_SCALAR_START: {
    problem: 'Text may not begin with this character unless it is in quotes.',
    mend: 'Put the whole text in double quotes.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    problem: 'A second “: ” stands on this line.',
    mend: 'Put text that holds a colon in double quotes.',
  },
  MULTILINE_IMPLICIT_KEY: {
    problem: 'A key runs over two lines.',
    mend: 'Write “key: value” on one line; a colon may be missing.',
  },
  BLOCK_IN_FLOW: {
    problem: 'Lines with “-” or “key:” stand inside brackets.',
    mend: 'Close the bracket on the line where it opens, or leave it out.',
  },
  MISSING_CHAR: {
    problem: 'Something is missing here: a closing quote or bracket, a comma, or a colon after a key.',
    mend: 'Add it; look at the line above as well.',
  },
  UNEXPECTED_TOKEN: {
    problem: 'This does not belong here.',
    mend: 'Check quotes, brackets and colons here and on the line above; text with special characters needs quotes.',
  },
  MULTIPLE_DOCS: {
    problem: 'A second document begins here.',
    mend: 'Keep one community in one file and take “---” out.',
  },
  MULTIPLE_ANCHORS: { problem: 'One value has two names.', mend: 'Keep one of the two “&name”.' },
  MULTIPLE_TAGS: { problem: 'One value has two tags.', mend: 'Take both “!” tags out.' },
  TAG_RESOLVE_FAILED: {
    problem: 'Tags that begin with “!” mean nothing here.',
    mend: 'Take the tag out; text that begins with “!” needs quotes.',
  },
  BAD_COLLECTION_TYPE: { problem: 'The tag does not fit what it stands before.', mend: 'Take the “!” tag out.' },
  NON_STRING_KEY: { problem: 'A key must be a single word.', mend: 'Write “key: value”.' },
  KEY_OVER_1024_CHARS: {
    problem: 'A key is longer than 1,024 characters.',
    mend: 'Put a colon after the key, or quotes around the text.',
  },
};

/** What the parser finds again and again after one slip; only the first of each is worth reading. */
export function isContagious({ code }: YAMLError): boolean {
  return ['BAD_INDENT', 'MISSING_CHAR', 'UNEXPECTED_TOKEN', 'IMPOSSIBLE', 'BLOCK_IN_FLOW'].includes(code);
}

/** A key that stands deeper than the key before it, which has its value already. */
export interface TooDeep {
  /** Where the key stands in the text. */
  readonly offset: number;
  /** How many columns it and the key before it are in. */
  readonly indent: number;
  readonly wanted: number;
}

/**
 * The parser takes "title: M" and a deeper "about: x" under it for one key over two lines, and complains about the first
 * of them. Undefined where a second colon does stand on that first line.
 */
export function tooDeepKey(text: string, { code, pos: [start] }: YAMLError): TooDeep | undefined {
  if (code !== 'BLOCK_AS_IMPLICIT_KEY') return undefined;
  const isKey = (line: string): boolean => /:(\s|$)/.test(line.replace(/(^|\s)#.*/, ''));
  const [first = '', ...later] = text.slice(start).split('\n');
  const below = isKey(first) ? -1 : later.findIndex(isKey);
  if (below < 0) return undefined;
  const before = [first, ...later.slice(0, below)].reduce((length, line) => length + line.length + 1, 0);
  const indent = /^ */.exec(later[below] ?? '')?.[0].length ?? 0;
  const [lead = ''] = /^( |- )*/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1)) ?? [];
  return { offset: start + before + indent, indent, wanted: lead.length };
}

/** @param line the line that the key before it stands on, counted from 1. */
export function explainTooDeep({ indent, wanted }: TooDeep, line: number): Explanation {
  const spaces = wanted === 0 ? 'no space' : wanted === 1 ? '1 space' : `${wanted} spaces`;
  return {
    problem: `This line is indented by ${indent}; the key before it, on line ${line}, by ${wanted}.`,
    mend: `Put ${spaces} in front of it, or double quotes around text that goes on here.`,
  };
}

/** Both sentences end with a full stop. What is not in the table keeps the parser's own words. */
export function explainSyntax(error: YAMLError): Explanation {
  if (error.code === 'BAD_INDENT' && /^Flow /i.test(error.message)) {
    return {
      problem: 'A bracket that opens above this is not closed.',
      mend: 'Close it, or put the text that it stands in in quotes.',
    };
  }
  return (
    explanations[error.code] ?? {
      problem: `This is not YAML: ${(error.message.split('\n')[0] ?? '').replace(/[.:]?$/, '.')}`,
      mend: 'Compare with communities/istio/community.yaml.',
    }
  );
}
