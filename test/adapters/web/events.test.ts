import { request } from 'node:http';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { WebOptions } from '../../../adapters/web/index.js';
import type { Reply } from '../../../src/reply/reply.js';
import { buildPage } from '../../support/browser.js';
import { scriptedDesk } from '../../support/scripted-desk.js';
import { type OpenPage, openPage, PlainBrowser } from './open-page.js';

const built = buildPage();
afterAll(() => built.remove());

const answer: Reply = {
  title: 'Groups',
  audience: 'asker',
  tone: 'plain',
  summary: 'Nine groups.',
  body: [{ type: 'text', line: ['Nine groups.'] }],
  choices: [],
};

const opened: OpenPage[] = [];
afterEach(async () => {
  for (const { adapter } of opened.splice(0)) await adapter.stop();
});

async function open(options: Partial<WebOptions> = {}): Promise<OpenPage & { browser: PlainBrowser }> {
  const page = await openPage(scriptedDesk({ '/groups': answer }), built, options);
  opened.push(page);
  return { ...page, browser: new PlainBrowser(page.address) };
}

const reminder = (key: string, room = 'general') =>
  ({
    key,
    target: { platform: 'web', room, channel: room },
    reply: { ...answer, title: key, audience: 'room' },
  }) as const;

/** Reads an event stream until it has seen `count` events, or until it ends. */
function listen(address: string, path: string, headers: Record<string, string> = {}) {
  const events: { id: string; data: { kind: string; id: string; html?: string } }[] = [];
  let comments = 0;
  let wake = (): void => undefined;
  let ended = false;
  const sent = request(`${address}${path}`, { headers, agent: false }, (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (piece: string) => {
      text += piece;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, id = '', data = ''] = /^id: (.*)\ndata: (.*)$/.exec(block) ?? [];
        if (id !== '') events.push({ id, data: JSON.parse(data) });
        if (block.startsWith(':')) comments += 1;
      }
      wake();
    });
    response.on('close', () => {
      ended = true;
      wake();
    });
  });
  sent.on('error', () => undefined);
  sent.end();
  const until = async (claim: () => boolean): Promise<void> => {
    while (!claim()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return {
    events,
    until: (count: number) => until(() => events.length >= count),
    beats: (count: number) => until(() => comments >= count),
    end: () => until(() => ended),
    close: () => sent.destroy(),
  };
}

const titles = (heard: { events: { data: { html?: string } }[] }): readonly string[] =>
  heard.events.map(({ data }) => /<h3[^>]*>([^<]*)/.exec(data.html ?? '')?.[1] ?? '');

describe('events as they happen', () => {
  test('a connection that was cut gets what it missed, nothing twice', async () => {
    const { adapter, address } = await open();
    const first = listen(address, '/events');
    await adapter.post(reminder('one'));
    await first.until(1);
    first.close();
    await adapter.post(reminder('two'));
    await adapter.post(reminder('three'));
    const second = listen(address, '/events', { 'last-event-id': first.events[0]?.id ?? '' });
    await second.until(2);
    await adapter.post(reminder('four'));
    await second.until(3);
    expect([...titles(first), ...titles(second)]).toEqual(['one', 'two', 'three', 'four']);
  });

  test('a page gets exactly what came after it was made', async () => {
    const { adapter, address, browser } = await open();
    await adapter.post(reminder('before'));
    const { body } = await browser.get('/');
    const [, cursor] = /data-cursor="([^"]+)"/.exec(body) ?? [];
    expect(body).toContain('before');
    await adapter.post(reminder('after'));
    const heard = listen(address, `/events?after=${cursor}`);
    await heard.until(1);
    expect(titles(heard)).toEqual(['after']);
  });

  test('after a restart everything that stands is told', async () => {
    const { adapter, address } = await open();
    await adapter.post(reminder('one'));
    const heard = listen(address, '/events', { 'last-event-id': 'another-99' });
    await heard.until(1);
    expect(titles(heard)).toEqual(['one']);
  });

  test('a reminder that is removed goes from every open page, and from the next one', async () => {
    const { adapter, address, browser } = await open();
    const heard = listen(address, '/events');
    const outcome = await adapter.post(reminder('one'));
    const id = outcome.outcome === 'posted' ? outcome.id : '';
    await heard.until(1);
    expect(await adapter.copies(reminder('one'))).toEqual([{ id, link: `${address}/?room=general#e-${id}` }]);
    await adapter.remove(reminder('one').target, id);
    await heard.until(2);
    expect(heard.events.map(({ data }) => [data.kind, data.id])).toEqual([
      ['shown', id],
      ['gone', id],
    ]);
    expect((await browser.get('/')).body).not.toContain('>one</h3>');
    expect(await adapter.post(reminder('one'))).toMatchObject({ outcome: 'posted' });
  });

  test('a private answer goes to its own browser alone', async () => {
    const { adapter, address, browser } = await open();
    await browser.get('/');
    const [own, other] = [listen(address, '/events', { cookie: browser.cookie }), listen(address, '/events')];
    await browser.say({ line: '/groups', room: 'general' });
    await adapter.post(reminder('for all'));
    await own.until(3);
    await other.until(1);
    expect(titles(own)).toEqual(['', 'Groups', 'for all']);
    expect(titles(other)).toEqual(['for all']);
  });

  test('an idle connection hears that the desk is there', async () => {
    const { address } = await open({ heartbeatMs: 5 });
    const heard = listen(address, '/events');
    await heard.beats(2);
    heard.close();
    expect(heard.events).toEqual([]);
  });

  test('stopping ends the connections of listeners', async () => {
    const { adapter, address } = await open();
    const heard = listen(address, '/events');
    await adapter.post(reminder('one'));
    await heard.until(1);
    await adapter.stop();
    await heard.end();
    expect(await adapter.post(reminder('two'))).toEqual({ outcome: 'not-delivered', reason: 'The page is not open.' });
  });

  test('a reminder for a room that nobody named opens the room', async () => {
    const { adapter, browser } = await open();
    const posted = await adapter.post(reminder('one', 'security'));
    expect(posted).toMatchObject({ outcome: 'posted' });
    const { body } = await browser.get('/?room=security');
    expect(body).toContain('<a href="/?room=security" data-room="security" aria-current="page">#security</a>');
    expect(body).toContain('>one</h3>');
  });
});
