import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sectionsOf } from '../../../src/documents/markdown.js';

/** A document is made of parts; each word in it is used once, so that it can be looked for afterwards. */
interface Part {
  readonly form: string;
  readonly rank: number;
}

const forms = [
  'heading',
  'html heading',
  'paragraph',
  'list',
  'nested list',
  'table',
  'html table',
  'quotation',
  'admonition',
  'block of text',
  'details',
  'bold question',
  'code',
  'html paragraph',
  'footnote',
  'definition',
] as const;

const part: fc.Arbitrary<Part> = fc.record({ form: fc.constantFrom(...forms), rank: fc.integer({ min: 1, max: 6 }) });

class Writer {
  #count = 0;
  /** The words of prose, and those that only stand in headings. */
  readonly prose: string[] = [];
  readonly titles: string[] = [];

  word(): string {
    this.#count += 1;
    const word = `word${this.#count}x`;
    this.prose.push(word);
    return word;
  }

  title(): string {
    this.#count += 1;
    const word = `title${this.#count}x`;
    this.titles.push(word);
    return word;
  }

  write({ form, rank }: Part): string {
    const w = () => this.word();
    switch (form) {
      case 'heading':
        return `${'#'.repeat(rank)} ${this.title()}`;
      case 'html heading':
        return `<h${rank} id="x${rank}">${this.title()}</h${rank}>`;
      case 'list':
        return `- ${w()} *${w()}*\n- [x] ${w()}\n- [${w()}](a.md)`;
      case 'nested list':
        return `1. ${w()}:\n   - ${w()}\n\n     ${w()}\n2. ${w()}`;
      case 'table':
        return `| ${this.title()} | ${this.title()} |\n|---|---|\n| ${w()} | \`${w()}\` |\n| ${w()} | |`;
      case 'html table':
        return `<table><tr><th>${this.title()}</th></tr>\n\n<tr><td>${w()}</td></tr><tr><td>\n\n**${w()}**\n\n</td></tr></table>`;
      case 'quotation':
        return `> ${w()}. ${w()}\n>\n> - ${w()}`;
      case 'admonition':
        return `> [!NOTE]\n> ${w()}`;
      case 'block of text':
        return `:::tip[${w()}]\n${w()}\n:::`;
      case 'details':
        return `<details><summary>${this.title()}?</summary>\n\n${w()}\n\n</details>\n\n${w()}`;
      case 'bold question':
        return `**${this.title()}?** ${w()}.`;
      case 'code':
        return `\`\`\`sh\n# ${w()}\n${w()}\n\`\`\``;
      case 'html paragraph':
        return `<p align="center">${w()} <b>${w()}</b><br>${w()}</p>`;
      case 'footnote': {
        const label = this.title();
        return `${w()}[^${label}] ${w()}.\n\n[^${label}]: ${w()}.`;
      }
      case 'definition':
        return `${w()}\n: ${w()}`;
      default:
        return `${w()} **${w()}** [${w()}](https://x.example/a) &amp; ${w()}. ${w()}!`;
    }
  }
}

test('every word of a document lands in exactly one section, exactly once, and headings are no text', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
      const writer = new Writer();
      const markdown = parts.map((one) => writer.write(one)).join('\n\n');
      const said = sectionsOf({ path: 'A.md', markdown }).map(({ units }) => units.map(({ text }) => text).join(' '));
      const words = said.flatMap((text) => text.match(/word\d+x/g) ?? []);
      expect(words.toSorted()).toEqual(writer.prose.toSorted());
    }),
    { numRuns: 500 },
  );
});

const slug = (text: string) => text.toLowerCase().replaceAll(' ', '-');

test('the anchor of a heading leads back to it, however often it is there', () => {
  const heading = fc.constantFrom('Setup', 'Über uns', 'Start here', '常见问题', 'a_b');
  fc.assert(
    fc.property(fc.array(heading, { minLength: 1, maxLength: 12 }), (headings) => {
      const markdown = headings.map((text, at) => `## ${text}\n\nText ${at}.`).join('\n\n');
      const sections = sectionsOf({ path: 'A.md', url: 'https://x.example/A.md', markdown });
      const found = sections.map(({ url = '' }) => decodeURIComponent(new URL(url).hash.slice(1)));
      for (const [at, text] of headings.entries()) {
        const before = headings.slice(0, at).filter((other) => other === text).length;
        expect(found[at]).toBe(before === 0 ? slug(text) : `${slug(text)}-${before}`);
      }
      expect(new Set(sections.map(({ id }) => id)).size).toBe(headings.length);
    }),
    { numRuns: 200 },
  );
});

test('no text at all makes it throw, and no section is empty', () => {
  const piece = fc.constantFrom(
    ...[
      '<table>',
      '</td>',
      '<tr>',
      '<details>',
      '</summary>',
      '<summary>',
      '<h2',
      '>',
      '<!--',
      '-->',
      '<pre>',
      '```',
      '~~~',
    ],
    ...[
      '{{<',
      '>}}',
      ':::',
      '!!! x\n',
      '    ',
      '[^1]',
      '[^1]: ',
      ': ',
      '# ',
      '**',
      '?',
      'Q: ',
      '\n',
      '\n\n',
      '---\n',
      '+++\n',
    ],
    ...['<a href="', '"', '[x](', ')', '| a |\n|---|\n', '<Tab', '/>', 'import ', '\uE000', '\u0000', '&#0;', '\\'],
    ...['> ', '- ', '1. ', '===', 'word', ' '],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      for (const section of sectionsOf({ path: 'A.md', url: 'https://x.example/A.md', markdown: pieces.join('') })) {
        expect(section.units.length).toBeGreaterThan(0);
        expect(section.headings.length).toBeGreaterThan(0);
        for (const unit of section.units) expect(unit.text).not.toMatch(/[\uE000-\uE003]|\s{2}/);
      }
    }),
    { numRuns: 1_000 },
  );
});
