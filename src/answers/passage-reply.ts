/** How a passage is shown: quoted with its title and address; and how sections are offered that may hold an answer. */

import { ownTitleOf, type Section, titleOf } from '../documents/section.js';
import { choice, shorten } from '../reply/build.js';
import { cleanLine } from '../reply/clean.js';
import type { Block, Inline } from '../reply/reply.js';
import type { Answered, AnswerSection } from './answers.js';
import type { Passage } from './passage.js';

/** What fits on a button of every platform. */
const longestLabel = 75;
/** What the command `passage` takes as the name of a section. */
const longestId = 300;

/** A section's title, or how it begins where it stands under no heading. */
function shownTitle(section: Section): string {
  const title = titleOf(section);
  if (title !== '') return title;
  const opening = section.units.find((unit) => unit.kind !== 'code')?.text ?? '';
  return shorten(cleanLine(opening), longestLabel);
}

function asSection(section: Section): AnswerSection {
  const address = section.url === undefined ? {} : { url: section.url };
  return { id: section.id, title: shownTitle(section), ...address };
}

function linked(section: Section): Inline {
  const text = shownTitle(section);
  return section.url === undefined ? text : { type: 'link', text, url: section.url };
}

/**
 * @param beside Sections that are nearly as good, to look at.
 * @param leavesOut Whether the section says nothing of something that was asked about.
 */
export function passageReply(
  section: Section,
  passage: Passage,
  beside: readonly Section[],
  leavesOut = false,
): Answered {
  const address = section.url === undefined ? {} : { url: section.url };
  const source: Block = { type: 'source', quote: passage.quote, title: titleOf(section), ...address };
  const items = passage.links.map(({ text, url }) => [{ type: 'link', text, url } as const]);
  const links: Block[] = items.length === 0 ? [] : [{ type: 'list', items }];
  const others = beside.flatMap((other, at): readonly Inline[] => [at === 0 ? 'See also: ' : ', ', linked(other)]);
  const seeAlso: Block[] = others.length === 0 ? [] : [{ type: 'text', line: others }];
  return {
    kind: 'passage',
    reply: {
      title: ownTitleOf(section),
      audience: 'asker',
      tone: 'plain',
      summary: cleanLine(`From “${titleOf(section)}”: ${passage.quote}`),
      body: [source, ...links, ...seeAlso],
      choices: [],
    },
    sections: [section, ...beside].map(asSection),
    ...(leavesOut && { leavesOut }),
  };
}

/** The last headings that fit on a button: the own heading tells more than the document's title. */
function labelOf(section: Section): string {
  let from = 0;
  while (from < section.headings.length - 1 && section.headings.slice(from).join(': ').length > longestLabel) from += 1;
  const label = section.headings.slice(from).join(': ');
  return label === '' ? shownTitle(section) : label;
}

/**
 * Sections of which one may answer, nothing of them quoted: each with its address, and behind a button where there are any.
 * What is said holds on a surface without buttons as well.
 */
export function maybeReply(sections: readonly Section[], question: string): Answered {
  const [one, another] = sections;
  const titles = sections.map(shownTitle);
  const say = `I am not sure. ${one !== undefined && another === undefined ? 'This section' : 'One of these sections'} may answer it:`;
  const pressed = sections.filter((section) => section.id.length <= longestId);
  return {
    kind: 'maybe',
    reply: {
      title: 'Maybe one of these',
      audience: 'asker',
      tone: 'plain',
      summary: cleanLine(`I am not sure. Maybe one of these: ${titles.join('; ')}`),
      body: [
        { type: 'text', line: [say] },
        { type: 'list', items: sections.map((section) => [linked(section)]) },
      ],
      choices: pressed.map((section) => choice(labelOf(section), 'passage', { section: section.id, question })),
    },
    sections: sections.map(asSection),
  };
}
