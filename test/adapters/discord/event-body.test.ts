import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventBody, eventIn } from '../../../adapters/discord/event-body.js';
import type { PlatformEvent } from '../../../src/adapter.js';
import type { Instant } from '../../../src/time/zoned.js';
import { readMarkdown } from '../../support/discord/eye.js';

const event: PlatformEvent = {
  mark: 'community/2026-12-24T11:00',
  name: 'Community meeting',
  description: 'All of *us*.\nNotes: https://docs.example.org/a_b_c?d=*e*',
  location: 'https://zoom.us/j/986657835',
  startsAt: 1_798_138_800 as Instant,
  endsAt: 1_798_142_400 as Instant,
};

test('an event carries its texts, its times in UTC and its mark', () => {
  expect(eventBody(event)).toEqual({
    name: 'Community meeting',
    description:
      'All of \\*us\\*.\nNotes: https://docs.example.org/a_b_c?d=*e*\n\nFrontdesk: community/2026-12-24T11:00',
    scheduled_start_time: '2026-12-24T19:00:00Z',
    scheduled_end_time: '2026-12-24T20:00:00Z',
    privacy_level: 2,
    entity_type: 3,
    entity_metadata: { location: 'https://zoom.us/j/986657835' },
  });
});

test('an event without words has its mark alone', () => {
  expect(eventBody({ ...event, description: ' ' }).description).toBe('Frontdesk: community/2026-12-24T11:00');
});

test.each([
  [
    'above it words',
    'Hello\n\nFrontdesk: toc/2026-12-24T11:00',
    { mark: 'toc/2026-12-24T11:00', description: 'Hello' },
  ],
  ['alone', 'Frontdesk: toc/2026-12-24T11:00\n', { mark: 'toc/2026-12-24T11:00', description: '' }],
  ['not at the end', 'Frontdesk: toc/2026-12-24T11:00\nHello', undefined],
  ['within a line', 'See Frontdesk: toc/2026-12-24T11:00', undefined],
  ['not there', 'Hello', undefined],
])('a mark is read back: %s', (_where, held, read) => {
  expect(eventIn(held)).toEqual(read);
});

test('a name, a place and words that are too long end between two words', () => {
  const long = { name: 'name '.repeat(30), description: 'word * '.repeat(200), location: 'place '.repeat(30) };
  const body = eventBody({ ...event, ...long });
  expect(body.name).toBe(`${'name '.repeat(19).trim()}…`);
  expect(body.entity_metadata.location).toBe(`${'place '.repeat(16).trim()}…`);
  expect(body.description).toMatch(/^(?:word \\\* ){10,}word(?: \\\*)?…\n\nFrontdesk: \S+$/);
  expect(body.description.length).toBeGreaterThan(980);
  expect(body.description.length).toBeLessThanOrEqual(1000);
});

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 1500 }),
  fc
    .array(fc.constantFrom('@everyone ', '<@1>', '**', '# ', 'https://a.example/b_c ', '\n', '`', 'word ', '🦜'), {
      maxLength: 300,
    })
    .map((pieces) => pieces.join('')),
);

test('whatever the texts are, they fit, nothing in them comes alive but addresses, and the mark is read back', () => {
  fc.assert(
    fc.property(texts, texts, texts, (name, description, location) => {
      const body = eventBody({ ...event, name: `n${name}`, description, location: `l${location}` });
      expect(body.name.length).toBeLessThanOrEqual(100);
      expect(body.description.length).toBeLessThanOrEqual(1000);
      expect(body.entity_metadata.location.length).toBeLessThanOrEqual(100);
      expect(eventIn(body.description)?.mark).toBe('community/2026-12-24T11:00');
      const seen = readMarkdown(body.description);
      expect([...seen.alive, ...seen.people]).toEqual([]);
      expect(seen.links.every(({ text, url }) => text === url)).toBe(true);
    }),
    { numRuns: 300, seed: 5 },
  );
});
