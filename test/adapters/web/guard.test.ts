import { describe, expect, test } from 'vitest';
import { hostInUrl, isLoopback, isOwnHost, isOwnOrigin, isSiteHost } from '../../../adapters/web/guard.js';

describe('the Host header', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1:3000', true],
    ['127.0.0.1', 'LOCALHOST:3000', true],
    ['127.0.0.1', undefined, false],
    ['127.0.0.1', '', false],
    ['127.0.0.1', 'localhost', false],
    ['127.0.0.1', 'localhost:3000:3000', false],
    ['127.0.0.1', 'user@localhost:3000', false],
    ['desk.example', 'desk.example:3000', true],
    ['desk.example', 'evil.example:3000', false],
    // In a container the port outside is another one.
    ['0.0.0.0', 'localhost:8080', true],
    ['0.0.0.0', '10.1.2.3:3000', true],
    ['0.0.0.0', '[fe80::1]:3000', true],
    ['0.0.0.0', 'evil.example:3000', false],
  ])('listening on %s, “%s” is ours: %s', (host, header, own) => {
    expect(isOwnHost(header, { host, port: 3000 })).toBe(own);
  });

  test('on port 80 it comes without the port', () => {
    expect(isOwnHost('localhost', { host: '127.0.0.1', port: 80 })).toBe(true);
  });
});

describe('the Host header of the public address', () => {
  test.each([
    ['https://desk.example.org', 'desk.example.org', true],
    ['https://desk.example.org/feeds', 'DESK.example.org', true],
    ['https://desk.example.org', 'desk.example.org:443', true],
    ['http://desk.example.org:8080', 'desk.example.org:8080', true],
    ['https://desk.example.org', 'desk.example.org:8443', false],
    ['https://desk.example.org', 'evil.example', false],
    ['https://desk.example.org', 'evil.example/@desk.example.org', false],
    ['https://desk.example.org', 'user@desk.example.org', false],
    ['https://desk.example.org', 'desk.example.org/x', false],
    ['https://desk.example.org', '', false],
    ['https://desk.example.org', undefined, false],
    [undefined, 'desk.example.org', false],
  ])('%s is reached by “%s”: %s', (site, header, reached) => {
    expect(isSiteHost(header, site)).toBe(reached);
  });
});

describe('the Origin header', () => {
  test.each([
    [undefined, 'localhost:3000', true],
    ['http://localhost:3000', 'localhost:3000', true],
    ['https://desk.example', 'desk.example', true],
    ['http://localhost:3001', 'localhost:3000', false],
    ['null', 'localhost:3000', false],
    ['http://localhost:3000', undefined, false],
  ])('%s for %s is ours: %s', (origin, host, own) => {
    expect(isOwnOrigin(origin, host)).toBe(own);
  });
});

test.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['127.evil.example', false],
])('%s is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

test('an IPv6 address stands in brackets', () => {
  expect([hostInUrl('::1'), hostInUrl('127.0.0.1')]).toEqual(['[::1]', '127.0.0.1']);
});
