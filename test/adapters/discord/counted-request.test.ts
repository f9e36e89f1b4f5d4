import { expect, test } from 'vitest';
import type { Heard } from '../../../adapters/discord/breaker.js';
import { countedRequest } from '../../../adapters/discord/counted-request.js';

/** A request that is answered so, and what the breaker heard of it. */
function answering(status: number, headers: Record<string, string>, body: string, globalSeconds = 0) {
  const heard: Heard[] = [];
  let calls = 0;
  const request = countedRequest(
    async () => {
      calls += 1;
      return new Response(body, { status, headers }) as never;
    },
    { heard: (answer) => void heard.push(answer), globalSeconds: () => globalSeconds },
  );
  return { request, heard, calls: () => calls };
}
const asBot = { headers: { Authorization: 'Bot token' } };

test('an answer is handed on as it came, and told with whose token it was asked', async () => {
  const { request, heard } = answering(403, {}, '{"code":50001}');
  expect(await (await request('http://x', asBot)).text()).toBe('{"code":50001}');
  await request('http://x', { headers: {} });
  expect(heard).toEqual([
    { status: 403, asBot: true },
    { status: 403, asBot: false },
  ]);
});

test.each([
  ['the header', { 'retry-after': '3' }, '{"retry_after":2.5}', '3'],
  ['the body where the header has none', {}, '{"retry_after":2.5}', '2.5'],
  ['the body where the header has no figure [fault 14]', { 'retry-after': 'soon' }, '{"retry_after":2.5}', '2.5'],
  ['15 s where nobody has one [fault 14]', { 'retry-after': '' }, '<html>', '15'],
])('a 429 says until when, by %s', async (_whose, headers, body, figure) => {
  const { request } = answering(429, headers, body);
  const response = await request('http://x', asBot);
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, figure]);
});

test('a 429 of a limit that others share is told as such, a global one by header or by body', async () => {
  const shared = answering(429, { 'x-ratelimit-scope': 'shared', 'retry-after': '1' }, '{}');
  await shared.request('http://x', asBot);
  expect(shared.heard).toEqual([{ status: 429, asBot: true, shared: true }]);
  for (const [headers, body] of [
    [{ 'x-ratelimit-global': 'true', 'retry-after': '4' }, '{}'],
    [{ 'retry-after': '4' }, '{"global":true}'],
  ] as const) {
    const global = answering(429, headers, body);
    expect((await global.request('http://x', asBot)).headers.get('x-ratelimit-global')).toBe('true');
    expect(global.heard).toEqual([{ status: 429, asBot: true, shared: false, globalSeconds: 4 }]);
  }
});

test('while the whole bot is to be quiet only calls with a token of their own are made [fault 15]', async () => {
  const { request, heard, calls } = answering(200, {}, '{}', 7);
  const refused = await request('http://x', asBot);
  expect([refused.status, refused.headers.get('retry-after'), calls()]).toEqual([429, '7', 0]);
  expect((await request('http://x', { headers: {} })).status).toBe(200);
  expect([calls(), heard]).toEqual([1, [{ status: 200, asBot: false }]]);
});
