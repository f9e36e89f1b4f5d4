import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readDocuments } from '../../../src/documents/documents.js';
import { checkoutAround } from '../../../src/documents/git-checkout.js';

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'checkout-'));
});

afterEach(() => rm(root, { recursive: true }));

async function put(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
}

const origin = (url: string) => `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/heads/*\n`;
const onMain = 'ref: refs/heads/main\n';

test.each([
  ['https://github.com/garden/handbook.git', 'https://github.com/garden/handbook/blob/main'],
  ['https://github.com/garden/handbook', 'https://github.com/garden/handbook/blob/main'],
  ['git@github.com:garden/handbook.git', 'https://github.com/garden/handbook/blob/main'],
  ['ssh://git@github.com:22/garden/handbook.git', 'https://github.com/garden/handbook/blob/main'],
  ['https://someone:secret@github.com/garden/handbook.git', 'https://github.com/garden/handbook/blob/main'],
  ['https://gitlab.com/garden/sub/handbook.git', 'https://gitlab.com/garden/sub/handbook/-/blob/main'],
  ['git@codeberg.org:garden/handbook.git', 'https://codeberg.org/garden/handbook/src/branch/main'],
])('a checkout of %s is published at %s', async (remote, url) => {
  await put({ '.git/config': origin(remote), '.git/HEAD': onMain });
  expect(await checkoutAround(root)).toEqual({ url });
});

test.each([
  'https://git.example/garden/handbook.git',
  '/srv/git/handbook.git',
  'https://github.com/../x',
  'file:///x/y',
])('a checkout of %s has no known address', async (remote) => {
  await put({ '.git/config': origin(remote), '.git/HEAD': onMain });
  expect(await checkoutAround(root)).toEqual({});
});

test('the branch is the one that the checked-out branch follows, and its remote is asked', async () => {
  const config = `${origin('git@github.com:fork/handbook.git')}[remote "up"]\n\turl = git@github.com:garden/handbook.git\n[branch "mine"]\n\tremote = up\n\tmerge = refs/heads/docs/next\n`;
  await put({ '.git/config': config, '.git/HEAD': 'ref: refs/heads/mine\n' });
  expect(await checkoutAround(root)).toEqual({ url: 'https://github.com/garden/handbook/blob/docs/next' });
});

test('a checkout without a branch is published at its commit', async () => {
  const commit = 'a'.repeat(40);
  await put({ '.git/config': origin('git@codeberg.org:garden/handbook.git'), '.git/HEAD': `${commit}\n` });
  expect(await checkoutAround(root)).toEqual({ url: `https://codeberg.org/garden/handbook/src/commit/${commit}` });
});

test('a folder inside a checkout is published below it', async () => {
  await put({
    '.git/config': origin('git@github.com:garden/handbook.git'),
    '.git/HEAD': onMain,
    'my docs/A.md': '# First\n\nSee [this](../B.md), not [that](../../../x).',
  });
  const { sections } = await readDocuments([{ path: join(root, 'my docs') }]);
  expect(sections.map(({ url, units }) => ({ url, links: units.flatMap((unit) => unit.links) }))).toEqual([
    {
      url: 'https://github.com/garden/handbook/blob/main/my%20docs/A.md#first',
      links: [{ text: 'this', url: 'https://github.com/garden/handbook/blob/main/B.md' }],
    },
  ]);
});

test('a worktree is published as its own branch', async () => {
  await put({
    'main/.git/config': origin('git@github.com:garden/handbook.git'),
    'main/.git/HEAD': onMain,
    'main/.git/worktrees/next/HEAD': 'ref: refs/heads/next\n',
    'main/.git/worktrees/next/commondir': '../..\n',
    'next/.git': 'gitdir: ../main/.git/worktrees/next\n',
  });
  expect(await checkoutAround(join(root, 'next'))).toEqual({ url: 'https://github.com/garden/handbook/blob/next' });
});

test('an address that the community file names comes before the one of the checkout', async () => {
  await put({ '.git/config': origin('git@github.com:a/b.git'), '.git/HEAD': onMain, 'A.md': 'Text.' });
  const { sections } = await readDocuments([{ path: root, url: 'https://docs.example' }]);
  expect(sections.map(({ url }) => url)).toEqual(['https://docs.example/A.md']);
});

test('what .gitignore names in a checkout is not read; elsewhere the file says nothing', async () => {
  const files = {
    '.gitignore': '# built\n/build/\n*.draft.md\n!keep.draft.md\nnotes/**/old\n',
    'A.md': 'A.',
    'b.draft.md': 'B.',
    'keep.draft.md': 'Keep.',
    'build/C.md': 'C.',
    'sub/build/D.md': 'D.',
    'sub/.gitignore': 'E.md\n!*.draft.md\n',
    'sub/E.md': 'E.',
    'sub/f.draft.md': 'F.',
    'notes/x/y/old/G.md': 'G.',
    'notes/new/H.md': 'H.',
  };
  await put(files);
  const said = async () =>
    (await readDocuments([{ path: root }])).sections.flatMap(({ units }) => units.map(({ text }) => text)).sort();
  expect(await said()).toEqual(['A.', 'B.', 'C.', 'D.', 'E.', 'F.', 'G.', 'H.', 'Keep.']);
  await put({ '.git/config': origin('x'), '.git/HEAD': onMain });
  expect(await said()).toEqual(['A.', 'D.', 'F.', 'H.', 'Keep.']);
});

test('what .gitignore names above a folder of the checkout is not read either', async () => {
  await put({
    '.git/config': origin('x'),
    '.git/HEAD': onMain,
    '.gitignore': '/docs/generated/\n*.draft.md\n',
    'docs/A.md': 'A.',
    'docs/b.draft.md': 'B.',
    'docs/generated/C.md': 'C.',
    'docs/guide/generated/D.md': 'D.',
  });
  const { sections } = await readDocuments([{ path: join(root, 'docs') }]);
  expect(sections.map(({ id }) => id)).toEqual(['A.md', 'guide/generated/D.md']);
});
