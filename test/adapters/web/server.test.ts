import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createWebAdapter, type WebOptions } from '../../../adapters/web/index.js';
import { AdapterStartError } from '../../../src/adapter.js';
import type { Reply } from '../../../src/reply/reply.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { buildPage } from '../../support/browser.js';
import { meetingAt, meetingUntil } from '../../support/gallery.js';
import { RecordingLog } from '../../support/recording-log.js';
import { type ScriptedDesk, scriptedDesk } from '../../support/scripted-desk.js';
import { halves, slowCaller } from '../../support/slow-caller.js';
import { all, hasClass, readHtml, textOf } from './html-reader.js';
import { type OpenPage, openPage, PlainBrowser, send } from './open-page.js';

const built = buildPage();
afterAll(() => built.remove());

const home: Reply = {
  title: 'Community meeting',
  audience: 'asker',
  tone: 'plain',
  summary: 'The community meets on Thursday.',
  body: [
    {
      type: 'text',
      line: [
        {
          type: 'moment',
          at: meetingAt,
          until: meetingUntil,
          show: 'day-time',
          home: 'America/Los_Angeles',
          countdown: true,
        },
      ],
    },
    { type: 'text', line: [{ type: 'link', text: 'Join', url: 'https://zoom.us/j/1' }] },
  ],
  choices: [],
};
const answer: Reply = {
  ...home,
  title: 'Groups',
  summary: 'Nine groups.',
  body: [{ type: 'text', line: ['Nine groups.'] }],
};
const groups = { command: 'working-groups', options: {} };
const next = { command: 'working-groups', options: { page: 2 } };
const firstPage: Reply = { ...answer, title: 'Page one', paging: { from: 1, to: 10, total: 12, next } };
const secondPage: Reply = { ...answer, title: 'Page two', paging: { from: 11, to: 12, total: 12, previous: groups } };

const opened: OpenPage[] = [];
afterEach(async () => {
  for (const { adapter } of opened.splice(0)) await adapter.stop();
});

async function open(
  options: Partial<WebOptions> = {},
): Promise<OpenPage & { desk: ScriptedDesk; browser: PlainBrowser }> {
  const desk = scriptedDesk({ home, '/groups': answer, '/working-groups': firstPage, '/working-groups 2': secondPage });
  const page = await openPage(desk, built, options);
  opened.push(page);
  return { ...page, desk, browser: new PlainBrowser(page.address) };
}

describe('who may come in', () => {
  test.each([
    ['the address itself', (port: string) => `127.0.0.1:${port}`, 200],
    ['localhost', (port: string) => `localhost:${port}`, 200],
    ['IPv6 loopback', (port: string) => `[::1]:${port}`, 200],
    ['a foreign name that points here', (port: string) => `evil.example:${port}`, 403],
    ['a name that only begins like ours', (port: string) => `localhost.evil.example:${port}`, 403],
    ['another port', () => '127.0.0.1:1', 403],
    ['another address of this machine', (port: string) => `192.168.1.5:${port}`, 403],
  ])('%s as Host', async (_name, host, status) => {
    const { address } = await open();
    const answered = await send(address, '/', { headers: { host: host(new URL(address).port) } });
    expect(answered.status).toBe(status);
    if (status === 403)
      expect(answered.body).toBe(`This desk is not served under that name. Open ${address}/ instead.\n`);
  });

  test.each([
    ['the page itself', (address: string) => address, 200],
    ['a foreign page', () => 'https://evil.example', 403],
    ['a page without an origin, such as a sandboxed frame', () => 'null', 403],
  ])('a message from %s', async (_name, origin, status) => {
    const { address, desk } = await open();
    const headers = { origin: origin(address), accept: 'application/json', 'content-type': 'application/json' };
    const answered = await send(address, '/say', { method: 'POST', headers, body: '{"line":"/groups"}' });
    expect(answered.status).toBe(status);
    expect(desk.asked).toHaveLength(status === 200 ? 1 : 0);
    if (status === 403) {
      expect(JSON.parse(answered.body)).toEqual({
        problem: 'This desk takes messages from its own page only. Open the page and write there.',
      });
    }
  });

  test('no answer lets a foreign script, frame or guess in', async () => {
    const { browser } = await open();
    for (const path of ['/', '/page.js', '/healthz', '/nothing']) {
      const { headers } = await browser.get(path);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  test('the session cookie is for this site alone, and no script reads it', async () => {
    const { address } = await open();
    const { headers } = await send(address, '/');
    expect(headers['set-cookie']?.[0]).toMatch(
      /^frontdesk-session=[\w-]{32}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });
});

describe('what is too much or unreadable', () => {
  test.each([
    ['said with its length', { 'content-length': String(65 * 1024) }],
    ['sent in chunks', { 'transfer-encoding': 'chunked' }],
  ])('65 KB %s are refused with a sentence', async (_name, framing) => {
    const { address, desk } = await open();
    const body = `line=${'a'.repeat(65 * 1024 - 5)}`;
    const headers = { ...framing, 'content-type': 'application/x-www-form-urlencoded' };
    const answered = await send(address, '/say', { method: 'POST', headers, body });
    expect(answered).toMatchObject({
      status: 413,
      body: 'That is too long to read. Please shorten it to a few sentences.\n',
    });
    expect(desk.asked).toEqual([]);
  });

  test.each([
    ['no JSON', '{"line":', 'That could not be read. Open the page again and try once more.'],
    [
      'neither a line nor a button',
      '{"room":"general"}',
      'That could not be read. Open the page again and try once more.',
    ],
    ['a list', '[1]', 'That could not be read. Open the page again and try once more.'],
    ['a button of another version', '{"invoke":"x"}', 'That button is too old to work. Please run the command again.'],
    [
      'options that are no values',
      '{"invoke":{"command":"a","options":{"b":{}}}}',
      'That button is too old to work. Please run the command again.',
    ],
  ])('%s', async (_name, body, problem) => {
    const { address, desk } = await open();
    const headers = { accept: 'application/json', 'content-type': 'application/json' };
    const answered = await send(address, '/say', { method: 'POST', headers, body });
    expect(answered.status).toBe(400);
    expect(JSON.parse(answered.body)).toEqual({ problem });
    expect(desk.asked).toEqual([]);
  });

  test('a zone that is none is dropped, no room is the first', async () => {
    const { browser, desk } = await open();
    await browser.say({ line: '/groups', zone: 'Mars/Olympus' });
    expect(desk.asked).toEqual([
      { platform: 'web', place: 'room', room: 'general', reader: { id: browser.viewer }, line: '/groups' },
    ]);
  });
});

describe('a room that there is not', () => {
  const share = JSON.stringify({ ...groups, share: true });

  test('is told to the script, and nothing is said in another room', async () => {
    const { browser, desk } = await open();
    const { status, body } = await browser.say({ invoke: share, room: 'nope' });
    expect(status).toBe(400);
    expect(JSON.parse(body)).toEqual({
      problem: 'There is no room “nope” here, so nothing was said. Choose a room and try again.',
    });
    expect(desk.asked).toEqual([]);
  });

  test('is told on the page, and nothing is said in another room', async () => {
    const { browser, desk } = await open();
    const { status, body } = await browser.submit({ line: '/groups', room: '<script>alert(1)</script>' });
    expect(status).toBe(400);
    const page = readHtml(body);
    expect(all(page, (each) => hasClass(each, 'note')).map((note) => textOf(note))).toEqual([
      'There is no room “<script>alert(1)</script>” here, so nothing was said. Choose a room and try again.',
    ]);
    expect(all(page, ({ tag }) => tag === 'nav')).toHaveLength(1);
    expect(body).not.toContain('<script>alert');
    expect(desk.asked).toEqual([]);
  });

  test.each([
    ['/?room=nope', ['There is no room “nope” here; this is “general”.']],
    ['/?room=networking', []],
    ['/', []],
  ])('%s shows a room and says %j', async (path, notes) => {
    const { browser } = await open();
    const { status, body } = await browser.get(path);
    expect(status).toBe(200);
    expect(all(readHtml(body), (each) => hasClass(each, 'note')).map((note) => textOf(note))).toEqual(notes);
  });
});

describe('the page without a script', () => {
  test('shows the next meeting in the community’s time, names the zone and counts down', async () => {
    const { browser } = await open();
    const page = readHtml((await browser.get('/')).body);
    const [next] = all(page, (each) => hasClass(each, 'next'));
    const words = textOf(next ?? page).replace(/\s+/g, ' ');
    expect(words).toContain(
      'Community meeting 3 days 0 hours 0 minutes Thursday 10 December 2026 in Los Angeles 11:00 to 12:00 in Los Angeles Join',
    );
  });

  test('a zone chosen in the form is kept', async () => {
    const { browser } = await open();
    const { headers, body } = await browser.get('/?zone=Europe/Berlin');
    expect(String(headers['set-cookie'])).toContain('frontdesk-zone=Europe%2FBerlin');
    expect(body).toContain('20:00 to 21:00 in Berlin');
    expect(body).toContain('<option value="Europe/Berlin" selected>Berlin (UTC+1)</option>');
  });

  test('a city typed in the form is understood', async () => {
    const { browser } = await open();
    expect((await browser.get('/?zone=America/Los_Angeles&other=tokyo')).body).toContain('04:00 to 05:00 in Tokyo');
  });

  test.each([
    ['/?zone=Europe/Berln', '“Europe/Berln” is not the name of a time zone. Use Europe/Berlin.'],
    ['/?other=Europe/Berln', '“Europe/Berln” is not the name of a time zone. Use Europe/Berlin.'],
    ['/?zone=Europe/Berlin&other=mars', '“mars” is not a time zone I know. Use a name such as Europe/Berlin.'],
  ])('a zone that is none is named, with what to write: %s', async (path, note) => {
    const { browser } = await open();
    const { headers, body } = await browser.get(path);
    expect(all(readHtml(body), (each) => hasClass(each, 'note')).map((each) => textOf(each))).toEqual([note]);
    expect(String(headers['set-cookie'])).not.toContain('frontdesk-zone');
    expect(body).toContain('11:00 to 12:00 in Los Angeles');
  });

  test('a zone left empty is not asked for', async () => {
    const { browser } = await open();
    expect((await browser.get('/?zone=&other=%20')).body).not.toContain('class="note"');
  });

  test('a form that is sent gives the whole page, the answer last', async () => {
    const { browser } = await open();
    await browser.get('/');
    const { status, body } = await browser.submit({ line: '/groups', room: 'general' });
    expect(status).toBe(200);
    const entries = all(readHtml(body), (each) => hasClass(each, 'entry'));
    expect(entries.map((entry) => entry.attributes.class)).toEqual(['entry asked', 'entry answer']);
    expect(body).toContain('Nine groups.');
    expect(body).toContain('<span id="latest">');
    expect((await browser.get('/')).body).toContain('Nine groups.');
  });

  test('another browser does not see what was answered to one alone', async () => {
    const { browser, address } = await open();
    await browser.get('/');
    await browser.submit({ line: '/groups', room: 'general' });
    expect((await new PlainBrowser(address).get('/')).body).not.toContain('Nine groups.');
  });

  test('a page that is turned takes the place of the one before', async () => {
    const { browser } = await open();
    await browser.get('/');
    const { events } = JSON.parse((await browser.say({ line: '/working-groups', room: 'general' })).body);
    const entry: string = events[1].id;
    await browser.say({ invoke: JSON.stringify(next), entry, room: 'general' });
    const { body } = await browser.get('/');
    expect(body).toContain('Page two');
    expect(body).not.toContain('Page one');
    expect(body).toContain(`id="e-${entry}"`);
  });

  test('reminders to come are listed with what they will look like', async () => {
    const coming = async () => [
      {
        key: 'k',
        dueAt: (meetingAt - 900) as Instant,
        room: 'general',
        meeting: 'Community meeting',
        startsAt: meetingAt,
        reply: answer,
      },
    ];
    const { browser } = await open({ coming });
    const [list] = all(readHtml((await browser.get('/')).body), (each) => hasClass(each, 'coming'));
    const words = textOf(list ?? readHtml('')).replace(/\s+/g, ' ');
    expect(words).toContain(
      'Community meeting #general Thursday 10 December 2026, 10:45 in Los Angeles in 2 days 23 hours',
    );
    expect(words).toContain('See how it will look: Community meeting Groups Nine groups.');
  });

  test('reminders that cannot be read leave the page standing', async () => {
    const { browser, log } = await open({ coming: () => Promise.reject(new Error('the store is shut')) });
    expect((await browser.get('/')).body).toContain('They cannot be read just now.');
    expect(log.lines.map(({ message }) => message)).toEqual(['The coming reminders cannot be told']);
  });
});

describe('closing', () => {
  test.each(Object.entries(halves))(
    'waits for nobody who sends %s',
    async (_what, words) => {
      const { adapter, address } = await open();
      const caller = await slowCaller(address, words);
      expect((await send(address, '/healthz')).status).toBe(200);
      await adapter.stop();
      await caller.cut;
    },
    5_000,
  );
});

describe('files and health', () => {
  test('a file that the browser has already is not sent again', async () => {
    const { address } = await open();
    const first = await send(address, '/page.css');
    expect(first.headers['content-type']).toBe('text/css; charset=utf-8');
    const again = await send(address, '/page.css', { headers: { 'if-none-match': String(first.headers.etag) } });
    expect(again).toMatchObject({ status: 304, body: '' });
  });

  test('completion comes from the desk', async () => {
    const { browser } = await open();
    const { body } = await browser.get('/complete?command=meeting&option=name&typed=comm');
    expect(JSON.parse(body)).toEqual({ completions: [{ label: 'Community meeting', value: 'community' }] });
  });

  test('a zone is found by what people call it', async () => {
    const { browser } = await open();
    const { zones } = JSON.parse((await browser.get('/zones?typed=new%20y')).body);
    expect(zones[0]).toEqual({ zone: 'America/New_York', label: 'New York (UTC−5)' });
  });

  test.each([
    [true, 200],
    [false, 503],
  ])('health with ready %s answers %i', async (ready, status) => {
    const parts = { slack: { ready, detail: 'Connected.' } };
    const { address } = await open({ page: false, health: async () => ({ ready, parts }) });
    const answered = await send(address, '/healthz');
    expect(answered.status).toBe(status);
    expect(JSON.parse(answered.body)).toEqual({ ready, parts });
    expect(await send(address, '/')).toMatchObject({ status: 404, body: 'The page is switched off here.\n' });
  });

  test('health that fails is not ready, and does not tell why to strangers', async () => {
    const { address } = await open({ health: () => Promise.reject(new Error('secret address')) });
    const answered = await send(address, '/healthz');
    expect(answered.status).toBe(503);
    expect(answered.body).not.toContain('secret');
  });

  test('a port that is taken is named, with what to set', async () => {
    const { address } = await open();
    const port = Number(new URL(address).port);
    const log = new RecordingLog();
    const adapter = createWebAdapter({
      ...{ host: '127.0.0.1', port, assetsDir: built.folder, clock: new FixedClock(meetingAt), log, page: false },
      ...{ zone: 'UTC', rooms: ['general'], coming: async () => [], health: async () => ({ ready: true, parts: {} }) },
    });
    const failed = await adapter.start(scriptedDesk({})).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(AdapterStartError);
    expect(failed).toMatchObject({
      message: `Port ${port} on 127.0.0.1 is taken. Set FRONTDESK_PORT to another port, or stop what listens there.`,
    });
    expect(adapter.health().ready).toBe(false);
  });
});
