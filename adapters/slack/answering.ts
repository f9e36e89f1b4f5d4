/**
 * From a delivery to an answer: handles each one once, asks the desk, renders, and sends the answer the way that fits
 * where it was asked. A slash command answers to the asker alone, a mention in its thread, a direct message in the
 * conversation; a button answers where its message stands. What people say to each other is answered in its thread, if at
 * all.
 */
import type { Asking, Desk, InvokeShelf, Logger, OnceGuard, Reader } from '../../src/adapter.js';
import { asksRoom } from '../../src/answers/asks.js';
import { problem } from '../../src/command/errors.js';
import { faultReply, hushReply, problemReply } from '../../src/command/problem-reply.js';
import type { AnswerModes } from '../../src/community/answer-modes.js';
import type { Invoke, Reply } from '../../src/reply/reply.js';
import type { Threads } from '../../src/store/threads.js';
import { createHome } from './app-home.js';
import { buttonValues, invokeOfValue } from './button-value.js';
import type { Delivery, Way } from './delivery.js';
import { type Inbound, type Mention, type Press, readInbound, type Self, type Talk } from './inbound.js';
import { decodeText } from './plain-text.js';
import type { Readers } from './readers.js';
import type { Failure } from './refusals.js';
import { renderParts, withoutSharing } from './render.js';
import type { UserGroups } from './user-groups.js';

export interface AnsweringOptions {
  readonly desk: Desk;
  readonly self: Self;
  readonly once: OnceGuard;
  readonly shelf: InvokeShelf;
  readonly threads: Threads;
  readonly modes: AnswerModes;
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
/** Whoever mentions the desk where it is off is told so, and not again for so long. */
const offSeconds = 60;
const offReply = problemReply('Questions are not answered in this room; ask in a direct message.');

type Asked = Exclude<Inbound, { kind: 'home' | 'talk' }>;

export function createAnswering(options: AnsweringOptions): Answering {
  const { desk, self, once, shelf, threads, modes, readers, userGroups, delivery, log } = options;
  const home = createHome({ desk, shelf, delivery });

  async function isFirst({ kind, once: key }: Pick<Inbound, 'kind' | 'once'>): Promise<boolean> {
    const keep = kind === 'command' || kind === 'press' ? requestSeconds : eventSeconds;
    try {
      return await once.first(key, keep);
    } catch (error) {
      // Without the store an answer may come twice; none at all is worse.
      log.warn('The store cannot tell whether this was answered before', { kind, error });
      return true;
    }
  }

  /** Where the store cannot tell, nothing is said: nobody waits for an answer. */
  async function isNew({ once: key }: Talk): Promise<boolean> {
    return once.first(key, eventSeconds).catch(() => false);
  }

  async function readerOf(user: string): Promise<Reader> {
    return { ...(await readers.reader(user)), groups: () => userGroups.of(user) };
  }

  async function askingOf(asked: Pick<Asked, 'user' | 'room' | 'place'>): Promise<Asking> {
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
    const failure = await send(wayFor(asked, reply), reply);
    if (asked.kind === 'mention' && failure === undefined) await goOn(asked);
  }

  /** From now on the thread is listened to. */
  async function goOn({ room, thread, user }: Pick<Mention & Asked, 'room' | 'thread' | 'user'>): Promise<void> {
    await threads.answered({ platform: 'slack', channel: room, thread }, user);
  }

  /** To the asker alone, and without its thread where there is none yet: Slack shows nothing there. */
  async function tellOff({ room, user, thread, standsInThread }: Asked & Mention): Promise<void> {
    const isTold = await once.first(`slack:off:${room}:${user}`, offSeconds).catch(() => true);
    const where = standsInThread ? { thread } : {};
    if (isTold) await send({ to: 'asker', room, user, replaces: false, ...where }, offReply);
  }

  /** Costs two look-ups in memory where nobody listens: in a room where people talk that is every message. */
  async function overhear(talk: Talk): Promise<void> {
    const { room, user, thread } = talk;
    const mode = modes(room);
    if (mode === 'off' || (thread === undefined && mode !== 'questions')) return;
    const known = thread && (await threads.askerOf({ platform: 'slack', channel: room, thread }));
    // Within somebody else's thread people answer each other.
    if (thread !== undefined && known === undefined) return;
    const text = decodeText(talk.source, self.userId);
    if (!asksRoom(text) || !(await isNew(talk))) return;
    const ours = known === undefined ? {} : { thread: known === user ? ('asker' as const) : ('other' as const) };
    const reply = await desk.overhear({ ...(await askingOf(talk)), place: 'room', text, ...ours });
    if (reply === undefined) return;
    const answeredIn = thread ?? talk.ts;
    const failure = await send({ to: 'conversation', room, thread: answeredIn }, reply);
    if (failure === undefined) await goOn({ room, user, thread: answeredIn });
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
    const way = wayForPress(press, invoke, reply.beside !== true);
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
        if (inbound?.kind === 'talk') return await overhear(inbound);
        if (inbound === undefined || !(await isFirst(inbound))) return;
        if (inbound.kind === 'home') {
          const reader = await readerOf(inbound.user);
          await home.show({ platform: 'slack', place: 'direct', room: inbound.user, reader });
        } else if (inbound.kind === 'mention' && modes(inbound.room) === 'off') await tellOff(inbound);
        else await answer(inbound);
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

function wayForPress(press: Asked & Press, invoke: Invoke | undefined, replaces = true): Way {
  const { room, user, responseUrl, thread, message } = press;
  const through = {
    ...(thread === undefined ? {} : { thread }),
    ...(responseUrl === undefined ? {} : { responseUrl }),
  };
  if (press.on === 'ephemeral') {
    return invoke?.share
      ? { to: 'room', room, user, takesAway: true, ...through }
      : { to: 'asker', room, user, replaces, ...through };
  }
  // In a room others have the message before them: it stays, and the presser gets an answer of their own.
  if (press.place === 'room') return { to: 'asker', room, user, replaces: false, ...through };
  const turned = press.turnsPage && message !== undefined ? { replaces: message } : {};
  return { to: 'conversation', room, ...(thread === undefined ? {} : { thread }), ...turned };
}
