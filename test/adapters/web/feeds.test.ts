import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { WebOptions } from '../../../adapters/web/index.js';
import { readCommunity } from '../../../src/bin/community-desk.js';
import { exampleCommunity } from '../../../src/bin/package-file.js';
import { createFeeds } from '../../../src/calendar/feeds.js';
import { createLiveSchedule, type LiveSchedule } from '../../../src/schedule/live-schedule.js';
import { FixedClock } from '../../../src/time/clock.js';
import { buildPage } from '../../support/browser.js';
import { meetingAt } from '../../support/gallery.js';
import { type IstioDesk, openIstioDesk } from '../../support/istio-desk.js';
import { MemoryFeedItems } from '../../support/memory-feed-items.js';
import { all, hasClass, readHtml, textOf } from './html-reader.js';
import { type OpenPage, openPage, send } from './open-page.js';

const built = buildPage();
afterAll(() => built.remove());

interface Served extends OpenPage {
  readonly live: LiveSchedule;
  readonly items: MemoryFeedItems;
}

let served: Served | undefined;
afterEach(async () => {
  await served?.adapter.stop();
  served = undefined;
});

async function open(options: Partial<WebOptions> = {}): Promise<Served> {
  const { desk }: IstioDesk = await openIstioDesk();
  const clock = new FixedClock(meetingAt);
  clock.advance(-3 * 86_400);
  const community = await readCommunity(exampleCommunity());
  const live = createLiveSchedule(community);
  const items = new MemoryFeedItems(clock);
  const feeds = createFeeds({ community, live, items, clock });
  served = { ...(await openPage(desk, built, { feeds, ...options })), live, items };
  return served;
}

describe('the calendar feeds over HTTP', () => {
  test.each(['/calendar.ics', '/calendar/community.ics'])(
    '%s is a calendar that nobody is signed in for',
    async (path) => {
      const { address } = await open();
      const { status, headers, body } = await send(address, path);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
      expect(headers['cache-control']).toBe('public, no-cache');
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers.etag).toMatch(/^"[\w-]{27}"$/);
      expect(headers['last-modified']).toMatch(/ GMT$/);
      expect(body).toMatch(/^BEGIN:VCALENDAR\r\n(.*\r\n)+UID:community@istio\.io\r\n(.*\r\n)+END:VCALENDAR\r\n$/);
    },
  );

  test('who has it already is told that it is the same, until a date is skipped', async () => {
    const { address, live, clock } = await open();
    const { headers } = await send(address, '/calendar.ics');
    const etag = String(headers.etag);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await send(address, '/calendar.ics', { headers: { 'if-none-match': known } });
      expect([again.status, again.body, again.headers.etag]).toEqual([304, '', etag]);
    }
    live.take([
      {
        ...{ kind: 'skip', meeting: 'community', original: { year: 2026, month: 12, day: 24, hour: 11, minute: 0 } },
        ...{ by: { platform: 'slack', id: 'U1' }, follows: 0, id: 1, at: clock.now() },
      },
    ]);
    const changed = await send(address, '/calendar.ics', { headers: { 'if-none-match': etag } });
    expect(changed.status).toBe(200);
    expect(changed.body).toContain('EXDATE;TZID=America/Los_Angeles:20261224T110000');
  });

  test('HEAD gives the head alone; nothing can be written', async () => {
    const { address } = await open();
    const { status, headers, body } = await send(address, '/calendar.ics', { method: 'HEAD' });
    expect([status, headers['content-type'], body]).toEqual([200, 'text/calendar; charset=utf-8', '']);
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const refused = await send(address, '/calendar/community.ics', { method });
      expect([refused.status, refused.headers.allow]).toEqual([405, 'GET, HEAD']);
    }
  });

  test('one date comes as a file to keep', async () => {
    const { address } = await open();
    const { status, headers, body } = await send(address, '/calendar/community/2026-12-24T11:00.ics');
    expect(status).toBe(200);
    expect(headers['content-disposition']).toBe('attachment; filename="community-2026-12-24T1100.ics"');
    expect(body).toContain('DTSTART;TZID=America/Los_Angeles:20261224T110000\r\n');
    expect(body).not.toContain('METHOD');
  });

  test.each([
    ['/calendar/communit.ics', 'There is no meeting of that name here.'],
    ['/calendar/community', 'There is no meeting of that name here.'],
    ['/calendar/%2e%2e%2fpage.js.ics', 'There is no meeting of that name here.'],
    ['/calendar/community/2026-12-25T11:00.ics', 'That meeting has no such date'],
    ['/calendar/community/2026-11-26T11:00.ics', 'That meeting has no such date'],
    ['/calendar/community/2026-02-30T11:00.ics', 'That meeting has no such date'],
    ['/calendar/community/now.ics', 'That meeting has no such date'],
  ])('%s is not there, in a sentence', async (path, sentence) => {
    const { address } = await open();
    const { status, body } = await send(address, path);
    expect(status).toBe(404);
    expect(body).toContain(sentence);
  });

  test('a store that cannot be reached is said so, and logged, and the subscriber keeps what they have', async () => {
    const { address, items, log } = await open();
    items.trouble = new Error('unreachable');
    const { status, headers, body } = await send(address, '/calendar.ics');
    expect([status, headers['retry-after']]).toEqual([503, '60']);
    expect(body).toBe('The calendar cannot be read just now. Please try again in a minute.\n');
    expect(log.lines.some(({ message }) => message === 'A calendar feed cannot be told')).toBe(true);
  });

  test('under the public address the feeds are answered and nothing else is', async () => {
    const { address } = await open({ publicSite: 'https://desk.example.org' });
    const as = (host: string, path: string) => send(address, path, { headers: { host } });
    expect((await as('desk.example.org', '/calendar.ics')).status).toBe(200);
    expect((await as('desk.example.org', '/calendar/community.ics')).status).toBe(200);
    for (const path of ['/', '/board', '/events', '/healthz', '/page.js', '/calendarx', '/calendar.ics/..']) {
      expect((await as('desk.example.org', path)).status).toBe(403);
    }
    expect((await as('evil.example', '/calendar.ics')).status).toBe(403);
  });

  test('they are served with the page switched off', async () => {
    const { address } = await open({ page: false });
    expect((await send(address, '/calendar.ics')).status).toBe(200);
    expect((await send(address, '/')).status).toBe(404);
  });
});

describe('the page', () => {
  test('offers each feed to the usual programs where the world can reach it', async () => {
    const { address } = await open({ publicSite: 'https://desk.example.org' });
    const [section] = all(readHtml((await send(address, '/')).body), (each) => hasClass(each, 'subscribe'));
    const links = all(section ?? fail(), ({ tag }) => tag === 'a').map((a) => [textOf(a), a.attributes.href]);
    expect(links.slice(0, 3)).toEqual([
      ['Apple: all meetings', 'webcal://desk.example.org/calendar.ics'],
      [
        'Google: all meetings',
        'https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fdesk.example.org%2Fcalendar.ics',
      ],
      [
        'Outlook: all meetings',
        'https://outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2Fdesk.example.org%2Fcalendar.ics&name=Istio',
      ],
    ]);
    expect(links).toContainEqual(['Plain link: Community meeting', 'https://desk.example.org/calendar/community.ics']);
    expect(links).toContainEqual([
      'Add this one (.ics): Community meeting',
      '/calendar/community/2026-12-10T11:00.ics',
    ]);
    expect(textOf(section ?? fail())).toContain('https://desk.example.org/calendar.ics');
  });

  test('on loopback it says why Google and Outlook cannot have it', async () => {
    const { address } = await open();
    const [section] = all(readHtml((await send(address, '/')).body), (each) => hasClass(each, 'subscribe'));
    expect(textOf(section ?? fail())).toContain('set FRONTDESK_SITE');
    expect(textOf(section ?? fail())).not.toContain('Outlook: ');
    expect(textOf(section ?? fail())).toContain(`${address}/calendar.ics`);
  });

  test('every link of the part leads to a calendar', async () => {
    const { address } = await open();
    const [section] = all(readHtml((await send(address, '/')).body), (each) => hasClass(each, 'subscribe'));
    const paths = all(section ?? fail(), ({ tag }) => tag === 'a').map(({ attributes: { href = '' } }) =>
      href.replace(/^\w+:\/\/[^/]+/, ''),
    );
    expect(paths.length).toBeGreaterThan(18);
    for (const path of paths) {
      expect([path, (await send(address, path)).headers['content-type']]).toEqual([
        path,
        'text/calendar; charset=utf-8',
      ]);
    }
  });
});

function fail(): never {
  throw new Error('The page has no such part');
}
