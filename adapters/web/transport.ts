/**
 * The web server: hono for the routes, @hono/node-server for the socket. Nothing else in this room imports either. What
 * the routes say is made elsewhere; this file knows addresses, headers and status codes.
 */
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { AdapterStartError, type Logger } from '../../src/adapter.js';
import type { Feeds } from '../../src/calendar/feeds.js';
import { closerOf, requestLimits } from '../../src/http-server.js';
import type { Asset } from './assets.js';
import { feedRoutes, isFeedPath } from './feed-routes.js';
import { isOwnHost, isOwnOrigin, isSiteHost, safetyHeaders } from './guard.js';
import { knownZone, readZone } from './inbound.js';
import type { Readiness } from './options.js';
import { type Session, sessionCookie, sessionFrom, themeCookie, zoneCookie } from './session.js';

/** What a browser is known by. */
export interface Visitor {
  readonly viewer: string;
  readonly zone?: string;
  readonly theme?: 'light' | 'dark';
}

/** What the routes hand on to. */
export interface Site {
  /** The whole page. An unknown room is the first, and the page says so. `note` is one more thing that it says. */
  page(visitor: Visitor, room: string | undefined, note?: string): Promise<string>;
  /** The first screen's board alone, in its two parts. */
  board(visitor: Visitor, room: string | undefined): Promise<string>;
  /** Something said: JSON for the script, the whole page for a form. */
  say(
    body: string,
    contentType: string,
    visitor: Visitor,
    wants: 'json' | 'page',
  ): Promise<{ readonly status: 200 | 400 | 503; readonly body: string }>;
  complete(command: string, option: string, typed: string): Promise<unknown>;
  /** The zones that a reader may mean, best first. */
  zones(typed: string): readonly unknown[];
  /** Undefined where too many listen already. */
  listen(visitor: Visitor, after: string | undefined): ReadableStream<Uint8Array> | undefined;
}

export interface ServerParts {
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly health: () => Promise<Readiness>;
  /** Absent: no page is served. */
  readonly site?: Site;
  readonly feeds?: Feeds;
  /** Where a proxy serves the feeds to everybody. */
  readonly publicSite?: string;
}

/** Far more than a question needs; what is longer is refused unread. */
const largestBody = 64 * 1024;
/** A browser keeps its session and its choices for a year, in seconds. */
const cookieLife = 365 * 86_400;

export interface RunningServer {
  readonly port: number;
  /** Takes no new connection, waits for the answers on their way, 2 s at most, and cuts what is left. */
  close(): Promise<void>;
}

export async function startServer(parts: ServerParts): Promise<RunningServer> {
  // The port that is listened on: known once the socket is open, and needed by the Host check.
  const doors = { host: parts.host, port: parts.port };
  const app = routes(parts, doors);
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: requestLimits }) as Server;
  const close = closerOf(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(startError(error, parts)));
    server.listen(parts.port, parts.host, resolve);
  });
  const address = server.address();
  if (typeof address === 'object' && address !== null) doors.port = address.port;
  server.on('error', (error) => parts.log.error('The web server reports a fault', { error }));
  return { port: doors.port, close };
}

function startError({ code, message }: NodeJS.ErrnoException, { host, port }: ServerParts): AdapterStartError {
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is taken. Set FRONTDESK_PORT to another port, or stop what listens there.`,
    EACCES: `Port ${port} may not be opened without more rights. Set FRONTDESK_PORT to a port above 1023.`,
    EADDRNOTAVAIL: `${host} is no address of this machine. Set FRONTDESK_HOST to 127.0.0.1.`,
    ENOTFOUND: `${host} is no host name that this machine knows. Set FRONTDESK_HOST to 127.0.0.1.`,
  };
  return new AdapterStartError(why[code ?? ''] ?? `The page cannot be served on ${host}: ${message}`);
}

function routes(
  { log, assets, health, site, feeds, publicSite }: ServerParts,
  doors: { readonly host: string; readonly port: number },
): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    for (const [name, value] of Object.entries(safetyHeaders)) c.header(name, value);
    c.header('Cache-Control', 'no-store');
    const host = c.req.header('host');
    const isWelcome = isOwnHost(host, doors) || (isFeedPath(c.req.path) && isSiteHost(host, publicSite));
    if (!isWelcome) {
      return c.text(`This desk is not served under that name. Open http://127.0.0.1:${doors.port}/ instead.\n`, 403);
    }
    return next();
  });
  app.get('/healthz', async (c) => {
    const found = await readiness(health, log);
    return c.json(found, found.ready ? 200 : 503);
  });
  if (feeds !== undefined) feedRoutes(app, feeds, log);
  if (site !== undefined) pageRoutes(app, site, assets);
  app.notFound((c) =>
    c.text(
      site === undefined ? 'The page is switched off here.\n' : 'There is nothing here. The front desk is at /.\n',
      404,
    ),
  );
  app.onError((error, c) => {
    log.error('A request failed', { path: c.req.path, error });
    return c.text('Something broke here. Please try again.\n', 500);
  });
  return app;
}

function pageRoutes(app: Hono, site: Site, assets: ReadonlyMap<string, Asset>): void {
  for (const [path, asset] of assets) app.get(path, (c) => sendAsset(c, asset));
  app.get('/', async (c) => {
    const asked = c.req.query('other')?.trim() || c.req.query('zone')?.trim() || undefined;
    const read = asked === undefined ? undefined : readZone(asked);
    const known = visitorOf(c);
    if (!read?.ok) return c.html(await site.page(known, c.req.query('room'), read?.sentence));
    setCookie(c, zoneCookie, read.value, { path: '/', sameSite: 'Strict', maxAge: cookieLife });
    return c.html(await site.page({ ...known, zone: read.value }, c.req.query('room')));
  });
  app.get('/board', async (c) => {
    const known = visitorOf(c);
    const zone = knownZone(c.req.query('zone'));
    return c.html(await site.board(zone === undefined ? known : { ...known, zone }, c.req.query('room')));
  });
  app.get('/complete', async (c) => {
    const { command = '', option = '', typed = '' } = c.req.query();
    return c.json({ completions: await site.complete(command, option, typed) });
  });
  app.get('/zones', (c) => c.json({ zones: site.zones((c.req.query('typed') ?? '').slice(0, 64)) }));
  app.get('/events', (c) => {
    const stream = site.listen(visitorOf(c), c.req.header('last-event-id') ?? c.req.query('after'));
    if (stream === undefined)
      return c.text('Too many pages are open. Close some, then try again.\n', 503, { 'Retry-After': '10' });
    // X-Accel-Buffering: proxies such as nginx would otherwise hold events back.
    return c.body(stream, 200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
  });
  const limit = bodyLimit({
    maxSize: largestBody,
    onError: (c) => refuse(c, 413, 'That is too long to read. Please shorten it to a few sentences.'),
  });
  app.post('/say', refuseForeign, limit, async (c) => {
    const wants = wantsJson(c) ? 'json' : 'page';
    const { status, body } = await site.say(
      await c.req.text(),
      c.req.header('content-type') ?? '',
      visitorOf(c),
      wants,
    );
    return wants === 'json' ? c.body(body, status, { 'Content-Type': 'application/json' }) : c.html(body, status);
  });
}

async function refuseForeign(c: Context, next: () => Promise<void>): Promise<Response | undefined> {
  if (!isOwnOrigin(c.req.header('origin'), c.req.header('host'))) {
    return refuse(c, 403, 'This desk takes messages from its own page only. Open the page and write there.');
  }
  await next();
  return undefined;
}

function refuse(c: Context, status: 403 | 413, sentence: string): Response {
  return wantsJson(c) ? c.json({ problem: sentence }, status) : c.text(`${sentence}\n`, status);
}

function wantsJson(c: Context): boolean {
  return c.req.header('accept')?.includes('application/json') ?? false;
}

function sendAsset(c: Context, { type, body, etag }: Asset): Response {
  c.header('ETag', etag);
  c.header('Cache-Control', 'no-cache');
  const known = c.req
    .header('if-none-match')
    ?.split(',')
    .some((tag) => tag.trim().replace(/^W\//, '') === etag);
  return known ? c.body(null, 304) : c.body(body, 200, { 'Content-Type': type });
}

/** Reads who is there; a browser without a session gets one. */
function visitorOf(c: Context): Visitor {
  const session: Session = sessionFrom(getCookie(c, sessionCookie));
  if (session.isNew) {
    setCookie(c, sessionCookie, session.secret, { path: '/', httpOnly: true, sameSite: 'Strict', maxAge: cookieLife });
  }
  const zone = knownZone(getCookie(c, zoneCookie));
  const theme = getCookie(c, themeCookie);
  return {
    viewer: session.viewer,
    ...(zone === undefined ? {} : { zone }),
    ...(theme === 'light' || theme === 'dark' ? { theme } : {}),
  };
}

async function readiness(health: () => Promise<Readiness>, log: Logger): Promise<Readiness> {
  try {
    return await health();
  } catch (error) {
    log.error('Health cannot be told', { error });
    return { ready: false, parts: { health: { ready: false, detail: 'Health cannot be told; the log says why.' } } };
  }
}
