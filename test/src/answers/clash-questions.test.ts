import { expect, test } from 'vitest';
import { gist, istioDesk, shown } from './istio-desk.js';

const ask = await istioDesk();

test.each([
  'do networking and security overlap?',
  'do networking and security clash',
  'are networking and security at the same time',
])('“%s” is No where they never meet at one time', async (question) => {
  expect(gist(await ask(question))).toBe(
    'computed: No: Networking working group and Security working group are never at one time in the next 8 weeks.',
  );
});

test('where two overlap, each date in the next eight weeks is listed', async () => {
  expect(shown(await ask('do integrations and security overlap?'))).toEqual([
    'Meetings at one time',
    'Yes: Integrations working group and Security working group are at one time 4 times in the next 8 weeks:',
    '- Wednesday 25 November 2026, 20:00 to 21:00 in Berlin',
    '- Wednesday 9 December 2026, 20:00 to 21:00 in Berlin',
    '- Wednesday 23 December 2026, 20:00 to 21:00 in Berlin',
    '- Wednesday 6 January 2027, 20:00 to 21:00 in Berlin',
  ]);
});

test('a skipped date clashes with nothing: on 26 November networking meets alone', async () => {
  expect(shown(await ask('does the community meeting clash with networking?'))).toEqual([
    'Meetings at one time',
    'Yes: Community meeting and Networking working group are at one time 3 times in the next 8 weeks:',
    '- Thursday 10 December 2026, 20:00 to 21:00 in Berlin',
    '- Thursday 24 December 2026, 20:00 to 21:00 in Berlin',
    '- Thursday 7 January 2027, 20:00 to 21:00 in Berlin',
  ]);
});

test('“can I attend both” is Yes where nothing overlaps', async () => {
  expect(gist(await ask('can I attend both networking and config?'))).toMatch(/^computed: Yes: .* never at one time/);
  expect(gist(await ask('can I attend both integrations and security?'))).toMatch(/^computed: Not always: /);
});

test('all pairs that clash, each with its first date', async () => {
  expect(shown(await ask('which meetings clash?'))).toEqual([
    'Meetings at one time',
    '2 pairs are at one time in the next 8 weeks:',
    '- Integrations working group and Security working group: 4 times, first on Wednesday 25 November 2026, 20:00 to 21:00 in Berlin',
    '- Community meeting and Networking working group: 3 times, first on Thursday 10 December 2026, 20:00 to 21:00 in Berlin',
  ]);
});

test('days that are named bound what is looked at', async () => {
  expect(shown(await ask('do any meetings conflict this week?'))).toEqual([
    'Meetings at one time',
    'Yes. 1 pair is at one time in the rest of this week:',
    '- Integrations working group and Security working group: once, first on Wednesday 25 November 2026, 20:00 to 21:00 in Berlin',
  ]);
  expect(gist(await ask('do any meetings clash tomorrow?'))).toMatch(/^computed: Yes\. 1 pair/);
  expect(gist(await ask('do any meetings clash today?'))).toBe('computed: No. No meetings are at one time today.');
});

test('what one meeting clashes with', async () => {
  expect(gist(await ask('what clashes with security?'))).toMatch(
    /^computed: 1 pair is at one time in the next 8 weeks: Integrations working group and Security working group: 4 times/,
  );
});

test('a group without a meeting is told so', async () => {
  expect(gist(await ask('do steering and security overlap?'))).toMatch(/^computed: No meeting is listed for Steering/);
});

test.each([
  'how do I resolve a merge conflict',
  'is there a conflict of interest policy',
  'do steel and copper overlap',
])('“%s” is about no meetings', async (question) => {
  expect(JSON.stringify(await ask(question))).not.toContain('at one time');
});
