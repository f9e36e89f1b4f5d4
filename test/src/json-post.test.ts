import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createJsonPost } from '../../src/json-post.js';

const post = createJsonPost({ deadlineMs: 5_000, headers: { 'user-agent': 'Example' } });
const servers: Server[] = [];

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece;
  return text;
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

test('what is sent arrives whole, and the status and words of the answer come back', async () => {
  const got: unknown[] = [];
  const url = await serving(async (request, response) => {
    const { method, url, headers } = request;
    got.push([method, url, headers['content-type'], headers['user-agent'], JSON.parse(await bodyOf(request))]);
    response.writeHead(404).end('used_url – grüß');
  });
  expect(await post(`${url}/answer?to=1`, { text: 'Grüße 👋' })).toStrictEqual({
    status: 404,
    text: 'used_url – grüß',
  });
  expect(got).toStrictEqual([
    ['POST', '/answer?to=1', 'application/json; charset=utf-8', 'Example', { text: 'Grüße 👋' }],
  ]);
});

test('the connection is used again', async () => {
  const ports = new Set<number | undefined>();
  const url = await serving((request, response) => {
    ports.add(request.socket.remotePort);
    request.resume();
    response.end('ok');
  });
  for (let n = 0; n < 5; n += 1) await post(url, {});
  expect(ports.size).toBe(1);
});

test('a redirect is an answer, and is not followed', async () => {
  const paths: (string | undefined)[] = [];
  const url = await serving((request, response) => {
    paths.push(request.url);
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect(await post(`${url}/here`, {})).toStrictEqual({ status: 307, text: '' });
  expect(paths).toStrictEqual(['/here']);
});

test('nobody there rejects with the code by which it is known that nothing was sent', async () => {
  const url = await serving(() => undefined);
  await new Promise((done) => servers.splice(0)[0]?.close(done));
  await expect(post(url, {})).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('an answer that does not come, or does not end, is given up at the deadline', async () => {
  const impatient = createJsonPost({ deadlineMs: 50 });
  const silent = await serving((request) => request.resume());
  await expect(impatient(silent, {})).rejects.toThrow('No answer within 50 ms.');
  const endless = await serving((_request, response) => response.writeHead(200).write('o'));
  await expect(impatient(endless, {})).rejects.toThrow();
});

test('a connection that breaks within the answer rejects', async () => {
  const url = await serving((_request, response) => {
    response.writeHead(200, { 'content-length': '10' }).write('half');
    setImmediate(() => response.destroy());
  });
  await expect(post(url, {})).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('an answer without end is not gathered in memory', async () => {
  const url = await serving((_request, response) => {
    response.on('error', () => undefined);
    response.end('x'.repeat(200_000));
  });
  await expect(post(url, {})).rejects.toThrow();
});

test('what is no address rejects', async () => {
  await expect(post('nowhere', {})).rejects.toMatchObject({ code: 'ERR_INVALID_URL' });
  await expect(post('ftp://files.example/', {})).rejects.toMatchObject({ code: 'ERR_INVALID_PROTOCOL' });
});
