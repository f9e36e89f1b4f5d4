import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openScheduleDesk } from '../support/schedule-desk.js';

/** Words of the command's own, and whatever else people type. */
const word = fc.oneof(
  fc.constantFrom('skip', 'move', 'add', 'note', 'undo', 'list', 'community', 'networking', 'to', 'because', 'reason:'),
  fc.constantFrom('meeting:', 'date:', 'to:', 'page', '2', '2026-12-24', 'next', 'friday', '10am', 'berlin', ': ', '“'),
  fc.constantFrom('1 hour later', '2026-12-24 11:00', '31 february', '__proto__', '<!channel>', '@everyone'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

test('whatever is typed behind /schedule is answered without a fault, and changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 9 }), async (words) => {
      const { ask, changes, log } = await openScheduleDesk();
      const told = await ask(`/schedule ${words.join(' ')}`, { platform: 'console' });
      expect(log.lines).toEqual([]);
      expect(told.summary).not.toBe('');
      expect(changes.list()).toEqual([]);
    }),
    { numRuns: 300 },
  );
}, 60_000);

test.each([
  `move ${'community '.repeat(180)}`,
  `skip ${'meeting: '.repeat(200)}`,
  `note community${': '.repeat(800)}`,
  `move community to ${'1h '.repeat(600)}`,
  `skip ${'a'.repeat(1_900)}`,
])('a line of two thousand characters is read at once: %.20s…', async (line) => {
  const { ask } = await openScheduleDesk();
  await ask('/schedule list');
  const before = performance.now();
  await ask(`/schedule ${line}`.slice(0, 2_000), { platform: 'console' });
  expect(performance.now() - before).toBeLessThan(1_000);
});
