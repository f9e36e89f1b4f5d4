import { expect, test } from 'vitest';
import { markerOf, nonceOf } from '../../../adapters/discord/key.js';

const key = 'community/2026-12-10T11:00/-480/general/1d';

test('the same key gives the same nonce and marker in every process', () => {
  expect(nonceOf(key, 0)).toBe('kAY0P3591zwz_BDf9KIL6fKai');
  expect(markerOf(key, 0)).toEqual([1701386524, 1599273301]);
});

test('ten thousand keys have ten thousand nonces and markers that Discord takes', () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => `meeting-${index}/2026-12-10T11:00/-480/general/1d`);
  const nonces = keys.map((one) => nonceOf(one, 0));
  const markers = keys.map((one) => markerOf(one, 0));
  expect(new Set(nonces).size).toBe(10_000);
  expect(new Set(markers.map(String)).size).toBe(10_000);
  expect(nonces.every((nonce) => /^[\w-]{25}$/.test(nonce))).toBe(true);
  expect(markers.flat().every((id) => Number.isInteger(id) && id >= 2 ** 30 && id < 2 ** 31)).toBe(true);
  expect(markers.every(([container, text]) => container !== text)).toBe(true);
});

test('each message of one post has a nonce of its own', () => {
  expect(nonceOf(key, 0)).not.toBe(nonceOf(key, 1));
});
