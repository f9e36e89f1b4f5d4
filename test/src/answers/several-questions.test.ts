import { expect, test } from 'vitest';
import { gist, istioDesk, shown } from './istio-desk.js';

const ask = await istioDesk();
const networkingLeads =
  'Andra Cismaru (Google), Christopher Luciano (IBM), Kuat Yessenov (Google) and Shriram Rajagopalan (IBM) lead Networking.';
const next = 'Community meeting: Thursday 10 December 2026, 20:00 to 21:00 in Berlin.';

test.each([
  'when is the meeting and who leads networking?',
  'When is the meeting? Who leads networking?',
  'when is the meeting, and also who leads networking',
])('both questions of “%s” are answered, one under the other', async (question) => {
  expect(shown(await ask(question))).toEqual(['Community meeting; Networking: leads', next, networkingLeads]);
});

test('a part that names nothing is asked of what was named before', async () => {
  expect(shown(await ask('who leads networking and where is the forum?'))).toEqual([
    'Networking: leads; Networking: forum',
    networkingLeads,
    'Networking: forum',
    'istio-networking@ <https://groups.google.com/forum/#!forum/istio-networking>',
  ]);
});

test('a command beside another answer is told in one line, and can be opened', async () => {
  const answered = await ask('who leads security and when does it meet?');
  expect(shown(answered).at(-1)).toBe('Security working group: Wednesday 25 November 2026, 20:00 to 21:00 in Berlin.');
  expect(answered.kind === 'computed' && answered.reply.choices.map((choice) => choice.invoke)).toContainEqual({
    command: 'meeting',
    options: { name: 'security' },
  });
});

test('the lines of both answers are named, each once', async () => {
  const [both, first, second] = [
    await ask('when is the meeting and who leads networking?'),
    await ask('when is the meeting?'),
    await ask('who leads networking?'),
  ].map((answered) => answered.lines);
  expect(both).toHaveLength(2);
  expect(both).toEqual([...(first ?? []), ...(second ?? [])]);
});

test('the same question twice is answered once', async () => {
  expect(gist(await ask('when is the meeting? when is the meeting?'))).toEqual({
    command: 'meeting',
    options: { name: 'community' },
  });
});

test('“and” within a name or a list is no seam', async () => {
  expect(gist(await ask('who leads test and release?'))).toMatch(/^computed: Andy Lai/);
});

test('a greeting before a question is not an answer of its own', async () => {
  expect(gist(await ask('Hello! When is the meeting?'))).toEqual({
    command: 'meeting',
    options: { name: 'community' },
  });
});
