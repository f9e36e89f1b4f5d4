import { authorInline } from '../../src/command/author-words.js';
import type { Meeting } from '../../src/community/model.js';
import { moment } from '../../src/reply/build.js';
import type { Line } from '../../src/reply/reply.js';
import type { Change } from '../../src/schedule/change.js';
import { instantOf } from '../../src/time/zoned.js';

/** What a change made of its date: "skipped: holidays", "moved to <when>", "added", "note: a guest". */
export function changeLine({ kind, to, why, note = '' }: Change, { series: { zone } }: Meeting): Line {
  const because = why === undefined ? [] : [`: ${why}`];
  switch (kind) {
    case 'skip':
      return ['skipped', ...because];
    case 'move':
      return ['moved', ...(to === undefined ? [] : [' to ', moment(instantOf(to, zone), zone)]), ...because];
    case 'add':
      return ['added', ...because];
    case 'note':
      return [note === '' ? 'its note taken away' : `note: ${note}`];
    case 'undo':
      return ['a change taken back'];
  }
}

/** "by Ana Ruiz, <when>" */
export function byLine({ by, at }: Change, { series: { zone } }: Meeting): Line {
  return ['by ', authorInline(by), ', ', moment(at, zone)];
}
