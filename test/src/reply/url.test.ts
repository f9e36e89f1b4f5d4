import { expect, test } from 'vitest';
import { safeUrl } from '../../../src/reply/url.js';

test.each([
  ['https', 'https://istio.io/latest', 'https://istio.io/latest'],
  ['http', 'http://istio.io', 'http://istio.io/'],
  ['brackets stay', 'https://en.wikipedia.org/wiki/Istio_(software)', 'https://en.wikipedia.org/wiki/Istio_(software)'],
  ['what a browser would escape is escaped', 'https://a.example/<b> "c"', 'https://a.example/%3Cb%3E%20%22c%22'],
  ['control characters go', 'https://a.example/\u0000\n\tb', 'https://a.example/%00b'],
])('%s', (_name, url, expected) => {
  expect(safeUrl(url)).toBe(expected);
});

test.each([
  'javascript:alert(1)',
  ' JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'slack://user?id=U1',
  '//evil.example/',
  'istio.io',
  '',
  'https://istio.io@evil.example/',
  'https://istio.io:443@evil.example/',
])('no link opens %j', (url) => {
  expect(safeUrl(url)).toBeUndefined();
});
