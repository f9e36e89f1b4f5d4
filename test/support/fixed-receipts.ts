import type { OpenTrouble, Receipt, ReceiptQuery, Receipts } from '../../src/store/ledger.js';
import type { Instant } from '../../src/time/zoned.js';

/** Receipts that stand, in the order given; the questions asked are kept. */
export class FixedReceipts implements Receipts {
  readonly queries: ReceiptQuery[] = [];
  readonly #receipts: readonly Receipt[];
  readonly #troubles: readonly OpenTrouble[];
  constructor(receipts: readonly Receipt[] = [], troubles: readonly OpenTrouble[] = []) {
    this.#receipts = receipts;
    this.#troubles = troubles;
  }
  async receipts(query: ReceiptQuery): Promise<readonly Receipt[]> {
    this.queries.push(query);
    const { meeting, states, limit } = query;
    return this.#receipts
      .filter((each) => meeting === undefined || each.meeting === meeting)
      .filter((each) => states === undefined || states.includes(each.state))
      .slice(0, limit);
  }
  async troubles(): Promise<readonly OpenTrouble[]> {
    return this.#troubles;
  }
}

export const at = (iso: string) => (Date.parse(iso) / 1000) as Instant;

/** The community meeting of 10 December 2026, a quarter of an hour before, in general on Slack: posted on time. */
export function receipt(parts: Partial<Receipt> = {}): Receipt {
  const { room = 'general', platform = 'slack' } = parts;
  return {
    key: `community/2026-12-10T11:00/15/${room}/${platform}`,
    meeting: 'community',
    original: '2026-12-10T11:00',
    beforeMinutes: 15,
    room,
    platform,
    dueAt: at('2026-12-10T18:45:00Z'),
    startsAt: at('2026-12-10T19:00:00Z'),
    state: 'posted',
    generation: 1,
    ...parts,
  };
}
