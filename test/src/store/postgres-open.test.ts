import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { openStore, StoreOpenError } from '../../../src/store/store.js';
import { systemClock } from '../../../src/time/clock.js';
import { freshDatabase, sharedCluster } from '../../support/postgres.js';
import { type Cluster, password } from '../../support/postgres-cluster.js';

const servers: { readonly server: Server; readonly sockets: Socket[] }[] = [];
let cluster: Cluster;

/** The sentence that the operator reads. It never shows the password, and neither does anything behind it. */
async function refusal(address: string): Promise<string> {
  const failure = await openStore(address, { clock: systemClock }).then(
    (store) => store.close(),
    (error: unknown) => error,
  );
  if (!(failure instanceof StoreOpenError)) throw new Error(`expected a StoreOpenError, got ${String(failure)}`);
  const shown = `${failure.stack} ${JSON.stringify(failure.cause)} ${inspect(failure, { depth: 10 })}`;
  for (const secret of ['hunter2', 'hun/', password]) expect(shown).not.toContain(secret);
  return failure.message;
}

async function serverThat(answer: (socket: Socket) => void): Promise<number> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    answer(socket);
  }).listen(0, '127.0.0.1');
  servers.push({ server, sockets });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** An address of the same server, with something changed. */
function changed(address: string, change: Partial<Pick<URL, 'username' | 'password' | 'pathname' | 'search'>>): string {
  return Object.assign(new URL(address), change).href;
}

beforeAll(async () => {
  cluster = await sharedCluster();
}, 60_000);
afterEach(closeServers);

async function closeServers(): Promise<void> {
  for (const { server, sockets } of servers.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  }
}

test('a wrong password', async () => {
  const address = changed(await freshDatabase(), { password: 'hunter2' });
  const { host, pathname } = new URL(address);
  expect(await refusal(address)).toBe(
    `FRONTDESK_DATABASE names ${host}${pathname}, which refuses the user or the password. Correct them.`,
  );
});

test('no password where one is asked for', async () => {
  expect(await refusal(changed(await freshDatabase(), { password: '' }))).toMatch(
    /, which asks for a password\. Add it to the address\.$/,
  );
});

test('a database that does not exist', async () => {
  expect(await refusal(cluster.address('nowhere'))).toBe(
    `FRONTDESK_DATABASE names 127.0.0.1:${cluster.port}/nowhere, which does not exist. Create it, or correct its name.`,
  );
});

test('a user who may make no tables', async () => {
  const address = await freshDatabase();
  await cluster.run(`create role guest login password 'hunter2'`);
  expect(await refusal(changed(address, { username: 'guest', password: 'hunter2' }))).toMatch(
    /, which lets this user make no tables\. Grant it CREATE on the schema, or let the owner of the database start Frontdesk once\.$/,
  );
});

test('a user who may only use the tables opens what the owner made', async () => {
  const address = await freshDatabase();
  await (await openStore(address, { clock: systemClock })).close();
  await cluster.run(
    `create role clerk login password 'hunter2'; grant select, insert, update, delete on all tables in schema public to clerk`,
    new URL(address).pathname.slice(1),
  );
  const store = await openStore(changed(address, { username: 'clerk', password: 'hunter2' }), { clock: systemClock });
  expect(await store.first('event', 60)).toBe(true);
  await store.close();
});

test('a database that may only be read', async () => {
  const address = await freshDatabase();
  const name = new URL(address).pathname.slice(1);
  await cluster.run(`alter database ${name} set default_transaction_read_only = on`);
  expect(await refusal(address)).toMatch(
    /, which may only be read\. Name the primary server, or a user who may write\.$/,
  );
});

test('a database with its tables that may only be read', async () => {
  const address = await freshDatabase();
  await (await openStore(address, { clock: systemClock })).close();
  const options = encodeURIComponent('-c default_transaction_read_only=on');
  expect(await refusal(`${address}${address.includes('?') ? '&' : '?'}options=${options}`)).toMatch(
    /, which may only be read\. Name the primary server, or a user who may write\.$/,
  );
});

test('a user who may read the tables and not write to one of them', async () => {
  const address = await freshDatabase();
  await (await openStore(address, { clock: systemClock })).close();
  await cluster.run(
    `create role reader login password 'hunter2';
     grant select, insert, update, delete on all tables in schema public to reader; revoke delete on seen from reader`,
    new URL(address).pathname.slice(1),
  );
  expect(await refusal(changed(address, { username: 'reader', password: 'hunter2' }))).toMatch(
    /, which lets this user not change its tables\. Grant it SELECT, INSERT, UPDATE and DELETE on them\.$/,
  );
});

test('a database that takes no more connections', async () => {
  const address = await freshDatabase();
  const name = new URL(address).pathname.slice(1);
  await cluster.run(
    `create role one_at_a_time login connection limit 0 password 'hunter2'; grant all on database ${name} to one_at_a_time`,
  );
  expect(await refusal(changed(address, { username: 'one_at_a_time', password: 'hunter2' }))).toMatch(
    /, which takes no more connections\. Raise its limit, or run fewer processes: each takes up to 9\.$/,
  );
});

test("another program's tables, unless they stand in another schema or an extension made them", async () => {
  const address = await freshDatabase();
  const name = new URL(address).pathname.slice(1);
  await cluster.run('create schema theirs; create table theirs.bookmarks (url text)', name);
  await (await openStore(address, { clock: systemClock })).close();
  const mixed = await freshDatabase();
  await cluster.run('create table bookmarks (url text)', new URL(mixed).pathname.slice(1));
  expect(await refusal(mixed)).toMatch(
    /, which holds another program's tables\. Set it to a database, or a schema, of its own\.$/,
  );
});

test('a server without TLS, where the address asks for it', async () => {
  expect(await refusal(changed(await freshDatabase(), { search: '?sslmode=verify-full' }))).toMatch(
    /, which speaks no TLS\. Turn it on at the server, or set sslmode=disable in the address\.$/,
  );
});

test('nobody at the port', async () => {
  const port = await serverThat(() => undefined);
  await closeServers();
  expect(await refusal(`postgres://bot:hunter2@127.0.0.1:${port}/desk`)).toBe(
    `FRONTDESK_DATABASE names 127.0.0.1:${port}/desk, which cannot be reached (connection refused). Start it, or correct the host and port.`,
  );
});

test('a host that is not known', async () => {
  expect(await refusal('postgres://bot:hunter2@nowhere.invalid/desk')).toMatch(
    /^FRONTDESK_DATABASE names nowhere\.invalid:5432\/desk, which is on a host that cannot be found/,
  );
});

test('a server that never answers', { timeout: 30_000 }, async () => {
  const port = await serverThat(() => undefined);
  expect(await refusal(`postgres://bot:hunter2@127.0.0.1:${port}/desk`)).toBe(
    `FRONTDESK_DATABASE names 127.0.0.1:${port}/desk, which does not answer. Check that it runs, and that host and port are those of a Postgres server.`,
  );
});

test.each([
  ['a web server', (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')],
  ['a server that hangs up', (socket: Socket) => socket.end()],
])('%s instead of Postgres', async (_what, answer) => {
  const port = await serverThat(answer);
  expect(await refusal(`postgres://bot:hunter2@127.0.0.1:${port}/desk`)).toMatch(
    /, which (cuts the connection\. Check that host and port are those of a Postgres server|is no Postgres server\. Correct the host and port)\.$/,
  );
});

test.each([
  'postgres://bot:hunter2@host',
  'postgres://bot:hunter2@host/',
  'postgres://bot:hun/ter2@host/desk',
  'postgres://bot:hunter2#@host/desk',
  'postgres://bot:hunter2%zz@host/desk',
  'postgres:desk',
  'postgresql://bot:hunter2@host:port/desk',
])('an address that is none (%s)', async (address) => {
  expect(await refusal(address)).toBe(
    'FRONTDESK_DATABASE is no address of a Postgres database. It looks like postgres://user:password@host:5432/frontdesk; in a password write %23 for #, %25 for %, %2F for /, %3A for :, %3F for ? and %40 for @.',
  );
});
