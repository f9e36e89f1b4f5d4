import { expect, test } from 'vitest';
import { oversteps } from '../../support/discord/any-replies.js';

test('of 10,000 replies of any kind and length none oversteps what Discord takes [fault 47] [fault 48]', async () => {
  expect(await oversteps(10_000, 200)).toBe(10_000);
});
