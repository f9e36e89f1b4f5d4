/**
 * The lines that a calendar is written in (RFC 5545, section 3.1). Text from the community file and from people passes through
 * here alone, so that it is never structure: no line break, no parameter and no property of its own.
 */
import { clean } from '../reply/clean.js';

/** What a line may be long, in octets, its line break not counted. */
const longest = 75;

/** A property that holds text: escaped as section 3.3.11 says. Line breaks of the text stay, as "\n". */
export function textLine(name: string, text: string): string {
  const escaped = clean(text)
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');
  return `${name}:${escaped}`;
}

/** Lines with the breaks that a calendar file has, the long ones folded. */
export function joinedLines(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** Broken so that no piece is longer than 75 octets, and never within a character. */
function folded(line: string): string {
  if (/^[\x20-\x7E]{0,75}$/.test(line)) return line;
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > longest) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}
