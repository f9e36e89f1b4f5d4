import type { CommandContext } from '../../src/command/command.js';
import { problem, quoteBack } from '../../src/command/errors.js';
import type { Meeting } from '../../src/community/model.js';
import type { Invoke } from '../../src/reply/reply.js';
import type { ScheduledOccurrence } from '../../src/schedule/schedule.js';
import { dateOf } from '../../src/schedule/typed-date.js';
import { shortDate, shortWhen, spaced } from './short-date.js';

/**
 * The date that is meant; the next one where nothing is typed. Throws a ReaderError with buttons for those that may be meant
 * where it is none, or more than one.
 * @param again the same command for another meeting
 */
export function dateTyped(
  typed: string,
  meeting: Meeting,
  { schedule, now }: CommandContext,
  again: (meeting: string) => Invoke,
): ScheduledOccurrence {
  const read = dateOf(typed, meeting, schedule, now);
  const offer = (offered: readonly ScheduledOccurrence[]) => {
    const named = new Map(offered.map(({ wall, original }) => [shortWhen(wall), spaced(original)]));
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
