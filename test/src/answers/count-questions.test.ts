import { expect, test } from 'vitest';
import { gist, istioDesk, shown } from './istio-desk.js';

const ask = await istioDesk();

test('how many meetings a month has, by meeting', async () => {
  expect(shown(await ask('how many meetings are in december?'))).toEqual([
    'How many meetings',
    '29 meetings in December:',
    '- Performance and Scalability working group: 5',
    '- Integrations working group: 5',
    '- Test and Release working group: 5',
    '- Environments working group: 3',
    '- Config working group: 3',
    '- Security working group: 2',
    '- API Management working group: 2',
    '- Community meeting: 2',
    '- Networking working group: 2',
  ]);
});

test('a skipped date does not count: of the community meeting one is left in November', async () => {
  expect(shown(await ask('how many meetings were in november?'))).toContain('- Community meeting: 1');
});

test('of one meeting the dates themselves are told', async () => {
  expect(shown(await ask('how many community meetings are there in december?'))).toEqual([
    'Community meeting',
    '2 dates in December:',
    '- Thursday 10 December 2026, 20:00 to 21:00 in Berlin',
    '- Thursday 24 December 2026, 20:00 to 21:00 in Berlin',
  ]);
});

test('how many meetings and how many groups are listed', async () => {
  expect(gist(await ask('how many meetings are there?'))).toMatch(
    /^computed: 9 meetings are listed: Community meeting, /,
  );
  expect(gist(await ask('how many working groups are there?'))).toBe(
    'computed: 9 working groups are listed: Steering, API Management, Config, Environments, Integrations, Networking, Performance and Scalability, Security, Test and Release.',
  );
});

test.each(['how many meetings can one person attend', 'how many people come to the meeting'])(
  '“%s” is another question',
  async (question) => {
    expect(JSON.stringify(await ask(question))).not.toContain('meetings are listed');
  },
);

test('“left this year” counts from now on', async () => {
  expect(gist(await ask('how many meetings remain this month'))).toMatch(
    /^computed: \d+ meetings in the rest of this month: /,
  );
});
