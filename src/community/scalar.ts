/**
 * The kinds of single values that a community file holds: each reads text into what the model needs, or says what is wrong
 * with it and what to write instead. Both sentences travel in the issue's message, apart by a newline.
 */
import { z } from 'zod';

export interface Mistake {
  readonly problem: string;
  readonly mend: string;
}

export interface ScalarInfo {
  /** What it is for, shown by editors. */
  readonly description: string;
  readonly example: string;
  /** A regular expression that editors can check with; what is read may be narrower. */
  readonly pattern?: string;
  readonly maxLength?: number;
}

/** A value read from text. `read` gets the text trimmed and free of characters that cannot be seen. */
export function scalar<T>(info: ScalarInfo, read: (text: string) => { readonly is: T } | Mistake) {
  const { description, example, pattern, maxLength } = info;
  const hints = { ...(pattern === undefined ? {} : { pattern }), ...(maxLength === undefined ? {} : { maxLength }) };
  return z
    .string()
    .meta({ description, examples: [example], ...hints })
    .transform((text, context) => {
      const outcome = unseen(text) ?? (text.trim() === '' ? empty(example) : read(text.trim()));
      if ('is' in outcome) return outcome.is;
      context.addIssue({ code: 'custom', message: `${outcome.problem}\n${outcome.mend}` });
      return z.NEVER;
    });
}

function empty(example: string): Mistake {
  return { problem: 'This is empty.', mend: `Write for example “${example}”, or take the key out.` };
}

/** Control characters, halves of surrogate pairs, and what reorders or hides text: never wanted, always dangerous. */
const hidden =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\p{Cs}]|[\u{E0000}-\u{E007F}]/u;

function unseen(text: string): Mistake | undefined {
  const found = hidden.exec(text)?.[0];
  if (found === undefined) return undefined;
  const code = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return {
    problem: `This holds a character that cannot be seen (U+${code}).`,
    mend: 'Delete the value and type it again, without copying.',
  };
}

/** One line of at most `max` characters (UTF-16 units, as the platforms count). `pattern` is for editors alone. */
export function oneLine(max: number, description: string, example: string, pattern?: string) {
  return scalar({ description, example, maxLength: max, ...(pattern && { pattern }) }, (text) => {
    if (/[\r\n]/.test(text)) {
      return { problem: 'This runs over several lines.', mend: 'Write it on one line, or fold it with “>-”.' };
    }
    return bounded(text.replace(/\s+/g, ' '), max);
  });
}

/** Running text; line breaks count as spaces, since each platform breaks lines itself. */
export function prose(max: number, description: string, example: string) {
  return scalar({ description, example }, (text) => bounded(text.replace(/\s+/g, ' '), max));
}

function bounded(text: string, max: number): { readonly is: string } | Mistake {
  if (text.length <= max) return { is: text };
  return {
    problem: `This has ${text.length.toLocaleString('en')} characters; at most ${max.toLocaleString('en')} fit.`,
    mend: 'Shorten it.',
  };
}

/** Text of a fixed form. `hint` may know what was meant. */
export function coded(info: ScalarInfo & { readonly pattern: string }, hint: (text: string) => Mistake) {
  const form = new RegExp(info.pattern);
  return scalar(info, (text) => (form.test(text) ? { is: text } : hint(text)));
}

/**
 * An id or a name that others refer to: it stands in reminders' keys and in buttons. `hint` may know what was meant by
 * a text that is no name.
 */
export function name(description: string, example: string, hint?: (text: string) => Mistake | undefined) {
  return coded({ description, example, pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }, (text) => {
    const meant = hint?.(text);
    if (meant !== undefined) return meant;
    const better = text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 40)
      .replace(/^-|-$/g, '');
    return {
      problem: 'Only small letters a-z, digits and hyphens are allowed here, 40 at most, a letter or digit first.',
      mend: `Write “${better === '' ? example : better}”.`,
    };
  });
}

/** An address that a link may hold. Returned as written, so that it stays what the maintainer reviewed. */
export function url(description: string, example = 'https://example.org/page') {
  return scalar({ description, example, pattern: '^https?://' }, (text) => {
    if (text.length > 1000)
      return { problem: 'This address is longer than 1,000 characters.', mend: 'Use a shorter one.' };
    if (/[\s<>"\\^`{|}]/.test(text)) {
      return {
        problem: 'An address has no spaces, quotes, brackets or bars.',
        mend: `Write them as %20 and the like, such as “${example}”.`,
      };
    }
    const known = /^[a-z][a-z0-9+.-]*:/i.test(text);
    if (!known && URL.canParse(`https://${text}`)) {
      return { problem: 'This address does not say how to get there.', mend: `Write “https://${text}”.` };
    }
    if (!URL.canParse(text)) return { problem: 'This is not an address.', mend: `Write for example “${example}”.` };
    const { protocol, username, password } = new URL(text);
    if (protocol !== 'https:' && protocol !== 'http:') {
      return {
        problem: `Addresses with “${protocol}” are not opened from chat.`,
        mend: 'Use one that begins with https://.',
      };
    }
    if (username !== '' || password !== '') {
      return { problem: 'This address holds a user name or password.', mend: 'Take everything before the “@” out.' };
    }
    return /^https?:\/\//i.test(text)
      ? { is: text }
      : { problem: 'This address lacks the slashes.', mend: `Write “${text.replace(/^(https?):\/*/i, '$1://')}”.` };
  });
}
