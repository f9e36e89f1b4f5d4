import { expect, test } from 'vitest';
import type { OwnEvent, PlatformEvent } from '../../../src/adapter.js';
import { stepsTo } from '../../../src/events/steps.js';
import type { Instant } from '../../../src/time/zoned.js';

const now = 1_796_904_000 as Instant;

function wanted(mark: string, inHours: number, change: Partial<PlatformEvent> = {}): PlatformEvent {
  const startsAt = (now + inHours * 3600) as Instant;
  return {
    mark,
    name: mark,
    description: '',
    location: 'Online',
    startsAt,
    endsAt: (startsAt + 3600) as Instant,
    ...change,
  };
}

function own(id: string, mark: string, inHours: number): OwnEvent {
  return { id, server: '8', ...wanted(mark, inHours) };
}

function steps(toCome: readonly PlatformEvent[], events: readonly OwnEvent[], room = 90) {
  const named = (mark: string) => toCome.find((event) => event.mark === mark);
  const { steps: all, left } = stepsTo({ toCome, named, shown: (event) => event }, { events, room }, now);
  const said = all.map((step) => `${step.do} ${step.do === 'create' ? step.to.mark : step.event.id}`);
  return { said, left };
}

test('what is missing is made, the nearest first', () => {
  expect(steps([wanted('a', 1), wanted('b', 2)], [])).toEqual({ said: ['create a', 'create b'], left: 0 });
});

test('what stands as it should is left alone', () => {
  expect(steps([wanted('a', 1)], [own('1', 'a', 1)]).said).toEqual([]);
});

test.each([
  ['a start', { startsAt: (now + 7200) as Instant }],
  ['an end', { endsAt: (now + 9000) as Instant }],
  ['a name', { name: 'b' }],
  ['a place', { location: 'Berlin' }],
  ['words', { description: 'Bring cake' }],
])('%s that differs is changed', (_what, change) => {
  expect(steps([wanted('a', 1, change)], [own('1', 'a', 1)]).said).toEqual(['change 1']);
});

test('what nobody wants any more goes, before anything is made', () => {
  expect(steps([wanted('b', 2)], [own('1', 'a', 1)]).said).toEqual(['cancel 1', 'create b']);
});

test('of several with one mark the earliest made stays, however many digits its number has', () => {
  expect(steps([wanted('a', 1)], [own('100', 'a', 1), own('99', 'a', 1), own('101', 'a', 1)]).said).toEqual([
    'cancel 100',
    'cancel 101',
  ]);
});

test('what runs is left to end by itself, whatever differs', () => {
  expect(
    steps([wanted('a', -0.5, { name: 'b', startsAt: (now - 1200) as Instant })], [own('1', 'a', -0.5)]).said,
  ).toEqual([]);
});

test('what runs and is put off goes, and is made anew', () => {
  expect(steps([wanted('a', 3)], [own('1', 'a', -0.5)]).said).toEqual(['cancel 1', 'create a']);
});

test('what is to come and was brought forward until it runs goes', () => {
  expect(steps([wanted('a', -0.5)], [own('1', 'a', 2)]).said).toEqual(['cancel 1']);
});

test('what begins within a minute is no longer made', () => {
  expect(steps([wanted('a', 59 / 3600), wanted('b', 60 / 3600)], []).said).toEqual(['create b']);
});

test('twenty places stay free for others, and what goes makes room', () => {
  const toCome = Array.from({ length: 10 }, (_, n) => wanted(`m${n}`, n + 1));
  expect(steps(toCome, [], 22)).toEqual({ said: ['create m0', 'create m1'], left: 8 });
  expect(steps(toCome, [own('1', 'x', 1)], 20)).toEqual({ said: ['cancel 1', 'create m0'], left: 9 });
  expect(steps(toCome, [], 3)).toEqual({ said: [], left: 10 });
});
