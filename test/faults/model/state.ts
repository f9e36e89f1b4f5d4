/** One state of the model, and its short name: a string by which states are told apart. */
import type { Rules, Setting } from './assumptions.js';

/** Time in ticks of one send deadline: what happens within one may come in any order. */
export const DEADLINE = 1;
/** In truth six deadlines; a shorter one makes the world harsher, and smaller. */
export const LEASE = 3;
/** Just over one deadline, which in whole ticks is the next one. */
export const OVER_A_DEADLINE = 2;
/** In truth some minutes. */
export const NONCE = 6;
/** Longer sleeps are all alike. A short one, with the deadline after it, still ends before the lease. */
export const SHORT_SLEEP = LEASE - DEADLINE - 1;
/** Not bounded at all. */
export const FOR_EVER = 7;

export type Bit = 0 | 1;

const steps = [
  'down',
  'idle',
  'claimed',
  'ready',
  'found',
  'renewed',
  'sent',
  'shown',
  'refused',
  'unknown',
  'strayed',
  'sweeping',
  'looked',
] as const;
const requests = ['flying', 'landed', 'refused', 'gone'] as const;
const rows = ['planned', 'claimed', 'posted', 'skipped'] as const;
const changes = ['none', 'skipped', 'moved', 'started'] as const;

function numbered<T extends string>(words: readonly T[]): Record<T, number> {
  return Object.fromEntries(words.map((word, index) => [word, index])) as Record<T, number>;
}

const stepNumbers = numbered(steps);
const requestNumbers = numbered(requests);
const rowNumbers = numbered(rows);
const changeNumbers = numbered(changes);

/** A process that can try one reminder at a time: where it is, and what it knows. */
export interface Try {
  step: (typeof steps)[number];
  /** Which reminder it has in hand. */
  on: 0 | 1;
  /** Its claim said that an earlier try may have been shown. */
  unsure: Bit;
  /** What became of its request, as the platform has it. */
  request: (typeof requests)[number];
  /** While its request is flying: the ticks until it has landed or never will. */
  left: number;
  asleep: Bit;
  /** How long it sleeps, up to the bound; it stays when it wakes, because it sleeps once. 0: has not slept. */
  slept: number;
  /** Knows of the change to the schedule. */
  knows: Bit;
  /** Its sweep began when the last one was due. */
  last: Bit;
  /** The copies that it saw for its sweep, as a set. */
  seen: number;
}

/** One reminder: its row in the store, and what the platform has of it. */
export interface Reminder {
  row: (typeof rows)[number];
  /** Whose claim it is; `none` also when the store's answer to the claim was lost. Stands for the generation. */
  owner: 0 | 1 | 'none';
  lease: number;
  notBefore: number;
  unsure: Bit;
  /** A claim was ever given while unsure. */
  doubtful: Bit;
  /** A sweep is to come, in so many ticks. */
  toSweep: Bit;
  sweepIn: number;
  /** Until it is time for the last sweep. */
  lastIn: number;
  /** Whose sweep is the latest one taken. */
  sweeper: 0 | 1 | 'none';
  /** Copies that can be seen: bit 0 is the oldest. */
  copies: number;
  /** How many were ever shown. */
  landed: number;
  /** How long the platform still remembers the nonce. */
  nonce: number;
  /** Requests under way that nobody waits for any more: they land within this tick or never, by the next one, at any time. */
  strayNow: number;
  straySoon: number;
  strayLate: number;
}

export interface State {
  tries: [Try, Try];
  reminders: Reminder[];
  change: (typeof changes)[number];
  /** After a move: the ticks until the reminder is due again. */
  dueIn: number;
}

/** A world: where the protocol runs, and what holds there. */
export interface World extends Setting {
  readonly rules: Rules;
}

export function startOf({ reminders }: Setting): State {
  const process: Try = {
    step: 'idle',
    on: 0,
    unsure: 0,
    request: 'flying',
    left: 0,
    asleep: 0,
    slept: 0,
    knows: 0,
    last: 0,
    seen: 0,
  };
  const reminder: Reminder = {
    row: 'planned',
    owner: 'none',
    lease: 0,
    notBefore: 0,
    unsure: 0,
    doubtful: 0,
    toSweep: 0,
    sweepIn: 0,
    lastIn: 0,
    sweeper: 'none',
    copies: 0,
    landed: 0,
    nonce: 0,
    strayNow: 0,
    straySoon: 0,
    strayLate: 0,
  };
  return copyOf({
    tries: [process, process],
    reminders: reminders === 1 ? [reminder] : [reminder, reminder],
    change: 'none',
    dueIn: 0,
  });
}

export function copyOf({ tries: [a, b], reminders, change, dueIn }: State): State {
  return {
    tries: [{ ...a }, { ...b }],
    reminders: reminders.map((reminder) => ({ ...reminder })),
    change,
    dueIn,
  };
}

/** A tick, for what counts down. */
export function less(ticks: number): number {
  return Math.max(0, ticks - 1);
}

/** How long a request may fly. */
export function flight({ rules }: World): number {
  return rules.sendBounded ? DEADLINE : FOR_EVER;
}

/** A message that nobody waits for any more may still land. */
export function isUnderWay({ strayNow, straySoon, strayLate }: Reminder): boolean {
  return strayNow + straySoon + strayLate > 0;
}

/** How many copies can be seen. */
export function seenCopies({ copies }: Reminder): number {
  return (copies & 1) + ((copies >> 1) & 1) + ((copies >> 2) & 1) + ((copies >> 3) & 1);
}

/** One process as one number. */
function numberOfTry({ step, on, unsure, request, left, asleep, slept, knows, last, seen }: Try): number {
  const first = stepNumbers[step] | (on << 4) | (unsure << 5) | (requestNumbers[request] << 6) | (left << 8);
  return first | (asleep << 11) | (slept << 12) | (knows << 15) | (last << 16) | (seen << 17);
}

/** A and B are alike, so a state and its mirror image have one name. */
export interface Name {
  readonly name: string;
  /** Whether A stands for B in it. */
  readonly mirrored: boolean;
}

export function nameOf({ tries, reminders, change, dueIn }: State): Name {
  const a = numberOfTry(tries[0]);
  const b = numberOfTry(tries[1]);
  const mirrored = b < a || (b === a && reminders.some(isOfSecond));
  const [first, second] = mirrored ? [b, a] : [a, b];
  const head = changeNumbers[change] | (dueIn << 2);
  const units = [head, first & 0xffff, first >> 16, second & 0xffff, second >> 16];
  for (const reminder of reminders) {
    const owner = indexOfOwner(reminder.owner, mirrored);
    const sweeper = indexOfOwner(reminder.sweeper, mirrored);
    const { row, lease, notBefore, unsure, doubtful, toSweep, sweepIn, lastIn, copies, landed, nonce } = reminder;
    units.push(
      rowNumbers[row] | (owner << 2) | (lease << 4) | (notBefore << 7) | (unsure << 9) | (doubtful << 10),
      toSweep | (sweepIn << 1) | (lastIn << 3) | (sweeper << 5) | (copies << 7) | (landed << 11),
      reminder.strayNow | (reminder.straySoon << 2) | (reminder.strayLate << 4) | (nonce << 6),
    );
  }
  return { name: String.fromCharCode(...units), mirrored };
}

/** Where A and B stand at the same step: whose claim it is, and then whose sweep, decides which of them comes first. */
function isOfSecond({ owner, sweeper }: Reminder): boolean {
  return owner === 1 || (owner === 'none' && sweeper === 1);
}

function indexOfOwner(owner: 0 | 1 | 'none', mirrored: boolean): number {
  return owner === 'none' ? 2 : mirrored ? 1 - owner : owner;
}

function ownerAt(index: number): 0 | 1 | 'none' {
  return index === 2 ? 'none' : (index as 0 | 1);
}

function at<T>(list: readonly T[], index: number): T {
  return list[index] as T;
}

function tryNamed(number: number): Try {
  return {
    step: at(steps, number & 15),
    on: ((number >> 4) & 1) as Bit,
    unsure: ((number >> 5) & 1) as Bit,
    request: at(requests, (number >> 6) & 3),
    left: (number >> 8) & 7,
    asleep: ((number >> 11) & 1) as Bit,
    slept: (number >> 12) & 7,
    knows: ((number >> 15) & 1) as Bit,
    last: ((number >> 16) & 1) as Bit,
    seen: number >> 17,
  };
}

export function stateNamed(name: string): State {
  const unit = (index: number) => name.charCodeAt(index);
  const reminders: Reminder[] = [];
  for (let start = 5; start < name.length; start += 3) {
    const [row, sweeps, strays] = [unit(start), unit(start + 1), unit(start + 2)];
    reminders.push({
      row: at(rows, row & 3),
      owner: ownerAt((row >> 2) & 3),
      lease: (row >> 4) & 7,
      notBefore: (row >> 7) & 3,
      unsure: ((row >> 9) & 1) as Bit,
      doubtful: ((row >> 10) & 1) as Bit,
      toSweep: (sweeps & 1) as Bit,
      sweepIn: (sweeps >> 1) & 3,
      lastIn: (sweeps >> 3) & 3,
      sweeper: ownerAt((sweeps >> 5) & 3),
      copies: (sweeps >> 7) & 15,
      landed: sweeps >> 11,
      nonce: strays >> 6,
      strayNow: strays & 3,
      straySoon: (strays >> 2) & 3,
      strayLate: (strays >> 4) & 3,
    });
  }
  return {
    tries: [tryNamed(unit(1) | (unit(2) << 16)), tryNamed(unit(3) | (unit(4) << 16))],
    reminders,
    change: at(changes, unit(0) & 3),
    dueIn: unit(0) >> 2,
  };
}
