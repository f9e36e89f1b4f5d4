import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseReminderKey, reminderKey } from '../../../src/remind/key.js';

const original = { year: 2026, month: 11, day: 26, hour: 11, minute: 0 };
const name = { meeting: 'community', original, beforeMinutes: 15, room: 'general', platform: 'slack' } as const;

test('a reminder has the same name in every version', () => {
  expect(reminderKey(name)).toBe('remind/community/2026-11-26T11:00/15/general/slack');
});

test('one that reminds again says which time it is', () => {
  expect(reminderKey({ ...name, again: 2 })).toBe('remind/community/2026-11-26T11:00/15/general/slack/2');
});

test('a room with a slash or an accent keeps the key readable and ASCII', () => {
  expect(reminderKey({ ...name, room: 'café/news' })).toBe(
    'remind/community/2026-11-26T11:00/15/caf%C3%A9%2Fnews/slack',
  );
});

test('any name is read back as it was, and two names never share a key', () => {
  const names = fc.record({
    meeting: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}$/),
    original: fc.record({
      year: fc.integer({ min: 1970, max: 9999 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
    }),
    beforeMinutes: fc.integer({ min: 0, max: 525_600 }),
    room: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    platform: fc.constantFrom('slack' as const, 'discord' as const, 'web' as const, 'console' as const),
  });
  const any = fc.tuple(names, fc.option(fc.integer({ min: 2, max: 999_999 }), { nil: undefined }));
  fc.assert(
    fc.property(any, ([first, again]) => {
      const name = { ...first, ...(again === undefined ? {} : { again }) };
      const key = reminderKey(name);
      expect(key).toMatch(/^[\x21-\x7e]+$/);
      expect(parseReminderKey(key)).toEqual(name);
    }),
  );
});

test.each([
  '',
  'remind/community/2026-11-26T11:00/15/general',
  'remind/community/2026-11-31T11:00/15/general/slack',
  'remind/community/2026-11-26T11:00/015/general/slack',
  'remind/community/2026-11-26T11:00/-1/general/slack',
  'remind/community/2026-11-26T11:00/15/general/teams',
  'remind/community/2026-11-26T11:00/15/gen%eral/slack',
  'remind/community/2026-11-26T11:00/15/a/b/slack',
  'remind/community/2026-11-26 11:00/15/general/slack',
  'remind/community/2026-11-26T11:00/15/general/slack/',
  'remind/community/2026-11-26T11:00/15/general/slack/1',
  'remind/community/2026-11-26T11:00/15/general/slack/02',
])('%j is no reminder', (key) => {
  expect(parseReminderKey(key)).toBeUndefined();
});
