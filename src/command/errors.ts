/**
 * Every failure that can be explained to a reader, in one table. The README's troubleshooting table lists the same codes,
 * and a law keeps them equal. Anything thrown that is not a ReaderError is a fault: it is logged, and not shown.
 */
import { didYouMean } from '../nearest.js';
import { choice, shorten } from '../reply/build.js';
import type { Choice, Invoke } from '../reply/reply.js';

/** A reader's own words, short enough to repeat in a sentence. Renderers show it as literal text. */
export function quoteBack(typed: string): string {
  return shorten(typed, 60);
}

/** What a near miss runs instead of what `nearMisses` says: the command that was asked, with all that was asked. */
interface Again {
  readonly again?: (near: string) => Invoke;
}

export const problems = {
  'no-such-command': (p: { command: string; near: readonly string[] }) =>
    `There is no command “${p.command}”.${didYouMean(p.near)} Try /frontdesk to see them all.`,
  'no-such-group': (p: { query: string; near: readonly string[] }) =>
    `No working group matches “${p.query}”.${didYouMean(p.near)} Try /working-groups for the full list.`,
  /** `command` names the one that was asked, where that is not /meeting: alone it lists them all. */
  'no-such-meeting': (p: { name: string; near: readonly string[]; command?: string } & Again) =>
    `No meeting is called “${p.name}”.${didYouMean(p.near)} Try /${p.command ?? 'meeting all'} for the full list.`,
  'no-such-topic': (p: { topic: string; near: readonly string[] }) =>
    `No help link is about “${p.topic}”.${didYouMean(p.near)} Try /help-links for all of them.`,
  'no-groups': () => 'This community lists no working groups yet. A maintainer can add them to the community file.',
  'no-meetings': () => 'This community lists no meetings yet. A maintainer can add them to the community file.',
  'no-links': () => 'This community lists no help links yet. A maintainer can add them to the community file.',
  'no-contributions': () =>
    'This community lists no ways to help yet. A maintainer can add them to the community file.',
  'no-date-planned': (p: { meeting: string }) =>
    `${p.meeting} has no further date planned. Try /meeting all to see the others.`,
  'unknown-zone': (p: { zone: string; use: string | undefined }) =>
    p.use === undefined
      ? `“${p.zone}” is not a time zone I know. Use a name such as Europe/Berlin.`
      : `“${p.zone}” is not the name of a time zone. Use ${p.use}.`,
  'missing-option': (p: { option: string; example: string }) => `Please say ${p.option}. For example: /${p.example}`,
  'bad-option': (p: { option: string; value: string; mend: string }) =>
    `“${p.value}” does not fit ${p.option}: ${p.mend}`,
  'unknown-option': (p: { option: string; command: string }) =>
    `/${p.command} has no option “${p.option}”. Try /frontdesk to see what it takes.`,
  'too-long': (p: { option: string; limit: number; length: number }) =>
    `That is ${p.length.toLocaleString('en')} characters; ${p.option} can be ${p.limit.toLocaleString('en')} at most. Please shorten it.`,
  'empty-question': (p: { example: string }) => `Ask me in a sentence, for example: ${p.example}`,
  /** `who`: those whom the community file names, in words; empty where it names nobody that people would know. */
  'maintainers-only': (p: { command: string; who?: string }) =>
    p.who === undefined || p.who === ''
      ? `Only maintainers may use /${p.command}; the community file lists them.`
      : `Only maintainers may use /${p.command}: ${p.who}. The community file lists them.`,
  'maintainers-in-private': (p: { command: string }) =>
    `Use /${p.command} here, or ask me in a direct message: this answer is for maintainers alone.`,
  'maintainers-not-here': (p: { command: string }) =>
    `This page does not know who you are, so /${p.command} stays closed here. Use it on Slack or Discord, or run “frontdesk ${p.command}” in the terminal.`,
  'roles-not-seen': (p: { command: string }) => `Use /${p.command} on the server: here I cannot see your roles.`,
  'right-unknown': (p: { command: string; platform: string }) =>
    `I cannot ask ${p.platform} now whether you are a maintainer, so /${p.command} stays closed. Please try again in a minute.`,
  'receipts-unreadable': (p: { why: string }) => `I cannot read the receipts now. ${p.why}`,
  'questions-unreadable': (p: { why: string }) => `I cannot read the questions now. ${p.why}`,
  'questions-only-read': () =>
    'The terminal only reads the questions. Use /questions on Slack or Discord to answer or dismiss them.',
  'no-such-question': (p: { id: string }) =>
    `No open question has the id “${p.id}”; somebody may have resolved it. Try /questions for the list.`,
  'answer-says-nothing': (p: { id: string }) =>
    `Say what is answered from now on, in at most 600 characters or with a link: /questions resolve:${p.id} with:https://…`,
  'passage-gone': () => 'That passage is no longer in the documents. Ask again with /ask.',
  'which-meeting': (p: { near: readonly string[] } & Again) =>
    `Say which meeting.${didYouMean(p.near)} Try /meeting all for the full list.`,
  'no-such-date': (p: { date: string; meeting: string; near: readonly string[] } & Again) =>
    `${p.meeting} is not on ${p.date}.${p.near.length === 0 ? '' : ` The nearest: ${p.near.join(' and ')}.`} Try /meeting dates for more.`,
  'which-date': (p: { date: string; meeting: string; near: readonly string[] } & Again) =>
    `${p.meeting} is on “${p.date}” more than once: ${p.near.join(' and ')}. Say the time too.`,
  /** What was typed is no date or time, or may be two; `said` tells which, and what to write. */
  'time-unclear': (p: { said: string; near?: readonly string[] } & Again) => p.said,
  'date-over': (p: { meeting: string; when: string }) =>
    `${p.meeting} of ${p.when} is over, so nothing is left to change. Try /meeting dates for those to come.`,
  'time-past': (p: { when: string }) => `${p.when} is past. Say a time that is still to come.`,
  'stands-there': (p: { meeting: string; when: string }) =>
    `${p.meeting} is on ${p.when} already, so nothing changes. Say another time.`,
  'skipped-already': (p: { meeting: string; when: string; by: string }) =>
    `${p.meeting} of ${p.when} is skipped already, by ${p.by}. Try /schedule list for all changes.`,
  'planned-already': (p: { meeting: string; when: string }) =>
    `${p.meeting} has ${p.when} as a date already. Say another time, or use /schedule skip or move for that date.`,
  'same-note': (p: { meeting: string; when: string }) =>
    `That is what the note for ${p.meeting} of ${p.when} says already, so nothing changes.`,
  'nothing-to-undo': (p: { what: string }) =>
    `No change made in chat stands for ${p.what}, so there is nothing to undo. Try /schedule list for all changes.`,
  'in-the-file': (p: { when: string; file: string }) =>
    `${p.when} is changed by the community file itself (${p.file}), so it is taken back there and not in chat.`,
  'changes-not-recorded': (p: { why: string }) =>
    `Nothing is changed: it cannot be written from here. ${p.why} Where a front desk runs, use /schedule on Slack or Discord.`,
  'too-fast': (p: { seconds: number }) => `You are asking faster than I can answer; wait ${p.seconds} s.`,
  'old-button': () => 'That button is too old to work. Please run the command again.',
} as const;
export type ProblemCode = keyof typeof problems;

/** What a problem is called, above its sentence; most are called “That did not work”. */
const titles: Readonly<Partial<Record<ProblemCode, string>>> = {
  'no-such-command': 'No such command',
  'no-such-group': 'No such working group',
  'no-such-meeting': 'No such meeting',
  'no-such-topic': 'No such topic',
  'no-groups': 'Nothing listed yet',
  'no-meetings': 'Nothing listed yet',
  'no-links': 'Nothing listed yet',
  'no-contributions': 'Nothing listed yet',
  'no-date-planned': 'No further date',
  'maintainers-only': 'For maintainers',
  'maintainers-in-private': 'For maintainers',
  'maintainers-not-here': 'For maintainers',
  'roles-not-seen': 'For maintainers',
  'right-unknown': 'For maintainers',
  'receipts-unreadable': 'Receipts',
  'questions-unreadable': 'Questions',
  'questions-only-read': 'Questions',
  'no-such-question': 'No such question',
  'passage-gone': 'No longer there',
  'which-meeting': 'Which meeting?',
  'no-such-date': 'No such date',
  'which-date': 'Which date?',
  'time-unclear': 'When?',
  'date-over': 'Over',
  'time-past': 'Past',
  'stands-there': 'Nothing to change',
  'skipped-already': 'Skipped already',
  'planned-already': 'Planned already',
  'same-note': 'Nothing to change',
  'nothing-to-undo': 'Nothing to undo',
  'in-the-file': 'In the community file',
  'changes-not-recorded': 'Not recorded',
  'too-fast': 'One at a time',
};

/** Which command takes a near miss, and under which option: so that it is one press away. */
const nearMisses: Readonly<Partial<Record<ProblemCode, readonly [command: string, option: string]>>> = {
  'no-such-group': ['working-groups', 'query'],
  'no-such-meeting': ['meeting', 'name'],
  'no-such-topic': ['help-links', 'topic'],
};

/** Safe to show as it stands: says what happened and what to do next. */
export class ReaderError extends Error {
  readonly code: ProblemCode;
  readonly title: string;
  /** Buttons for what may have been meant. */
  readonly choices: readonly Choice[];
  constructor(code: ProblemCode, message: string, choices: readonly Choice[]) {
    super(message);
    this.code = code;
    this.title = titles[code] ?? 'That did not work';
    this.choices = choices;
  }
}

export function problem<C extends ProblemCode>(code: C, ...detail: Parameters<(typeof problems)[C]>): ReaderError {
  const sentence = (problems[code] as (...d: typeof detail) => string)(...detail);
  const { near = [], again = usual(code) } = (detail[0] ?? {}) as { readonly near?: readonly string[] } & Again;
  const choices = again === undefined ? [] : near.map((name) => nearChoice(name, again(name)));
  return new ReaderError(code, sentence, choices);
}

function nearChoice(name: string, { command, options }: Invoke): Choice {
  return choice(name, command, options);
}

function usual(code: ProblemCode): Again['again'] {
  const [command, option] = nearMisses[code] ?? [];
  if (command === undefined || option === undefined) return undefined;
  return (near) => ({ command, options: { [option]: near } });
}
