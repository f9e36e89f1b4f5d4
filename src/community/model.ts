/**
 * What the community file says, read and checked. The words, one meaning each:
 *
 *   meeting      one entry of the community file: a rule, a place to join, links, reminders
 *   series       a meeting's rule as the engine sees it; rotation makes one series of several slots
 *   occurrence   one date of a series, named for good by its original local date and time
 *   group        a working group: leads, forum, notes, and perhaps a meeting
 *   link         a place to send people, with the topics it helps with
 *   room         a place in the community, by name; a platform's channel stands behind it
 *   reminder     one post to one target at one offset before one occurrence
 *   passage      what is quoted of a document's section as an answer
 *   maintainer   a person with the right to read receipts and to change the schedule
 *
 * The model is plain data plus `line` numbers, so that an answer can name the line of the file it comes from.
 */
import type { Series, TimeOfDay } from '../time/series.js';

export interface Community {
  readonly name: string;
  readonly home: string;
  /** IANA name, validated: where the community's day is. */
  readonly zone: string;
  readonly introduction?: string;
  readonly authors?: string;
  readonly rooms: readonly Room[];
  /** Name of the room where the desk tells the maintainers what needs mending, defined in the file. */
  readonly notices?: string;
  readonly maintainers: readonly Maintainer[];
  readonly meetings: readonly Meeting[];
  readonly groups: readonly Group[];
  readonly links: readonly Link[];
  /** Ways to help, in the order a newcomer should read them. */
  readonly contribute: readonly Contribution[];
  readonly docs: readonly DocSource[];
  /** Words that mean the same here, lower-case: [['k8s', 'kubernetes']]. */
  readonly synonyms?: readonly (readonly string[])[];
  /** Answers that the maintainers wrote themselves; they come before the documents. */
  readonly answers?: readonly CuratedAnswer[];
  readonly questions?: QuestionRules;
  /** Discord's own event list; absent: kept, four weeks ahead. */
  readonly events?: EventRules;
  /** Whether rooms are told when some readers' clocks change apart from a meeting's; absent: announce. */
  readonly clockChanges?: 'announce' | 'off';
  /** Absolute path of the file it was read from. */
  readonly file: string;
}

export interface Room {
  readonly name: string;
  /** Channel ids. */
  readonly slack?: string;
  readonly discord?: string;
  /**
   * What is answered there. "mention", also where it is absent: what is addressed to the desk. "questions": every question
   * that somebody asks, where the answer is sure. "off": nothing but commands.
   */
  readonly answer?: 'off' | 'mention' | 'questions';
  readonly line: number;
}

/** What becomes of questions that were not answered well. */
export interface QuestionRules {
  /** Once a week they are told in a room. */
  readonly digest?: WeeklyDigest;
  /** Whether the platform's id of who asked is kept with the question. */
  readonly keepsAskers: boolean;
}

/** How coming occurrences stand in Discord's own event list. */
export interface EventRules {
  readonly discord: 'on' | 'off';
  /** How far ahead, in minutes; 1 day to 8 weeks. */
  readonly aheadMinutes: number;
}

export interface WeeklyDigest {
  /** Name of a room that the file defines. */
  readonly room: string;
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  /** Local time in the community's zone. */
  readonly at: TimeOfDay;
}

/** At least one of `say` and `url`. */
export interface CuratedAnswer {
  /** Ways to ask for it. At least one. */
  readonly ask: readonly string[];
  readonly say?: string;
  readonly url?: string;
  /** Absent for one that was written in chat. */
  readonly line?: number;
}

export interface Maintainer {
  readonly slack?: string;
  readonly discord?: string;
  readonly discordRole?: string;
  readonly slackUsergroup?: string;
}

export interface Meeting {
  /** Stable: part of every reminder's key. Matches ^[a-z0-9][a-z0-9-]{0,39}$. */
  readonly id: string;
  readonly title: string;
  readonly about?: string;
  readonly series: Series;
  /** The rule in words without dates or zone: "every 2 weeks on Thursday at 11:00". */
  readonly rhythm: string;
  readonly lastsMinutes: number;
  readonly join?: string;
  readonly recordings?: string;
  readonly notes?: string;
  readonly agenda?: string;
  readonly host?: string;
  /** Other names people use for it. */
  readonly aliases: readonly string[];
  readonly remind: readonly ReminderRule[];
  readonly line: number;
}

export interface ReminderRule {
  /** 0 = at the start. */
  readonly beforeMinutes: number;
  /** Names of rooms, each of them defined in the file. */
  readonly rooms: readonly string[];
  readonly mention?: 'here';
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly about?: string;
  readonly aliases: readonly string[];
  readonly leads: readonly Lead[];
  /** Id of its meeting. */
  readonly meeting?: string;
  readonly charter?: string;
  readonly forum?: NamedUrl;
  readonly notes?: string;
  readonly folder?: string;
  /** A channel by its visible name, such as "#networking". */
  readonly slack?: string;
  readonly discord?: string;
  readonly line: number;
}

export interface Lead {
  readonly name: string;
  readonly company?: string;
  readonly url?: string;
  readonly slack?: string;
  readonly discord?: string;
}

interface NamedUrl {
  readonly title: string;
  readonly url: string;
}

export interface Link {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** Lower-case words people search by. */
  readonly topics: readonly string[];
  /** One sentence: what one finds there. */
  readonly say?: string;
  readonly line: number;
}

export interface Contribution {
  readonly title: string;
  readonly say?: string;
  readonly url?: string;
  readonly line: number;
}

export interface DocSource {
  /** Absolute path of a folder, a Markdown file, a git checkout or a zip archive. */
  readonly path: string;
  /** Where its files are published, without a trailing slash; makes citations clickable. */
  readonly url?: string;
}

/** One thing to mend in a file. Line and column count from 1. */
export interface FileProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Where in the document, such as meetings[0].timezone. */
  readonly at: string;
  /** What stands there, as text; empty where something is missing. */
  readonly value: string;
  /** What is wrong, in one sentence. */
  readonly problem: string;
  /** What to write instead, in one sentence. */
  readonly mend: string;
}
