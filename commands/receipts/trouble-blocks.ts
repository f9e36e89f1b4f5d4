import type { OpenTrouble } from '../../src/command/command.js';
import { platformName } from '../../src/command/platform-name.js';
import { withoutStop } from '../../src/command/receipt-words.js';
import type { Community } from '../../src/community/model.js';
import { divider, list, moment, strong, text } from '../../src/reply/build.js';
import type { Block, Line } from '../../src/reply/reply.js';
import { place } from './place.js';

/** More than fit a screen are of one cause, which the first ones tell. */
const mostShown = 5;

export function troublesShown(troubles: readonly OpenTrouble[]): readonly OpenTrouble[] {
  return troubles.slice(0, mostShown);
}

/** Rooms and platforms that cannot be posted to now: why, since when, and when they are tried next. */
export function troubleBlocks(troubles: readonly OpenTrouble[], community: Community): readonly Block[] {
  if (troubles.length === 0) return [text('No room is in trouble.')];
  const hidden = troubles.length - mostShown;
  return [
    text(strong('In trouble now')),
    list(...troublesShown(troubles).map((trouble) => troubleLine(trouble, community.zone))),
    ...(hidden > 0 ? [text(`And ${hidden} more; “frontdesk receipts” in the terminal lists them all.`)] : []),
    divider,
  ];
}

function troubleLine({ platform, room, why, since, triedAgainAt }: OpenTrouble, home: string): Line {
  const where = room === undefined ? `Everything on ${platformName[platform]}` : place({ room, platform });
  return [
    strong(where),
    `: ${withoutStop(why)}. Since `,
    moment(since, home),
    '; next try ',
    moment(triedAgainAt, home),
    '. Reminders wait until then.',
  ];
}
