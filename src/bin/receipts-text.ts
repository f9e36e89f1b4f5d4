/** What `frontdesk receipts` prints: a table for people, or JSON for programs, whose keys stay as they are. */
import { outcomeDetail, outcomeWords, withoutStop } from '../command/receipt-words.js';
import type { Meeting } from '../community/model.js';
import type { OpenTrouble, Receipt } from '../store/ledger.js';
import { cityOf } from '../time/zone.js';
import { isoOf } from '../time/zoned.js';
import { alignedTable, shortMoment } from './table.js';

export interface ReceiptsRead {
  /** The latest due first. */
  readonly receipts: readonly Receipt[];
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

export function receiptsAsText({ receipts, troubles }: ReceiptsRead, view: ReceiptsView): string {
  const parts = [
    headOf(receipts.length, troubles.length, view),
    troubleTable(troubles, view),
    receiptTable(receipts, view),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function headOf(receipts: number, troubles: number, { zone, all }: ReceiptsView): string {
  const trouble = troubles === 0 ? 'No room is in trouble.' : 'Not every room can be posted to.';
  const times = receipts + troubles === 0 ? '' : `Times are ${cityOf(zone)} time.\n`;
  if (receipts > 0) return `${receipts} receipt${receipts === 1 ? '' : 's'}, the latest first. ${trouble}\n${times}`;
  if (!all) return `There is no such receipt. ${trouble}\n${times}`;
  return `No reminder was due yet, so there is no receipt. “frontdesk plan” lists the reminders to come. ${trouble}\n${times}`;
}

function troubleTable(troubles: readonly OpenTrouble[], { zone }: ReceiptsView): string {
  if (troubles.length === 0) return '';
  const rows = troubles.map(({ platform, room, why, since, triedAgainAt }) => [
    room === undefined ? `all of ${surface(platform)}` : where({ room, platform }),
    shortMoment(since, zone),
    shortMoment(triedAgainAt, zone),
    withoutStop(why),
  ]);
  return alignedTable([['in trouble', 'since', 'tried again', 'why'], ...rows]);
}

function receiptTable(receipts: readonly Receipt[], { meetings, zone }: ReceiptsView): string {
  if (receipts.length === 0) return '';
  const rows = receipts.map((receipt) => [
    shortMoment(receipt.dueAt, zone),
    where(receipt),
    meetings.find(({ id }) => id === receipt.meeting)?.title ?? receipt.meeting,
    `${outcomeWords(receipt)}${outcomeDetail(receipt)}${receipt.link === undefined ? '' : `  ${receipt.link}`}`,
  ]);
  return alignedTable([['due', 'where', 'meeting', 'what became of it'], ...rows]);
}

function where({ room, platform }: Pick<Receipt, 'room' | 'platform'>): string {
  return `${room} (${surface(platform)})`;
}

function surface(platform: Receipt['platform']): string {
  return platform === 'web' ? 'page' : platform;
}

export function receiptsAsJson({ receipts, troubles }: ReceiptsRead) {
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
