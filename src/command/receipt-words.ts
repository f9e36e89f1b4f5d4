/** What became of a reminder, in words that /receipts and `frontdesk receipts` share. */
import type { OpenTrouble, Receipt } from '../store/ledger.js';

/** The states by which people look: a reminder that is claimed still waits for its post. */
export const receiptStates = {
  posted: ['posted'],
  skipped: ['skipped'],
  waiting: ['planned', 'claimed'],
  broken: ['broken'],
} as const satisfies Readonly<Record<string, readonly Receipt['state'][]>>;

export type ReceiptState = keyof typeof receiptStates;

export const receiptStateNames: readonly ReceiptState[] = ['posted', 'skipped', 'waiting', 'broken'];

export function receiptState({ state }: Receipt): ReceiptState {
  return state === 'planned' || state === 'claimed' ? 'waiting' : state;
}

/** How each state is called for people; the names above are what they type. */
export const stateWords = {
  posted: 'posted',
  skipped: 'skipped',
  waiting: 'waiting',
  broken: 'not posted',
} as const satisfies Record<ReceiptState, string>;

/** "1 day before", "15 minutes before", "at the start". */
export function beforeWords(minutes: number): string {
  return minutes === 0 ? 'at the start' : `${spanWords(minutes)} before`;
}

/** "1 day", "90 minutes": in the largest unit that leaves no rest. */
export function spanWords(minutes: number): string {
  const [size, unit] = minutes % 1440 === 0 ? [1440, 'day'] : minutes % 60 === 0 ? [60, 'hour'] : [1, 'minute'];
  const count = minutes / size;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** What stands in place of the reason, where the trouble itself is told above. */
export const seeAbove = 'waits, see above';

/** Whether a reminder waits for a room or a platform that is among these. */
export function waitsForTrouble(
  { state, room, platform }: Pick<Receipt, 'state' | 'room' | 'platform'>,
  troubles: readonly OpenTrouble[],
): boolean {
  return (
    state === 'planned' &&
    troubles.some((each) => each.platform === platform && (each.room === undefined || each.room === room))
  );
}

/** "posted 2 s late": what happened; the words a link to the message may stand on. */
export function outcomeWords(receipt: Receipt): string {
  switch (receipt.state) {
    case 'posted':
      return receipt.found
        ? 'posted (its answer was lost; found in the room)'
        : `posted ${latenessWords(receipt.lateBySeconds ?? 0)}`;
    case 'skipped':
      return 'skipped';
    case 'broken':
      return 'not posted';
    case 'planned':
      return receipt.generation > 0 ? 'still waits' : 'waits for its turn';
    case 'claimed':
      return 'is being posted';
  }
}

/** What is to be added to the outcome, punctuation first: ": Thanksgiving", ", 2nd copy removed"; empty for nothing. */
export function outcomeDetail({ state, generation, repaired = 0, why }: Receipt): string {
  if (state === 'posted') return repaired === 0 ? '' : `, ${copiesWords(repaired)} removed`;
  const reason = why === undefined ? '' : `: ${withoutStop(why)}`;
  const tries = state === 'claimed' && generation > 1 ? ` (try ${generation})` : '';
  return `${tries}${reason}`;
}

/** Reasons come as a sentence or as a part of one; in a list they stand without the full stop. */
export function withoutStop(reason: string): string {
  return reason.trim().replace(/\.$/, '');
}

/** "on time", "2 s late", "3 min late", "2 h 5 min late"; rounded down. */
function latenessWords(seconds: number): string {
  if (seconds < 1) return 'on time';
  if (seconds < 120) return `${Math.floor(seconds)} s late`;
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min late`;
  return minutes % 60 === 0 ? `${hours} h late` : `${hours} h ${minutes % 60} min late`;
}

function copiesWords(count: number): string {
  return count === 1 ? '2nd copy' : `${count} more copies`;
}
