/**
 * How a reminder is posted once, as a model: small enough to search every order in which things can happen. The protocol:
 *
 *    1. Claim the row, durably, under a lease. It may be taken where it is planned, or where the claim's lease has ended.
 *    2. If an earlier try may have been shown, ask the platform; what it shows is settled as found, and swept.
 *    3. Renew the lease, then look at the schedule; from there to the send there is no wait.
 *    4. One send, with a deadline. Discord shows nothing twice while it remembers the nonce; Slack has no such thing.
 *    5. Settle the row as posted. Or give it back: as it was, if this try surely showed nothing; as uncertain, if nobody
 *       knows, to rest for one deadline before anyone asks. Whoever has lost the claim changes nothing, but reports the send.
 *    6. A row whose claim was ever given while uncertain is swept twice after it is settled, and after each report: all
 *       copies but the oldest are taken away.
 *
 * Processes A and B do this, step by step (this file). What is around them (world.ts) kills them, puts them to sleep,
 * loses answers, lets messages land late, ends leases. What must hold stands in verdict.ts, what it leans on in assumptions.ts.
 */
import {
  type Bit,
  copyOf,
  flight,
  LEASE,
  OVER_A_DEADLINE,
  type Reminder,
  type State,
  type Try,
  type World,
} from './state.js';

/** Something that can happen next. "@" in the text is the process. A fault is nothing that the protocol may wait for. */
export type Emit = (who: 0 | 1, text: string, next: State, fault?: 'fault') => void;

const FIRST_SWEEP = 1;
const LAST_SWEEP = 3;
/** For so long a sweep that was taken is not taken by another. */
const SWEEP_TAKEN = 2;

/** A copy of the state to change, with the process and its reminder in it. */
export function next(state: State, who: 0 | 1): { readonly state: State; readonly me: Try; readonly mine: Reminder } {
  const copy = copyOf(state);
  const me = copy.tries[who];
  return { state: copy, me, mine: copy.reminders[me.on] as Reminder };
}

/** Has nothing in hand any more. */
export function letGo(me: Try): void {
  me.step = 'idle';
  me.on = 0;
  me.unsure = 0;
  me.request = 'flying';
  me.left = 0;
  me.last = 0;
  me.seen = 0;
}

/** Whether the process still has the claim that it posts under. */
export function holds(state: State, who: 0 | 1): boolean {
  const mine = state.reminders[state.tries[who].on];
  return mine?.row === 'claimed' && mine.owner === who;
}

export function isSettled({ row }: Reminder): boolean {
  return row === 'posted' || row === 'skipped';
}

/** Whether the reminder must not be posted now, by what the process knows. */
export function isOff({ change, dueIn }: State, { knows }: Try): boolean {
  return knows === 1 && (change === 'moved' ? dueIn > 0 : change !== 'none');
}

function claimLease({ rules }: World): number {
  return rules.leaseOutlivesDeadline ? LEASE : 1;
}

/** Ends the claim for good. False: it was lost, nothing is changed. */
function settle(world: World, state: State, who: 0 | 1, row: 'posted' | 'skipped', found: boolean): boolean {
  if (!holds(state, who) && world.rules.generationChecked) return false;
  const mine = state.reminders[state.tries[who].on] as Reminder;
  mine.row = row;
  mine.owner = 'none';
  mine.lease = 0;
  mine.unsure = 0;
  const swept = row === 'posted' ? mine.doubtful === 1 || found : mine.doubtful === 1 && world.rules.skippedSwept;
  if (swept && world.rules.sweepRuns) {
    mine.toSweep = 1;
    mine.sweepIn = FIRST_SWEEP;
    mine.lastIn = LAST_SWEEP;
  }
  return true;
}

/** Gives the claim back. False: it was lost, nothing is changed. */
function release(world: World, state: State, who: 0 | 1, unsure: 0 | 1, notBefore: number): boolean {
  if (!holds(state, who) && world.rules.generationChecked) return false;
  const mine = state.reminders[state.tries[who].on] as Reminder;
  mine.row = 'planned';
  mine.owner = 'none';
  mine.lease = 0;
  mine.unsure = unsure;
  mine.notBefore = notBefore;
  return true;
}

/** What is known after a try that surely showed nothing: an earlier one may still come. */
function stillUnsure({ rules }: World, { unsure }: Try): Bit {
  return rules.staysUncertain ? unsure : 0;
}

/** Step 1, and the beginning of a sweep. */
function begin(world: World, state: State, who: 0 | 1, emit: Emit): void {
  const { rules, store } = world;
  const inHand = (index: number) => {
    const { step, on } = state.tries[who === 0 ? 1 : 0];
    return store === 'embedded' && rules.ownTriesKnown && step !== 'idle' && step !== 'down' && on === index;
  };
  const open = state.reminders.findIndex(
    ({ row, notBefore, lease }, index) =>
      ((row === 'planned' && notBefore === 0) || (row === 'claimed' && (lease === 0 || !rules.oneClock))) &&
      !inHand(index),
  );
  // One claim in force in a room; by a clock that is ahead, none is in force.
  const roomBusy = rules.oneClock && state.reminders.some(({ row, lease }) => row === 'claimed' && lease > 0);
  if (open >= 0 && !roomBusy) {
    const { state: claimed, me, mine } = next(withHand(state, who, open), who);
    me.unsure = mine.unsure;
    me.step = mine.unsure === 1 && rules.asksFirst ? 'claimed' : 'ready';
    mine.doubtful = mine.doubtful === 1 || mine.unsure === 1 ? 1 : 0;
    mine.row = 'claimed';
    mine.owner = who;
    mine.lease = claimLease(world);
    mine.notBefore = 0;
    mine.unsure = 1;
    emit(who, me.unsure === 1 ? '@ claims, an earlier try may have been shown' : '@ claims', claimed);
    if (rules.claimDurable && world.reminders === 1) {
      const { state: lost, me: none, mine: row } = next(claimed, who);
      row.owner = 'none';
      letGo(none);
      emit(who, "@ claims, and does not get the store's answer", lost, 'fault');
    }
  }
  for (const [index, reminder] of state.reminders.entries()) {
    if (reminder.toSweep === 0 || reminder.sweepIn > 0) continue;
    const { state: taken, me, mine } = next(withHand(state, who, index), who);
    me.step = 'sweeping';
    me.last = mine.lastIn === 0 ? 1 : 0;
    mine.sweepIn = SWEEP_TAKEN;
    mine.sweeper = who;
    emit(who, '@ begins a sweep', taken);
  }
}

function withHand(state: State, who: 0 | 1, on: number): State {
  if (on === 0) return state;
  const copy = copyOf(state);
  copy.tries[who].on = 1;
  return copy;
}

/** Step 2. */
function ask(world: World, state: State, who: 0 | 1, emit: Emit): void {
  const { state: asked, me, mine } = next(state, who);
  me.step = mine.copies === 0 ? 'ready' : 'found';
  emit(who, mine.copies === 0 ? '@ asks: nothing is shown' : '@ asks: it is shown', asked);
  const { state: later, me: waiting } = next(state, who);
  release(world, later, who, 1, 1);
  letGo(waiting);
  emit(who, '@ cannot ask, and gives it back as uncertain', later, 'fault');
}

/** The meeting is off, or not yet due, as far as the process knows: nothing is sent. */
function standDown(world: World, state: State, who: 0 | 1, emit: Emit): void {
  const { state: ended, me } = next(state, who);
  if (state.change === 'moved') release(world, ended, who, stillUnsure(world, me), ended.dueIn);
  else settle(world, ended, who, 'skipped', false);
  letGo(me);
  emit(who, state.change === 'moved' ? '@ gives it back for its new time' : '@ marks it skipped', ended);
}

/** Step 3. */
function renew(world: World, state: State, who: 0 | 1, emit: Emit): void {
  const { state: renewed, me, mine } = next(state, who);
  if (!world.rules.renewedBeforeSend) {
    me.step = 'renewed';
    emit(who, '@ is about to send, without renewing', renewed);
  } else if (holds(state, who) && mine.lease > 0) {
    mine.lease = claimLease(world);
    me.step = 'renewed';
    emit(who, '@ renews the lease', renewed);
  } else {
    letGo(me);
    emit(who, '@ finds its claim lost and does not post', renewed);
  }
}

/** Step 4. */
function send(world: World, state: State, who: 0 | 1, emit: Emit): void {
  const { state: sent, me, mine } = next(state, who);
  if (!world.rules.settledAfterAnswer && mine.row === 'claimed') {
    settle(world, sent, who, 'posted', false);
    emit(who, '@ marks it posted', sent);
    return;
  }
  me.step = 'sent';
  me.request = 'flying';
  me.left = flight(world);
  emit(who, '@ sends', sent);
}

const endings = {
  refused: '@ gives it back',
  unknown: '@ gives it back as uncertain',
  found: '@ settles it as found',
  shown: '@ settles it as posted',
} as const;

/** Step 5. */
function conclude(world: World, state: State, who: 0 | 1, step: keyof typeof endings, emit: Emit): void {
  const { rules } = world;
  const { state: ended, me } = next(state, who);
  const kept =
    step === 'refused'
      ? release(world, ended, who, stillUnsure(world, me), 1)
      : step === 'unknown'
        ? release(world, ended, who, 1, rules.uncertainRests ? OVER_A_DEADLINE : 0)
        : settle(world, ended, who, 'posted', step === 'found');
  const strayed = !kept && (step === 'shown' || step === 'unknown') && rules.suspicionReported && rules.sweepRuns;
  if (strayed) me.step = 'strayed';
  else letGo(me);
  emit(who, kept ? endings[step] : '@ finds its claim lost', ended);
}

/** The report of step 5. */
function report({ rules }: World, state: State, who: 0 | 1, emit: Emit): void {
  const { state: told, me, mine } = next(state, who);
  if (mine.row === 'posted' || (mine.row === 'skipped' && rules.skippedSwept)) {
    mine.toSweep = 1;
    mine.sweepIn = 0;
    mine.lastIn = rules.sweptAgain ? LAST_SWEEP : 0;
    mine.sweeper = 'none';
  } else if (mine.row !== 'skipped') {
    mine.unsure = 1;
    mine.doubtful = 1;
  }
  letGo(me);
  emit(who, '@ reports that its send may have been shown', told);
}

/** Step 6. */
function look(state: State, who: 0 | 1, emit: Emit): void {
  const { state: done, me, mine } = next(state, who);
  me.step = 'looked';
  me.seen = mine.copies;
  emit(who, '@ looks which copies there are', done);
}

function sweep({ rules }: World, state: State, who: 0 | 1, emit: Emit): void {
  const { state: done, me, mine } = next(state, who);
  const later = me.seen & (me.seen - 1);
  mine.copies &= ~later;
  // Another sweep, or a report, that came meanwhile has its own end.
  if (mine.sweeper === who || !rules.lastSweepBegins) {
    mine.toSweep = mine.lastIn > 0 || (me.last === 0 && rules.lastSweepBegins) ? 1 : 0;
    mine.sweepIn = mine.lastIn;
    mine.sweeper = 'none';
  }
  letGo(me);
  emit(who, later === 0 ? '@ ends the sweep' : '@ takes the later copy away, and ends the sweep', done);
}

/** What a process that is awake does next. */
export function stepsOf(world: World, state: State, who: 0 | 1, emit: Emit): void {
  const { rules } = world;
  const { change } = state;
  const { step } = state.tries[who];
  const off = isOff(state, state.tries[who]);
  // One that has only begun may have been announced.
  const needsNoAnswer = off && change !== 'started';
  if (step === 'idle') begin(world, state, who, emit);
  else if (step === 'claimed' && !needsNoAnswer) ask(world, state, who, emit);
  else if (step === 'claimed') standDown(world, state, who, emit);
  else if (step === 'ready' && !off) renew(world, state, who, emit);
  else if (step === 'ready') standDown(world, state, who, emit);
  else if (step === 'renewed' && (!off || !rules.changeCheckedLast)) send(world, state, who, emit);
  else if (step === 'renewed') standDown(world, state, who, emit);
  else if (step === 'strayed') report(world, state, who, emit);
  else if (step === 'sweeping') look(state, who, emit);
  else if (step === 'looked') sweep(world, state, who, emit);
  else if (step !== 'sent' && step !== 'down') conclude(world, state, who, step, emit);
}
