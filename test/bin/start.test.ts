import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runFrontdesk, spawnFrontdesk } from '../support/run-frontdesk.js';

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Starts the desk with no token in a folder of its own and waits until it says where the page is. */
async function opened(args: readonly string[] = ['start']) {
  const cwd = mkdtempSync(join(tmpdir(), 'frontdesk-'));
  const port = await freePort();
  const child = spawnFrontdesk(args, { cwd, env: { FRONTDESK_PORT: String(port) } });
  let out = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (out.includes(`http://127.0.0.1:${port}`)) resolve();
    });
    child.stderr.on('data', (chunk) => {
      out += chunk;
    });
    child.on('close', (code) => reject(new Error(`ended with ${code}: ${out}`)));
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { cwd, port, child, ended, page: `http://127.0.0.1:${port}`, output: () => out };
}

test('with no token the page answers on loopback, the ledger is a file, and SIGTERM ends with 0', async () => {
  const desk = await opened();
  const page = await (await fetch(desk.page)).text();
  expect(page).toContain('Community meeting');
  const health = await fetch(`${desk.page}/healthz`);
  expect(health.status).toBe(200);
  expect(existsSync(join(desk.cwd, 'data/frontdesk.db'))).toBe(true);
  desk.child.kill('SIGTERM');
  expect(await desk.ended).toBe(0);
});

test('a second process on the same file refuses to start, with a sentence, and the first goes on', async () => {
  const desk = await opened();
  const second = await runFrontdesk(['start'], { cwd: desk.cwd, env: { FRONTDESK_PORT: String(await freePort()) } });
  expect(second.code).toBe(1);
  expect(second.err).toContain('FRONTDESK_DATABASE');
  expect((await fetch(`${desk.page}/healthz`)).status).toBe(200);
  desk.child.kill('SIGTERM');
  expect(await desk.ended).toBe(0);
});

test('`try` opens the page at another time, writes no file, and posts the reminder that is due then', async () => {
  const desk = await opened(['try', '--now', '2026-12-10T18:44:59Z']);
  expect(existsSync(join(desk.cwd, 'data'))).toBe(false);
  const stream = await fetch(`${desk.page}/events`);
  const reader = stream.body?.getReader();
  let seen = '';
  while (reader !== undefined && !seen.includes('Community meeting')) {
    const { value, done } = await reader.read();
    if (done) break;
    seen += new TextDecoder().decode(value);
  }
  expect(seen).toContain('Community meeting');
  await reader?.cancel();
  desk.child.kill('SIGTERM');
  expect(await desk.ended).toBe(0);
});

test('a bot token without its companion stops the start with a sentence, and its value is not shown', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'frontdesk-'));
  const { code, err } = await runFrontdesk(['start'], { cwd, env: { SLACK_BOT_TOKEN: 'xoxb-very-secret' } });
  expect(code).toBe(1);
  expect(err).toContain('SLACK_APP_TOKEN');
  expect(err).not.toContain('very-secret');
});

test('a port that is in use stops the start with a sentence that names the setting', async () => {
  const desk = await opened();
  const cwd = mkdtempSync(join(tmpdir(), 'frontdesk-'));
  const { code, out, err } = await runFrontdesk(['start'], { cwd, env: { FRONTDESK_PORT: String(desk.port) } });
  expect(code).toBe(78);
  expect(out + err).toContain('FRONTDESK_PORT');
  desk.child.kill('SIGTERM');
  expect(await desk.ended).toBe(0);
});

const nobody =
  'No maintainer can be told what needs mending: name a room with notices, or a person in maintainers (a role or a user group gets no direct message)';

test.each([
  ['only a role', 'maintainers: [{ discordRole: "334455667788990011" }]', 1],
  ['a person', 'maintainers: [{ discord: "223344556677889900" }]', 0],
  ['a room for notices', 'notices: general', 0],
])('whom a room that breaks is told to: a file with %s warns so often at start (%#)', async (_who, part, warnings) => {
  const cwd = mkdtempSync(join(tmpdir(), 'frontdesk-'));
  const file = join(cwd, 'community.yaml');
  const head = 'community: { name: A, home: https://a.example, timezone: UTC }';
  writeFileSync(file, `${head}\nrooms: { general: { discord: "112233445566778899" } }\n${part}\n`);
  // The port that another program has: it ends by itself, without having asked Discord.
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const address = taken.address();
  const port = String(typeof address === 'object' && address !== null ? address.port : 0);
  const child = spawnFrontdesk(['start', '--file', file], {
    cwd,
    env: { DISCORD_TOKEN: 'a.b.c', FRONTDESK_PORT: port },
  });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
    if (out.includes('FRONTDESK_PORT')) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.on('close', resolve));
  taken.close();
  expect(out).toContain('FRONTDESK_PORT');
  expect(out.split(nobody).length - 1).toBe(warnings);
});
