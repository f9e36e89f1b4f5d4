/**
 * Istio's file, broken in one place at a time. Each line of broken-files.jsonl: what is broken; the edits, each of a passage that stands in the
 * file, with ▶ where a problem is to be shown; and every problem expected, in order: at, value, problem, mend.
 */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { istioText, loadText } from './temporary-community.js';

type Edit = readonly [from: string, to: string];
type Expected = readonly [at: string, value: string, problem: string, mend: string];

/** Where the marks stand, as "line:column" counted from 1, and the text without them. */
function unmark(marked: string): { readonly places: readonly string[]; readonly text: string } {
  const pieces = marked.split('▶');
  const places = pieces.slice(0, -1).map((_piece, index) => {
    const lines = pieces
      .slice(0, index + 1)
      .join('')
      .split('\n');
    return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
  });
  return { places, text: pieces.join('') };
}

function edited(edits: readonly Edit[]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`Istio's file no longer holds ${JSON.stringify(from)}`);
    return text.replace(from, () => to);
  }, istioText);
}

interface Row {
  readonly why: string;
  readonly edits: readonly Edit[];
  readonly problems: readonly Expected[];
}

const table = await readFile(new URL('broken-files.jsonl', import.meta.url), 'utf8');
const broken = table
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

/** Rows that stand for another fault besides: odd YAML, and zones that are not there. */
const alsoFaults: Readonly<Record<string, string>> = {
  'a key written twice': ' [fault 72]',
  'a tab': ' [fault 72]',
  'a misspelt zone': ' [fault 57]',
  'a zone that does not exist': ' [fault 57]',
};
const titled = broken.map((row) => {
  const faults = `[fault 71]${alsoFaults[row.why] ?? ''}`;
  return [`${row.why}: is named, with its place and the mend ${faults}`, row] as const;
});

test.each(titled)('%s', async (_title, { edits, problems: expected }) => {
  const { places, text } = unmark(edited(edits));
  const loaded = await loadText(text);
  const problems = loaded.ok ? [] : loaded.problems;
  expect(problems.map(({ at, value, problem, mend }) => [at, value, problem, mend])).toEqual(expected);
  expect(problems.map(({ line, column }) => `${line}:${column}`)).toEqual(places);
});

test('there are at least fifty of them, no two alike [fault 71]', () => {
  expect(broken.length).toBeGreaterThanOrEqual(50);
  expect(new Set(broken.map(({ edits }) => JSON.stringify(edits))).size).toBe(broken.length);
});

test('the unbroken file is sound', async () => {
  expect((await loadText(istioText)).ok).toBe(true);
});

test('seven of them at once: each problem is listed, in the order of the file [fault 71]', async () => {
  const chosen = [
    'a misspelt key',
    'a Slack channel by name',
    'a title that fits no button',
    'an exception in the week between',
    'a reminder five weeks ahead',
    'a group with a meeting that is not there',
    'documents that are not there',
  ];
  const rows = chosen.map((why) => broken.find((row) => row.why === why));
  const { places, text } = unmark(edited(rows.flatMap((row) => row?.edits ?? [])));
  const loaded = await loadText(text);
  const problems = loaded.ok ? [] : loaded.problems;
  expect(problems.map(({ at }) => at)).toEqual([
    'community.name',
    'community.nmae',
    'rooms.general.slack',
    'meetings[0].title',
    'meetings[0].except[0].date',
    'meetings[0].remind[0].before',
    'groups[5].meeting',
    'docs[0].path',
  ]);
  expect(problems.map(({ line, column }) => `${line}:${column}`)).toEqual(places);
});
