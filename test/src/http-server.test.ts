import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { closerOf } from '../../src/http-server.js';
import { halves, slowCaller } from '../support/slow-caller.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open(graceMs: number, answer: RequestListener) {
  const server = createServer(answer);
  const close = closerOf(server, graceMs);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await close();
  });
  return { close, server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const anHour = 3_600_000;

test.each(Object.entries(halves))('a caller who sends %s keeps nothing open', async (_what, words) => {
  const { close, server, address } = await open(anHour, (_request, response) => response.end('ok'));
  const known = new Promise((resolve) => server.once('connection', resolve));
  const caller = await slowCaller(address, words);
  await known;
  // One who keeps the connection for the next question is there too.
  expect(await (await fetch(address)).text()).toBe('ok');
  await close();
  await caller.cut;
});

test('an answer on its way is sent whole before the server is closed', async () => {
  let finish = () => {};
  let arrived = () => {};
  const asked = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const { close, address } = await open(anHour, (_request, response) => {
    response.write('first half, ');
    finish = () => response.end('second half');
    arrived();
  });
  const silent = await slowCaller(address, '');
  const answer = fetch(address).then((response) => response.text());
  await asked;
  const closed = close();
  finish();
  expect(await answer).toBe('first half, second half');
  await closed;
  await silent.cut;
});

test('an answer that never ends is cut when the time for it is over', async () => {
  let arrived = () => {};
  const asked = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const { close, address } = await open(20, () => arrived());
  const caller = await slowCaller(address, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await asked;
  await close();
  expect(await caller.cut).toBe('');
});

test('closing twice is harmless', async () => {
  const { close } = await open(anHour, (_request, response) => response.end());
  await Promise.all([close(), close()]);
  await close();
});
