import { expect, test } from 'vitest';
import { plainText } from '../../src/reply/plain.js';
import { loadText, withMeeting } from '../src/community/temporary-community.js';
import { openScheduleDesk } from '../support/schedule-desk.js';

/** In Los Angeles, so that the second one is the next morning in Europe and in Asia. */
const inTurn = (times: string) =>
  withMeeting(`every: 2 weeks\non: thursday\ntimezone: America/Los_Angeles\nstarting: 2026-11-12\nrotate: [${times}]`);

async function read(times: string, zone?: string): Promise<readonly string[]> {
  const { ask } = await openScheduleDesk(await loadText(inTurn(times)));
  const shown = await ask('/meeting', { reader: { id: 'x', ...(zone && { zone }) } });
  return plainText(shown, zone).split('\n\n');
}

test('each time of a rotation is shown with its next date, in the reader’s own time', async () => {
  const shown = await read('{ at: "11:00" }, { at: "19:00" }', 'Europe/Berlin');
  expect(shown).toContain(
    [
      'Next at 11:00: Thursday 10 December 2026, 20:00 in Berlin',
      'Next at 19:00: Friday 27 November 2026, 04:00 in Berlin',
      'Rhythm: Every 2 weeks on Thursday in turn at 11:00 and 19:00, Los Angeles time',
    ].join('\n'),
  );
});

test.each([
  ['Europe/Berlin', 'The times take turns: 20:00 and 04:00 in Berlin. 20:00 is kinder to you.'],
  ['Asia/Tokyo', 'The times take turns: 04:00 and 12:00 in Tokyo. 12:00 is kinder to you.'],
  ['America/New_York', 'The times take turns: 14:00 and 22:00 in New York. 14:00 is kinder to you.'],
  ['Asia/Kolkata', 'The times take turns: 00:30 and 08:30 in Kolkata. 08:30 is kinder to you.'],
])('the kinder one for a reader in %s is named', async (zone, sentence) => {
  expect((await read('{ at: "11:00" }, { at: "19:00" }', zone)).at(-1)).toBe(sentence);
});

test('where each is in the reader’s day, or none is better, it says so', async () => {
  expect((await read('{ at: "09:00" }, { at: "11:00" }', 'Europe/Berlin')).at(-1)).toBe(
    'The times take turns: 18:00 and 20:00 in Berlin. Each is in your day.',
  );
  expect((await read('{ at: "11:00" }, { at: "11:30" }', 'Asia/Tokyo')).at(-1)).toBe(
    'The times take turns: 04:00 and 04:30 in Tokyo. None is kinder to you than another.',
  );
});

test('where nobody knows the reader’s zone it says for whom each is kind, and who sits up at night', async () => {
  expect((await read('{ at: "09:00" }, { at: "18:00" }')).slice(-2)).toEqual([
    '09:00 in Los Angeles is a good time in the Americas and in Europe and Africa, and night in Asia and the Pacific.',
    '18:00 in Los Angeles is a good time in Asia and the Pacific, and night in Europe and Africa.',
  ]);
});

test('three times in turn are three dates', async () => {
  const shown = await read('{ at: "03:00" }, { at: "11:00" }, { at: "19:00" }', 'Europe/Berlin');
  expect(shown.at(-1)).toBe(
    'The times take turns: 12:00, 20:00 and 04:00 in Berlin. 12:00 and 20:00 are kinder to you.',
  );
});
