/** The way in for what Slack delivers, Socket Mode or signed HTTP behind one face, and how it stands with it. */
import { type AdapterHealth, AdapterStartError, type Logger } from '../../src/adapter.js';
import type { Clock } from '../../src/time/clock.js';
import { pause } from '../../src/time/pause.js';
import { createHttpDoor } from './http-door.js';
import type { Identity } from './identity.js';
import { createSocketDoor } from './socket-door.js';
import { createBolt, openSocket, type SocketRefused } from './transport.js';

export interface Door {
  readonly kind: 'Socket Mode' | 'signed HTTP';
  /** @throws AdapterStartError where Slack refuses, or the port is taken. */
  open(): Promise<void>;
  close(): Promise<void>;
  address(): string | undefined;
  health(): AdapterHealth;
}

export interface DoorOptions {
  readonly botToken: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly apiUrl: string;
  readonly host: string;
  readonly port: number;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly log: Logger;
  /** Takes one delivery's body; not waited for. */
  readonly take: (body: unknown) => void;
}

export function createDoor(options: DoorOptions): Door {
  const { clock } = options;
  let lastAt: number | undefined;
  const take = (body: unknown) => {
    lastAt = clock.now();
    options.take(body);
  };
  const last = () => (lastAt === undefined ? 'nothing was asked yet.' : `last asked ${clock.now() - lastAt} s ago.`);
  const { appToken, signingSecret } = options;
  if (appToken !== undefined) return socketDoor({ ...options, take }, appToken, last);
  if (signingSecret !== undefined) return httpDoor({ ...options, take }, signingSecret, last);
  throw new AdapterStartError(
    'Slack needs SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for signed HTTP) beside SLACK_BOT_TOKEN. Both are on “Basic Information” of your Slack app.',
  );
}

function httpDoor(options: DoorOptions, signingSecret: string, last: () => string): Door {
  const { botToken, apiUrl, identity, host, port, clock, log, take } = options;
  const receiver = createHttpDoor({ signingSecret, host, port, clock, log });
  return {
    kind: 'signed HTTP',
    async open() {
      await createBolt({ botToken, ...identity, apiUrl, receiver, log, take });
      try {
        await receiver.start();
      } catch (error) {
        const { code } = error as { code?: unknown };
        throw new AdapterStartError(
          `Slack’s requests cannot be heard on ${host}:${port} (${String(code)}). Choose another SLACK_PORT.`,
        );
      }
    },
    close: async () => void (await receiver.stop()),
    address: () => receiver.address(),
    health() {
      const address = receiver.address();
      return address === undefined
        ? { ready: false, detail: 'Not listening to Slack.' }
        : { ready: true, detail: `Listening to Slack on ${address}, ${last()}` };
    },
  };
}

/** Deliveries come by the sockets' own receivers; the app itself needs one that does nothing. */
const noReceiver = { init() {}, start: async () => undefined, stop: async () => undefined };

/** A refused token is not asked about more often than this: only a person can mend it. */
const refusedMs = 60_000;

function socketDoor(options: DoorOptions, appToken: string, last: () => string): Door {
  const { botToken, apiUrl, identity, log, take } = options;
  let connected = false;
  let isTold = false;
  let open: Parameters<typeof createSocketDoor>[0]['open'] | undefined;
  const door = createSocketDoor({
    open: () => (open ?? notYet)(),
    pause,
    opened() {
      connected = true;
      if (isTold) log.info('Slack gives a connection again');
      isTold = false;
    },
    lost() {
      connected = false;
    },
    failed(error, tries) {
      const { failure } = error as SocketRefused;
      const isRefused = failure?.outcome === 'revoked' || failure?.outcome === 'forbidden';
      // The first failure is told, and then one about every five minutes.
      if (tries % 10 === 1) {
        isTold = true;
        log.warn('Slack gives no connection; it is tried again', { tries, why: reason(error) });
      }
      if (isRefused) return refusedMs;
      return failure?.outcome === 'retry-after' ? failure.seconds * 1000 : 0;
    },
  });
  return {
    kind: 'Socket Mode',
    async open() {
      const app = await createBolt({ botToken, ...identity, apiUrl, receiver: noReceiver, log, take });
      open = () => openSocket(app, { appToken, apiUrl, log });
      try {
        door.keep(await open());
      } catch (error) {
        const refused = appTokenRefused(error);
        if (refused !== undefined) throw refused;
        log.warn('Slack gives no connection yet; it is tried again', { why: reason(error) });
        door.keep(undefined);
      }
    },
    close: () => door.stop(),
    address: () => undefined,
    health: () =>
      connected
        ? { ready: true, detail: `Connected to Slack, ${last()}` }
        : { ready: false, detail: `Not connected to Slack, which is tried again; ${last()}` },
  };
}

async function notYet(): Promise<never> {
  throw new Error('The door is not open.');
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : 'the connection broke off';
}

function appTokenRefused(error: unknown): AdapterStartError | undefined {
  const { failure, error: word } = error as SocketRefused;
  if (failure?.outcome !== 'revoked' && failure?.outcome !== 'forbidden') return undefined;
  return new AdapterStartError(
    `Slack refuses SLACK_APP_TOKEN (${word || 'no reason given'}). Make an app-level token (xapp-…) with the scope connections:write on “Basic Information” of your Slack app, and turn Socket Mode on.`,
  );
}
