/**
 * Slack on 127.0.0.1: Web API, Socket Mode and response addresses over real sockets, and the requests that Slack signs. It
 * answers as Slack does, refuses what Slack refuses, and keeps what each member sees. Whatever Slack would not take is
 * remembered, and `close` throws it into the test's face.
 */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stringify } from 'node:querystring';
import { type Clock, systemClock } from '../../../src/time/clock.js';
import { blockFaults, type Json, record } from './block-check.js';
import { type Chaos, type Fault, Faults } from './faults.js';
import { type Limits, RateLimits } from './limits.js';
import { ResponseUrls } from './response-urls.js';
import { SocketServer } from './socket-server.js';
import { type Answer, type Args, contentFaults, methods, refused } from './web-methods.js';
import { type Message, Workspace } from './workspace.js';

export const secrets = {
  botToken: 'xoxb-1111-fake-bot-token',
  appToken: 'xapp-1-fake-app-token',
  signingSecret: '8f742231b10e8888abcd99baca85a5d4',
} as const;

export interface Call {
  readonly method: string;
  readonly args: Args;
}

/** As much as the bot of the manifest may do. */
const scopes =
  'commands,chat:write,app_mentions:read,im:history,im:write,users:read,usergroups:read,channels:history,groups:history';

export class FakeSlack {
  readonly workspace: Workspace;
  readonly faults = new Faults();
  readonly responseUrls: ResponseUrls;
  readonly sockets: SocketServer;
  readonly calls: Call[] = [];
  /** What Slack would not have taken, in words. */
  readonly violations: string[] = [];
  readonly #server: Server;
  readonly #rates: RateLimits;
  scopes = scopes;
  /** Slack's word for every call with the bot token: "token_revoked", "account_inactive". Undefined: the token is good. */
  refusesToken: string | undefined;

  static async open(clock: Clock = systemClock): Promise<FakeSlack> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FakeSlack(server, clock);
  }

  private constructor(server: Server, clock: Clock) {
    this.#server = server;
    this.workspace = new Workspace(clock);
    this.#rates = new RateLimits(clock);
    this.responseUrls = new ResponseUrls(this.workspace);
    this.sockets = new SocketServer(server, () => this.workspace.touch());
    server.on('request', (request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        this.violations.push(`the fake itself failed: ${String(error)}`);
        response.destroy();
      });
    });
  }

  get base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get apiUrl(): string {
    return `${this.base}/api/`;
  }

  /** From now on calls are limited like this, and what is too much is answered 429 with Retry-After. */
  limits(limits: Limits): void {
    this.#rates.limits = limits;
  }

  /** How many calls were too much for `limits`. */
  get limited(): number {
    return this.#rates.count;
  }

  limitedOf(method: string): number {
    return this.#rates.countOf(method);
  }

  /** From now on calls of chat.postMessage go wrong at random; undefined: no longer. `faults.chaosDone` tells what did. */
  chaos(chaos: Chaos | undefined): void {
    this.faults.chaos(chaos);
  }

  /** All messages that stand and carry this key in their metadata, the oldest first. */
  posted(key: string): readonly Message[] {
    return this.workspace.posted(key);
  }

  callsOf(method: string): readonly Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** Stops listening; throws what Slack would not have taken. */
  async close(): Promise<void> {
    this.sockets.close();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    if (this.violations.length > 0) throw new Error(`Slack would refuse this:\n${this.violations.join('\n')}`);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '', 'http://fake').pathname;
    const raw = await text(request);
    if (path.startsWith('/response/')) return this.#respond(path, raw, response);
    const method = path.replace('/api/', '');
    // Slack takes the token as an argument too, and bolt gives it twice.
    const { token: _again, ...args }: Args = Object.fromEntries(new URLSearchParams(raw));
    this.calls.push({ method, args });
    this.workspace.touch();
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    const seconds = this.#rates.refuse(method, args.channel ?? '');
    if (seconds !== undefined) return act({ kind: 'rate-limit', retryAfter: String(seconds) }, response);
    await this.#withFault(method, response, () => this.#answer(method, args, token));
  }

  #answer(method: string, args: Args, token: string): Answer {
    if (method === 'apps.connections.open') {
      if (token !== secrets.appToken) return refused('invalid_auth');
      return { ok: true, url: `${this.base.replace('http', 'ws')}/link?ticket=${this.sockets.ticket()}` };
    }
    if (token !== secrets.botToken) return refused('invalid_auth');
    if (this.refusesToken !== undefined) return refused(this.refusesToken);
    const known = methods[method];
    if (known === undefined) {
      this.violations.push(`unknown method ${method}`);
      return refused('unknown_method');
    }
    const faults = this.#argumentFaults(method, args);
    if (faults.length > 0) {
      this.violations.push(...faults.map((fault) => `${method}: ${fault}`));
      return refused('invalid_blocks', { response_metadata: { messages: faults } });
    }
    const needed = known.scope?.(args);
    if (needed !== undefined && !this.scopes.split(',').includes(needed)) {
      return refused('missing_scope', { needed, provided: this.scopes });
    }
    return known.run(args, this.workspace);
  }

  #argumentFaults(method: string, args: Args): readonly string[] {
    const { required = [], optional = [] } = methods[method] ?? {};
    const missing = required.filter((name) => args[name] === undefined).map((name) => `${name} is missing`);
    const unknown = Object.keys(args).filter((name) => ![...required, ...optional].includes(name));
    const content = method.startsWith('chat.') && method !== 'chat.delete' ? contentFaults(args) : [];
    const view = method === 'views.publish' ? blockFaults(record(JSON.parse(args.view ?? '{}')).blocks, 'home') : [];
    return [...missing, ...unknown.map((name) => `there is no argument ${name}`), ...content, ...view];
  }

  async #respond(path: string, raw: string, response: ServerResponse): Promise<void> {
    this.calls.push({ method: 'response_url', args: { body: raw } });
    await this.#withFault('response_url', response, () => {
      const { status, body, faults } = this.responseUrls.use(path, raw);
      this.violations.push(...faults.map((fault) => `response_url: ${fault}`));
      return { ok: status === 200, status, body };
    });
  }

  async #withFault(method: string, response: ServerResponse, run: () => Answer): Promise<void> {
    const next = this.faults.next(method);
    const fault = next?.kind === 'none' ? undefined : next;
    const carriedOut = fault === undefined || ('accepted' in fault && fault.accepted === true);
    const answer = carriedOut ? run() : refused('not carried out');
    if (fault !== undefined) return act(fault, response);
    const { status = 200, body, ...json } = answer as { status?: number; body?: string };
    response.writeHead(status, {
      'content-type': body === undefined ? 'application/json; charset=utf-8' : 'text/html',
      'x-oauth-scopes': this.scopes,
    });
    response.end(body ?? JSON.stringify(json));
  }
}

function act(fault: Exclude<Fault, { kind: 'none' }>, response: ServerResponse): void {
  switch (fault.kind) {
    case 'rate-limit':
      response.writeHead(429, fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }).end();
      return;
    case 'status':
      response.writeHead(fault.status).end('upstream trouble');
      return;
    case 'reset':
      response.destroy();
      return;
    case 'hang':
      return;
    case 'error': {
      const { error, needed } = fault;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ ok: false, error, ...(needed === undefined ? {} : { needed, provided: 'chat:write' }) }),
      );
      return;
    }
    case 'html':
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html><body>Please log in to the network</body></html>');
      return;
    case 'body':
      response.writeHead(200, { 'content-type': fault.type ?? 'application/json; charset=utf-8' }).end(fault.body);
  }
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** A body as Slack sends it over HTTP: commands as a form, buttons as a form around JSON, events as JSON. */
export function asHttpBody(payload: Json): { readonly body: string; readonly contentType: string } {
  const form = 'application/x-www-form-urlencoded';
  if (typeof payload.command === 'string')
    return { body: stringify(payload as Record<string, string>), contentType: form };
  if (payload.type === 'block_actions')
    return { body: stringify({ payload: JSON.stringify(payload) }), contentType: form };
  return { body: JSON.stringify(payload), contentType: 'application/json' };
}

/** The headers of a signed request. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signed(
  body: string,
  at: number,
  secret: string = secrets.signingSecret,
): Readonly<Record<string, string>> {
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${signature}` };
}
