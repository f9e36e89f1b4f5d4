/** What a change sets in motion, before it is made: which posts are changed, and which rooms are told. */
import type { CommandContext, Receipt } from '../../src/command/command.js';
import { wallText } from '../../src/time/zoned.js';
import { place } from '../receipts/place.js';
import type { Standing } from './draft.js';

/** The latest of a meeting are looked at; those of one date are a handful. */
const mostLookedAt = 100;

/** Undefined where nothing is known, or nothing follows. */
export async function followLine({ draft, then }: Standing, context: CommandContext): Promise<string | undefined> {
  const { meeting, kind } = draft;
  if (meeting.remind.length === 0) return undefined;
  const rows = await rowsOf(draft, context);
  if (rows === undefined) return undefined;
  const posted = rows.filter(({ state }) => state === 'posted' || state === 'claimed');
  if (posted.length === 0) {
    if (kind === 'note') return 'Reminders to come show it.';
    return then === undefined ? 'No reminder goes out for it.' : 'Its reminders go out by that time.';
  }
  const [count, shown] =
    posted.length === 1 ? ['1 reminder is', 'it shows'] : [`${posted.length} reminders are`, 'they show'];
  const rooms = [...new Set(posted.map(place))];
  const told = kind === 'note' ? '' : `, and ${listed(rooms)} ${rooms.length === 1 ? 'is' : 'are'} told`;
  return `${count} posted already: ${shown} the change${told}.`;
}

async function rowsOf(
  { meeting, original }: Standing['draft'],
  { receipts }: CommandContext,
): Promise<readonly Receipt[] | undefined> {
  try {
    const rows = await receipts.receipts({ meeting: meeting.id, limit: mostLookedAt });
    return rows.filter((row) => row.original === wallText(original));
  } catch {
    // What is not known is not said; the change itself does not hang on it.
    return undefined;
  }
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}
