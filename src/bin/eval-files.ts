/**
 * Reads what `frontdesk eval` works on. A corpus is a folder of documents, read as the desk reads them, or sections as JSON
 * lines: one file, or a folder of such files, each a corpus of its own. Only headings and text are searched; the name of
 * the file a section comes from is not.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import type { EvalQuestion } from '../answers/evaluation.js';
import { readDocuments } from '../documents/documents.js';
import { sectionsOf } from '../documents/markdown.js';
import type { Section } from '../documents/section.js';
import { CommandLineError } from './command-line-error.js';

export interface Corpus {
  /** The file's name without its ending, or the folder's. */
  readonly name: string;
  readonly sections: readonly Section[];
}

const sectionRow = z.object({ id: z.string().min(1), heading: z.string().default(''), text: z.string() });
const texts = z.array(z.string()).nullish();
const questionRow = z.object({
  question: z.string().trim().min(1).max(2_000),
  community: z.string().optional(),
  section: z.string().nullish(),
  source: z.string().nullish(),
  also_ok: texts,
  expect: z.string().optional(),
  answerable: z.boolean().optional(),
  must_contain: texts,
  must_not_contain: texts,
});

/** @throws CommandLineError naming the path. */
async function kindOf(path: string, shown: string): Promise<'folder' | 'file'> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new CommandLineError(`There is no file or folder “${shown}”.`);
  return found.isDirectory() ? 'folder' : 'file';
}

/** One value a line, blank lines left out. @throws CommandLineError naming the line, counted from 1. */
async function jsonLines<T>(
  path: string,
  row: z.ZodType<T>,
): Promise<readonly { readonly value: T; readonly line: number }[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.flatMap((text, at) => {
    if (text.trim() === '') return [];
    const read = row.safeParse(parsed(text));
    if (read.success) return [{ value: read.data, line: at + 1 }];
    const [issue] = read.error.issues;
    const why = parsed(text) === undefined ? 'this is no JSON.' : lineFault(issue);
    throw new CommandLineError(`${basename(path)}, line ${at + 1}: ${why}`);
  });
}

function lineFault(issue: z.core.$ZodIssue | undefined): string {
  const key = issue?.path[0];
  if (issue === undefined || key === undefined) return 'this is no object, such as {"question": "…", "section": "…"}.';
  if (issue.code === 'too_small') return `“${String(key)}” is empty.`;
  if (issue.code === 'too_big') return `“${String(key)}” is longer than ${issue.maximum} characters.`;
  const wanted: Record<string, string> = { string: 'a text', boolean: 'true or false', array: 'a list of texts' };
  const expected = issue.code === 'invalid_type' ? wanted[issue.expected] : undefined;
  return `“${String(key)}” is missing, or is not ${expected ?? 'what is expected'}.`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function sectionFile(path: string): Promise<Corpus> {
  const rows = await jsonLines(path, sectionRow);
  const sections = rows.map(({ value: { id, heading, text } }) => ({
    id,
    headings: heading.split(' › '),
    units: sectionsOf({ path: 'section.md', markdown: text }).flatMap((section) => section.units),
  }));
  return { name: basename(path).replace(/\.jsonl$/, ''), sections };
}

/** @param given as it was typed, seen from the folder the command runs in. */
export async function readCorpora(given: string): Promise<readonly Corpus[]> {
  const path = resolve(process.cwd(), given);
  const isJson = (name: string) => name.endsWith('.jsonl');
  if ((await kindOf(path, given)) === 'file' && isJson(path)) return [await sectionFile(path)];
  const files = await readdir(path).then(
    (names) => names.filter(isJson).sort(),
    () => [],
  );
  if (files.length > 0) return Promise.all(files.map((file) => sectionFile(join(path, file))));
  const { sections } = await readDocuments([{ path }]);
  if (sections.length === 0) throw new CommandLineError(`“${given}” holds no documents: no Markdown, no *.jsonl.`);
  return [{ name: basename(path), sections }];
}

export interface AskedOf {
  readonly question: EvalQuestion;
  /** The community it is asked of, where the file says so. */
  readonly community?: string;
  readonly line: number;
}

export async function readQuestions(given: string): Promise<readonly AskedOf[]> {
  const path = resolve(process.cwd(), given);
  if ((await kindOf(path, given)) === 'folder')
    throw new CommandLineError(`“${given}” is a folder, not a file of questions.`);
  const rows = await jsonLines(path, questionRow);
  if (rows.length === 0) throw new CommandLineError(`“${given}” holds no questions.`);
  return rows.map(({ value, line }) => {
    // Beside `answerable: false`, and without a kind, `source` tells where the question was taken from.
    const named = value.section ?? (value.expect === undefined ? undefined : value.source) ?? undefined;
    const right = value.answerable === false ? undefined : named;
    const sections = right === undefined ? [] : [right, ...(value.also_ok ?? [])];
    const question = {
      question: value.question,
      sections,
      refuse: value.expect === undefined ? sections.length === 0 : /^(?:refuse|unknown)$/.test(value.expect),
      ...(value.expect === undefined ? {} : { expect: value.expect }),
      holds: value.must_contain ?? [],
      lacks: value.must_not_contain ?? [],
    };
    return { question, line, ...(value.community === undefined ? {} : { community: value.community }) };
  });
}
