/** The whole bound of an attempt as it stands, in real seconds. */
import { afterEach, expect, test } from 'vitest';
import type { Adapter, Post, Target } from '../../src/adapter.js';
import { says } from '../support/discord/replies.js';
import { discordSurface } from '../support/discord/surface.js';
import { scriptedDesk } from '../support/scripted-desk.js';
import { runSlack } from '../support/slack/harness.js';
import { StuckShelf, timed, withLongButton } from '../support/stuck-shelf.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Hanging {
  readonly adapter: Adapter;
  readonly channel: string;
  readonly sent: () => number;
}

async function slack(shelf: StuckShelf): Promise<Hanging> {
  const run = await runSlack(scriptedDesk({}), { given: { shelf } });
  closing.push(run.close);
  run.slack.faults.always('chat.postMessage', { kind: 'hang' });
  return { adapter: run.adapter, channel: 'C0GENERAL', sent: () => run.slack.callsOf('chat.postMessage').length };
}

async function discord(shelf: StuckShelf): Promise<Hanging> {
  const surface = await discordSurface({ shelf });
  closing.push(surface.close);
  const route = 'POST /channels/:channel/messages';
  surface.discord.alwaysFault(route, { hang: true });
  const { adapter } = surface;
  return { adapter, channel: surface.discord.general.id, sent: () => surface.discord.callsOf(route).length };
}

test.each([
  ['Slack', slack],
  ['Discord', discord],
] as const)(
  'a post that %s takes and never answers, after eight tenths of a second of preparation, is over ten seconds after it began [fault 12]',
  async (_name, open) => {
    const shelf = new StuckShelf();
    const { adapter, channel, sent } = await open(shelf);
    const target: Target = { platform: adapter.platform, room: 'general', channel };
    const post: Post = { key: 'key', target, reply: withLongButton(says('Meeting', { audience: 'room' })) };
    setTimeout(() => shelf.letGo(), 800);
    const { outcome, ms } = await timed(() => adapter.post(post));
    expect(outcome).toMatchObject({ outcome: 'unknown' });
    expect(sent()).toBe(1);
    expect([ms > 9_800, ms < 10_900]).toEqual([true, true]);
  },
);
