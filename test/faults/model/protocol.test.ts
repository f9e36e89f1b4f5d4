import { describe, expect, test } from 'vitest';
import { allBut, allHold, assumptions, laws, type Setting } from './assumptions.js';
import { counterexamples, worlds } from './cases.js';
import { explore, printTrace } from './search.js';
import { nameOf, startOf, stateNamed } from './state.js';

const slack: Setting = { platform: 'slack', store: 'shared', sleep: 'none', reminders: 1, changes: [] };

describe('while every assumption holds', () => {
  test.each(Object.entries(worlds))('no order of events breaks a promise: %s', (_world, setting: Setting) => {
    const found = explore(allHold, setting);
    expect(found.broken === undefined ? undefined : printTrace(found.broken)).toBeUndefined();
    // One process has few states: its two tries never run side by side.
    expect(found.states).toBeGreaterThan(setting.store === 'shared' ? 20_000 : 300);
    expect(found.steps).toBeGreaterThan(3 * found.states);
  });

  test('a reminder is seen twice for a moment, and no longer, only on Slack after a long sleep on a shared store [fault 7]', () => {
    const { broken } = explore(allHold, { ...slack, sleep: 'long' }, ['onceAlways']);
    expect(broken?.trace).toContain('A falls asleep');
    expect(broken?.trace.at(-1)).toMatch(/lands/);
  });
});

describe('without an assumption', () => {
  test.each(counterexamples)('$without: the search finds how “$breaks” breaks ($in.platform, $in.store)', (example) => {
    const { broken } = explore(allBut(example.without), example.in, [example.breaks]);
    expect(broken?.law).toBe(example.breaks);
    if (broken !== undefined) console.info(`Without “${assumptions[example.without]}”. ${printTrace(broken)}`);
    expect(broken?.trace.length).toBeGreaterThan(0);
    expect(broken?.trace).not.toContain('Something happens');
  });

  test('each assumption has a counterexample, so each is needed', () => {
    expect([...new Set(counterexamples.map(({ without }) => without))].sort()).toEqual(Object.keys(assumptions).sort());
  });

  test('each law can break, so each is really watched', () => {
    expect([...new Set(counterexamples.map(({ breaks }) => breaks))].sort()).toEqual(Object.keys(laws).sort());
  });
});

test('a counterexample is told step by step, as short as it can be', () => {
  const { broken } = explore(allBut('noClientRetries'), slack);
  expect(broken && printTrace(broken)).toBe(
    [
      'Broken: a reminder is never seen twice.',
      '   1. A claims (generation 1).',
      '   2. A renews the lease.',
      '   3. A sends.',
      "   4. A's message lands.",
      "   5. A's client gets no answer and sends again by itself.",
      "   6. A's message lands.",
    ].join('\n'),
  );
});

test('a state and its mirror image have one name, and the name tells the whole state', () => {
  const state = startOf(slack);
  const [reminder] = state.reminders;
  Object.assign(state.tries[0], { step: 'sent', request: 'flying', left: 1, knows: 1, slept: 2, asleep: 1 });
  Object.assign(state.tries[1], { step: 'looked', unsure: 1, last: 1, seen: 11 });
  Object.assign(reminder ?? {}, { row: 'claimed', owner: 0, sweeper: 1, lease: 3, notBefore: 2, copies: 5, landed: 3 });
  Object.assign(reminder ?? {}, {
    nonce: 6,
    toSweep: 1,
    sweepIn: 2,
    lastIn: 3,
    strayNow: 1,
    straySoon: 2,
    strayLate: 3,
  });
  const mirror = {
    ...state,
    tries: [state.tries[1], state.tries[0]] as typeof state.tries,
    reminders: state.reminders.map((one) => ({ ...one, owner: 1 as const, sweeper: 0 as const })),
  };
  expect(nameOf(mirror).name).toBe(nameOf(state).name);
  expect(nameOf(mirror).mirrored).not.toBe(nameOf(state).mirrored);
  expect([state, mirror]).toContainEqual(stateNamed(nameOf(state).name));
});
