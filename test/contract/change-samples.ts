import type { Change, NewChange } from '../../src/schedule/change.js';
import type { ChangeLog, Consequences } from '../../src/store/change-log.js';

export const original = { year: 2027, month: 1, day: 15, hour: 8, minute: 0 };

export function skip(change: Partial<NewChange> = {}): NewChange {
  return {
    kind: 'skip',
    meeting: 'community',
    original,
    why: 'a holiday',
    by: { platform: 'slack', id: 'U0ANA', name: 'Ana' },
    follows: 0,
    ...change,
  };
}

export function consequences(of: Partial<Consequences> = {}): Consequences {
  return { reminders: [], edits: [], notices: [], withdrawn: [], ...of };
}

/** Records a change that is the first to come. */
export async function recorded(
  log: ChangeLog,
  change: NewChange = skip(),
  of: Partial<Consequences> = {},
): Promise<Change> {
  const result = await log.recordChange(change, () => consequences(of));
  if (result.outcome !== 'recorded') throw new Error(`expected it to be recorded, not ${result.outcome}`);
  return result.change;
}
