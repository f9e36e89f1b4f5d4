/**
 * From a delivery to an answer: handles each one once, asks the desk, renders, and sends the answer the way that fits
 * where it was asked. A slash command answers to the asker alone, a mention in its thread, a direct message in the
 * conversation; a button answers where its message stands.
 */
import type { Asking, Desk, InvokeShelf, Logger, OnceGuard, Reader } from '../../src/adapter.js';
import { problem } from '../../src/command/errors.js';
import { faultReply, hushReply, problemReply } from '../../src/command/problem-reply.js';
import type { Invoke, Reply } from '../../src/reply/reply.js';
import { createHome } from './app-home.js';
import { buttonValues, invokeOfValue } from './button-value.js';
import type { Delivery, Way } from './delivery.js';
import { type Inbound, type Press, readInbound, type Self } from './inbound.js';
import type { Readers } from './readers.js';
import type { Failure } from './refusals.js';
import { renderParts, withoutSharing } from './render.js';
import type { UserGroups } from './user-groups.js';

export interface AnsweringOptions {
  readonly desk: Desk;
  readonly self: Self;
  readonly once: OnceGuard;
  readonly shelf: InvokeShelf;
  readonly readers: Readers;
  readonly userGroups: UserGroups;
  readonly delivery: Delivery;
  readonly log: Logger;
}

export interface Answering {
  /** Takes one delivery's body. Never rejects; resolves when the answer is out. */
  take(body: unknown): Promise<void>;
}

/** Longer than Slack's last repetition of an event (5 minutes), and than a signed request can be replayed (5 minutes). */
const eventSeconds = 3_600;
const requestSeconds = 600;

type Asked = Exclude<Inbound, { kind: 'home' }>;

export function createAnswering(options: AnsweringOptions): Answering {
  const { desk, self, once, shelf, readers, userGroups, delivery, log } = options;
  const home = createHome({ desk, shelf, delivery });

  async function isFirst(inbound: Inbound): Promise<boolean> {
    const keep = inbound.kind === 'command' || inbound.kind === 'press' ? requestSeconds : eventSeconds;
    try {
      return await once.first(inbound.once, keep);
    } catch (error) {
      // Without the store an answer may come twice; none at all is worse.
      log.warn('The store cannot tell whether this was answered before', { kind: inbound.kind, error });
      return true;
    }
  }

  async function readerOf(user: string): Promise<Reader> {
    return { ...(await readers.reader(user)), groups: () => userGroups.of(user) };
  }

  async function askingOf(asked: Asked): Promise<Asking> {
    return { platform: 'slack', place: asked.place, room: asked.room, reader: await readerOf(asked.user) };
  }

  /** The desk never rejects; rendering can, where a reply oversteps what Slack takes. The asker is told all the same. */
  async function answer(asked: Asked): Promise<void> {
    try {
      await (asked.kind === 'press' ? answerPress(asked) : answerLine(asked));
    } catch (error) {
      log.error('A Slack delivery could not be answered', { kind: asked.kind, error });
      await send(asked.kind === 'press' ? wayForPress(asked, undefined) : wayFor(asked, faultReply), faultReply);
    }
  }

  async function answerLine(asked: Exclude<Asked, Press>): Promise<void> {
    // A mention is answered in its thread, before everybody.
    const readByAll = asked.kind === 'mention' ? ({ public: true } as const) : {};
    const reply = await desk.answer({ ...(await askingOf(asked)), ...readByAll, line: asked.line });
    // Whoever floods a room was told so; saying it after each message would flood it twice.
    if (reply === hushReply && asked.kind !== 'command') return;
    await send(wayFor(asked, reply), reply);
  }

  async function answerPress(press: Asked & Press): Promise<void> {
    if (press.on === 'home' && home.isWayBack(press.value)) return home.show(await askingOf(press));
    const [asking, invoke] = await Promise.all([askingOf(press), invokeOfValue(press.value, shelf)]);
    if (invoke === undefined) {
      await send(wayForPress(press, undefined), problemReply(problem('old-button').message));
      return;
    }
    const reply = await desk.answer({ ...asking, invoke });
    if (press.on === 'home') return home.showReply(asking, reply);
    const way = wayForPress(press, invoke);
    const failure = await send(way, reply);
    if (way.to === 'room' && failure !== undefined) {
      const sentence = 'I may not write in this room. Invite me with /invite, then press the button again.';
      await send({ ...way, to: 'asker', replaces: false }, problemReply(sentence));
    }
  }

  async function send(way: Way, reply: Reply): Promise<Failure | undefined> {
    const shown = way.to === 'asker' ? reply : withoutSharing(reply);
    const parts = renderParts(shown, await buttonValues(shown, shelf));
    const failure = await delivery.deliver(way, parts);
    // Slack finds the answer itself wrong: a mistake of ours, which the asker should not have to guess.
    return failure?.outcome === 'refused' && reply !== faultReply ? send(way, faultReply) : failure;
  }

  return {
    async take(body) {
      try {
        const inbound = readInbound(body, self);
        if (inbound === undefined || !(await isFirst(inbound))) return;
        if (inbound.kind === 'home') {
          const reader = await readerOf(inbound.user);
          await home.show({ platform: 'slack', place: 'direct', room: inbound.user, reader });
        } else await answer(inbound);
      } catch (error) {
        log.error('A Slack delivery could not be answered', { error });
      }
    },
  };
}

function wayFor(asked: Exclude<Asked, Press>, reply: Reply): Way {
  const { room, user, thread } = asked;
  const through = { ...(thread === undefined ? {} : { thread }) };
  if (asked.kind !== 'command') return { to: 'conversation', room, ...through };
  const { responseUrl } = asked;
  const address = responseUrl === undefined ? {} : { responseUrl };
  // A command that says so answers to everybody; there is no copy of the asker's own to take away then.
  return reply.audience === 'room' && asked.place === 'room'
    ? { to: 'room', room, user, takesAway: false, ...address }
    : { to: 'asker', room, user, replaces: false, ...address };
}

function wayForPress(press: Asked & Press, invoke: Invoke | undefined): Way {
  const { room, user, responseUrl, thread, message } = press;
  const through = {
    ...(thread === undefined ? {} : { thread }),
    ...(responseUrl === undefined ? {} : { responseUrl }),
  };
  if (press.on === 'ephemeral') {
    return invoke?.share
      ? { to: 'room', room, user, takesAway: true, ...through }
      : { to: 'asker', room, user, replaces: true, ...through };
  }
  // In a room others have the message before them: it stays, and the presser gets an answer of their own.
  if (press.place === 'room') return { to: 'asker', room, user, replaces: false, ...through };
  const replaces = press.turnsPage && message !== undefined ? { replaces: message } : {};
  return { to: 'conversation', room, ...(thread === undefined ? {} : { thread }), ...replaces };
}
