import type { CommandContext } from '../../src/command/command.js';
import { problem, quoteBack } from '../../src/command/errors.js';
import type { Meeting } from '../../src/community/model.js';
import type { Invoke } from '../../src/reply/reply.js';
import type { ScheduledOccurrence } from '../../src/schedule/schedule.js';
import { dateOf } from '../../src/schedule/typed-date.js';
import { shortDate, shortWhen, spaced } from './short-date.js';

/** Stand between a date and a reason that is given without "because". */
const between = /^(?:due to|since|as|for|[-–—:;,.\s])+(?=\s|$)\s*|^[-–—:;,.\s]+/iu;
/** Another date, or the end of a span: that is no reason. */
const furtherDate = /^(?:and|or|to|till|until|through|&|\+)\b|^[-–—&+]\s*\d|\d{1,4}[-/.]\d/iu;

/** "2026-12-24 holidays": the longest beginning that is a date, and the words behind it; all of it where none is. */
export function dateAndWords(
  typed: string,
  meeting: Meeting,
  { schedule, now }: CommandContext,
): { readonly date: string; readonly words: string } {
  const all = typed.trim().split(/\s+/u);
  const isDate = (text: string) => dateOf(text, meeting, schedule, now).is !== 'unclear';
  for (let size = all.length; size > 0; size -= 1) {
    const date = all
      .slice(0, size)
      .join(' ')
      .replace(/[:;,.–—-]+$/u, '');
    if (date === '' || !isDate(date)) continue;
    const words = all.slice(size).join(' ');
    return furtherDate.test(words) ? { date: typed, words: '' } : { date, words: words.replace(between, '') };
  }
  return { date: typed, words: '' };
}

/**
 * The date that is meant; the next one where nothing is typed. Throws a ReaderError with buttons for those that may be meant
 * where it is none, or more than one.
 * @param again the same command for another meeting
 * @param isOffered which dates make sense for it
 */
export function dateTyped(
  typed: string,
  meeting: Meeting,
  { schedule, now }: CommandContext,
  again: (meeting: string) => Invoke,
  isOffered: (one: ScheduledOccurrence) => boolean = () => true,
): ScheduledOccurrence {
  const read = dateOf(typed, meeting, schedule, now);
  const offer = (offered: readonly ScheduledOccurrence[]) => {
    const sensible = offered.filter(isOffered);
    const near = sensible.length > 0 ? sensible : offered;
    const named = new Map(near.map(({ wall, original }) => [shortWhen(wall), spaced(original)]));
    const withDate = (label: string): Invoke => {
      const { command, options } = again(meeting.id);
      return { command, options: { ...options, date: named.get(label) ?? '' } };
    };
    return { near: [...named.keys()], again: withDate };
  };
  switch (read.is) {
    case 'found':
      return read.occurrence;
    case 'several':
      throw problem('which-date', { date: quoteBack(typed), meeting: meeting.title, ...offer(read.occurrences) });
    case 'none':
      throw problem('no-such-date', { date: shortDate(read.date), meeting: meeting.title, ...offer(read.near) });
    case 'unclear':
      if (typed.trim() === '') throw problem('no-date-planned', { meeting: meeting.title });
      throw problem('time-unclear', { said: read.problem, ...offer(read.near) });
  }
}
