/**
 * What happens to the processes of protocol.ts: time, the platform, and every fault. Nothing here is fair: whatever can
 * happen may happen at any moment, in any order, as often as it likes, but for sleeping (assumptions.ts: `sleep`).
 */
import { type Emit, holds, isSettled, letGo, next, stepsOf } from './protocol.js';
import {
  copyOf,
  DEADLINE,
  FOR_EVER,
  flight,
  isUnderWay,
  LEASE,
  less,
  NONCE,
  OVER_A_DEADLINE,
  type Reminder,
  SHORT_SLEEP,
  type State,
  type Try,
  type World,
} from './state.js';

const both = [0, 1] as const;
const strayKinds = ['strayNow', 'straySoon', 'strayLate'] as const;

/** A message arrives at the platform and is shown, unless a nonce tells that it is there already. */
function land({ platform }: World, reminder: Reminder): void {
  if (platform === 'discord' && reminder.nonce > 0) return;
  reminder.copies |= 1 << Math.min(reminder.landed, 3);
  reminder.landed = Math.min(reminder.landed + 1, 4);
  if (platform === 'discord') reminder.nonce = NONCE;
}

/** Nobody waits for the answer any more; a request under way may land all the same. */
function abandon({ request, left }: Try, reminder: Reminder): void {
  if (request !== 'flying') return;
  const kind = left === 0 ? 'strayNow' : left === DEADLINE ? 'straySoon' : 'strayLate';
  reminder[kind] = Math.min(3, reminder[kind] + 1);
}

function requestOf(world: World, state: State, who: 0 | 1, emit: Emit): void {
  const { step, request, asleep } = state.tries[who];
  if (step !== 'sent') return;
  if (request === 'flying') {
    const landing = next(state, who);
    land(world, landing.mine);
    landing.me.request = 'landed';
    landing.me.left = 0;
    emit(who, "@'s message lands", landing.state);
    for (const end of ['refused', 'gone'] as const) {
      const { state: ended, me } = next(state, who);
      me.request = end;
      me.left = 0;
      emit(who, end === 'gone' ? "@'s message gets lost" : "@'s message is turned down", ended, 'fault');
    }
  }
  if (asleep === 1) return;
  if (request === 'landed' || request === 'refused') {
    const { state: answered, me } = next(state, who);
    me.step = request === 'landed' ? 'shown' : 'refused';
    me.request = 'flying';
    emit(who, request === 'landed' ? '@ gets the answer' : '@ is told that it was turned down', answered);
  }
  const { state: lost, me, mine } = next(state, who);
  abandon(me, mine);
  me.step = 'unknown';
  me.request = 'flying';
  me.left = 0;
  // Where the message is gone there is nothing to wait for but the deadline.
  emit(who, '@ gets no answer', lost, request === 'gone' ? undefined : 'fault');
  if (!world.rules.noClientRetries && request !== 'flying') {
    const { state: again, me: sender } = next(state, who);
    sender.request = 'flying';
    sender.left = flight(world);
    emit(who, "@'s client gets no answer and sends again by itself", again, 'fault');
  }
}

function straysOf(world: World, state: State, emit: Emit): void {
  for (const [index, reminder] of state.reminders.entries()) {
    for (const kind of strayKinds) {
      if (reminder[kind] === 0) continue;
      for (const lands of [true, false]) {
        const copy = copyOf(state);
        const mine = copy.reminders[index] as Reminder;
        mine[kind] -= 1;
        if (lands) land(world, mine);
        const text = lands ? 'A message lands that nobody waits for' : 'A message that nobody waits for gets lost';
        emit(0, text, copy);
      }
    }
  }
}

/** The sender of a message that only its own report would bring to light. */
function mustLive({ rules }: World, state: State, who: 0 | 1): boolean {
  const me = state.tries[who];
  const mine = state.reminders[me.on] as Reminder;
  const hasSent = ['sent', 'shown', 'unknown', 'strayed'].includes(me.step);
  return rules.livesToReport && hasSent && !holds(state, who) && isSettled(mine) && mine.lastIn <= DEADLINE;
}

/** The tries that live and die, sleep and wake together. */
function together({ store }: World, who: 0 | 1): readonly (0 | 1)[] {
  return store === 'embedded' ? both : [who];
}

function subject({ store }: World): string {
  return store === 'embedded' ? 'The process' : '@';
}

function crash(world: World, state: State, who: 0 | 1, emit: Emit): void {
  const dying = together(world, who);
  if (state.tries[who].step === 'down' || dying.some((one) => mustLive(world, state, one))) return;
  const copy = copyOf(state);
  for (const one of dying) {
    const { me, mine } = { me: copy.tries[one], mine: copy.reminders[copy.tries[one].on] as Reminder };
    if (me.step === 'sent') abandon(me, mine);
    if (!world.rules.claimDurable && holds(copy, one)) {
      mine.row = 'planned';
      mine.owner = 'none';
      mine.lease = 0;
      mine.unsure = me.unsure;
    }
    letGo(me);
    me.step = 'down';
    me.asleep = 0;
    me.knows = 0;
  }
  emit(who, `${subject(world)} is killed`, copy, 'fault');
}

/** What was in flight when a process died has ended when this is over. */
function lastLease({ rules }: World): number {
  return rules.shortenedOutlivesDeadline ? OVER_A_DEADLINE : 0;
}

function restart(world: World, state: State, who: 0 | 1, emit: Emit): void {
  if (state.tries[who].step !== 'down') return;
  const copy = copyOf(state);
  for (const one of together(world, who)) {
    copy.tries[one].step = 'idle';
    copy.tries[one].knows = state.change === 'none' ? 0 : 1;
  }
  if (world.store === 'embedded') {
    // Also where it has ended: the process may have slept, and sent its last message just before it died.
    for (const reminder of copy.reminders) if (reminder.row === 'claimed') reminder.lease = lastLease(world);
  }
  emit(who, `${subject(world)} starts again`, copy);
}

function presence(world: World, state: State, emit: Emit): void {
  if (world.store === 'embedded') return;
  for (const [index, { row, owner, lease }] of state.reminders.entries()) {
    if (row !== 'claimed' || owner === 'none' || lease === 0) continue;
    const { step, asleep } = state.tries[owner];
    const gone = step === 'down';
    if (!gone && world.reminders === 2) continue;
    if (asleep === 1 && world.rules.sleepersKeepLease) continue;
    if (lease <= lastLease(world)) continue;
    const copy = copyOf(state);
    (copy.reminders[index] as Reminder).lease = lastLease(world);
    const why = gone ? '@ is gone' : '@ is cut off from the store for a moment';
    emit(owner, `${why}: its lease is cut short`, copy, gone ? undefined : 'fault');
  }
}

function longestSleep({ sleep, platform, rules }: World): number {
  if (sleep === 'short') return SHORT_SLEEP;
  return platform === 'discord' && rules.wakesWithinNonce ? NONCE - LEASE - DEADLINE : Number.POSITIVE_INFINITY;
}

/** About to send under a lease that was cut short after the renewal. */
function isCutShort({ rules }: World, state: State, who: 0 | 1): boolean {
  const { step, on } = state.tries[who];
  return (
    rules.renewedBeforeSend && step === 'renewed' && holds(state, who) && (state.reminders[on]?.lease ?? 0) < LEASE
  );
}

function sleep(world: World, state: State, who: 0 | 1, emit: Emit): void {
  const { asleep, slept, step } = state.tries[who];
  if (asleep === 0 && (world.sleep === 'none' || slept > 0 || step === 'down')) return;
  if (asleep === 0 && world.rules.sleepersKeepLease && isCutShort(world, state, who)) return;
  const copy = copyOf(state);
  for (const one of together(world, who)) {
    copy.tries[one].asleep = asleep === 1 ? 0 : 1;
    // On an embedded store it may sleep as often as it likes.
    if (world.store === 'shared') copy.tries[one].slept = Math.max(1, slept);
  }
  emit(who, `${subject(world)} ${asleep === 1 ? 'wakes' : 'falls asleep'}`, copy, asleep === 1 ? undefined : 'fault');
}

/** At any call of the store it may not answer: the process lets the matter drop, and the lease ends. */
function storeFails(world: World, state: State, who: 0 | 1, emit: Emit): void {
  const { step, on } = state.tries[who];
  const mine = state.reminders[on] as Reminder;
  if (step === 'down' || step === 'idle' || step === 'renewed' || step === 'sent' || mustLive(world, state, who)) {
    return;
  }
  // After a send whose end nobody knows, the process keeps the reminder in hand until the deadline is over.
  if (world.store === 'embedded' && world.rules.ownTriesKnown && step === 'unknown' && isUnderWay(mine)) return;
  const { state: dropped, me } = next(state, who);
  letGo(me);
  emit(who, 'The store does not answer @, which lets the matter drop', dropped, 'fault');
}

function changesOf(world: World, state: State, emit: Emit): void {
  if (world.changes.length === 0) return;
  if (state.change === 'none' && world.changes.includes('started')) {
    const started = copyOf(state);
    started.change = 'started';
    for (const process of started.tries) process.knows = 1;
    emit(0, 'The meeting starts', started, 'fault');
  }
  for (const who of both) {
    const me = state.tries[who];
    if (me.asleep === 1 || me.step === 'down' || me.knows === 1) continue;
    if (state.change !== 'none') {
      const { state: learnt, me: knowing } = next(state, who);
      knowing.knows = 1;
      emit(who, '@ learns of the change', learnt);
      continue;
    }
    for (const change of world.changes) {
      if (change === 'started') continue;
      const { state: changed, me: told } = next(state, who);
      changed.change = change;
      changed.dueIn = change === 'moved' ? OVER_A_DEADLINE : 0;
      told.knows = 1;
      emit(who, change === 'moved' ? '@ is told: moved to later' : '@ is told: skipped', changed, 'fault');
    }
  }
}

/** Time goes on, unless something has to happen before it may. */
function tick(world: World, state: State, emit: Emit): void {
  const longest = longestSleep(world);
  for (const { step, request, left, asleep, slept } of state.tries) {
    if (step === 'renewed' && asleep === 0 && world.rules.renewedBeforeSend) return;
    if (step === 'sent' && request === 'flying' && left === 0) return;
    if (asleep === 1 && slept > longest) return;
  }
  if (state.reminders.some(({ strayNow }) => strayNow > 0)) return;
  const copy = copyOf(state);
  for (const process of copy.tries) {
    if (process.left !== FOR_EVER) process.left = less(process.left);
    if (process.asleep === 1 && longest < Number.POSITIVE_INFINITY) process.slept += 1;
  }
  for (const reminder of copy.reminders) {
    if (world.rules.leaseEnds || reminder.row !== 'claimed') reminder.lease = less(reminder.lease);
    reminder.notBefore = less(reminder.notBefore);
    reminder.sweepIn = less(reminder.sweepIn);
    reminder.lastIn = less(reminder.lastIn);
    reminder.nonce = less(reminder.nonce);
    reminder.strayNow = reminder.straySoon;
    reminder.straySoon = 0;
  }
  copy.dueIn = less(copy.dueIn);
  emit(0, 'A deadline passes', copy);
}

/** Everything that can happen next. */
export function eventsOf(world: World, state: State, emit: Emit): void {
  for (const who of both) {
    if (state.tries[who].asleep === 0) {
      stepsOf(world, state, who, emit);
      if (world.reminders === 1) storeFails(world, state, who, emit);
    }
    requestOf(world, state, who, emit);
    if (who === 0 || world.store === 'shared') {
      crash(world, state, who, emit);
      restart(world, state, who, emit);
      sleep(world, state, who, emit);
    }
  }
  straysOf(world, state, emit);
  presence(world, state, emit);
  changesOf(world, state, emit);
  tick(world, state, emit);
}
