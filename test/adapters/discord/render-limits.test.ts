import { expect, test } from 'vitest';
import { oversteps } from '../../support/discord/any-replies.js';

test('of 200 replies of any kind and length none oversteps what Discord takes [fault 47] [fault 48]', async () => {
  expect(await oversteps(200, 20)).toBe(200);
});
