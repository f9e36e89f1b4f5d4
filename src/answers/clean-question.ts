/** Characters that are not seen but change what is read: controls, zero-width and bidirectional marks, tags, variants. */
const unseen = /[\p{Cc}\p{Cf}\u{115F}\u{1160}\u{3164}\u{FFA0}]|\p{Variation_Selector}/gu;
/** What platforms write for mentions, channels, emoji, and addresses: none of it is part of a question. */
const references =
  /<[@#!:/][^<>\s]{0,80}>|<https?:[^<>\s]{0,500}>|\bhttps?:\/\/\S{0,500}|@(?:everyone|here|channel)\b|:[a-z0-9_+-]{2,30}:/gi;

/** "@frontdesk when …", where the name is no mention but text. */
const calledName = /^@[\p{L}\p{N}_.-]{1,40}[,:;]?\s+(?=\S)/u;

/** At most this many characters of a question are read. */
const questionLimit = 2_000;

/** A question as plain words: one line, no references, nothing unseen. Never longer than `questionLimit`. */
export function cleanQuestion(text: string): string {
  return text
    .slice(0, questionLimit)
    .normalize('NFKC')
    .slice(0, questionLimit)
    .replace(/[\r\n\t]+/g, ' . ')
    .replace(unseen, '')
    .replace(references, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(calledName, '');
}

/** Its sentences, at most eight; a question about several things is answered for the first that can be answered. */
export function sentencesIn(question: string): readonly string[] {
  return question
    .split(/(?<=[.?!;])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
    .slice(0, 8);
}
