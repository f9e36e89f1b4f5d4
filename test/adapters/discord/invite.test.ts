import { expect, test } from 'vitest';
import { inviteUrl } from '../../../adapters/discord/invite.js';

test('asks for seeing, sending (in threads too) and reading back, and nothing else', () => {
  expect(inviteUrl('998877665544332211')).toBe(
    'https://discord.com/oauth2/authorize?client_id=998877665544332211&scope=bot+applications.commands&permissions=274877975552',
  );
});

test('asks for pinging a room only where a reminder does', () => {
  const asked = new URL(inviteUrl('1', { mentionsHere: true })).searchParams.get('permissions');
  expect(asked).toBe('274878106624');
});
