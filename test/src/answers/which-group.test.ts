import { expect, test } from 'vitest';
import { gist, istioDesk } from './istio-desk.js';

const ask = await istioDesk();

test.each([
  ['who should I talk to about certificates?', 'Security'],
  ['which group handles tracing', 'Integrations'],
  ['who do I ask about tcp support', 'Networking'],
  ['who works on rate limiting', 'Integrations'],
  ['who do i ask about openapi', 'API Management'],
])('“%s” leads to %s', async (question, group) => {
  expect(gist(await ask(question))).toMatch(new RegExp(`^computed: That is the ${group} group: `));
});

test('where a group has only a part of the topic, it is offered as perhaps the right one', async () => {
  const answered = await ask('which group handles tracing dashboards');
  expect(gist(answered)).toBe('maybe: No group names all of that. Perhaps Integrations looks after it.');
  expect(answered.kind === 'maybe' && answered.reply.choices).toEqual([
    { label: 'About Integrations', invoke: { command: 'working-groups', options: { query: 'Integrations' } } },
  ]);
});

test.each([
  'which group handles payment cards',
  'who do i talk to about my salary',
  'which team looks after snowboards',
])('“%s” is no group’s work, and none is made up', async (question) => {
  // Documents that speak of teams may be offered to look at; no group is named, and nothing is quoted.
  expect(['unknown', 'maybe']).toContain((await ask(question)).kind);
});

test.each([
  ['is lin sun a lead of steering?', 'computed: Yes, Lin Sun leads Steering.'],
  [
    'is lin sun a lead of security?',
    'computed: No. Etai Lev-Ran, Michael Elder and Wencheng Lu lead Security. Lin Sun leads Steering and Test and Release.',
  ],
  [
    'does martin lead networking?',
    'computed: No. Andra Cismaru, Christopher Luciano, Kuat Yessenov and Shriram Rajagopalan lead Networking. Martin Taillefer leads Steering, API Management and Integrations.',
  ],
])('“%s” begins with Yes or No', async (question, summary) => {
  expect(gist(await ask(question))).toBe(summary);
});
