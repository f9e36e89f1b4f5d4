/**
 * The words that questions to a front desk are made of, by idea. A recogniser (see recogniser.ts) says which ideas it
 * needs and which it tolerates; a word of no idea, no name and no filler keeps it silent. Compared by stem, so one form of
 * a word is enough; an entry of several words is a phrase. Other languages stand in languages.ts.
 */
import { stem } from './stem.js';
import { wordsOf } from './terms.js';

const entries = {
  meeting: `meeting, meetup, the call, our call, next call, community call, weekly call, call link, the sync, weekly sync,
    community sync, gathering, standup, zoom`,
  when: `when, time, date, schedule, scheduled, happen, start, begin, held, occur, take place, whens, what time, calendar, fall, falls, clocks change, clock changes`,
  next: `next, upcoming, coming, following, soonest`,
  clash: `clash, clashes, clashing, conflict, conflicts, conflicting, overlap, overlaps, overlapping, collide, coincide, double booked, same time, at once, simultaneous, simultaneously, same hour`,
  often: `often, frequency, frequently, cadence, regularly, regular, recurring, rhythm, weekly, biweekly, fortnightly, monthly, every week, every month, each week`,
  day: `day, weekday`,
  dates: `dates`,
  join: `join, link, url, dial, attend, connect, vc, hangout, webex, invite, conference, participate, zoom, meeting id, log in, get in`,
  recording: `recording, recorded, record, youtube, watch, replay, playback, video, rewatch`,
  past: `last, previous, past, old, older, missed, miss, earlier, archive, yesterday`,
  notes: `notes, note, minutes, agenda`,
  public: `public, open, private, invite only, invitation only, invite, closed, restricted, welcome, allowed, anybody, anyone, everyone`,
  skip: `skip, cancel, cancelled, cancellation, move, moved, postpone, reschedule, off, holiday, not happening, no meeting, taking place`,
  why: `why, reason, how come`,
  lead: `lead, leader, chair, chairs, runs, run, head, heads, organizer, organiser, organize, charge, responsible, coordinator, facilitator, owner`,
  person: `who, whos, whom, people, person, name, names, contact`,
  group: `group, wg, wgs, team, sig, sigs, committee, workgroup, working group, working groups`,
  handle: `handle, owns, own, deal, cover, responsible, care, work on, works on, working on, charge, belong, right, topic`,
  forum: `forum, mailing list, mailinglist, list address, google group, email list, discussion list, discuss, discussion`,
  channel: `channel, slack, discord, chat, irc`,
  folder: `folder, drive, document folder`,
  charter: `charter`,
  about: `about, purpose, focus, scope`,
  list: `list, all, which, overview, many, exist, there`,
  long: `long, duration, length, how long`,
  where: `where, wheres`,
  help: `help, support, get help, ask, question, questions, stuck, trouble`,
  contribute: `contribute, contributing, contribution, volunteer, get involved, getting involved, i help, we help, to help, help out, get started contributing, start contributing, begin contributing, good first issue, participate`,
  zone: `timezone, time zone, timezones, utc offset`,
  convert: `convert, translate, local, pacific time`,
  now: `now, current, currently, right now`,
  host: `host, hosts, hosted, moderate, moderator, mc, present, presenter, speaker, speaks, runs the meeting`,
  create: `book, reserve, arrange, set up, schedule a, schedule my, organize a, create, propose, plan a, host a, hold a`,
  contact: `contact, reach, email, e mail, mail address, phone, telephone, number, address, twitter, linkedin, dm, password`,
  author: `author, authors, created, creator, founded, founder, founders, started, made, built, behind, invented`,
} as const;

export type Idea = keyof typeof entries;

/** Words that carry no subject in a question to the desk, beside the stop words. */
const fillers = `please show give send share check info information details detail wondering wonder curious remind quick
 newbie newcomer again usually normally generally exact folks guys everybody community project dear team thx cheers today's
 current see open-source want like know anybody question
 es la el las los lo una un por para de del que cual das der die ist das findet statt est le les se a o e il che è da dem den ein eine`;

export const fillerStems: ReadonlySet<string> = new Set(wordsOf(fillers).map(stem));

interface Lexicon {
  readonly words: ReadonlyMap<string, ReadonlySet<Idea>>;
  /** Longest first. */
  readonly phrases: readonly { readonly idea: Idea; readonly stems: readonly string[] }[];
  /** Every word in it as it is written, to mend spelling by. */
  readonly spellings: readonly string[];
}

function read(): Lexicon {
  const words = new Map<string, Set<Idea>>();
  const phrases: { idea: Idea; stems: readonly string[] }[] = [];
  const spellings: string[] = [];
  for (const [idea, text] of Object.entries(entries) as [Idea, string][]) {
    for (const entry of text.split(',')) {
      const written = wordsOf(entry);
      const stems = written.map(stem);
      spellings.push(...written);
      const [only] = stems;
      if (stems.length > 1) phrases.push({ idea, stems });
      else if (only !== undefined) words.set(only, (words.get(only) ?? new Set()).add(idea));
    }
  }
  phrases.sort((a, b) => b.stems.length - a.stems.length);
  return { words, phrases, spellings };
}

export const lexicon: Lexicon = read();
