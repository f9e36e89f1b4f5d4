/**
 * What became of each reminder, for maintainers: first what is in trouble now, then the latest receipts. Times are moments,
 * so everybody reads them in their own zone.
 */
import { type CommandContext, choice, count, defineCommand, type Receipt, text } from '../src/command/command.js';
import { problem, quoteBack } from '../src/command/errors.js';
import {
  type ReceiptState,
  receiptState,
  receiptStateNames,
  receiptStates,
  stateWords,
} from '../src/command/receipt-words.js';
import { findMeeting, nearMeetings } from '../src/community/find.js';
import type { Meeting } from '../src/community/model.js';
import { fold } from '../src/nearest.js';
import { choice as button, code, list, text as paragraph, reply } from '../src/reply/build.js';
import { pageOf } from '../src/reply/page.js';
import type { Block, Choice, Invoke } from '../src/reply/reply.js';
import { completeMeetings } from './meeting.js';
import { receiptLine } from './receipts/receipt-line.js';
import { troubleBlocks, troublesShown } from './receipts/trouble-blocks.js';

/** Ten pages: who looks for more has the terminal. */
const mostShown = 100;

export const receipts = defineCommand({
  name: 'receipts',
  summary: 'Show what became of each reminder',
  aliases: ['receipt'],
  examples: ['receipts', 'receipts community', 'receipts community skipped'],
  maintainers: true,
  options: {
    meeting: text('Which meeting; all of them if left out', 60)
      .completing((typed, { community }) => completeMeetings(typed, community))
      .optional(),
    state: choice('What became of them', receiptStateNames).optional(),
    page: count('Page', 1, mostShown / 10).optional(),
  },
  async run({ meeting, state, page = 1 }, context) {
    const chosen = meeting === undefined ? undefined : await meetingNamed(meeting, state, context);
    const asked: Asked = { ...(chosen && { meeting: chosen.id }), ...(state && { state }) };
    const found = await context.receipts.receipts({
      limit: mostShown,
      ...(chosen && { meeting: chosen.id }),
      ...(state && { states: receiptStates[state] }),
    });
    const troubles = await context.receipts.troubles();
    const { shown, paging } = pageOf(found, page, (to) => invoke({ ...asked, page: to }));
    const first = paging?.previous === undefined;
    const above = first ? troublesShown(troubles) : [];
    return reply({
      title: title(chosen, state),
      summary: summary(found, troubles.length),
      body: [
        ...(first ? troubleBlocks(troubles, context.community) : []),
        found.length === 0
          ? nothingYet(asked)
          : list(...shown.map((each) => receiptLine(each, context.community, above))),
        ...(paging?.next === undefined && found.length > 0 ? [more(found.length)] : []),
      ],
      choices: ways(found, asked),
      ...(paging === undefined ? {} : { paging }),
    });
  },
});

interface Asked {
  readonly meeting?: string;
  readonly state?: ReceiptState;
}

function invoke(options: Invoke['options']): Invoke {
  return { command: 'receipts', options };
}

type Named = Pick<Meeting, 'id' | 'title'>;

/** By its whole name, else by the id of a meeting that is gone from the file, else by what is left without small words. */
async function meetingNamed(name: string, state: ReceiptState | undefined, context: CommandContext): Promise<Named> {
  const { community } = context;
  const found = findMeeting(community, name);
  if (found !== undefined && isWholeName(name, found)) return found;
  const named = (await goneMeeting(name, context)) ?? found;
  if (named !== undefined) return named;
  const near = nearMeetings(community, name);
  const again = (title: string) => invoke({ meeting: title, ...(state && { state }) });
  throw problem('no-such-meeting', { name: quoteBack(name), near, command: 'receipts', again });
}

function isWholeName(name: string, { id, title, aliases }: Meeting): boolean {
  return [id, title, ...aliases].some((each) => fold(each) === fold(name));
}

/** A meeting that only its receipts still know, and only by its id. */
async function goneMeeting(name: string, { receipts }: CommandContext): Promise<Named | undefined> {
  const id = name.trim().toLowerCase();
  const [any] = await receipts.receipts({ limit: 1, meeting: id });
  return any && { id, title: id };
}

function title(meeting: Named | undefined, state: ReceiptState | undefined): string {
  const what = [meeting?.title, state && stateWords[state]].filter((word) => word !== undefined);
  return what.length === 0 ? 'Receipts' : `Receipts: ${what.join(', ')}`;
}

function counts(found: readonly Receipt[]): readonly (readonly [ReceiptState, number])[] {
  return receiptStateNames
    .map((state) => [state, found.filter((each) => receiptState(each) === state).length] as const)
    .filter(([, count]) => count > 0);
}

function summary(found: readonly Receipt[], troubles: number): string {
  const parts = counts(found).map(([state, count]) => `${count} ${stateWords[state]}`);
  const latest = parts.length === 0 ? 'No receipt yet' : `The latest receipts: ${parts.join(', ')}`;
  return troubles === 0 ? `${latest}.` : `${latest}. In trouble now: ${troubles}.`;
}

function nothingYet({ meeting, state }: Asked): Block {
  if (meeting !== undefined || state !== undefined) return paragraph('There is no such receipt.');
  return paragraph(
    'No reminder was due yet, so there is no receipt. In the terminal, ',
    code('frontdesk plan'),
    ' lists the reminders to come.',
  );
}

/** Under the last page: where the rest is, and what is to come. */
function more(count: number): Block {
  const older = count < mostShown ? [] : [code('frontdesk receipts --limit 1000'), ' shows older ones, '];
  return paragraph('In the terminal, ', ...older, code('frontdesk plan'), ' lists the reminders to come.');
}

/** A button for each state that is there to look at, and the way back to all. */
function ways(found: readonly Receipt[], asked: Asked): readonly Choice[] {
  const { state, ...rest } = asked;
  if (state !== undefined) return [button('All receipts', 'receipts', { ...rest })];
  const there = counts(found);
  if (there.length < 2) return rest.meeting === undefined ? [] : [button('All meetings', 'receipts')];
  return there.map(([each, count]) => button(`${count} ${stateWords[each]}`, 'receipts', { ...rest, state: each }));
}
