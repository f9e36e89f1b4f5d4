import type { Receipt } from '../../src/command/command.js';
import { outcomeDetail, outcomeWords } from '../../src/command/receipt-words.js';
import type { Community } from '../../src/community/model.js';
import { link, moment, strong } from '../../src/reply/build.js';
import type { Inline, Line } from '../../src/reply/reply.js';
import { place } from './place.js';

/** When it was due, which meeting, which room, and what became of it, with a link to the message. What failed is strong. */
export function receiptLine(receipt: Receipt, community: Community): Line {
  const meeting = community.meetings.find(({ id }) => id === receipt.meeting);
  return [
    moment(receipt.dueAt, meeting?.series.zone ?? community.zone),
    ` · ${meeting?.title ?? receipt.meeting}, ${place(receipt)} · `,
    outcome(receipt),
    outcomeDetail(receipt),
  ];
}

function outcome(receipt: Receipt): Inline {
  const words = outcomeWords(receipt);
  if (receipt.link !== undefined) return link(words, receipt.link);
  return receipt.state === 'broken' ? strong(words) : words;
}
