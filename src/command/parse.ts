/**
 * From what was asked to a command's values. Text typed after a slash command is read in this order: an option that takes all
 * the rest, `option:value` pairs, "in <zone>" at the end, a number for a count at the end, a choice's value as the last word ("community dates", but
 * not "all hands"); what is left is the first text option. Unknown pairs stay text, since people write "http://…" and "note: …" in questions.
 */

import type { Command } from './command.js';
import { problem } from './errors.js';
import type { Raw } from './option.js';

const pair = /^([a-z-]{1,32})[:=](.+)$/u;

/** Words, with "quoted runs" kept whole (also as the value of a pair). */
function words(text: string): string[] {
  const found: string[] = [];
  let word = '';
  let quoted = false;
  for (const letter of text) {
    if (letter === '"' || letter === '“' || letter === '”') quoted = !quoted;
    else if (/\s/u.test(letter) && !quoted) {
      if (word !== '') found.push(word);
      word = '';
    } else word += letter;
  }
  if (word !== '') found.push(word);
  return found;
}

/** Splits the text after a slash command into raw option values. */
export function optionsFromText(command: Command, text: string): Record<string, Raw> {
  if (command.fromText !== undefined) return command.fromText(text);
  const options = Object.entries(command.options);
  const found: Record<string, Raw> = {};
  const first = options.find(([, o]) => o.info.kind === 'text' && !o.isZone)?.[0];
  // A question is taken as it stands: its colons and quotes are the asker's.
  if (options.length === 1 && first !== undefined) return text.trim() === '' ? {} : { [first]: text.trim() };

  const { before, ...end } = endOf(options, text);
  if (end.name !== undefined) found[end.name] = end.value;
  let rest: string[] = [];
  for (const word of words(before)) {
    const [, key, value] = pair.exec(word) ?? [];
    const known = options.some(([name]) => name === key);
    if (known && key !== undefined && value !== undefined) found[key] = value;
    else rest.push(word);
  }
  const zone = options.find(([, o]) => o.isZone)?.[0];
  const at = rest.findLastIndex((word) => word.toLowerCase() === 'in');
  if (zone !== undefined && found[zone] === undefined && at >= 0 && at < rest.length - 1) {
    found[zone] = rest.slice(at + 1).join(' ');
    rest = rest.slice(0, at);
  }
  const counted = options.find(([, o]) => o.info.kind === 'count')?.[0];
  const last = rest.at(-1);
  if (counted !== undefined && found[counted] === undefined && last !== undefined && /^\d{1,9}$/.test(last)) {
    found[counted] = last;
    rest = rest.slice(0, rest.at(-2)?.toLowerCase() === counted ? -2 : -1);
  }
  const lastWord = rest.at(-1)?.toLowerCase() ?? '';
  const chosen = options.find(([name, o]) => found[name] === undefined && o.info.values?.includes(lastWord))?.[0];
  if (chosen !== undefined) {
    found[chosen] = lastWord;
    rest = rest.slice(0, -1);
  }
  if (first !== undefined && found[first] === undefined && rest.length > 0) found[first] = rest.join(' ');
  return found;
}

/** What stands behind the name of an option that takes all the rest, without quotes around it. */
function endOf(options: readonly (readonly [string, Command['options'][string]])[], text: string) {
  const name = options.find(([, option]) => option.toEnd)?.[0];
  const at = name === undefined ? -1 : text.search(new RegExp(`(?<=^|\\s)${name}[:=]`, 'u'));
  if (name === undefined || at < 0) return { before: text };
  const typed = text.slice(at + name.length + 1).trim();
  const [, quoted] = /^["“”]([^"“”]*)["“”]$/u.exec(typed) ?? [];
  return { before: text.slice(0, at), name, value: quoted ?? typed };
}

/** The values that `run` receives. Throws a ReaderError where one does not fit, is missing or is not known. */
export function readOptions(command: Command, raw: Readonly<Record<string, Raw>>): Record<string, unknown> {
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(command.options, name))
      throw problem('unknown-option', { option: name, command: command.info.name });
  }
  return Object.fromEntries(
    Object.entries(command.options).map(([name, option]) => {
      const given = raw[name];
      const empty = given === undefined || (typeof given === 'string' && given.trim() === '');
      if (!empty) return [name, option.read(given, name)];
      const example = command.info.examples.at(-1) ?? command.info.name;
      if (option.info.required) throw problem('missing-option', { option: `the ${name}`, example });
      return [name, undefined];
    }),
  );
}
