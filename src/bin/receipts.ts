/**
 * `frontdesk receipts`: what is in trouble, and what became of the latest reminders. It only reads, so it may be asked
 * while the front desk runs; and it works with a broken community file, which is when people look.
 */
import { problem, quoteBack } from '../command/errors.js';
import { type ReceiptState, receiptStateNames, receiptStates } from '../command/receipt-words.js';
import { findMeeting, nearMeetings } from '../community/find.js';
import { loadCommunity } from '../community/load.js';
import type { Community } from '../community/model.js';
import { didYouMean } from '../nearest.js';
import type { ChangeReading } from '../store/change-log.js';
import type { Receipts } from '../store/ledger.js';
import { StoreOpenError } from '../store/open-error.js';
import type { QuestionReading } from '../store/question-log.js';
import { CommandLineError } from './command-line-error.js';
import { type Environment, ofDatabase, settingsOf } from './environment.js';
import { readZone, refuseForeignOptions } from './readings.js';
import { longestLimit, receiptsAsJson, receiptsAsText } from './receipts-text.js';

export interface ReceiptsOptions {
  /** A meeting by any of its names, or by its id: then it need not be in the file any more. */
  readonly meeting?: string | undefined;
  readonly state?: string | undefined;
  readonly limit?: string | undefined;
  readonly zone?: string | undefined;
  readonly json: boolean;
}

const usualLimit = 20;
const taken: readonly string[] = ['meeting', 'state', 'limit', 'zone', 'json', 'file'];

/** @param words name a meeting, as `--meeting` does */
export async function receipts(
  environment: Environment,
  words: readonly string[],
  options: ReceiptsOptions,
): Promise<number> {
  refuseForeignOptions('receipts', { ...options }, taken);
  const name = readMeetingName(words, options);
  const state = options.state === undefined ? undefined : readState(options.state);
  const limit = options.limit === undefined ? usualLimit : readLimit(options.limit);
  const zone = options.zone === undefined ? undefined : readZone(options.zone);
  const { database } = settingsOf(environment);
  const loaded = await loadCommunity(environment.communityFile);
  const community = loaded.ok ? loaded.community : undefined;
  const read = await reading(database, async (store) => {
    const found = await store.receipts({
      limit: limit + 1,
      ...(name === undefined ? {} : { meeting: await meetingId(name, community, store) }),
      ...(state === undefined ? {} : { states: receiptStates[state] }),
    });
    return { receipts: found.slice(0, limit), more: found.length > limit, troubles: await store.troubles() };
  });
  const all = name === undefined && state === undefined;
  process.stdout.write(
    options.json
      ? `${JSON.stringify(receiptsAsJson(read), null, 2)}\n`
      : receiptsAsText(read, { meetings: community?.meetings ?? [], zone: zone ?? community?.zone ?? 'UTC', all }),
  );
  return 0;
}

/** The receipts of a database, opened for each question: for `frontdesk ask`, beside a front desk that runs. */
export function storedReceipts(environment: Environment): Receipts {
  const ask = async <T>(question: (store: Receipts) => Promise<T>): Promise<T> => {
    try {
      return await reading(settingsOf(environment).database, question);
    } catch (error) {
      if (error instanceof CommandLineError) throw problem('receipts-unreadable', { why: error.message });
      throw error;
    }
  };
  return {
    receipts: (query) => ask((store) => store.receipts(query)),
    troubles: () => ask((store) => store.troubles()),
  };
}

/** Reads beside a front desk that runs. The database's own code is loaded here and not above: `frontdesk ask` seldom needs it. */
export async function reading<T>(
  database: string,
  question: (store: Receipts & QuestionReading & ChangeReading) => Promise<T>,
): Promise<T> {
  const { openReceipts } = await import('../store/open-receipts.js');
  const store = await openReceipts(database).catch((error: unknown) => {
    throw error instanceof StoreOpenError ? new CommandLineError(ofDatabase(error.message)) : error;
  });
  try {
    return await question(store);
  } finally {
    await store.close();
  }
}

function readMeetingName(words: readonly string[], { meeting }: ReceiptsOptions): string | undefined {
  if (words.length === 0) return meeting;
  if (meeting === undefined) return words.join(' ');
  throw new CommandLineError('Name one meeting: after the command, or with --meeting.', 2);
}

/** A meeting that is gone from the file is known by its receipts alone, and there by its id. */
async function meetingId(name: string, community: Community | undefined, store: Receipts): Promise<string> {
  const id = name.trim().toLowerCase();
  if ((await store.receipts({ limit: 1, meeting: id })).length > 0) return id;
  const found = community && findMeeting(community, name);
  if (found !== undefined) return found.id;
  const unknown = `No meeting is called “${quoteBack(name)}”, and no receipt has it as its meeting's id.`;
  const mend =
    community === undefined
      ? ' The community file cannot be read, so only ids are known: see frontdesk check.'
      : didYouMean(nearMeetings(community, name));
  throw new CommandLineError(`${unknown}${mend}`, 2);
}

function readState(text: string): ReceiptState {
  const known = receiptStateNames.find((name) => name === text);
  if (known !== undefined) return known;
  throw new CommandLineError(`--state: “${text}” is not known. Use ${receiptStateNames.join(', ')}.`, 2);
}

function readLimit(text: string): number {
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= longestLimit) return limit;
  throw new CommandLineError(`--limit: “${text}” does not fit. Use a whole number from 1 to ${longestLimit}.`, 2);
}
