import { expect, test } from 'vitest';
import { plainText } from '../../src/reply/plain.js';
import { openIstioDesk } from '../support/istio-desk.js';

const read = async (line: string, now?: string, zone = 'Europe/Berlin') => {
  const { ask } = await openIstioDesk(now);
  return plainText(await ask(line, { reader: { id: 'member', zone } }), zone);
};

test('two days before a skipped date: the next one, the skipped one and why, where to join, and the one after', async () => {
  const shown = await read('/meeting');
  expect(shown).toContain('Thursday 10 December 2026, 20:00 to 21:00 in Berlin');
  expect(shown).toContain('Thursday 26 November 2026 in Los Angeles is skipped: Thanksgiving.');
  expect(shown).toContain('https://zoom.us/j/986657835');
  expect(shown).toContain('https://www.youtube.com/channel/UC-zVlo1F3mUbExQ96fABWcQ');
  expect(shown).toContain('Thursday 24 December 2026, 20:00 in Berlin');
  expect(shown).toContain('Every 2 weeks on Thursday at 11:00, Los Angeles time');
});

test('the summary names the zone, for a notification that cannot be localised', async () => {
  const { ask } = await openIstioDesk();
  expect((await ask('/meeting')).summary).toBe(
    'Community meeting: Thursday 10 December 2026, 20:00 to 21:00 in Berlin. ' +
      'Thursday 26 November 2026 in Los Angeles is skipped: Thanksgiving.',
  );
  expect((await ask('/meeting', { reader: { id: 'x' } })).summary).toMatch(/11:00 to 12:00 in Los Angeles/);
});

test('while it runs it says so, and the one after stays', async () => {
  const shown = await read('/meeting', '2026-12-10T19:20:00Z');
  expect(shown).toContain('Running now: Thursday 10 December 2026, 20:00 to 21:00 in Berlin');
  expect(shown).toContain('Thursday 24 December 2026');
});

test.each([
  ['/meeting networking', 'Networking working group'],
  ['/meeting NET', 'Networking working group'],
  ['/meeting all hands', 'Community meeting'],
  ['all hands', 'Community meeting'],
  ['/meeting the security meeting', 'Security working group'],
])('%s finds %s', async (line, title) => {
  const { ask } = await openIstioDesk();
  expect((await ask(line)).title).toBe(title);
});

test.each([
  ['/meeting netwroking', 'Networking working group'],
  ['/meeting comunity', 'Community meeting'],
])('%s is a near miss for %s', async (line, near) => {
  const { ask } = await openIstioDesk();
  const reply = await ask(line);
  expect(reply.tone).toBe('problem');
  expect(reply.summary).toContain(`Did you mean “${near}”`);
});

test('a city named in the line is shown beside the reader’s own time', async () => {
  const shown = await read('/meeting community in Tokyo');
  expect(shown).toContain('20:00 to 21:00 in Berlin');
  expect(shown).toContain('Friday 11 December 2026, 04:00 to 05:00 in Tokyo');
});

test('PST is the time in Los Angeles, as it is in a question', async () => {
  expect(await read('/meeting zone:PST')).toContain('11:00 to 12:00 in Los Angeles');
});

test('around the world, west to east, each city named', async () => {
  const shown = await read('/meeting show:cities');
  const cities = [...shown.matchAll(/ in ([A-Z][\w ]+)$/gm)].map(([, city]) => city);
  expect(cities.slice(0, 3)).toEqual(['Los Angeles', 'Denver', 'New York']);
  expect(cities.at(-1)).toBe('Sydney');
  expect(cities.length).toBeGreaterThanOrEqual(12);
  expect(shown).toContain('Thursday 10 December 2026, 11:00 in Los Angeles');
  expect(shown).toContain('Friday 11 December 2026, 00:30 in Kolkata');
});

test('the coming dates hold the clock in Los Angeles across the change to summer time', async () => {
  const shown = await read('/meeting dates', '2027-03-01T00:00:00Z');
  expect(shown).toContain('Thursday 4 March 2027, 20:00 in Berlin');
  // Los Angeles changes on 14 March, Berlin on 28 March: one date is an hour earlier in Berlin.
  expect(shown).toContain('Thursday 18 March 2027, 19:00 in Berlin');
  expect(shown).toContain('Thursday 1 April 2027, 20:00 in Berlin');
});

test('all meetings stand in the file’s order, each with its next date', async () => {
  const { ask } = await openIstioDesk();
  const reply = await ask('/meeting all');
  const labels = reply.body.flatMap((block) => (block.type === 'fields' ? block.fields.map((f) => f.label) : []));
  expect(labels).toHaveLength(9);
  expect(labels[0]).toBe('Community meeting');
  expect(reply.paging).toBeUndefined();
});

test('buttons lead on: each invoke gives a plain reply', async () => {
  const { ask, desk } = await openIstioDesk();
  for (const line of [
    '/meeting',
    '/meeting all',
    '/meeting dates',
    '/meeting show:cities',
    '/frontdesk',
    '/contribute',
  ]) {
    const { choices } = await ask(line);
    expect(choices.length).toBeGreaterThan(0);
    for (const { invoke } of choices) {
      const asking = { platform: 'console', place: 'direct', room: 'here', reader: { id: 'x' } } as const;
      expect(await desk.answer({ ...asking, invoke })).toMatchObject({ tone: 'plain' });
    }
  }
});

test('names complete as people type', async () => {
  const { desk } = await openIstioDesk();
  expect(await desk.complete('meeting', 'name', 'netw')).toEqual([
    { label: 'Networking working group', value: 'networking' },
  ]);
});

test('at the hour of a skipped meeting, people read that it is skipped and why; the day after, no more', async () => {
  const skipped = 'Thursday 26 November 2026 in Los Angeles is skipped: Thanksgiving.';
  expect(await read('/meeting', '2026-11-26T19:20:00Z')).toContain(skipped);
  expect(await read('/meeting', '2026-11-27T07:59:00Z')).toContain(skipped);
  expect(await read('/meeting', '2026-11-27T08:00:00Z')).not.toContain(skipped);
});
