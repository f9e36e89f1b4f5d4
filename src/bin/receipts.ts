/**
 * `frontdesk receipts`: what is in trouble, and what became of the latest reminders. It only reads, so it may be asked
 * while the front desk runs; and it works with a broken community file, which is when people look.
 */
import { problem } from '../command/errors.js';
import { type ReceiptState, receiptStateNames, receiptStates } from '../command/receipt-words.js';
import { loadCommunity } from '../community/load.js';
import type { Receipts } from '../store/ledger.js';
import { StoreOpenError } from '../store/open-error.js';
import { CommandLineError } from './command-line-error.js';
import { type Environment, settingsOf } from './environment.js';
import { readZone } from './readings.js';
import { receiptsAsJson, receiptsAsText } from './receipts-text.js';

export interface ReceiptsOptions {
  /** Id of a meeting; it need not be in the file any more. */
  readonly meeting?: string | undefined;
  readonly state?: string | undefined;
  readonly limit?: string | undefined;
  readonly zone?: string | undefined;
  readonly json: boolean;
}

const usualLimit = 20;
const longestLimit = 1_000;

export async function receipts(environment: Environment, options: ReceiptsOptions): Promise<number> {
  const { meeting } = options;
  const state = options.state === undefined ? undefined : readState(options.state);
  const query = {
    limit: options.limit === undefined ? usualLimit : readLimit(options.limit),
    ...(meeting === undefined ? {} : { meeting }),
    ...(state === undefined ? {} : { states: receiptStates[state] }),
  };
  const zone = options.zone === undefined ? undefined : readZone(options.zone);
  const { database } = settingsOf(environment);
  const read = await reading(database, async (store) => ({
    receipts: await store.receipts(query),
    troubles: await store.troubles(),
  }));
  const loaded = await loadCommunity(environment.communityFile);
  const community = loaded.ok ? loaded.community : undefined;
  const all = meeting === undefined && state === undefined;
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

/** The database's own code is loaded here and not above: `frontdesk ask` seldom needs it. */
async function reading<T>(database: string, question: (store: Receipts) => Promise<T>): Promise<T> {
  const { openReceipts } = await import('../store/open-receipts.js');
  const store = await openReceipts(database).catch((error: unknown) => {
    throw error instanceof StoreOpenError ? new CommandLineError(error.message) : error;
  });
  try {
    return await question(store);
  } finally {
    await store.close();
  }
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
