import { expect, test } from 'vitest';
import { registry } from '../../commands/index.js';
import { plainText } from '../../src/reply/plain.js';
import { openIstioDesk } from '../support/istio-desk.js';

const read = async (line: string) => plainText(await (await openIstioDesk()).ask(line), 'Europe/Berlin');

test('/help-links shows where to ask', async () => {
  const shown = await read('/help-links');
  expect(shown).toContain('https://istio.io/help');
  expect(shown).toContain('https://groups.google.com/forum/#!forum/istio-dev');
});

test('/help-links bug shows what is about bugs, and the way back to all', async () => {
  const { ask } = await openIstioDesk();
  const reply = await ask('/help-links bug');
  expect(reply.title).toBe('Links about bug');
  expect(reply.choices.map((c) => c.label)).toEqual(['All help links']);
});

test('an unknown topic is told what to do next', async () => {
  expect(await read('/help-links bananas')).toContain('Try /help-links for all of them.');
});

test('/contribute begins with what Istio is, and lists ways to help', async () => {
  const shown = await read('/contribute');
  expect(shown).toContain('microservices');
  expect(shown).toContain('https://github.com/istio/issues/issues');
});

test('/contribute with a subject shows what is about it, and the way back to all', async () => {
  const { ask } = await openIstioDesk();
  const reply = await ask('/contribute newcomer');
  expect(reply.choices.map((c) => c.label)).toContain('All ways to help');
  expect(plainText(reply)).not.toContain('microservices');
  expect(plainText(reply)).toContain('https://github.com/istio/issues/issues');
});

test('/contribute with a subject that nothing is about says so, and shows all', async () => {
  expect(await read('/contribute bananas')).toContain('Nothing listed is about that; these are all the ways to help.');
});

test('/frontdesk lists every command with an example', async () => {
  const shown = await read('/frontdesk');
  for (const { info } of registry.filter((command) => !command.info.maintainers && !command.info.unlisted)) {
    expect(shown).toContain(`/${info.name}`);
    expect(shown).toContain(info.summary);
  }
});

test('/frontdesk keeps what only maintainers can use out of the list, in a line of its own', async () => {
  const { ask } = await openIstioDesk();
  const reply = await ask('/frontdesk');
  expect(JSON.stringify(reply)).not.toMatch(/\/(feedback|passage)/);
  expect(reply.summary).not.toContain('/receipts');
  expect(JSON.stringify(reply.body.find((block) => block.type === 'fields'))).not.toContain('receipts');
  expect(plainText(reply).split('\n').at(-1)).toBe(
    'For maintainers: /schedule (skip, move, add or note one date of a meeting, and undo that), /receipts (show what became of each reminder), /questions (show the questions that were not answered well, and answer them).',
  );
});

test('“help” written to the bot means /frontdesk', async () => {
  expect(await read('help')).toContain('The Istio front desk');
});

test('/ask leads to the command that answers exactly', async () => {
  const { ask } = await openIstioDesk();
  expect((await ask('/ask when is the next community meeting?')).title).toBe('Community meeting');
});

test('every example of every command gives a plain reply', async () => {
  const { ask } = await openIstioDesk();
  for (const example of registry.flatMap(({ info }) => (info.unlisted ? [] : info.examples))) {
    expect((await ask(`/${example}`)).tone, example).toBe('plain');
  }
});

test('the home screen shows the main meeting first, then what else meets within two weeks', async () => {
  const { desk } = await openIstioDesk();
  const reply = await desk.home({
    platform: 'slack',
    place: 'direct',
    room: 'H',
    reader: { id: 'U', zone: 'Asia/Tokyo' },
  });
  expect(reply.title).toBe('Community meeting');
  expect(reply.summary).toBe('Istio: Community meeting Friday 11 December 2026, 04:00 in Tokyo.');
  expect(plainText(reply, 'Asia/Tokyo')).toContain('Networking working group');
});
