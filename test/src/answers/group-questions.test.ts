import { expect, test } from 'vitest';
import { gist, istioDesk, shown } from './istio-desk.js';

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
    'unknown: I do not know personal addresses. Louis Ryan leads Steering. Write to the group: istio-steering@',
  );
});

test('people are shown as persons, so that nobody is pinged by a name', async () => {
  const answered = await ask('who leads steering');
  expect(answered.kind === 'computed' && answered.reply.body[0]).toMatchObject({
    type: 'text',
    line: expect.arrayContaining([{ type: 'person', name: 'Louis Ryan', ids: {} }]),
  });
});

test('both of two groups are answered, and neither is dropped', async () => {
  expect(gist(await ask('who leads networking and security?'))).toBe(
    'computed: Andra Cismaru (Google), Christopher Luciano (IBM), Kuat Yessenov (Google) and Shriram Rajagopalan (IBM) lead Networking. Etai Lev-Ran (IBM), Michael Elder (IBM) and Wencheng Lu (Google) lead Security.',
  );
  expect(gist(await ask('when do security and networking meet?'))).toBe(
    'computed: Security working group: Wednesday 25 November 2026, 20:00 to 21:00 in Berlin. Networking working group: Thursday 26 November 2026, 20:00 to 21:00 in Berlin.',
  );
});

test('where several are named, each answer says whose it is', async () => {
  expect(shown(await ask('is networking, config or security meeting on thursday?'))).toEqual([
    'Networking, Config, Security',
    'Networking: Yes, Thursday 26 November 2026, 20:00 to 21:00 in Berlin.',
    'Config: No, there is no date on Thursday 26 November. Next: Thursday 3 December 2026, 19:00 to 20:00 in Berlin.',
    'Security: No, there is no date on Thursday 26 November. Next: Wednesday 25 November 2026, 20:00 to 21:00 in Berlin.',
  ]);
});

test('“test and release” is one group, not two', async () => {
  expect(gist(await ask('who leads test and release?'))).toBe(
    'computed: Andy Lai (Google), Lin Sun (IBM) and Vicky Xu (Google) lead Test and Release.',
  );
});

test('the next working group meeting is the soonest of all groups', async () => {
  expect(gist(await ask("what's the next working group meeting?"))).toBe(
    'computed: The soonest of the working groups: Performance and Scalability working group, Wednesday 25 November 2026, 18:00 to 18:30 in Berlin.',
  );
});

test.each(['when is the wasm working group meeting?', 'when does the docs group meet?', 'who leads the wasm group'])(
  '“%s”: there is no such group, and no passage is put for it',
  async (question) => {
    const answered = await ask(question);
    expect(gist(answered)).toBe('unknown: No working group of that name is listed. /working-groups shows them all.');
    expect(answered.kind === 'unknown' && answered.reply.choices.map((choice) => choice.invoke.command)).toEqual([
      'working-groups',
    ]);
  },
);

test('a group that is not listed is offered the one whose work is near', async () => {
  expect(gist(await ask('when does the mixer adapters group meet'))).not.toMatch(/^passage/);
  expect(gist(await ask('when does the tracing group meet'))).toBe(
    'unknown: No working group of that name is listed. Perhaps Integrations looks after it. /working-groups shows them all.',
  );
});

test('a bare alias leads to its group, and a first name to what its owner leads', async () => {
  expect(gist(await ask('api'))).toEqual({ command: 'working-groups', options: { query: 'API Management' } });
  expect(gist(await ask('who is Andra?'))).toBe('computed: Andra Cismaru leads Networking.');
});

test('“who leads” with nobody named leads to the list', async () => {
  expect(gist(await ask('who leads @everyone'))).toEqual({ command: 'working-groups', options: {} });
});
