/**
 * Slack as a surface of the desk: Socket Mode where there is an app token, signed HTTP otherwise. Starting needs a token
 * that Slack accepts; an outage at start is waited out in the background. Posts go by the Web API alone, so reminders go
 * out while the socket is down.
 */
import {
  type Adapter,
  AdapterStartError,
  type Desk,
  type InvokeShelf,
  type Logger,
  type OnceGuard,
  TokenRefused,
} from '../../src/adapter.js';
import type { AnswerModes } from '../../src/community/answer-modes.js';
import type { Threads } from '../../src/store/threads.js';
import type { Clock } from '../../src/time/clock.js';
import { pause } from '../../src/time/pause.js';
import { late, within } from '../../src/time/within.js';
import { createAnswering } from './answering.js';
import { createDelivery } from './delivery.js';
import { createDoor, type Door } from './door.js';
import { type Identity, identify } from './identity.js';
import { readEnd } from './inbound.js';
import { createOutbox, type Outbox, slackPace } from './outbox.js';
import { createReaders } from './readers.js';
import type { Failure } from './refusals.js';
import { createStanding } from './standing.js';
import { createSlackWeb } from './transport.js';
import { createUserGroups } from './user-groups.js';

export interface SlackAdapterOptions {
  readonly botToken: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  /** Another Web API address, such as GovSlack's "https://slack-gov.com/api/". */
  readonly apiUrl?: string;
  /** Where signed requests arrive when there is no app token. Port 0: any free one. */
  readonly host: string;
  readonly port: number;
  readonly once: OnceGuard;
  readonly shelf: InvokeShelf;
  readonly threads: Threads;
  /** What is answered in which channel. */
  readonly modes: AnswerModes;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface SlackAdapter extends Adapter {
  /** Where signed requests arrive: "http://127.0.0.1:3001/slack/events"; undefined in Socket Mode. */
  address(): string | undefined;
}

/** The port's own bound for one attempt. */
const deadlineMs = 10_000;
const publicApi = 'https://slack.com/api/';
/** What is in flight when it stops gets this long; each call may take 10 s, and a process has no more to end in. */
const stopMs = 5_000;
/** Between two tries to reach Slack at start. */
const knockAgainMs = [2_000, 5_000, 15_000, 30_000] as const;

export function createSlackAdapter(options: SlackAdapterOptions): SlackAdapter {
  const { botToken, shelf, once, threads, modes, clock, log } = options;
  const apiUrl = withSlash(options.apiUrl ?? publicApi);
  const standing = createStanding(createSlackWeb({ token: botToken, apiUrl, deadlineMs, log }));
  const { web } = standing;
  const stopping = new AbortController();
  const inFlight = new Set<Promise<unknown>>();
  let waiting: Promise<void> | undefined;
  let joined: { readonly identity: Identity; readonly door: Door; readonly outbox: Outbox } | undefined;
  let stopped: Promise<void> | undefined;
  let trouble = 'Slack is not started.';
  /** Why it never joins until somebody has acted and started it anew: a token that Slack refuses, a port that is taken. */
  let refused: string | undefined;

  async function join(desk: Desk, identity: Identity): Promise<void> {
    if (stopping.signal.aborted) return;
    if (identity.missingScopes.length > 0) {
      const scopes = identity.missingScopes.join(', ');
      log.warn(`The Slack app lacks scopes: ${scopes}. Update it from the manifest and install it again.`);
    }
    const delivery = createDelivery({ web, log, pause: (ms) => pause(ms, stopping.signal) });
    const readers = createReaders({ web, clock });
    const userGroups = createUserGroups({ web, clock });
    const answering = createAnswering({
      ...{ desk, self: identity, once, shelf, threads, modes, readers, userGroups, delivery, log },
    });
    const take = (body: unknown) => {
      const end = readEnd(body, identity);
      if (end === undefined) follow(answering.take(body));
      else leave(end, door);
    };
    const door = createDoor({ ...options, apiUrl, identity, take });
    await door.open();
    if (stopping.signal.aborted) return door.close();
    joined = { identity, door, outbox: createOutbox({ web, shelf, clock, log, identity, follow }) };
    log.info(door.health().ready ? 'Slack is connected' : 'Slack is joined and waits for a connection', {
      team: identity.team,
      bot: identity.name,
      by: door.kind,
    });
  }

  /** The app was taken out of the workspace: the rest of the desk goes on, and its rows wait. */
  function leave(why: 'app_uninstalled' | 'tokens_revoked', door: Door): void {
    standing.end(why);
    log.error(standing.trouble() ?? why, { event: why });
    follow(door.close().catch((error: unknown) => log.warn('Slack’s door does not close', { error })));
  }

  /** `stop` waits for all of these. */
  function track<T>(work: Promise<T>): Promise<T> {
    inFlight.add(work);
    const done = () => inFlight.delete(work);
    work.then(done, done);
    return work;
  }

  function follow(work: Promise<void>): void {
    void track(work);
  }

  /** A post that ends may leave further parts behind it. */
  async function drained(): Promise<void> {
    await waiting;
    while (inFlight.size > 0) await Promise.allSettled(inFlight);
  }

  /** Slack cannot be reached: the others go on, and so does this, once it can. */
  async function joinLater(desk: Desk): Promise<void> {
    for (let tries = 0; !stopping.signal.aborted; tries += 1) {
      await pause(knockAgainMs[tries] ?? 30_000, stopping.signal);
      if (stopping.signal.aborted) return;
      try {
        const identified = await identify(web);
        if (identified.ok) return await join(desk, identified.identity);
      } catch (error) {
        log.error(refuse(error), error instanceof AdapterStartError ? {} : { error });
        return;
      }
    }
  }

  function refuse(error: unknown): string {
    const sentence =
      error instanceof AdapterStartError
        ? error.message
        : 'Slack could not be joined; the log says why. Start Frontdesk anew once that is mended.';
    if (!stopping.signal.aborted) trouble = sentence;
    refused = sentence;
    return sentence;
  }

  function notJoined(): Failure {
    return refused === undefined
      ? { outcome: 'not-delivered', reason: trouble }
      : { outcome: 'revoked', reason: refused };
  }

  /** What stands in for the outbox while there is none. */
  function unjoined(): Error {
    return refused === undefined ? new Error(trouble) : new TokenRefused(refused);
  }

  return {
    platform: 'slack',
    pace: slackPace,
    address: () => joined?.door.address(),

    async start(desk) {
      try {
        const identified = await identify(web);
        if (identified.ok) return await join(desk, identified.identity);
        trouble = 'Slack cannot be reached yet; it is tried again.';
        log.warn(trouble, { ...identified.failure });
      } catch (error) {
        refuse(error);
        throw error;
      }
      waiting = joinLater(desk);
    },

    async post(post) {
      return joined === undefined ? notJoined() : track(joined.outbox.post(post));
    },

    async copies(post) {
      if (joined === undefined) throw unjoined();
      return track(joined.outbox.copies(post));
    },

    async edit(post, id) {
      return joined === undefined ? notJoined() : track(joined.outbox.edit(post, id));
    },

    async remove(target, id) {
      if (joined === undefined) throw unjoined();
      return track(joined.outbox.remove(target, id));
    },

    health() {
      if (joined === undefined) return { ready: false, detail: trouble };
      const { identity, door } = joined;
      const { ready, detail } = door.health();
      const ended = standing.trouble();
      if (ended !== undefined) return { ready: false, detail: ended };
      return { ready, detail: `${detail} It is ${identity.name} in ${identity.team}.` };
    },

    stop() {
      stopped ??= (async () => {
        stopping.abort();
        trouble = 'Slack is stopped.';
        await joined?.door.close();
        const ended = await within(stopMs, drained());
        if (ended === late) log.warn('Slack is stopped with work left undone', { left: inFlight.size });
        joined = undefined;
      })();
      return stopped;
    },
  };
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
