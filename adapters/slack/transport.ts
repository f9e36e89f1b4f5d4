/**
 * The only file that loads bolt and Slack's Web API client. Calls to Slack come back classified, so that nothing else reads
 * an error word or a status. The client makes one attempt with a deadline: its own retries post twice when an answer is
 * lost (measured), so whoever may try again decides that knowingly.
 */
import { App, type Receiver, SocketModeReceiver, webApi } from '@slack/bolt';
import type { Logger } from '../../src/adapter.js';
import { createJsonPost } from '../../src/json-post.js';
import { late, within } from '../../src/time/within.js';
import { boltLog } from './bolt-log.js';
import {
  classifyAddressStatus,
  classifyNetworkError,
  classifyRefusal,
  classifyStatus,
  defaultRetrySeconds,
  type Failure,
  unknownWord,
} from './refusals.js';
import type { SocketLine } from './socket-door.js';

export type Called =
  | { readonly ok: true; readonly data: Readonly<Record<string, unknown>> }
  | {
      readonly ok: false;
      readonly failure: Failure /** Slack's own word, where it gave one. */;
      readonly error?: string;
    };

export interface SlackWeb {
  /**
   * One call of a Web API method. Never rejects.
   * @param withinMs instead of the usual deadline; whole milliseconds, at least one. Nothing is sent after it.
   */
  call(method: string, args: Readonly<Record<string, unknown>>, withinMs?: number): Promise<Called>;
  /** Answers to a response address. Never rejects; undefined where it was taken. */
  respond(url: string, message: Readonly<Record<string, unknown>>): Promise<Failure | undefined>;
}

export interface SlackWebOptions {
  readonly token: string;
  /** Ends in a slash. */
  readonly apiUrl: string;
  readonly deadlineMs: number;
  readonly log: Logger;
}

export function createSlackWeb({ token, apiUrl, deadlineMs, log }: SlackWebOptions): SlackWeb {
  const newClient = (ms: number) => new webApi.WebClient(token, { ...oneAttempt(apiUrl, ms), logger: boltLog(log) });
  const usual = newClient(deadlineMs);
  const postJson = createJsonPost({ deadlineMs });
  const told = new Set<string>();

  /** Once for each word: whoever reads the log can then teach it to refusals.ts. */
  function tellUnknown(method: string, error: string | undefined): void {
    const word = error === undefined ? undefined : unknownWord(error);
    if (word === undefined || told.has(word) || told.size >= mostWords) return;
    told.add(word);
    log.warn(`Slack says ${word}, which is not known here: what was asked may or may not have been done`, { method });
  }

  return {
    async call(method, args, withinMs) {
      try {
        // A client keeps 100 calls under way, and lets the others wait outside their deadline: one that has a deadline of its
        // own gets a client of its own (0.2 ms).
        const client = withinMs === undefined ? usual : newClient(withinMs);
        const data = await client.apiCall(method, { ...args });
        return { ok: true, data: { ...data } };
      } catch (error) {
        const classified: Classified = classifyError(error);
        tellUnknown(method, classified.error);
        return { ok: false, ...classified };
      }
    },
    async respond(url, message) {
      try {
        const { status, text } = await postJson(url, message);
        return status >= 200 && status < 300 ? refusalIn(text) : classifyAddressStatus(status);
      } catch (error) {
        return classifyNetworkError(error);
      }
    },
  };
}

/** A Slack that makes up words must not fill the memory. */
const mostWords = 100;

function oneAttempt(apiUrl: string, deadlineMs: number): webApi.WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: deadlineMs,
    fetch: fetchWithRetryAfter,
  };
}

/** The client reads only whole seconds from Retry-After and otherwise throws a bare Error: gives it a number to read. */
async function fetchWithRetryAfter(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (response.status !== 429) return response;
  const told = Number(response.headers.get('retry-after') ?? '');
  const seconds = Number.isFinite(told) && told > 0 ? Math.min(Math.ceil(told), 3600) : defaultRetrySeconds;
  await response.body?.cancel();
  return new Response(null, { status: 429, headers: { 'retry-after': String(seconds) } });
}

interface Classified {
  readonly failure: Failure;
  readonly error?: string;
}

function classifyError(error: unknown): Classified {
  if (error instanceof webApi.WebAPIPlatformError) {
    const { error: word, needed } = error.data as { readonly error?: unknown; readonly needed?: unknown };
    const said = typeof word === 'string' ? word : '';
    return { failure: classifyRefusal(said, typeof needed === 'string' ? needed : undefined), error: said };
  }
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { failure: { outcome: 'retry-after', seconds: Math.max(1, error.retryAfter) } };
  }
  if (error instanceof webApi.WebAPIHTTPError) return { failure: classifyStatus(error.statusCode) };
  if (error instanceof webApi.WebAPIRequestError) return { failure: classifyNetworkError(error.original) };
  return { failure: classifyNetworkError(error) };
}

/** A response address answers "ok", {"ok":true}, or, with status 200 all the same, {"ok":false,"error":…}. */
function refusalIn(text: string): Failure | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const { ok, error } = JSON.parse(text) as { readonly ok?: unknown; readonly error?: unknown };
    if (ok !== false) return undefined;
    const word = typeof error === 'string' ? error : '';
    if (/^(expired|used)_url$/.test(word)) return { outcome: 'gone', reason: `Slack says ${word}.` };
    return classifyRefusal(word);
  } catch {
    return undefined;
  }
}

export interface BoltOptions {
  readonly botToken: string;
  readonly userId: string;
  readonly botId: string;
  readonly apiUrl: string;
  readonly receiver: Receiver;
  readonly log: Logger;
  /** Takes what was delivered, once it is acknowledged. Never throws, and is not waited for. */
  readonly take: (body: unknown) => void;
}

/**
 * A bolt App that acknowledges everything first and hands the body on. One middleware in place of a listener for each
 * command: bolt runs every listener's chain for every delivery. The identity is known, so bolt asks Slack for nothing.
 */
export async function createBolt(options: BoltOptions): Promise<App> {
  const { botToken, userId, botId, apiUrl, receiver, log, take } = options;
  const app = new App({
    authorize: async () => ({ botToken, botUserId: userId, botId }),
    receiver,
    clientOptions: oneAttempt(apiUrl, 10_000),
    logger: boltLog(log),
    convoStore: false,
    ignoreSelf: false,
    deferInitialization: true,
  });
  await app.init();
  app.use(async (args) => {
    if ('ack' in args && typeof args.ack === 'function') {
      // Whether or not the acknowledgement gets through, what was asked is answered.
      await args.ack().catch((error: unknown) => boltLog(log).warn('acknowledging failed', error));
    }
    take(args.body);
  });
  app.error(async (error) => boltLog(log).error(error));
  return app;
}

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly log: Logger;
}

/** Slack's word for why it gives no socket, or what the network said. */
export class SocketRefused extends Error {
  readonly error: string | undefined;
  readonly failure: Failure;
  constructor(failure: Failure, error?: string) {
    super('reason' in failure ? failure.reason : 'Slack asks to wait.');
    this.failure = failure;
    this.error = error;
  }
}

/** From asking for an address to Slack's hello. */
const openDeadlineMs = 15_000;

/**
 * Opens one Socket Mode connection, which ends for good when it ends: reconnecting is socket-door.ts's business, because
 * socket-mode 3.1 waits 5 s before it does, and ends the process when apps.connections.open fails then (measured).
 */
export async function openSocket(app: App, { appToken, apiUrl, log }: SocketOptions): Promise<SocketLine> {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: boltLog(log),
    installerOptions: { clientOptions: oneAttempt(apiUrl, 10_000) },
  });
  receiver.init(app);
  const { client } = receiver;
  const leaving = announcedEnd(client);
  const ended = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
  try {
    const started = await within(openDeadlineMs, receiver.start());
    if (started === late) throw new SocketRefused({ outcome: 'unknown', reason: 'Slack did not say hello.' });
  } catch (error) {
    client.disconnect().catch(() => undefined);
    if (error instanceof SocketRefused) throw error;
    const classified = classifyError(error);
    throw new SocketRefused(classified.failure, classified.error);
  }
  return {
    leaving,
    ended,
    async close() {
      await receiver.stop();
      // A peer that does not say goodbye is cut: the library would wait 30 s for it. Asked twice, it does.
      if ((await within(closeDeadlineMs, ended)) === late) await receiver.stop();
    },
  };
}

const closeDeadlineMs = 2_000;

/**
 * Resolves with Slack's reason when it announces that it will close this connection. The library would close at once and
 * lose what arrives until the next one stands; so the announcement is kept from it, and the connection goes on until a new
 * one has taken over.
 */
function announcedEnd(client: SocketModeReceiver['client']): Promise<string> {
  const [deliver] = client.listeners('ws_message');
  if (deliver === undefined) return new Promise(() => {});
  client.removeAllListeners('ws_message');
  return new Promise((resolve) => {
    client.on('ws_message', (data: unknown, isBinary: unknown) => {
      const reason = typeof data === 'string' && data.length < 1_000 ? disconnectReason(data) : undefined;
      if (reason === undefined) deliver(data, isBinary);
      else resolve(reason);
    });
  });
}

function disconnectReason(data: string): string | undefined {
  // Nearly everything that arrives is something else, and the library parses it anyway.
  if (!data.includes('"disconnect"')) return undefined;
  try {
    const { type, reason } = JSON.parse(data) as { readonly type?: unknown; readonly reason?: unknown };
    return type === 'disconnect' ? String(reason ?? 'refresh_requested') : undefined;
  } catch {
    return undefined;
  }
}
