import type { OpenTrouble, Receipt } from '../../src/command/command.js';
import {
  beforeWords,
  outcomeDetail,
  outcomeWords,
  seeAbove,
  waitsForTrouble,
} from '../../src/command/receipt-words.js';
import type { Community } from '../../src/community/model.js';
import { link, moment, strong } from '../../src/reply/build.js';
import type { Inline, Line } from '../../src/reply/reply.js';
import { place } from './place.js';

/**
 * When it was due, which meeting and how long before, which room, and what became of it, with a link to the message. What
 * failed is strong.
 * @param above troubles that are told above it
 */
export function receiptLine(receipt: Receipt, community: Community, above: readonly OpenTrouble[]): Line {
  const meeting = community.meetings.find(({ id }) => id === receipt.meeting);
  return [
    moment(receipt.dueAt, meeting?.series.zone ?? community.zone),
    ` · ${meeting?.title ?? receipt.meeting}, ${beforeWords(receipt.beforeMinutes)}${receipt.again === undefined ? '' : ', again'}, ${place(receipt)} · `,
    ...(waitsForTrouble(receipt, above) ? [seeAbove] : [outcome(receipt), outcomeDetail(receipt)]),
  ];
}

function outcome(receipt: Receipt): Inline {
  const words = outcomeWords(receipt);
  if (receipt.link !== undefined) return link(words, receipt.link);
  return receipt.state === 'broken' ? strong(words) : words;
}
