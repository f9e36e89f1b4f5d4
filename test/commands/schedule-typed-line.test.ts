import { expect, test } from 'vitest';
import { optionsTyped } from '../../commands/schedule/typed-line.js';

test.each<[string, Record<string, string>]>([
  ['', { do: 'list' }],
  ['list', { do: 'list' }],
  ['list community', { do: 'list', meeting: 'community' }],
  ['list community page 2', { do: 'list', meeting: 'community', page: '2' }],
  ['list page:2', { do: 'list', page: '2' }],
  ['SKIP', { do: 'skip' }],
  ['skip community 2026-12-24 because holidays', { do: 'skip', meeting: 'community 2026-12-24', reason: 'holidays' }],
  ['cancel next because of the storm', { do: 'skip', meeting: 'next', reason: 'the storm' }],
  [
    'skip community dec 24 because: “too few people”',
    { do: 'skip', meeting: 'community dec 24', reason: 'too few people' },
  ],
  [
    'move community 2026-12-24 to thursday 10am because the room is taken',
    { do: 'move', meeting: 'community 2026-12-24', to: 'thursday 10am', reason: 'the room is taken' },
  ],
  [
    'move Welcome to Istio 2026-12-24 to friday 10am',
    { do: 'move', meeting: 'Welcome to Istio 2026-12-24', to: 'friday 10am' },
  ],
  ['move community to banana', { do: 'move', meeting: 'community', to: 'banana' }],
  ['move to friday', { do: 'move', to: 'friday' }],
  ['postpone the security call by 30 minutes', { do: 'move', meeting: 'the security call', to: '+30 minutes' }],
  ['move community next 1 hour later', { do: 'move', meeting: 'community next', to: '1 hour later' }],
  ['move community a week later', { do: 'move', meeting: 'community', to: 'a week later' }],
  [
    'move meeting:community date:2026-12-24 to:thursday 10am reason:"moved: see to-do"',
    { do: 'move', meeting: 'community', date: '2026-12-24', to: 'thursday 10am', reason: 'moved: see to-do' },
  ],
  [
    'move meeting:community date:2026-12-24 to friday',
    { do: 'move', meeting: 'community', date: '2026-12-24', to: 'friday' },
  ],
  ['skip meeting:community 2026-12-24', { do: 'skip', meeting: 'community 2026-12-24' }],
  ['add community friday 10am', { do: 'add', meeting: 'community friday 10am' }],
  [
    'note community dec 24: guest speaker from Tekton: pipelines',
    { do: 'note', meeting: 'community dec 24', note: 'guest speaker from Tekton: pipelines' },
  ],
  [
    'note community 2026-12-24 11:00: because we can',
    { do: 'note', meeting: 'community 2026-12-24 11:00', note: 'because we can' },
  ],
  [
    'note meeting:community date:2026-12-24 note:guest',
    { do: 'note', meeting: 'community', date: '2026-12-24', note: 'guest' },
  ],
  ['undo community 2026-12-24', { do: 'undo', meeting: 'community 2026-12-24' }],
  ['do:undo', { do: 'undo' }],
  ['skipp community', { do: 'skipp', meeting: 'community' }],
])('“/schedule %s” reads %j', (typed, options) => {
  expect(optionsTyped(typed)).toEqual(options);
});
