import { readFileSync } from 'node:fs';

/** Messages of people in a community's rooms, one a line in test/fixtures/talk; "\\n" stands for a new line. */
export function talk(name: 'chatter' | 'questions'): readonly string[] {
  const file = new URL(`../fixtures/talk/${name}.txt`, import.meta.url);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replaceAll('\\n', '\n'));
}
