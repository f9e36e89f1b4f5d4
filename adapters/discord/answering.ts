/**
 * Answers to what people do: slash commands, buttons, completions, mentions and direct messages. Discord waits 3 s for the
 * first word: a desk that takes longer than half of it is announced ("thinking…"), and the answer follows.
 *
 *   slash command in a room        to the asker alone
 *   button on one's own message    changes that message, or answers below it; "Show to the room" answers in the room, and the button goes
 *   button on a public message     to the presser alone
 *   mention in a room              in the room, as a reply
 *   question in reply to the bot   as a reply too
 *   question to all in a room      as a reply too, where the community file says so and the answer is sure
 *   in a direct message            as an ordinary message
 */
import type { APIInteraction, GatewayMessageCreateDispatchData } from 'discord.js';
import {
  AskLater,
  type Desk,
  type Invocation,
  type InvokeShelf,
  type Logger,
  type OnceGuard,
} from '../../src/adapter.js';
import { asksRoom } from '../../src/answers/asks.js';
import { problem } from '../../src/command/errors.js';
import { faultReply, hushReply, problemReply } from '../../src/command/problem-reply.js';
import type { AnswerModes } from '../../src/community/answer-modes.js';
import { limits } from '../../src/reply/limits.js';
import type { Invoke, Reply } from '../../src/reply/reply.js';
import type { ThreadPlace, Threads } from '../../src/store/threads.js';
import { late, within } from '../../src/time/within.js';
import { codesFor, invokeOf } from './button.js';
import {
  type Incoming,
  type PressedMessage,
  readInteraction,
  readMessage,
  readTalk,
  type Surroundings,
} from './inbound.js';
import { componentsV2, ephemeral, type MessageBody, renderDiscord } from './render.js';
import { DiscordRefusal, DiscordUnreachable, type Transport } from './transport.js';

/** InteractionResponseType of discord-api-types. */
const respond = { message: 4, thinking: 5, updateLater: 6, update: 7, completions: 8 } as const;
/** Half of Discord's 3 s, so that a slow network still gets the first word in. */
const thinkingAfterMs = 1_500;
const completionWithinMs = 2_500;
/** An interaction's token lives 15 minutes; a replayed gateway event can be older than a message looks. */
const keepInteractionSeconds = 900;
const keepMessageSeconds = 3_600;
/** Discord: "Unknown interaction" (too late) and "already acknowledged" (another process was first). */
const tooLate = 10062;
const alreadyAnswered = 40060;

export interface AnsweringParts {
  readonly desk: Desk;
  readonly transport: Transport;
  readonly once: OnceGuard;
  readonly shelf: InvokeShelf;
  readonly threads: Threads;
  readonly modes: AnswerModes;
  readonly log: Logger;
}

/** `private`: to the asker alone. `open`: for all who read there. `update`: in place of the message pressed. */
type Manner = 'private' | 'open' | 'update';

/** `isFault`: these are not what the desk said, but that it cannot be shown. */
interface Drawn {
  readonly bodies: readonly MessageBody[];
  readonly isFault: boolean;
}

export interface Answering {
  interaction(interaction: APIInteraction): Promise<void>;
  message(message: GatewayMessageCreateDispatchData, surroundings: Surroundings): Promise<void>;
}

export function createAnswering({ desk, transport, once, shelf, threads, modes, log }: AnsweringParts): Answering {
  const branchOf = (command: string) => desk.commands.find(({ name }) => name === command)?.branches?.option;

  /** Never rejects: where the store fails, or a reply oversteps what Discord takes, the asker is told all the same. */
  async function draw(reply: Reply, open: boolean): Promise<Drawn> {
    try {
      // What the room sees already needs no button that shows it to the room.
      const shown = open ? { ...reply, choices: reply.choices.filter((choice) => !choice.invoke.share) } : reply;
      return { bodies: renderDiscord(shown, await codesFor(shown, shelf)), isFault: false };
    } catch (error) {
      log.error('Discord: an answer could not be made', { error });
      return { bodies: renderDiscord(faultReply, () => ''), isFault: true };
    }
  }

  async function tellAlone(interaction: APIInteraction, reply: Reply): Promise<void> {
    const { bodies } = await draw(reply, false);
    await transport.respond(interaction, { type: respond.message, data: withFlags(bodies[0], ephemeral) });
  }

  async function answer(interaction: APIInteraction, invocation: Invocation, manner: Manner): Promise<void> {
    const asked = desk.answer(invocation);
    const hidden = manner === 'private' ? ephemeral : 0;
    const early = await within(thinkingAfterMs, asked);
    if (early === late) {
      const later = manner === 'update' ? respond.updateLater : respond.thinking;
      await transport.respond(interaction, { type: later, ...(hidden ? { data: { flags: hidden } } : {}) });
    }
    const reply = early === late ? await asked : early;
    const { bodies } = await draw(reply, manner === 'open' || invocation.place === 'direct');
    // What stands beside the message that was pressed is as private as that one.
    const moreHidden = manner === 'update' && invocation.place === 'room' ? ephemeral : hidden;
    const [first, ...more] = bodies;
    if (reply.beside && manner === 'update') {
      if (early === late) await transport.followUp(interaction, withFlags(first, moreHidden));
      else await transport.respond(interaction, { type: respond.message, data: withFlags(first, moreHidden) });
    } else if (early === late) await transport.editAnswer(interaction, first);
    else if (manner === 'update') await transport.respond(interaction, { type: respond.update, data: first });
    else await transport.respond(interaction, { type: respond.message, data: withFlags(first, hidden) });
    for (const body of more) await transport.followUp(interaction, withFlags(body, moreHidden));
  }

  /** The button goes first: pressed twice in a hurry it shows the answer once. */
  async function share(
    interaction: APIInteraction,
    invocation: Invocation,
    id: string,
    on: PressedMessage,
  ): Promise<void> {
    const rest = { flags: componentsV2, components: withoutButton(on.components, id), allowed_mentions: { parse: [] } };
    await transport.respond(interaction, { type: respond.update, data: rest });
    const reply = await desk.answer(invocation);
    const { bodies, isFault } = await draw(reply, reply.tone !== 'problem');
    const flags = isFault || reply.tone === 'problem' ? ephemeral : 0;
    for (const body of bodies) await transport.followUp(interaction, withFlags(body, flags));
  }

  async function press(interaction: APIInteraction, button: Extract<Incoming, { kind: 'button' }>): Promise<void> {
    const { asking, customId, on } = button;
    let invoke: Invoke | undefined;
    try {
      invoke = await invokeOf(customId, shelf);
    } catch (error) {
      log.error('Discord: the store cannot say what a button does', { error });
      return tellAlone(interaction, faultReply);
    }
    if (invoke === undefined) return tellAlone(interaction, problemReply(problem('old-button').message));
    if (!invoke.share) {
      await answer(interaction, { ...asking, invoke }, on.own ? 'update' : 'private');
    } else if (on.own && asking.place === 'room') {
      await share(interaction, { ...asking, invoke }, customId, on);
    } else {
      await answer(interaction, { ...asking, invoke }, 'open');
    }
  }

  async function complete(
    interaction: APIInteraction,
    asked: Extract<Incoming, { kind: 'completion' }>,
  ): Promise<void> {
    const { command, option, typed, filled } = asked;
    const found = await within(completionWithinMs, desk.complete(command, option, typed, filled));
    const choices = (found === late ? [] : found)
      .filter(({ label, value }) => fitsCompletion(label) && fitsCompletion(value))
      .slice(0, limits.discord.completions)
      .map(({ label, value }) => ({ name: label, value }));
    await transport.respond(interaction, { type: respond.completions, data: { choices } });
  }

  /** False where another process, or this one before, has this event. A store that is down must not silence the desk. */
  async function isFirst(key: string, keepSeconds: number): Promise<boolean> {
    try {
      return await once.first(key, keepSeconds);
    } catch {
      log.warn('Discord: the store cannot say whether an event is new; answering it');
      return true;
    }
  }

  /** One line for what could not be answered; nothing is tried again. */
  async function logged(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const code = error instanceof DiscordRefusal ? error.code : 0;
      if (code === alreadyAnswered) log.info('Discord: another process answered first', { what });
      else if (code === tooLate) log.warn('Discord: the answer came after Discord’s 3 seconds', { what });
      else if ([DiscordRefusal, DiscordUnreachable, AskLater].some((kind) => error instanceof kind)) {
        log.warn('Discord: an answer could not be shown', { what, reason: (error as Error).message });
      } else log.error('Discord: an answer could not be made', { what, error });
    }
  }

  /** As a reply to a message. */
  async function sayIn({ id, channel_id }: GatewayMessageCreateDispatchData, reply: Reply): Promise<void> {
    const { bodies } = await draw(reply, true);
    for (const [part, body] of bodies.entries()) {
      await transport.send(channel_id, {
        ...body,
        // The same message answered again, by a repeated call or by another process, is shown once.
        nonce: `${id}.${part}`,
        enforce_nonce: true,
        ...(part === 0 ? { message_reference: { message_id: id, fail_if_not_exists: false } } : {}),
      });
    }
  }

  /** Costs a few look-ups in memory where nobody listens: in a room where people talk that is every message. */
  async function overhear(message: GatewayMessageCreateDispatchData, surroundings: Surroundings): Promise<void> {
    const talk = readTalk(message, surroundings);
    if (talk === undefined) return;
    const { room, thread } = talk;
    const mode = modes(room);
    const asksAll = mode === 'questions' && (thread === undefined || talk.opensThread);
    if (mode === 'off' || (thread === undefined && !asksAll && !talk.repliesToBot)) return;
    const { text, reader } = talk.read();
    const inThread = thread === undefined ? undefined : await threads.askerOf(placeOf(thread));
    const known = talk.repliesToBot ? reader.id : inThread;
    if (known === undefined && !asksAll) return;
    // Where the store cannot tell whether it is new, nothing is said: nobody waits for an answer.
    const isNew = () => once.first(`discord:message:${message.id}`, keepMessageSeconds).catch(() => false);
    if (!asksRoom(text) || !(await isNew())) return;
    const ours = known === undefined ? {} : { thread: known === reader.id ? ('asker' as const) : ('other' as const) };
    const reply = await desk.overhear({ platform: 'discord', place: 'room', room, reader, text, ...ours });
    if (reply === undefined) return;
    await sayIn(message, reply);
    if (thread !== undefined) await threads.answered(placeOf(thread), reader.id);
  }

  return {
    interaction: (interaction) =>
      logged('interaction', async () => {
        const incoming = readInteraction(interaction, branchOf);
        if (incoming === undefined) return;
        if (incoming.kind === 'completion') return complete(interaction, incoming);
        if (!(await isFirst(`discord:interaction:${interaction.id}`, keepInteractionSeconds))) return;
        if (incoming.kind === 'button') return press(interaction, incoming);
        const { asking, invoke } = incoming;
        await answer(interaction, { ...asking, invoke }, asking.place === 'direct' ? 'open' : 'private');
      }),

    message: (message, surroundings) =>
      logged('message', async () => {
        const incoming = readMessage(message, surroundings);
        if (incoming === undefined) return overhear(message, surroundings);
        const { asking, line } = incoming;
        const parent = surroundings.parentOf(asking.room);
        // Discord shows nothing to one person alone but what answers an interaction: so nothing is said at all.
        if (asking.place === 'room' && modes(parent ?? asking.room) === 'off') return;
        if (!(await isFirst(`discord:message:${message.id}`, keepMessageSeconds))) return;
        // In a room the answer is a reply, which everybody there reads.
        const readByAll = asking.place === 'room' ? ({ public: true } as const) : {};
        const reply = await desk.answer({ ...asking, ...readByAll, line });
        // Whoever floods a room was told so; saying it after each message would flood it twice.
        if (reply === hushReply) return;
        await sayIn(message, reply);
        if (parent !== undefined) await threads.answered(placeOf(asking.room), asking.reader.id);
      }),
  };
}

/** On Discord a thread is a channel of its own. */
function placeOf(thread: string): ThreadPlace {
  return { platform: 'discord', channel: thread, thread };
}

function withFlags(body: MessageBody | undefined, flags: number): MessageBody | undefined {
  return body === undefined ? undefined : { ...body, flags: body.flags | flags };
}

function fitsCompletion(text: string): boolean {
  return text.length >= 1 && text.length <= limits.discord.completionLabel;
}

/** The components of a message without one button, and without what held nothing else. */
function withoutButton<T extends object>(components: readonly T[], id: string): readonly T[] {
  return components
    .filter((component) => !('custom_id' in component && component.custom_id === id))
    .map((component) =>
      'components' in component && Array.isArray(component.components)
        ? { ...component, components: withoutButton(component.components, id) }
        : component,
    )
    .filter((component) => !('components' in component && (component.components as unknown[]).length === 0));
}
