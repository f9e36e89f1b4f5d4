/**
 * One question about several names, "who leads networking and security?": asked once for each of them, and the answers put
 * under one another, so that none is dropped.
 */
import { meetingOfGroup } from '../community/find.js';
import { shorten } from '../reply/build.js';
import { plainLine, plainText } from '../reply/plain.js';
import type { Block, Invoke, Line, Reply } from '../reply/reply.js';
import type { Answered } from './answers.js';
import { momentOf, titleOfMeeting } from './meeting-subject.js';
import type { Named } from './names.js';
import type { Mention, Reading } from './reading.js';
import { type Asked, type Known, type Saying, saying } from './recogniser.js';

/** At most this many names are answered at once. */
const mostNames = 5;

const joining = new Set(['and', 'or', 'plus', 'the', 'both', 'also']);

function keyOf(named: Named): string {
  switch (named.kind) {
    case 'group':
      return `group ${named.group.id}`;
    case 'meeting':
      return `meeting ${named.meeting.id}`;
    case 'person':
      return `person ${named.name}`;
    case 'community':
      return '';
  }
}

/** Whether the words between two names list them: "networking and the security group". */
function isListed(reading: Reading, one: Mention, other: Mention): boolean {
  const between = reading.words.slice(one.to, other.from);
  const small = between.every((word) => joining.has(word.text) || word.ideas.has('group') || word.ideas.has('meeting'));
  const joined = between.some((word) => ['and', 'or', 'plus'].includes(word.text));
  const comma = reading.words.slice(one.to, other.from + 1).some((word) => word.listed);
  return small && (joined || comma);
}

/** The names that a sentence lists, in its order; empty where it lists none. */
function listedNames(reading: Reading): readonly Mention[] {
  const parts = reading.hasAny('group', 'meeting', 'lead');
  const named = reading.mentions
    .filter((mention) => mention.named.kind !== 'community' && (parts || !mention.part))
    .toSorted((a, b) => a.from - b.from);
  const listed = named.filter((mention, at) => {
    const [before, after] = [named[at - 1], named[at + 1]];
    return (
      (before !== undefined && isListed(reading, before, mention)) ||
      (after !== undefined && isListed(reading, mention, after))
    );
  });
  const keys = listed.map((mention) => keyOf(mention.named));
  const once = listed.filter((_mention, at) => keys.indexOf(keys[at] ?? '') === at);
  return once.length > 1 ? once : [];
}

/** What a command would show, in one line, to stand beside other answers. */
function shortOf({ command, options }: Invoke, named: Named, asked: Asked, known: Known): Saying | undefined {
  const group = named.kind === 'group' ? named.group : undefined;
  const ofGroup = group === undefined ? undefined : meetingOfGroup(known.community, group);
  const meeting = named.kind === 'meeting' ? named.meeting : ofGroup;
  if (command === 'meeting' && meeting !== undefined) {
    const next = known.schedule.next(meeting.id, asked.now);
    const title = titleOfMeeting(known, meeting);
    const line: Line = next === undefined ? [`${title}: no date ahead.`] : [`${title}: `, momentOf(next), '.'];
    const choices = [{ label: title, invoke: { command, options } }];
    return { title, summary: plainLine(line, asked.reader.zone), line, choices, lines: [meeting.line] };
  }
  if (group === undefined) return undefined;
  const summary = `${group.name}: ${group.about ?? 'a working group.'}`;
  const choices = [{ label: group.name, invoke: { command, options } }];
  return { title: group.name, summary, choices, lines: [group.line] };
}

function onItsOwn(answered: Answered | undefined, named: Named, asked: Asked, known: Known): Answered | undefined {
  if (answered?.kind !== 'command') return answered;
  const short = shortOf(answered.invoke, named, asked, known);
  return short === undefined ? undefined : saying('computed', short);
}

function nameOf(named: Named): string {
  switch (named.kind) {
    case 'group':
      return named.group.name;
    case 'meeting':
      return named.meeting.title;
    case 'person':
      return named.name;
    case 'community':
      return '';
  }
}

/** Its blocks; the first sentence says whose it is, where it does not by itself. */
function blocksOf(reply: Reply, named: Named): readonly Block[] {
  const [first, ...rest] = reply.body;
  const says = first !== undefined && plainText({ ...reply, title: '', body: [first] }).includes(nameOf(named));
  if (says || first?.type !== 'text') return reply.body;
  return [{ type: 'text', line: [`${nameOf(named)}: `, ...first.line] }, ...rest];
}

/** @param answer Answers one sentence. Undefined where fewer than two names are listed, or where one has no answer. */
export function severalNames(
  asked: Asked,
  known: Known,
  answer: (asked: Asked) => Answered | undefined,
): Answered | undefined {
  const names = listedNames(asked.reading);
  if (names.length === 0) return undefined;
  const replies = names.slice(0, mostNames).flatMap((mention) => {
    const reading = asked.reading.without(names.filter((other) => other !== mention));
    const one = onItsOwn(answer({ ...asked, reading }), mention.named, asked, known);
    return one === undefined || one.kind === 'command' ? [] : [{ ...one, blocks: blocksOf(one.reply, mention.named) }];
  });
  if (replies.length < Math.min(names.length, mostNames)) return undefined;
  const titles = names.map((mention) => nameOf(mention.named));
  const rest = titles.slice(mostNames);
  const more =
    rest.length === 0
      ? []
      : [{ type: 'text' as const, line: [`Not answered here: ${rest.join(', ')}. Ask for them next.`] }];
  return saying('computed', {
    title: shorten(`${titles.slice(0, mostNames).join(', ')}`, 150),
    summary: replies.map(({ reply }) => reply.summary).join(' '),
    line: [],
    blocks: [...replies.flatMap(({ blocks }) => blocks), ...more],
    choices: replies.flatMap(({ reply }) => reply.choices.slice(0, 1)),
    lines: replies.flatMap((reply) => reply.lines ?? []),
  });
}
