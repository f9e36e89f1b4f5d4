import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OpenDocuments, openDocuments } from '../../../src/documents/open-documents.js';
import type { Section } from '../../../src/documents/section.js';
import { HandPause } from '../../support/hand-pause.js';

let root = '';
let docs = '';
let hand = new HandPause();
let hint: () => void = () => undefined;
let reports: string[] = [];
let changes: (readonly Section[])[] = [];
let open: OpenDocuments | undefined;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'watched-'));
  docs = join(root, 'docs');
  await put({ 'A.md': 'First.', 'B.md': 'Second.' });
  hand = new HandPause();
  reports = [];
  changes = [];
});

afterEach(async () => {
  await open?.stop();
  open = undefined;
  await rm(root, { recursive: true });
});

async function put(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(docs, name)), { recursive: true });
    await writeFile(join(docs, name), content);
  }
}

async function watch(path = docs): Promise<OpenDocuments> {
  const hints = (_folders: readonly string[], call: () => void) => {
    hint = call;
    return () => undefined;
  };
  open = await openDocuments([{ path }], (sentence) => reports.push(sentence.replaceAll(`${root}/`, '')), {
    pause: hand.pause,
    hints,
  });
  open.onChange(async (sections) => {
    changes.push(sections);
  });
  return open;
}

/** Five seconds pass, the change that is then seen comes to rest, and it is read. */
async function changeIsRead(): Promise<void> {
  await hand.over(5_000);
  await hand.over(300);
  await hand.begun(5_000);
}

const said = (sections: readonly Section[]) => sections.flatMap(({ units }) => units.map(({ text }) => text));

test('a file that changes is read again, and no other one', async () => {
  const watched = await watch();
  const [, second] = watched.sections();
  await put({ 'A.md': 'First, mended.' });
  await changeIsRead();
  expect(said(watched.sections())).toEqual(['First, mended.', 'Second.']);
  expect(watched.sections()[1]).toBe(second);
  expect(changes.map(said)).toEqual([['First, mended.', 'Second.']]);
});

test('new files, in new folders too, are found, and deleted ones are forgotten', async () => {
  const watched = await watch();
  await put({ 'deep/er/C.md': 'Third.' });
  await rm(join(docs, 'A.md'));
  await changeIsRead();
  expect(said(watched.sections())).toEqual(['Second.', 'Third.']);
  await put({ 'deep/er/C.md': 'Third, mended.' });
  await changeIsRead();
  expect(said(watched.sections())).toEqual(['Second.', 'Third, mended.']);
});

test('while nothing changes nobody is told anything', async () => {
  await watch();
  await hand.over(5_000);
  await hand.over(5_000);
  await hand.begun(5_000);
  expect({ changes, reports }).toEqual({ changes: [], reports: [] });
});

test('a burst of changes is waited for and told once', async () => {
  await watch();
  await put({ 'A.md': 'First of a pull.' });
  await hand.over(5_000);
  await hand.begun(300);
  await put({ 'B.md': 'Second of the same pull.' });
  await hand.over(300);
  await hand.over(300);
  await hand.begun(5_000);
  expect(changes.map(said)).toEqual([['First of a pull.', 'Second of the same pull.']]);
});

test('news of the system makes it look sooner', async () => {
  await watch();
  await hand.begun(5_000);
  await put({ 'A.md': 'First, mended.' });
  hint();
  await hand.over(300);
  await hand.over(300);
  await hand.begun(5_000);
  expect(changes.map(said)).toEqual([['First, mended.', 'Second.']]);
});

test('a folder that vanishes is told once, and what was read stays until it is back', async () => {
  const watched = await watch();
  await rename(docs, join(root, 'away'));
  await changeIsRead();
  await hand.over(5_000);
  await hand.begun(5_000);
  expect(said(watched.sections())).toEqual(['First.', 'Second.']);
  expect(reports).toEqual(['docs is not there any more. Answers still come from what was read before.']);
  await rename(join(root, 'away'), docs);
  await put({ 'B.md': 'Second, mended.' });
  await changeIsRead();
  expect(said(watched.sections())).toEqual(['First.', 'Second, mended.']);
  expect(reports.slice(1)).toEqual(['docs is read again.']);
});

test('a file that is left out is told once, however often the others change', async () => {
  await put({ 'big.md': 'x'.repeat(1_000_001) });
  const watched = await watch();
  await put({ 'A.md': 'First, mended.' });
  await changeIsRead();
  expect(reports).toEqual(['docs/big.md is not read: it is larger than 1,000,000 bytes.']);
  await put({ 'big.md': 'Now it fits.' });
  await changeIsRead();
  expect(said(watched.sections())).toEqual(['First, mended.', 'Second.', 'Now it fits.']);
});

test('an archive that is replaced is read again; one that is half written keeps the old answers', async () => {
  const path = join(root, 'docs.zip');
  const packed = (text: string) => zipSync({ 'A.md': strToU8(text) });
  await writeFile(path, packed('Old.'));
  const watched = await watch(path);
  await writeFile(path, packed('New and longer.').slice(0, 50));
  await changeIsRead();
  expect(said(watched.sections())).toEqual(['Old.']);
  await writeFile(path, packed('New and longer.'));
  await changeIsRead();
  expect(said(watched.sections())).toEqual(['New and longer.']);
  expect(reports).toEqual([
    'docs.zip cannot be read: it is no ZIP archive, or is cut off. Answers still come from what was read before.',
    'docs.zip is read again.',
  ]);
});

test('after the end nothing is looked at', async () => {
  const watched = await watch();
  await hand.begun(5_000);
  await watched.stop();
  await put({ 'A.md': 'Too late.' });
  hint();
  expect(said(watched.sections())).toEqual(['First.', 'Second.']);
  expect(changes).toEqual([]);
});

test('a source that is missing at the start is an error', async () => {
  await expect(watch(join(root, 'doks'))).rejects.toThrow('doks');
});
