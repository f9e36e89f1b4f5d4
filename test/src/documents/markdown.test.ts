import { expect, test } from 'vitest';
import { anchorOf, sectionsOf, sentencesOf } from '../../../src/documents/markdown.js';

const read = (markdown: string) =>
  sectionsOf({ path: 'guides/HELP.md', url: 'https://docs.example/guides/HELP.md', markdown });

test('a section keeps the headings above it, and its published address with the anchor', () => {
  const sections = read(
    '# Roles\n\nIntro.\n\n## Member\n\n### Requirements\n\n- Two sponsors\n\n## Vendor\n\n### Requirements\n\n- One sponsor\n',
  );
  expect(sections.map(({ id, headings, url }) => ({ id, headings, url }))).toEqual([
    { id: 'guides/HELP.md#roles', headings: ['Roles'], url: 'https://docs.example/guides/HELP.md#roles' },
    {
      id: 'guides/HELP.md#requirements',
      headings: ['Roles', 'Member', 'Requirements'],
      url: 'https://docs.example/guides/HELP.md#requirements',
    },
    {
      id: 'guides/HELP.md#requirements-1',
      headings: ['Roles', 'Vendor', 'Requirements'],
      url: 'https://docs.example/guides/HELP.md#requirements-1',
    },
  ]);
});

test.each([
  ['WORKING-GROUPS.md', 'Working groups'],
  ['docs/01-getting_started.md', 'Getting started'],
  ['FAQ.md', 'FAQ'],
  ['guides/HELP.markdown', 'Help'],
  ['guides/README.md', 'Guides'],
  ['release-notes/_index.md', 'Release notes'],
  ['README.md', 'Readme'],
])('text without a heading in %s stands under “%s”', (path, heading) => {
  expect(sectionsOf({ path, markdown: 'Just text.' }).map(({ headings }) => headings)).toEqual([[heading]]);
});

test('text before the first heading stands under the name of the file, which the first title then replaces', () => {
  expect(read('Before.\n\n# Title\n\nText.\n\n## Part\n\nMore.').map(({ headings }) => headings)).toEqual([
    ['Help'],
    ['Title'],
    ['Title', 'Part'],
  ]);
});

test.each([
  ['Questions & Issues', 'questions--issues'],
  ['How Can I Help ?', 'how-can-i-help-'],
  ['Über `code` and_underscore', 'über-code-and_underscore'],
  ['What’s new?', 'whats-new'],
  ['🚀 Getting started', '-getting-started'],
  [':rocket: Launch', 'rocket-launch'],
  ['常见问题（FAQ）', '常见问题faq'],
  ['C++ / C#', 'c--c'],
])('the anchor of “%s” is GitHub’s', (heading, anchor) => {
  expect(anchorOf(heading, new Map())).toBe(anchor);
});

test('markup becomes plain text, and links are resolved to where the file is published', () => {
  const [unit] = read('See **the** [`rules`](../RULES.md#all) &amp; *more* on <b>this</b>.')[0]?.units ?? [];
  expect(unit).toEqual({
    kind: 'sentence',
    text: 'See the rules & more on this.',
    links: [{ text: 'rules', url: 'https://docs.example/RULES.md#all' }],
  });
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'https://user:secret@evil.example/'])(
  'a link to %s is none',
  (href) => {
    expect(read(`Press [here](${href}).`)[0]?.units[0]?.links).toEqual([]);
  },
);

test('list items, nested ones too, and the line that introduces them are units of their own', () => {
  const units = read('You need:\n\n1. One thing\n   - its part\n1. Another thing\n')[0]?.units;
  expect(units?.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
    'lead: You need:',
    'item: One thing',
    'item: its part',
    'item: Another thing',
  ]);
});

test('a row of a table can be read without its table, in Markdown and in HTML', () => {
  const markdown = read('Role | Needs\n---|---\nMember | 2 sponsors\n')[0]?.units;
  const html = read(
    '<table><tr><td>Role</td><td>Needs</td></tr>\n<tr><td>Member</td><td><p>2 sponsors</p><p>time &amp; care</p></td></tr></table>',
  )[0]?.units;
  expect(markdown?.map((unit) => unit.text)).toEqual(['Role: Member; Needs: 2 sponsors']);
  expect(html?.map((unit) => unit.text)).toEqual(['Role: Member; Needs: 2 sponsors, time & care']);
});

test('comments, scripts and images say nothing', () => {
  expect(
    read('<!-- hidden --><script>evil()</script>\n\n![alt](x.png)\n\nSeen.')[0]?.units.map((unit) => unit.text),
  ).toEqual(['Seen.']);
});

test('a full stop inside a name or after an abbreviation ends no sentence', () => {
  expect(sentencesOf('Ask on istio.io, e.g. in the forum. It is open. Is it? Yes!')).toEqual([
    'Ask on istio.io, e.g. in the forum.',
    'It is open.',
    'Is it?',
    'Yes!',
  ]);
});

test('half a megabyte of open tags and brackets is read without getting slow', () => {
  const before = process.cpuUsage();
  read(`${'<a '.repeat(20_000)}\n\n${'<td>'.repeat(20_000)}\n\n${'. '.repeat(50_000)}`);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(3_000);
});

test('a character reference by a name that every object inherits stays as it is', () => {
  expect(read('<p>a &valueOf; b &toString; c &amp; d</p>')[0]?.units[0]?.text).toBe('a &valueOf; b &toString; c & d');
});
