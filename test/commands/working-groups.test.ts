import { expect, test } from 'vitest';
import { plainText } from '../../src/reply/plain.js';
import { openIstioDesk } from '../support/istio-desk.js';

const read = async (line: string) => plainText(await (await openIstioDesk()).ask(line), 'Europe/Berlin');

test('the list shows nine groups, and a button for each', async () => {
  const { ask } = await openIstioDesk();
  const reply = await ask('/working-groups');
  expect(reply.choices.map((c) => c.label)).toEqual([
    'Steering',
    'API Management',
    'Config',
    'Environments',
    'Integrations',
    'Networking',
    'Performance and Scalability',
    'Security',
    'Test and Release',
  ]);
});

test('one group in full: leads, forum, notes, rhythm, next date and where to join', async () => {
  const shown = await read('/working-groups networking');
  for (const words of [
    'Andra Cismaru <https://github.com/andraxylia> (Google)',
    'Christopher Luciano <https://github.com/cmluciano> (IBM)',
    'Kuat Yessenov <https://github.com/kyessenov> (Google)',
    'Shriram Rajagopalan <https://github.com/rshriram> (IBM)',
    'https://groups.google.com/forum/#!forum/istio-networking',
    'Every 2 weeks on Thursday at 11:00, Los Angeles time',
    'Thursday 26 November 2026, 20:00 to 21:00 in Berlin',
    'https://plus.google.com/hangouts/_/google.com/istio-net',
  ]) {
    expect(shown).toContain(words);
  }
});

test('a group without a listed meeting says so, and borrows none', async () => {
  const shown = await read('/working-groups steering');
  expect(shown).toContain('None is listed; please ask in the forum.');
  expect(shown).not.toMatch(/11:00|Wednesday|Thursday/);
});

test.each([
  ['/working-groups cloud foundry', 'Environments working group'],
  ['/working-groups mixer', 'Integrations working group'],
  ['/groups SECURITY', 'Security working group'],
])('%s leads to the %s', async (line, title) => {
  const { ask } = await openIstioDesk();
  expect((await ask(line)).title).toBe(title);
});

test('a lead’s name lists the groups that this person leads', async () => {
  const shown = await read('/working-groups taillefer');
  for (const group of ['Steering', 'API Management', 'Integrations']) expect(shown).toContain(group);
  expect(shown).not.toContain('Security');
});

test.each([
  ['/working-groups netwroking', '“Networking”'],
  ['/working-groups secuirty', '“Security”'],
])('%s is asked whether %s was meant', async (line, near) => {
  const { ask } = await openIstioDesk();
  const reply = await ask(line);
  expect(reply.tone).toBe('problem');
  expect(reply.summary).toContain(`Did you mean ${near}?`);
});

test('hostile text is repeated as literal text, short, and in a sentence', async () => {
  const { ask } = await openIstioDesk();
  const reply = await ask('/working-groups @everyone <!channel> [x](http://evil.example)');
  expect(reply.summary).toBe(
    'No working group matches “@everyone <!channel> [x](http://evil.example)”. Try /working-groups for the full list.',
  );
  expect(reply.body).toEqual([{ type: 'text', line: [reply.summary] }]);
});

test('groups complete by name and by near miss', async () => {
  const { desk } = await openIstioDesk();
  expect(await desk.complete('working-groups', 'query', 'netwroking')).toEqual([
    { label: 'Networking', value: 'networking' },
  ]);
  expect(await desk.complete('working-groups', 'query', '')).toHaveLength(9);
});
