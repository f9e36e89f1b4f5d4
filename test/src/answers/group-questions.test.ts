import { expect, test } from 'vitest';
import { gist, istioDesk } from './istio-desk.js';

const ask = await istioDesk();

test.each([
  [
    'who leads networking?',
    'Andra Cismaru (Google), Christopher Luciano (IBM), Kuat Yessenov (Google) and Shriram Rajagopalan (IBM) lead Networking.',
  ],
  ['who runs the perf wg', 'Laurent Demailly (Google) and Surya V Duggirala (IBM) lead Performance and Scalability.'],
  ['what is martin taillefer lead of?', 'Martin Taillefer leads Steering, API Management and Integrations.'],
  ['forum for environments', 'Environments, forum: istio-environments@'],
])('“%s” is answered from the file', async (question, summary) => {
  expect(gist(await ask(question))).toBe(`computed: ${summary}`);
});

test.each([
  ['which working group owns Cloud Foundry support', 'Environments'],
  ['which group handles rate limiting', 'Integrations'],
  ['who works on TCP support', 'Networking'],
])('“%s” finds the group by its topic', async (question, group) => {
  expect(gist(await ask(question))).toMatch(new RegExp(`^computed: That is the ${group} group`));
});

test.each([
  ['what working groups are there?', {}],
  ['tell me about the security working group', { query: 'Security' }],
  ['how do I join the networking group', { query: 'Networking' }],
])('“%s” is answered by the working-groups command', async (question, options) => {
  expect(gist(await ask(question))).toEqual({ command: 'working-groups', options });
});

test('a channel that the file does not list is said to be unlisted, with the forum instead', async () => {
  expect(gist(await ask('is there a slack channel for networking?'))).toBe(
    'unknown: No channel is listed for Networking. Its forum: istio-networking@',
  );
});

test('a private address is not known, and the group is named instead', async () => {
  const answered = await ask('email address of Louis Ryan');
  expect(gist(answered)).toBe(
    'unknown: I do not know personal addresses. Louis Ryan leads Steering. Write to the group at istio-steering@.',
  );
});

test('people are shown as persons, so that nobody is pinged by a name', async () => {
  const answered = await ask('who leads steering');
  expect(answered.kind === 'computed' && answered.reply.body[0]).toMatchObject({
    type: 'text',
    line: expect.arrayContaining([{ type: 'person', name: 'Louis Ryan', ids: {} }]),
  });
});
