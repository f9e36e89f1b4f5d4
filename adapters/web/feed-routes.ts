/** The calendar feeds over HTTP. They are public: no session is read or made, and what is sent depends on the path alone. */
import type { Context, Hono } from 'hono';
import type { Logger } from '../../src/adapter.js';
import type { Feed, Feeds } from '../../src/calendar/feeds.js';
import { parseWall } from '../../src/time/zoned.js';

const noMeeting = 'There is no meeting of that name here. All meetings together are at /calendar.ics.\n';
const noDate = 'That meeting has no such date, or it does not take place. All its dates are in its feed.\n';

/** Whether a path is one of the feeds' own. */
export function isFeedPath(path: string): boolean {
  return path === '/calendar.ics' || path.startsWith('/calendar/');
}

export function feedRoutes(app: Hono, feeds: Feeds, log: Logger): void {
  const reply = async (
    c: Context,
    wanted: Promise<Feed | undefined>,
    missing: string,
    kind: 'inline' | 'attachment',
  ) => {
    try {
      const feed = await wanted;
      return feed === undefined ? c.text(missing, 404) : sendFeed(c, feed, kind);
    } catch (error) {
      log.error('A calendar feed cannot be told', { path: c.req.path, error });
      return c.text('The calendar cannot be read just now. Please try again in a minute.\n', 503, {
        'Retry-After': '60',
      });
    }
  };
  app.use('/calendar/*', refuseOtherMethods);
  app.use('/calendar.ics', refuseOtherMethods);
  app.get('/calendar.ics', (c) => reply(c, feeds.feed(), noMeeting, 'inline'));
  app.get('/calendar/:file', async (c) => {
    const meeting = calendarName(c.req.param('file'));
    return meeting === undefined ? c.text(noMeeting, 404) : reply(c, feeds.feed(meeting), noMeeting, 'inline');
  });
  app.get('/calendar/:meeting/:file', async (c) => {
    const original = parseWall(calendarName(c.req.param('file')) ?? '');
    if (original === undefined) return c.text(noDate, 404);
    return reply(c, feeds.one(c.req.param('meeting'), original), noDate, 'attachment');
  });
}

async function refuseOtherMethods(c: Context, next: () => Promise<void>): Promise<Response | undefined> {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    return c.text('A calendar is only read.\n', 405, { Allow: 'GET, HEAD' });
  }
  await next();
  return undefined;
}

function calendarName(file: string): string | undefined {
  return file.endsWith('.ics') ? file.slice(0, -'.ics'.length) : undefined;
}

function sendFeed(c: Context, { body, etag, changedAt, fileName }: Feed, kind: 'inline' | 'attachment'): Response {
  c.header('ETag', etag);
  c.header('Last-Modified', new Date(changedAt * 1000).toUTCString());
  // Asked again each time, which costs a 304: who skips a meeting wants nobody to see it five minutes longer.
  c.header('Cache-Control', 'public, no-cache');
  if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304);
  c.header('Content-Disposition', `${kind}; filename="${fileName}"`);
  return c.body(body, 200, { 'Content-Type': 'text/calendar; charset=utf-8' });
}

function isKnown(header: string | undefined, etag: string): boolean {
  const tags = header?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}
