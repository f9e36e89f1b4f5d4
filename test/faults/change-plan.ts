/**
 * What maintainers change in a fault run, and what members are to see of it in the end: written down here, never asked of
 * the code under test. Meetings whose reminders are posted are skipped, moved, or skipped and taken back; those of the late
 * meetings are about to be posted when their meeting is skipped or moved.
 */
import type { NewChange } from '../../src/schedule/change.js';
import { type Crowd, chatPlatforms, wallOf } from './crowd.js';
import type { Seen } from './platforms.js';

export interface ChangedCrowd {
  readonly crowd: Crowd;
  /** The first so many meetings are reminded of before anything is changed. */
  readonly early: number;
  /** When the reminders of the others are due, in seconds since the epoch. */
  readonly lateAt: number;
}

export type Fortune = 'skipped' | 'moved' | 'restored';

const movedMinutes = 30;

/** @param late how many meetings are changed when their reminders are due */
export function changedCrowd(rooms: number, early: number, late: number, dueAt: number, lateAt: number): ChangedCrowd {
  const dueTimes = Array.from({ length: early + late }, (_, n) => (n < early ? dueAt : lateAt));
  return { crowd: { rooms, meetings: early + late, dueAt, dueTimes }, early, lateAt };
}

export function fortuneOf({ early }: ChangedCrowd, n: number): Fortune {
  if (n >= early) return n % 2 === 0 ? 'skipped' : 'moved';
  return (['skipped', 'moved', 'restored'] as const)[n % 3] ?? 'skipped';
}

function parts(wall: string) {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = wall.split(/[-T:]/).map(Number);
  return { year, month, day, hour, minute };
}

/** Seconds since the epoch at which the meeting begins by its rule, and where it is moved to. */
function startsOf({ crowd }: ChangedCrowd, n: number) {
  const at = Date.parse(`${wallOf(crowd, n)}:00Z`) / 1000;
  return { at, movedTo: at + movedMinutes * 60 };
}

/** @param follows the change before it, which it takes back; 0: it is the first */
export function changeOf(changed: ChangedCrowd, n: number, follows: number): NewChange {
  const name = { meeting: `meeting-${n}`, original: parts(wallOf(changed.crowd, n)), follows };
  const by = { platform: 'slack', id: 'U0ANA', name: 'Ana' } as const;
  if (follows !== 0) return { ...name, by, kind: 'undo' };
  const why = `reason ${n}`;
  if (fortuneOf(changed, n) !== 'moved') return { ...name, by, kind: 'skip', why };
  const to = new Date(startsOf(changed, n).movedTo * 1000).toISOString().slice(0, 16);
  return { ...name, by, kind: 'move', to: parts(to), why };
}

export interface Verdict {
  /** Places, a meeting's in one room on one platform each. */
  readonly places: number;
  readonly reminders: number;
  readonly notices: number;
  /** Places that show something that is not so, in words. */
  readonly wrong: readonly string[];
  /** Places in which anything stands twice. */
  readonly doubled: readonly string[];
  /** Places without a reminder or a notice that they are to have. */
  readonly lost: readonly string[];
  /** Places that read that a skip is off of which they had not been told: true, and of no use. */
  readonly needless: readonly string[];
}

/** Whether the reminder says what is so in the end. */
function saysSo(changed: ChangedCrowd, n: number, { text }: Seen): boolean {
  const { at, movedTo } = startsOf(changed, n);
  const tells = { skipped: text.includes(`Skipped: reason ${n}.`), moved: text.includes(`at ${movedTo}`) };
  switch (fortuneOf(changed, n)) {
    case 'skipped':
      return tells.skipped && !tells.moved;
    case 'moved':
      return tells.moved && text.includes(`Moved: reason ${n}.`) && !tells.skipped;
    case 'restored':
      return text.includes(`at ${at}`) && !tells.skipped && !tells.moved;
  }
}

type Fault = 'wrong' | 'doubled' | 'lost' | 'needless';

/** What is amiss in one place; undefined where nothing is. @param here what stands there, the oldest first */
function faultOf(changed: ChangedCrowd, n: number, here: readonly Seen[]): Fault | undefined {
  const notices = here.map(({ title }) => title).filter((title) => title !== `Meeting ${n}`);
  const [reminder, ...more] = here.filter(({ title }) => title === `Meeting ${n}`);
  if (more.length > 0 || new Set(notices).size < notices.length) return 'doubled';
  const isLate = n >= changed.early;
  if (reminder === undefined && !isLate) return 'lost';
  if (reminder !== undefined && !saysSo(changed, n, reminder)) return 'wrong';
  const fortune = fortuneOf(changed, n);
  if (fortune !== 'restored') {
    if (notices.some((title) => title !== `Meeting ${n}: ${fortune}`)) return 'wrong';
    // What was late may never have been reminded of: then there is nothing to tell.
    return notices.length === 0 && reminder !== undefined ? 'lost' : undefined;
  }
  // A room that was told of the skip is told that it is off, and reads that last; one that was not need not be.
  const [skipped, again] = [`Meeting ${n}: skipped`, `Meeting ${n}: on again`];
  if (notices.some((title) => title !== skipped && title !== again)) return 'wrong';
  if (notices.at(-1) === skipped) return notices.length === 1 ? 'lost' : 'wrong';
  return notices.length === 1 ? 'needless' : undefined;
}

export function verdictOf(changed: ChangedCrowd, seen: readonly Seen[]): Verdict {
  const byPlace = new Map<string, Seen[]>();
  for (const one of seen) {
    const [, n] = /^Meeting (\d+)(?:$|:)/.exec(one.title) ?? [];
    const place = `${one.platform} room ${one.room} meeting ${n ?? 'unknown'}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), one]);
  }
  const faults: Record<Fault, string[]> = { wrong: [], doubled: [], lost: [], needless: [] };
  const { rooms, meetings } = changed.crowd;
  for (const platform of chatPlatforms) {
    for (let room = 0; room < rooms; room += 1) {
      for (let n = 0; n < meetings; n += 1) {
        const place = `${platform} room ${room} meeting ${n}`;
        const fault = faultOf(changed, n, byPlace.get(place) ?? []);
        const shown = byPlace.get(place)?.map(({ title, text }) => `${title} (${text.replaceAll('\n', ' ')})`) ?? [];
        if (fault !== undefined) faults[fault].push(`${place}: ${shown.join('; ')}`);
        byPlace.delete(place);
      }
    }
  }
  const isReminder = ({ title }: Seen) => /^Meeting \d+$/.test(title);
  return {
    places: chatPlatforms.length * rooms * meetings,
    reminders: seen.filter(isReminder).length,
    notices: seen.filter((one) => !isReminder(one)).length,
    ...faults,
    // What belongs to no place is wrong as well.
    wrong: [...faults.wrong, ...byPlace.keys()],
  };
}
