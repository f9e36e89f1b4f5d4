import { linksAbout } from '../community/find.js';
import type { Community } from '../community/model.js';
import { type Section, titleOf } from '../documents/section.js';
import type { Line } from '../reply/reply.js';
import type { Answered, AnswerSection } from './answers.js';
import { saying } from './recogniser.js';

function titleLine(section: Section): Line {
  const text = titleOf(section);
  return section.url === undefined ? [text] : [{ type: 'link', text, url: section.url }];
}

/** "I don't know", with the places to ask that the community file lists for help. */
export function unknown(community: Community, near: readonly Section[]): Answered {
  const places = linksAbout(community, 'help').slice(0, 2);
  const nothing = `I find nothing about that in ${community.name}'s schedule, groups and documents.`;
  const ask: Line = places.flatMap((link, at) => [
    at === 0 ? ' Ask here: ' : ' or ',
    { type: 'link' as const, text: link.title, url: link.url },
  ]);
  const asked =
    places.length === 0 ? '' : ` Ask here: ${places.map((link) => `${link.title}, ${link.url}`).join(' or ')}`;
  const answered = saying('unknown', {
    title: "I don't know",
    summary: `I don't know: ${nothing}${asked}`,
    line: places.length === 0 ? [nothing] : [nothing, ...ask, '.'],
    blocks:
      near.length === 0
        ? []
        : [
            { type: 'text', line: ['It may stand under:'] },
            { type: 'list', items: near.map(titleLine) },
          ],
    choices: [
      { label: 'Where to get help', invoke: { command: 'help-links', options: {} } },
      { label: 'What I can do', invoke: { command: 'frontdesk', options: {} } },
    ],
  });
  // What came near is kept with the question, so that maintainers see where an answer is missing.
  if (near.length === 0 || answered.kind === 'command') return answered;
  return { ...answered, sections: near.map(sectionOf) };
}

function sectionOf(section: Section): AnswerSection {
  const { id, url } = section;
  return { id, title: titleOf(section), ...(url === undefined ? {} : { url }) };
}
