/**
 * Signed HTTP, for those who do not use Socket Mode: verifies each request over its raw bytes before anything else reads
 * it, then hands it to bolt. bolt's own receiver takes signatures dated in the future and bodies of 20 MB, and compares
 * clocks with the host's; this one does not. https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { App, Receiver } from '@slack/bolt';
import type { Logger } from '../../src/adapter.js';
import { closerOf, requestLimits } from '../../src/http-server.js';
import type { Clock } from '../../src/time/clock.js';

export interface HttpDoorOptions {
  readonly signingSecret: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface HttpDoor extends Receiver {
  /** Where Slack's requests arrive, once it is started: "http://127.0.0.1:3001/slack/events". */
  address(): string | undefined;
}

export const eventsPath = '/slack/events';
/** How far a request's date may lie from now, before or after. */
const toleranceSeconds = 300;
/** Slack's largest deliveries are a few hundred kilobytes. */
const largestBody = 1_000_000;

export function createHttpDoor({ signingSecret, host, port, clock, log }: HttpDoorOptions): HttpDoor {
  let app: App | undefined;
  let server: Server | undefined;
  let close = async () => {};
  let warnedAt = Number.NEGATIVE_INFINITY;

  function refuse(response: ServerResponse, status: number, why: string): void {
    // Anybody may knock at a public address: one line a minute is enough to see it.
    if (clock.now() - warnedAt >= 60) {
      warnedAt = clock.now();
      log.warn(`A request to ${eventsPath} is refused: ${why}`, { status });
    }
    response.writeHead(status, { connection: 'close' }).end();
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?', 1)[0];
    if (path !== eventsPath || request.method !== 'POST') return refuse(response, 404, 'no such page');
    const raw = await readBody(request);
    if (raw === undefined) return refuse(response, 413, 'it is larger than 1 MB');
    // Slack looks at times whether the certificate holds, unsigned; nothing of the request is used.
    if (isCertificateCheck(raw)) return void response.writeHead(200).end();
    const wrong = signatureFault(raw, request, signingSecret, clock.now());
    if (wrong !== undefined) return refuse(response, 401, wrong);
    const body = parseBody(raw, request.headers['content-type'] ?? '');
    if (body === undefined) return refuse(response, 400, 'its body cannot be read');
    if (body.type === 'url_verification') {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(String(body.challenge ?? ''));
      return;
    }
    const ack = async () => {
      if (!response.headersSent) response.writeHead(200).end();
    };
    await app?.processEvent({ body, ack });
    if (!response.headersSent) refuse(response, 404, 'it is of a kind that is not used here');
  }

  return {
    init(bolt) {
      app = bolt;
    },
    async start() {
      const opening = createServer(requestLimits, (request, response) => {
        handle(request, response).catch((error: unknown) => {
          log.warn('A Slack request broke off', { error: error instanceof Error ? error.message : 'unknown' });
          if (!response.headersSent) response.writeHead(500, { connection: 'close' });
          response.end();
        });
      });
      close = closerOf(opening);
      await new Promise<void>((resolve, reject) => {
        opening.once('error', reject);
        opening.listen(port, host, resolve);
      });
      opening.on('error', (error) =>
        log.warn('The server for Slack’s requests is in trouble', { error: error.message }),
      );
      server = opening;
    },
    async stop() {
      if (server === undefined) return;
      server = undefined;
      await close();
    },
    address() {
      const at = server?.address();
      if (typeof at !== 'object' || at === null) return undefined;
      return `http://${at.family === 'IPv6' ? `[${at.address}]` : at.address}:${at.port}${eventsPath}`;
    },
  };
}

/** The raw bytes; undefined where there are too many. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > largestBody) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop must not destroy the request: the caller is still to be told why.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > largestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isCertificateCheck(raw: Buffer): boolean {
  return raw.length < 200 && /^(token=[^&]*&)?ssl_check=1(&token=[^&]*)?$/.test(raw.toString('latin1'));
}

/** Why the request is not Slack's, or not of now; undefined where it is. */
function signatureFault(raw: Buffer, { headers }: IncomingMessage, secret: string, now: number): string | undefined {
  const stamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof stamp !== 'string' || !/^\d{1,12}$/.test(stamp) || typeof signature !== 'string')
    return 'it is not signed';
  const off = Number(stamp) - now;
  if (off < -toleranceSeconds) return 'it is more than five minutes old';
  if (off > toleranceSeconds) return 'it is dated in the future; check this machine’s clock';
  const expected = Buffer.from(`v0=${createHmac('sha256', secret).update(`v0:${stamp}:`).update(raw).digest('hex')}`);
  const given = Buffer.from(signature);
  const same = given.length === expected.length && timingSafeEqual(given, expected);
  return same ? undefined : 'its signature is wrong; check SLACK_SIGNING_SECRET';
}

function parseBody(raw: Buffer, contentType: string): Record<string, unknown> | undefined {
  try {
    const text = raw.toString('utf8');
    if (!contentType.startsWith('application/x-www-form-urlencoded')) return objectIn(JSON.parse(text));
    const form = { ...parse(text) };
    return typeof form.payload === 'string' ? objectIn(JSON.parse(form.payload)) : form;
  } catch {
    return undefined;
  }
}

function objectIn(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
