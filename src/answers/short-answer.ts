/** What a command would show, in one line, to stand beside other answers. */
import { findGroup, findMeeting, linksAbout } from '../community/find.js';
import { plainLine } from '../reply/plain.js';
import type { Choice, Invoke, Line, Moment } from '../reply/reply.js';
import type { Answered } from './answers.js';
import { momentOf, titleOfMeeting } from './meeting-subject.js';
import type { Asked, Known, Saying } from './recogniser.js';
import { saying } from './recogniser.js';

function ofMeeting(invoke: Invoke, asked: Asked, known: Known): Saying | undefined {
  const { name, zone, show } = invoke.options;
  const meeting = findMeeting(known.community, String(name ?? ''));
  if (meeting === undefined || show !== undefined) return undefined;
  const next = known.schedule.next(meeting.id, asked.now);
  const title = titleOfMeeting(known, meeting);
  const moment: Moment | undefined =
    next && (zone === undefined ? momentOf(next) : { ...momentOf(next), home: String(zone), fixed: true });
  const line: Line = moment === undefined ? [`${title}: no date ahead.`] : [`${title}: `, moment, '.'];
  const choices: readonly Choice[] = [{ label: title, invoke }];
  return { title, summary: plainLine(line, asked.reader.zone), line, choices, lines: [meeting.line] };
}

function ofGroup(invoke: Invoke, known: Known): Saying | undefined {
  const group = findGroup(known.community, String(invoke.options.query ?? ''));
  if (group === undefined) return undefined;
  const summary = `${group.name}: ${group.about ?? 'a working group.'}`;
  return { title: group.name, summary, choices: [{ label: group.name, invoke }], lines: [group.line] };
}

function ofLinks(invoke: Invoke, known: Known): Saying | undefined {
  const { topic } = invoke.options;
  const [link] = topic === undefined ? [] : linksAbout(known.community, String(topic));
  if (link === undefined) return undefined;
  const { title, url } = link;
  return {
    title,
    summary: `${title}: ${url}`,
    line: [{ type: 'link', text: title, url }],
    choices: [{ label: 'All help links', invoke: { command: 'help-links', options: {} } }],
    lines: [link.line],
  };
}

function ofContributions(invoke: Invoke, { community }: Known): Saying | undefined {
  const [way] = community.contribute;
  if (way === undefined) return undefined;
  const { title, url, line } = way;
  return {
    title: 'How to help',
    summary: `To help: ${title}${url === undefined ? '' : `, ${url}`}`,
    line: ['To help: ', url === undefined ? title : { type: 'link', text: title, url }],
    choices: [{ label: 'All ways to help', invoke }],
    lines: [line],
  };
}

/** Undefined where the command has no short form. */
function shortForm(invoke: Invoke, asked: Asked, known: Known): Saying | undefined {
  switch (invoke.command) {
    case 'meeting':
      return ofMeeting(invoke, asked, known);
    case 'working-groups':
      return ofGroup(invoke, known);
    case 'help-links':
      return ofLinks(invoke, known);
    case 'contribute':
      return ofContributions(invoke, known);
    default:
      return undefined;
  }
}

/** The answer as a reply of its own: a command's in its short form, undefined where it has none. */
export function shortAnswer(answered: Answered | undefined, asked: Asked, known: Known) {
  if (answered?.kind !== 'command') return answered;
  const short = shortForm(answered.invoke, asked, known);
  const said = short === undefined ? undefined : saying('computed', short);
  return said?.kind === 'command' ? undefined : said;
}
