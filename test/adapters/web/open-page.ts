/** The page on a free port of loopback, and browsers without a screen: each one with its own cookies. */
import { request } from 'node:http';
import { createWebAdapter, type WebAdapter, type WebOptions } from '../../../adapters/web/index.js';
import { sessionFrom } from '../../../adapters/web/session.js';
import type { Desk } from '../../../src/adapter.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { BuiltPage } from '../../support/browser.js';
import { meetingAt } from '../../support/gallery.js';
import { RecordingLog } from '../../support/recording-log.js';

export interface OpenPage {
  readonly adapter: WebAdapter;
  readonly address: string;
  readonly clock: FixedClock;
  readonly log: RecordingLog;
}

export async function openPage(desk: Desk, built: BuiltPage, options: Partial<WebOptions> = {}): Promise<OpenPage> {
  const clock = new FixedClock(meetingAt);
  clock.advance(-3 * 86_400);
  const log = new RecordingLog();
  const adapter = createWebAdapter({
    host: '127.0.0.1',
    port: 0,
    assetsDir: built.folder,
    clock,
    log,
    page: true,
    zone: 'America/Los_Angeles',
    rooms: ['general', 'networking'],
    coming: async () => [],
    health: async () => ({ ready: true, parts: {} }),
    ...options,
  });
  await adapter.start(desk);
  return { adapter, address: adapter.address() ?? '', clock, log };
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** One request as it goes over the wire: fetch would not let a test choose the Host header. */
export function send(
  address: string,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(`${address}${path}`, { method, headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(pieces).toString(),
        }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export class PlainBrowser {
  readonly address: string;
  cookie = '';
  constructor(address: string) {
    this.address = address;
  }

  /** What the server calls this browser. */
  get viewer(): string {
    return sessionFrom(this.cookie.split('=')[1]).viewer;
  }

  async get(path: string): Promise<Answered> {
    const answered = await send(this.address, path, { headers: { cookie: this.cookie } });
    this.#keep(answered);
    return answered;
  }

  /** As the page's script does. */
  async say(fields: Record<string, string>): Promise<Answered> {
    const answered = await send(this.address, '/say', {
      method: 'POST',
      headers: {
        cookie: this.cookie,
        accept: 'application/json',
        'content-type': 'application/json',
        origin: this.address,
      },
      body: JSON.stringify(fields),
    });
    this.#keep(answered);
    return answered;
  }

  /** As a form without a script does. */
  async submit(fields: Record<string, string>): Promise<Answered> {
    const answered = await send(this.address, '/say', {
      method: 'POST',
      headers: { cookie: this.cookie, 'content-type': 'application/x-www-form-urlencoded', origin: this.address },
      body: new URLSearchParams(fields).toString(),
    });
    this.#keep(answered);
    return answered;
  }

  #keep({ headers }: Answered): void {
    const [first] = headers['set-cookie'] ?? [];
    if (first !== undefined) this.cookie = first.split(';')[0] ?? '';
  }
}
