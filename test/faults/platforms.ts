// A program for fault runs: both platforms, in a process of their own that nobody kills. It remembers when each reminder was
// shown and taken away. Argument: PlatformsPlan. It is asked over IPC and answers there.
import { markerOf } from '../../adapters/discord/key.js';
import { readMarkdown } from '../support/discord/eye.js';
import { openFakeDiscord } from '../support/discord/fake-discord.js';
import { flatten } from '../support/discord/rules.js';
import { FakeSlack, secrets } from '../support/slack/fake-slack.js';
import {
  type ChatPlatform,
  type Crowd,
  chatPlatforms,
  discordChannel,
  expectedOn,
  roomName,
  slackChannel,
} from './crowd.js';
import { createDice } from './dice.js';
import { openSlowWire } from './slow-wire.js';

export interface PlatformsPlan {
  readonly crowd: Crowd;
  readonly seed: number;
  /** The share of posts that go wrong, 0 to 1. */
  readonly chaos: number;
  /** The share of requests that take up to 3 s to arrive, 0 to 1; they do so even when their sender dies. */
  readonly slow: number;
  /** Forget nonces, as if none had been sent. */
  readonly forgetNonces?: true;
}

/** What became of one reminder on its platform. */
export interface Showing {
  readonly key: string;
  readonly platform: ChatPlatform;
  /** In seconds since the epoch. */
  readonly dueAt: number;
  /** When each of its messages was shown, in order. */
  readonly shownAtMs: readonly number[];
  readonly removed: number;
}

export interface Tally {
  readonly showings: readonly Showing[];
  /** Messages that carry no key of this run. */
  readonly strangers: number;
  /** Answers with 429 because a limit was passed; those that chaos gives are not among them. */
  readonly limited: Readonly<Record<ChatPlatform, number>>;
  /** Calls by their name, over both platforms. */
  readonly calls: Readonly<Record<string, number>>;
  /** What a platform would not have taken. */
  readonly violations: readonly string[];
}

/** One message as a member sees it. Moments stand in it as "at 1796000000". */
export interface Seen {
  readonly platform: ChatPlatform;
  readonly room: number;
  readonly title: string;
  readonly text: string;
}

export interface Opened {
  readonly slack: {
    readonly apiUrl: string;
    readonly botToken: string;
    readonly appToken: string;
    readonly signingSecret: string;
  };
  readonly discord: { readonly apiUrl: string; readonly token: string };
}

type Note = {
  readonly platform: ChatPlatform;
  readonly dueAt: number;
  readonly messages: { readonly id: string; readonly atMs: number }[];
};

const plan = JSON.parse(process.argv[2] ?? '{}') as PlatformsPlan;
const rooms = Array.from({ length: plan.crowd.rooms }, (_, n) => n);
const notes = new Map<string, Note>(
  chatPlatforms.flatMap((platform) =>
    expectedOn(plan.crowd, platform).map(({ key, dueAt }) => [key, { platform, dueAt, messages: [] }]),
  ),
);
let strangers = 0;

function note(key: string | undefined, id: string): void {
  const found = notes.get(key ?? '');
  if (found === undefined) strangers += 1;
  else found.messages.push({ id, atMs: Date.now() });
}

async function openSlack(): Promise<FakeSlack> {
  const slack = await FakeSlack.open();
  const { workspace } = slack;
  for (const n of rooms) workspace.addChannel(slackChannel(n), roomName(n));
  const add = workspace.add.bind(workspace);
  workspace.add = (message) => {
    const added = add(message);
    const payload = message.metadata?.event_payload as { readonly key?: string } | undefined;
    note(payload?.key, added.ts);
    return added;
  };
  if (plan.chaos > 0) slack.chaos({ share: plan.chaos, random: createDice(plan.seed).throwOnce, updates: true });
  slack.limits({ channelPerSecond: 1, burst: 3, workspacePerMinute: 600 });
  return slack;
}

async function openDiscord() {
  const discord = await openFakeDiscord({ checkEvery: 20 });
  const { world } = discord;
  for (const n of rooms) {
    const id = discordChannel(n);
    world.channels.set(id, { id, name: roomName(n), guild: discord.guildId });
  }
  const keyOfMarker = new Map(expectedOn(plan.crowd, 'discord').map(({ key }) => [markerOf(key, 0)[0], key]));
  const keep = world.keep.bind(world);
  world.keep = (body, from) => {
    const kept = keep(plan.forgetNonces ? { ...body, nonce: null } : body, from);
    const ids = flatten(kept.components).map(({ id }) => keyOfMarker.get(id ?? 0));
    note(
      ids.find((key) => key !== undefined),
      kept.id,
    );
    return kept;
  };
  if (plan.chaos > 0) discord.chaos({ share: plan.chaos, random: createDice(plan.seed + 1).throwOnce });
  discord.limits({ globalPerSecond: 50, channel: { count: 5, perMs: 5_000 } });
  return discord;
}

const slack = await openSlack();
const discord = await openDiscord();

function tally(): Tally {
  const present = new Set([
    ...rooms.flatMap((n) => slack.workspace.messages(slackChannel(n)).map(({ ts }) => ts)),
    ...discord.world.messages.map(({ id }) => id),
  ]);
  const calls: Record<string, number> = {};
  for (const name of [...slack.calls.map(({ method }) => method), ...discord.calls.map(({ route }) => route)]) {
    calls[name] = (calls[name] ?? 0) + 1;
  }
  return {
    showings: [...notes].map(([key, { platform, dueAt, messages }]) => ({
      key,
      platform,
      dueAt,
      shownAtMs: messages.map(({ atMs }) => atMs),
      removed: messages.filter(({ id }) => !present.has(id)).length,
    })),
    strangers,
    limited: { slack: slack.limited, discord: discord.limited },
    calls,
    violations: [...slack.violations, ...discord.violations],
  };
}

function seenOnSlack(room: number): readonly Seen[] {
  return slack.workspace.messages(slackChannel(room)).map(({ view: { title, texts, instants } }) => ({
    platform: 'slack' as const,
    room,
    title,
    text: [...texts, ...instants.map((at) => `at ${at}`)].join('\n'),
  }));
}

const roomOfChannel = new Map(rooms.map((n) => [discordChannel(n), n]));

function seenOnDiscord(): readonly Seen[] {
  return discord.world.messages.map(({ channel, components }) => {
    const displays = flatten(components).flatMap(({ content }) => (content === undefined ? [] : [content]));
    const text = readMarkdown(displays.join('\n')).text;
    return { platform: 'discord', room: roomOfChannel.get(channel) ?? -1, title: text.split('\n')[0] ?? '', text };
  });
}

function seen(): readonly Seen[] {
  return [...rooms.flatMap(seenOnSlack), ...seenOnDiscord()];
}

/** The same address, by way of the wire. */
async function byWire(url: string, seed: number): Promise<string> {
  if (plan.slow === 0) return url;
  const { port } = new URL(url);
  return url.replace(`:${port}/`, `:${await openSlowWire(Number(port), plan.slow, createDice(seed))}/`);
}

const opened: Opened = {
  slack: { ...secrets, apiUrl: await byWire(slack.apiUrl, plan.seed + 2) },
  discord: { apiUrl: await byWire(discord.apiUrl, plan.seed + 3), token: discord.token },
};
process.on('message', (asked) => process.send?.(asked === 'seen' ? seen() : tally()));
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0));
process.send?.(opened);
