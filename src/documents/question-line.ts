/** Questions that stand in a document without being headings: a line in bold, "Q: …". */
import type { Token } from 'marked';

type TextOf = (tokens: readonly Token[]) => string;

export interface AskedInText {
  readonly question: string;
  /** What follows it in the same paragraph. */
  readonly rest: readonly Token[];
  /** Written as "Q: …", so that "A: …" follows. */
  readonly marked: boolean;
}

const longest = 200;
const mark = /^(?:Q\d*|Question(?: \d+)?)\s*[.:)]\s*/i;
const isQuestion = (text: string): boolean => /[?？]["”’)]?$/u.test(text) && text.length <= longest;

const isSilent = (token: Token): boolean =>
  token.type === 'html' || token.type === 'br' || (token.type === 'text' && String(token.text).trim() === '');

/** The question that a paragraph begins with, in bold or behind "Q:", and what it says after it. */
export function questionIn(tokens: readonly Token[], textOf: TextOf): AskedInText | undefined {
  const from = tokens.findIndex((token) => !isSilent(token));
  const first = tokens[from];
  if (first === undefined) return undefined;
  if (first.type === 'strong' || first.type === 'em') {
    const said = textOf([first]);
    // A whole line in italics may be a quotation.
    const bold = first.type === 'strong' || first.tokens?.[0]?.type === 'strong';
    if (bold && isQuestion(said)) {
      return { question: said.replace(mark, ''), rest: tokens.slice(from + 1), marked: mark.test(said) };
    }
  }
  return behindMark(tokens.slice(from), textOf);
}

/** "Q: Is it free?", up to the end of its line. */
function behindMark(tokens: readonly Token[], textOf: TextOf): AskedInText | undefined {
  if (!mark.test(textOf(tokens).slice(0, 20))) return undefined;
  for (const [at, token] of tokens.entries()) {
    const lines = token.type === 'text' ? String(token.text).split('\n') : [];
    for (let count = 1; count <= lines.length; count += 1) {
      const before = { ...token, text: lines.slice(0, count).join('\n'), tokens: undefined } as Token;
      const said = textOf([...tokens.slice(0, at), before]);
      if (!isQuestion(said)) continue;
      const after = { ...token, text: lines.slice(count).join('\n'), tokens: undefined } as Token;
      return { question: said.replace(mark, ''), rest: [after, ...tokens.slice(at + 1)], marked: true };
    }
  }
  const said = textOf(tokens);
  return isQuestion(said) ? { question: said.replace(mark, ''), rest: [], marked: true } : undefined;
}

/** A short line that is bold as a whole and no sentence: the title of what follows. */
export function titleLine(tokens: readonly Token[], textOf: TextOf): string | undefined {
  const said = tokens.filter((token) => !isSilent(token));
  const [only] = said;
  if (said.length !== 1 || only?.type !== 'strong') return undefined;
  const text = textOf([only]);
  return text.length <= 100 && text !== '' && !/[.,;:!?]$/.test(text) ? text : undefined;
}
