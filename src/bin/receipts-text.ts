/** What `frontdesk receipts` prints: a table for people, or JSON for programs, whose keys stay as they are. */
import {
  outcomeDetail,
  outcomeWords,
  seeAbove,
  spanWords,
  waitsForTrouble,
  withoutStop,
} from '../command/receipt-words.js';
import type { Meeting } from '../community/model.js';
import type { OpenTrouble, Receipt } from '../store/ledger.js';
import { cityOf } from '../time/zone.js';
import { isoOf } from '../time/zoned.js';
import { alignedTable, shortMoment } from './table.js';

export interface ReceiptsRead {
  /** The latest due first. */
  readonly receipts: readonly Receipt[];
  /** There are more than these. */
  readonly more: boolean;
  readonly troubles: readonly OpenTrouble[];
}

export interface ReceiptsView {
  /** For their titles; of a meeting that is not among them the id is shown. */
  readonly meetings: readonly Meeting[];
  /** IANA zone of every time. */
  readonly zone: string;
  /** Nothing was left out by meeting or state. */
  readonly all: boolean;
}

/** At most so many are read at once. */
export const longestLimit = 1_000;

export function receiptsAsText(read: ReceiptsRead, view: ReceiptsView): string {
  const parts = [headOf(read, view), troubleTable(read.troubles, view), receiptTable(read, view)];
  return parts.filter((part) => part !== '').join('\n');
}

function headOf({ receipts, more, troubles }: ReceiptsRead, { zone, all }: ReceiptsView): string {
  const trouble = troubles.length === 0 ? 'No room is in trouble.' : 'Not every room can be posted to.';
  const times = receipts.length + troubles.length === 0 ? '' : `Times are ${cityOf(zone)} time.\n`;
  if (receipts.length > 0) return `${countOf(receipts.length, more)} ${trouble}\n${times}`;
  if (!all) return `There is no such receipt. ${trouble}\n${times}`;
  return `No reminder was due yet, so there is no receipt. “frontdesk plan” lists the reminders to come. ${trouble}\n${times}`;
}

function countOf(shown: number, more: boolean): string {
  if (!more) return `${shown} receipt${shown === 1 ? '' : 's'}, the latest first.`;
  const latest = `The latest ${shown === 1 ? '' : `${shown.toLocaleString('en')} `}of more`;
  return shown < longestLimit ? `${latest}; --limit shows up to ${longestLimit.toLocaleString('en')}.` : `${latest}.`;
}

function troubleTable(troubles: readonly OpenTrouble[], { zone }: ReceiptsView): string {
  if (troubles.length === 0) return '';
  const rows = troubles.map(({ platform, room, why, since, triedAgainAt }) => [
    room === undefined ? `all of ${surface(platform)}` : where({ room, platform }),
    shortMoment(since, zone),
    shortMoment(triedAgainAt, zone),
    withoutStop(why),
  ]);
  return alignedTable([['in trouble', 'since', 'next try', 'why'], ...rows]);
}

function receiptTable({ receipts, troubles }: ReceiptsRead, { meetings, zone }: ReceiptsView): string {
  if (receipts.length === 0) return '';
  const rows = receipts.map((receipt) => [
    shortMoment(receipt.dueAt, zone),
    `${receipt.beforeMinutes === 0 ? 'at the start' : spanWords(receipt.beforeMinutes)}${receipt.again === undefined ? '' : ', again'}`,
    where(receipt),
    meetings.find(({ id }) => id === receipt.meeting)?.title ?? receipt.meeting,
    waitsForTrouble(receipt, troubles) ? seeAbove : outcomeOf(receipt),
  ]);
  return alignedTable([['due', 'before', 'where', 'meeting', 'what became of it'], ...rows]);
}

function outcomeOf(receipt: Receipt): string {
  return `${outcomeWords(receipt)}${outcomeDetail(receipt)}${receipt.link === undefined ? '' : `  ${receipt.link}`}`;
}

function where({ room, platform }: Pick<Receipt, 'room' | 'platform'>): string {
  return `${room} (${surface(platform)})`;
}

function surface(platform: Receipt['platform']): string {
  return platform === 'web' ? 'page' : platform;
}

export function receiptsAsJson({ receipts, troubles }: Pick<ReceiptsRead, 'receipts' | 'troubles'>) {
  return { receipts: receipts.map(receiptAsJson), troubles: troubles.map(troubleAsJson) };
}

function receiptAsJson(receipt: Receipt) {
  const { key, meeting, original, beforeMinutes, room, platform, state, generation } = receipt;
  const { settledAt, lateBySeconds, found, repaired, messageId, link, why } = receipt;
  return {
    key,
    meeting,
    original,
    beforeMinutes,
    ...(receipt.again === undefined ? {} : { again: receipt.again }),
    room,
    platform,
    dueAt: isoOf(receipt.dueAt),
    startsAt: isoOf(receipt.startsAt),
    state,
    tries: generation,
    ...(settledAt === undefined ? {} : { settledAt: isoOf(settledAt) }),
    ...(lateBySeconds === undefined ? {} : { lateBySeconds }),
    ...(found === undefined ? {} : { found }),
    ...(repaired === undefined ? {} : { repaired }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(link === undefined ? {} : { link }),
    ...(why === undefined ? {} : { why }),
  };
}

function troubleAsJson({ platform, room, why, since, triedAgainAt }: OpenTrouble) {
  return {
    platform,
    ...(room === undefined ? {} : { room }),
    why,
    since: isoOf(since),
    triedAgainAt: isoOf(triedAgainAt),
  };
}
