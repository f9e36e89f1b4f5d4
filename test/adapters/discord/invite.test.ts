import { expect, test } from 'vitest';
import { inviteUrl } from '../../../adapters/discord/invite.js';

test('asks for seeing, sending (in threads too), reading back and making events, and nothing else', () => {
  expect(inviteUrl('998877665544332211')).toBe(
    'https://discord.com/oauth2/authorize?client_id=998877665544332211&scope=bot+applications.commands&permissions=17867064019968',
  );
});

test('asks for pinging a room only where a reminder does', () => {
  const asked = new URL(inviteUrl('1', { mentionsHere: true })).searchParams.get('permissions');
  expect(asked).toBe('17867064151040');
});

test('asks for making events only where events are kept', () => {
  const asked = new URL(inviteUrl('1', { events: 'off' })).searchParams.get('permissions');
  expect(asked).toBe('274877975552');
});
