import { expect, test } from 'vitest';
import { sectionsOf } from '../../../src/documents/markdown.js';

const page = 'https://github.com/garden/handbook/blob/main/docs/guide/A.md';
const read = (markdown: string) => sectionsOf({ path: 'guide/A.md', url: page, markdown });

/** "Title: Part | item: text": the headings, then each unit with its kind. */
const shown = (markdown: string) =>
  read(markdown).map(({ headings, units }) =>
    [headings.join(': '), ...units.map(({ kind, text }) => `${kind}: ${text}`)].join(' | '),
  );

const anchors = (markdown: string) => read(markdown).map(({ url }) => url?.slice(page.length));

test('settings at the head of a document give its title and first sentence, and are no text', () => {
  expect(shown('---\ntitle: "Getting help"\ndescription: >\n  Where to\n  ask.\nweight: 3\n---\n\nText.')).toEqual([
    'Getting help | sentence: Where to ask. | sentence: Text.',
  ]);
  expect(shown('+++\ntitle = "Getting help"\n+++\nText.')).toEqual(['Getting help | sentence: Text.']);
  expect(shown('---\ntitle: What: a guide\n---\nText.')).toEqual(['What: a guide | sentence: Text.']);
});

test('two rules with text between them are no settings', () => {
  expect(shown('---\n\nFirst.\n\n---\n\nSecond.')).toEqual(['A | sentence: First. | sentence: Second.']);
});

test('the title of the settings stays above several titles in the text, and is not said twice', () => {
  expect(shown('---\ntitle: Questions\n---\n# One\n\nFirst.\n\n# Two\n\nSecond.')).toEqual([
    'Questions: One | sentence: First.',
    'Questions: Two | sentence: Second.',
  ]);
  expect(shown('---\ntitle: Guide\n---\n# Guide\n\nText.\n\n```sh\n# a comment\n```')).toEqual([
    'Guide | sentence: Text. | code: # a comment',
  ]);
});

test('headings of HTML, underlined headings and skipped ranks keep their parents', () => {
  expect(
    shown(
      '<h1 align="center">Garden</h1>\n\nA.\n\nPlants\n------\n\nB.\n\n##### Roses\n\nC.\n\n<h2 id="tools">Tools</h2>\n\nD.',
    ),
  ).toEqual([
    'Garden | sentence: A.',
    'Garden: Plants | sentence: B.',
    'Garden: Plants: Roses | sentence: C.',
    'Garden: Tools | sentence: D.',
  ]);
});

test('anchors are GitHub’s, or the ones that the author wrote', () => {
  expect(
    anchors(
      '# Same\n\nA.\n\n# Same\n\nB.\n\n## Set up {#set-up}\n\nC.\n\n<h3 id="own">Own</h3>\n\nD.\n\n## ![x](y.png) Über\n\nE.',
    ),
  ).toEqual(['#same', '#same-1', '#set-up', '#own', '#-%C3%BCber']);
  expect(shown('## Set up {#set-up}\n\nText.')).toEqual(['A: Set up | sentence: Text.']);
});

test('a heading in a list or a quotation divides nothing, but takes its anchor', () => {
  expect(shown('# A\n\n> ## Part\n> Quoted.\n\nText.\n\n## Part\n\nMore.')).toEqual([
    'A | lead: Part: | sentence: Quoted. | sentence: Text.',
    'A: Part | sentence: More.',
  ]);
  expect(anchors('# A\n\n> ## Part\n> Quoted.\n\n## Part\n\nMore.')).toEqual(['#a', '#part-1']);
});

test('a title that is only a picture is read by the picture’s name', () => {
  expect(shown('# ![Garden logo](logo.png)\n\nText.')).toEqual(['Garden | sentence: Text.']);
});

test('badges and pictures alone say nothing; a picture in a sentence is named', () => {
  expect(
    shown(
      '[![build](https://img.shields.io/x)](https://ci.example)\n![cover](https://codecov.io/badge.svg)\n\n![A garden](x.png)\n\nPress the ![gear](gear.png) button.',
    ),
  ).toEqual(['A | sentence: Press the gear button.']);
});

test('a table of contents and links back to the top say nothing', () => {
  expect(shown('- [One](#one)\n  - [Two](#two)\n- [Three](#three)\n\nText.\n\n[⬆ back to top](#top)')).toEqual([
    'A | sentence: Text.',
  ]);
  expect(shown('- [Ann](#ann), who leads\n- [Bob](#bob)')).toEqual(['A | item: Ann, who leads | item: Bob']);
});

test('admonitions lose their marks and keep their text, whatever they are written in', () => {
  const text = 'sentence: Bring gloves.';
  expect(shown('> [!WARNING]\n> Bring gloves.')).toEqual([`A | ${text}`]);
  expect(shown(':::tip[Good to know]\n\nBring gloves.\n\n:::')).toEqual([`A | lead: Good to know: | ${text}`]);
  expect(shown(':::note\nBring gloves.\n:::')).toEqual([`A | ${text}`]);
  expect(shown('!!! note "Good to know"\n    Bring gloves.\n\n    - one pair\n\nText.')).toEqual([
    `A | lead: Good to know: | ${text} | item: one pair | sentence: Text.`,
  ]);
  expect(shown('```{note}\nBring gloves.\n```\n\nText.')).toEqual([`A | ${text} | sentence: Text.`]);
});

test('shortcodes go, and what they wrap or name stays; in code they stay', () => {
  expect(shown('{{< note >}}\nA {{< glossary_tooltip text="plot" term_id="p" >}} is yours.\n{{< /note >}}')).toEqual([
    'A | sentence: A plot is yours.',
  ]);
  expect(shown('## {{% heading "prerequisites" %}}\n\n{% raw %}Text{% endraw %} of `{{ .Values }}`.')).toEqual([
    'A: prerequisites | sentence: Text of {{ .Values }}.',
  ]);
  expect(shown('```\n{{ .Values }}\n```')).toEqual(['A | code: {{ .Values }}']);
});

test('modules and components of MDX go, and the text in them stays', () => {
  expect(
    shown(
      'import Tabs from \'@theme/Tabs\';\nexport const x = {\n  a: 1,\n};\n\n<Tabs\n  groupId="os"\n>\n<TabItem value="a">\n\nText **here**.\n\n</TabItem>\n</Tabs>\n{/* a remark */}\n',
    ),
  ).toEqual(['A | sentence: Text here.']);
});

test('a footnote stands behind what refers to it, and one that nothing refers to at the end', () => {
  expect(
    shown(
      '# A\n\nWater comes early.[^1] Be there.\n\n# B\n\nText.\n\n[^1]: At six,\n    in summer.\n[^x]: Nobody asks.',
    ),
  ).toEqual([
    'A | sentence: Water comes early. | sentence: Be there. | sentence: At six, in summer.',
    'B | sentence: Text. | sentence: Nobody asks.',
  ]);
});

test('definition lists read as one item a term, in Markdown and in HTML', () => {
  expect(shown('Plot\n: A piece of ground.\n\nShed\n: Where tools are.\n: Locked at night.')).toEqual([
    'A | item: Plot: A piece of ground. | item: Shed: Where tools are. Locked at night.',
  ]);
  expect(shown('<dl><dt>Plot</dt><dd>A piece of ground.</dd><dt>Shed</dt><dd>Where tools are.</dd></dl>')).toEqual([
    'A | item: Plot: A piece of ground. | item: Shed: Where tools are.',
  ]);
});

test('a question in bold is a heading of its own, and is found under the heading around it', () => {
  const markdown = '# Garden\n\n## FAQ\n\n**Is it free?**\n\nYes.\n\n**May I come?** Sure.\n\n## Next\n\nText.';
  expect(shown(markdown)).toEqual([
    'Garden: FAQ: Is it free? | sentence: Yes.',
    'Garden: FAQ: May I come? | sentence: Sure.',
    'Garden: Next | sentence: Text.',
  ]);
  expect(anchors(markdown)).toEqual(['#faq', '#faq', '#next']);
});

test('a question with an anchor before it is found there', () => {
  expect(anchors('# A\n\n<a name="free"></a>\n**Is it free?**\n\nYes.\n\n**May I come?**\n\nSure.')).toEqual([
    '#free',
    '#a',
  ]);
});

test('“Q:” and “A:” are a heading and its text', () => {
  expect(shown('Q: Who pays?\nA: Nobody.\n\n**Q2. And water?**\n\nA: [We](https://we.example) do.')).toEqual([
    'A: Who pays? | sentence: Nobody.',
    'A: And water? | sentence: A: We do.',
  ]);
});

test('a question that opens has its text, and what follows belongs to the heading around it', () => {
  expect(
    shown(
      '# FAQ\n\n<details>\n<summary><b>And dogs?</b></summary>\n\nDogs are *welcome*.\n\n- on a lead\n\n</details>\n\n<details><summary>Cats?</summary>No **cats**.</details>\n\nAsk us.',
    ),
  ).toEqual([
    'FAQ | sentence: Ask us.',
    'FAQ: And dogs? | sentence: Dogs are welcome. | item: on a lead',
    'FAQ: Cats? | sentence: No cats.',
  ]);
});

test('an opened part that is never closed ends at the next heading of its rank', () => {
  expect(shown('# A\n\n## One\n\n<details>\n<summary>More on it?</summary>\n\nText.\n\n## Two\n\nText.')).toEqual([
    'A: One: More on it? | sentence: Text.',
    'A: Two | sentence: Text.',
  ]);
});

test('“Click to expand” is no question', () => {
  expect(shown('# A\n\n<details><summary>Click to expand</summary>\n\nText.\n\n</details>')).toEqual([
    'A | lead: Click to expand: | sentence: Text.',
  ]);
});

test('a line in bold introduces what follows; in a document without headings it is one', () => {
  expect(shown('# A\n\n**Tools**\n\n- a spade')).toEqual(['A | lead: Tools: | item: a spade']);
  expect(shown('**Tools**\n\n- a spade\n\n**Seeds**\n\n- beans')).toEqual([
    'A: Tools | item: a spade',
    'A: Seeds | item: beans',
  ]);
});

test('a table of HTML is read whole, with empty lines and Markdown in it; its first row names the columns', () => {
  expect(
    shown(
      '<table>\n<tr><th>Role</th><th>Needs</th></tr>\n\n<tr><td>Member</td><td>\n\nTwo *sponsors*, see [rules](R.md)\n\n</td></tr>\n</table>',
    ),
  ).toEqual(['A | row: Role: Member; Needs: Two sponsors, see rules']);
});

test('a table of one row, or whose first row is text, loses nothing', () => {
  expect(shown('<table><tr><td>Just</td><td>layout</td></tr></table>')).toEqual(['A | row: Just; layout']);
  const long = 'A sentence that is far too long to be the name of a column of anything.';
  expect(shown(`<table><tr><td>${long}</td></tr><tr><td>Next</td></tr></table>`)).toEqual([
    `A | row: ${long} | row: Next`,
  ]);
  expect(shown('| Only | header |\n|---|---|')).toEqual(['A | row: Only; header']);
});

test('a picture alone in a cell is read by its name', () => {
  expect(shown('| Role | Vote |\n|---|---|\n| Member | ![yes](y.png) |')).toEqual(['A | row: Role: Member; Vote: yes']);
});

test('items of HTML keep their order, with the parent of a nested list before its parts', () => {
  expect(shown('<ul><li>Tools<ul><li>spade</li></ul></li><li>Seeds</li></ul>')).toEqual([
    'A | item: Tools | item: spade | item: Seeds',
  ]);
});

test('a line break and a task say what a reader sees', () => {
  expect(shown('One<br>two<br/>three.\n\n- [x] Done\n- [ ] Open')).toEqual([
    'A | sentence: One two three. | item: Done | item: Open',
  ]);
});

test.each([
  ['B.md', 'https://github.com/garden/handbook/blob/main/docs/guide/B.md'],
  ['../B.md#x', 'https://github.com/garden/handbook/blob/main/docs/B.md#x'],
  ['../../LICENSE', 'https://github.com/garden/handbook/blob/main/LICENSE'],
  ['#here', `${page}#here`],
  ['/docs/C.md', 'https://github.com/garden/handbook/blob/main/docs/C.md'],
  ['https://x.example/a?b=1', 'https://x.example/a?b=1'],
  ['//x.example/a', 'https://x.example/a'],
])('a link to %s on a forge leads to %s', (href, url) => {
  expect(read(`See [it](${href}).`)[0]?.units[0]?.links).toEqual([{ text: 'it', url }]);
  expect(read(`<p>See <a href="${href}">it</a>.</p>`)[0]?.units[0]?.links).toEqual([{ text: 'it', url }]);
});

test.each([
  '../../../other/x.md',
  '../../../../../x',
  'mailto:a@b.example',
  'javascript:alert(1)',
  '{{< ref "x" >}}',
  'ftp://x.example/a',
])('a link to %s is none, and its text stays', (href) => {
  expect(read(`See [it](<${href}>).`)[0]?.units).toEqual([{ kind: 'sentence', text: 'See it.', links: [] }]);
});

test('on a site of its own a document links no further up than it is published, but anywhere by a path from the root', () => {
  const links = sectionsOf({
    path: 'a/B.md',
    url: 'https://site.example/handbook/a/B.md',
    markdown: '[up](../C.md) [out](../../D.md) [root](/help)',
  })[0]?.units[0]?.links;
  expect(links).toEqual([
    { text: 'up', url: 'https://site.example/handbook/C.md' },
    { text: 'root', url: 'https://site.example/help' },
  ]);
});

test('a long document is cut into pieces only at headings, and keeps its reference links', () => {
  const part = `${'Words of a long part. '.repeat(500)}See [the rules][r].\n\n`;
  const sections = read(`# Long\n\n${part}## Two\n\n${part}## Three\n\n${part}[r]: ../RULES.md\n`);
  expect(sections.map(({ headings, units }) => [headings.at(-1), units.length, units.at(-1)?.links])).toEqual([
    ['Long', 501, [{ text: 'the rules', url: 'https://github.com/garden/handbook/blob/main/docs/RULES.md' }]],
    ['Two', 501, [{ text: 'the rules', url: 'https://github.com/garden/handbook/blob/main/docs/RULES.md' }]],
    ['Three', 501, [{ text: 'the rules', url: 'https://github.com/garden/handbook/blob/main/docs/RULES.md' }]],
  ]);
});

test('a comment over headings hides them, however long the document is', () => {
  const long = 'Words. '.repeat(2_000);
  expect(shown(`# A\n\n<!--\n${long}\n\n# Hidden\n\n${long}\n-->\n\nSeen.`)).toEqual(['A | sentence: Seen.']);
});

test('a long list is read in pieces, and says the same', () => {
  const items = Array.from({ length: 2_000 }, (_, at) => `- Item ${at} of a long list`);
  const [section, ...others] = read(`# A\n\nYou need:\n\n${items.join('\n')}\n`);
  expect(others).toEqual([]);
  expect(section?.units.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
    'lead: You need:',
    ...Array.from({ length: 2_000 }, (_, at) => `item: Item ${at} of a long list`),
  ]);
});
