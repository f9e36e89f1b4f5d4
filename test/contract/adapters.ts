/**
 * What every chat surface does, one suite for all of them, each driven as a member drives it: a line is typed, a button
 * pressed, and the test reads what is shown and to whom. The desk behind it is scripted, so nothing but the adapter is
 * on trial.
 */
import { afterEach, describe, expect, test } from 'vitest';
import type { Adapter, Desk, Post, PostOutcome } from '../../src/adapter.js';
import type { Invoke, Reply } from '../../src/reply/reply.js';
import { hostile } from '../support/gallery.js';
import { asTyped, type ScriptedDesk, scriptedDesk } from '../support/scripted-desk.js';

/** One message as a member sees it. */
export interface Seen {
  /** Title, text and paging in reading order, escapes undone. */
  readonly text: string;
  readonly urls: readonly string[];
  /** Labels, in order. */
  readonly buttons: readonly string[];
  /** 'asker': shown to the one who asked alone. */
  readonly audience: 'asker' | 'room';
  readonly pings: readonly string[];
}

/** One running surface over the platform's fake, with a member in one of its rooms. */
export interface Surface {
  /** Already started with the desk that `open` was given. */
  readonly adapter: Adapter;
  /** The platform's id of the room where the member types. */
  readonly channel: string;
  /** The platform's id of the member who types, and the zone that the platform tells of, if it does. */
  readonly member: { readonly id: string; readonly zone?: string };
  /**
   * The member types `line` as one does there: "/meeting community" as a slash command, anything else as a question
   * addressed to the bot. Resolves with what is shown in answer, when the answer is complete.
   */
  type(line: string): Promise<readonly Seen[]>;
  /** The member presses the newest button with this label. Resolves with what is shown in answer. */
  press(label: string): Promise<readonly Seen[]>;
  /** `adapter.post`, and whatever the fake needs to settle. */
  post(post: Post): Promise<PostOutcome>;
  /** All that the channel shows to everybody, oldest first; what only the asker sees is not in it. */
  shown(channel: string): readonly Seen[];
  /** Resolves when the platform has its acknowledgement for what was typed last; absent where it wants none. */
  readonly acknowledged?: () => Promise<void>;
  /** Stops the adapter if it still runs, and the fake. */
  close(): Promise<void>;
}

const community: Reply = {
  title: 'Community meeting',
  audience: 'asker',
  tone: 'plain',
  summary: 'The community meets on Thursday 10 December 2026, 20:00 in Berlin.',
  body: [
    {
      type: 'text',
      line: ['Every 2 weeks on Thursday. ', { type: 'link', text: 'Join', url: 'https://zoom.us/j/986657835' }],
    },
  ],
  choices: [
    { label: 'All meetings', invoke: { command: 'meeting', options: { name: 'all' } } },
    { label: 'Show to the room', invoke: { command: 'meeting', options: { name: 'community' }, share: true } },
  ],
};

const spoken: Reply = {
  ...community,
  title: 'An answer',
  body: [{ type: 'text', line: ['It is on Thursday.'] }],
  choices: [],
};

/** What an edit makes of `community`. */
const changed: Reply = {
  ...community,
  title: 'Community meeting is moved',
  summary: 'The community meeting is moved to Friday.',
  body: [{ type: 'text', line: [{ type: 'struck', text: 'Thursday' }, ' Moved to Friday.'] }],
  choices: community.choices.slice(0, 1),
};

const problem: Reply = {
  title: 'No such meeting',
  audience: 'asker',
  tone: 'problem',
  summary: 'No meeting is called “nothing”.',
  body: [{ type: 'text', line: ['No meeting is called “nothing”. Try /meeting all for the full list.'] }],
  choices: [],
};

const unkind: Reply = {
  title: 'Unkind text @everyone <!channel>',
  audience: 'asker',
  tone: 'plain',
  summary: `Unkind ${hostile.join(' ')}`,
  body: hostile.map((text) => ({ type: 'text', line: [text, { type: 'strong', text }] })),
  choices: [{ label: '@here <!here>', invoke: { command: 'meeting', options: {} } }],
};

const script: Readonly<Record<string, Reply>> = {
  '/meeting community': community,
  '/meeting community (shared)': { ...community, audience: 'room', choices: [] },
  '/meeting all': {
    ...community,
    title: 'All meetings',
    body: [{ type: 'text', line: ['Five meetings.'] }],
    choices: [],
  },
  '/meeting nothing': problem,
  '/meeting unkind': unkind,
  'when is the next meeting?': spoken,
};

function idOf(outcome: PostOutcome): string {
  return outcome.outcome === 'posted' ? outcome.id : 'not posted';
}

export function adapterContract(name: string, open: (desk: Desk) => Promise<Surface>): void {
  describe(`${name} as every surface`, () => {
    const opened: Surface[] = [];
    afterEach(async () => {
      for (const surface of opened.splice(0)) await surface.close();
    });

    async function start(): Promise<{ desk: ScriptedDesk; surface: Surface }> {
      const desk = scriptedDesk(script);
      const surface = await open(desk);
      opened.push(surface);
      return { desk, surface };
    }

    function reminder(surface: Surface, key: string, reply: Reply): Post {
      const target = { platform: surface.adapter.platform, room: 'general', channel: surface.channel };
      return { key, target, reply: { ...reply, audience: 'room' } };
    }

    test('a command reaches the desk with its reader and its room', async () => {
      const { desk, surface } = await start();
      await surface.type('/meeting community');
      expect(desk.asked.map(asTyped)).toEqual(['/meeting community']);
      expect(desk.asked[0]).toMatchObject({ platform: surface.adapter.platform, room: surface.channel });
      expect(desk.asked[0]?.reader).toMatchObject(surface.member);
    });

    test('the desk is told where everybody will read the answer, and only there', async () => {
      const { desk, surface } = await start();
      await surface.type('/meeting community');
      await surface.press('All meetings');
      const seen = await surface.type('when is the next meeting?');
      const before = seen.map(({ audience }) => audience === 'room');
      expect(desk.asked.slice(0, 2).map((asked) => asked.public)).toEqual([undefined, undefined]);
      expect(before).toEqual([desk.asked[2]?.public === true]);
    });

    test('a question reaches the desk in the words that were typed', async () => {
      const { desk, surface } = await start();
      const seen = await surface.type('when is the next meeting?');
      expect(desk.asked.map(asTyped)).toEqual(['when is the next meeting?']);
      expect(seen.map(({ text }) => text).join('\n')).toContain('It is on Thursday.');
    });

    test('the answer to a command is shown once, to the asker alone', async () => {
      const { surface } = await start();
      const seen = await surface.type('/meeting community');
      expect(seen).toHaveLength(1);
      expect(seen[0]).toMatchObject({ audience: 'asker', buttons: ['All meetings', 'Show to the room'], pings: [] });
      expect(seen[0]?.text).toContain('Community meeting');
      expect(seen[0]?.text).toContain('Every 2 weeks on Thursday.');
      expect(seen[0]?.urls).toContain('https://zoom.us/j/986657835');
      expect(surface.shown(surface.channel)).toEqual([]);
    });

    test('a problem reads as a sentence that says what to do next', async () => {
      const { surface } = await start();
      const [seen, ...more] = await surface.type('/meeting nothing');
      expect(more).toEqual([]);
      expect(seen?.text.replace(/\s+/gu, ' ')).toContain(
        'No meeting is called “nothing”. Try /meeting all for the full list.',
      );
      expect(seen?.text).not.toMatch(/undefined|\[object|Error/u);
    });

    test('a button runs its invoke for the one who pressed it', async () => {
      const { desk, surface } = await start();
      await surface.type('/meeting community');
      const seen = await surface.press('All meetings');
      const pressed: Invoke = { command: 'meeting', options: { name: 'all' } };
      expect(desk.asked[1]).toMatchObject({ invoke: pressed, room: surface.channel });
      expect(desk.asked[1]?.reader).toMatchObject(surface.member);
      expect(seen.map(({ text }) => text).join('\n')).toContain('Five meetings.');
      expect(surface.shown(surface.channel)).toEqual([]);
    });

    test('“Show to the room” shows the answer to everybody, once', async () => {
      const { desk, surface } = await start();
      await surface.type('/meeting community');
      await surface.press('Show to the room');
      expect(desk.asked.at(-1)).toMatchObject({ invoke: { share: true } });
      const shown = surface.shown(surface.channel);
      expect(shown).toHaveLength(1);
      expect(shown[0]).toMatchObject({ audience: 'room', pings: [] });
      expect(shown[0]?.text).toContain('Every 2 weeks on Thursday.');
    });

    test('a desk that takes long is waited for', async () => {
      const { desk, surface } = await start();
      const release = desk.hold();
      const reached = desk.nextAsked();
      const typed = surface.type('/meeting community');
      await reached;
      await surface.acknowledged?.();
      release();
      const seen = await typed;
      expect(seen.map(({ text }) => text).join('\n')).toContain('Every 2 weeks on Thursday.');
    });

    test('a post is shown to the room and is found again by its key, until it is removed', async () => {
      const { surface } = await start();
      const post = reminder(surface, 'community/2026-12-10T11:00/-480/general/1d', community);
      expect(await surface.adapter.copies(post)).toEqual([]);
      const outcome = await surface.post(post);
      expect(outcome).toMatchObject({ outcome: 'posted' });
      const shown = surface.shown(surface.channel);
      expect(shown).toHaveLength(1);
      expect(shown[0]).toMatchObject({ audience: 'room', pings: [] });
      const id = idOf(outcome);
      expect((await surface.adapter.copies(post)).map((copy) => copy.id)).toEqual([id]);
      expect(await surface.adapter.copies({ ...post, key: 'community/2026-12-24T11:00/-480/general/1d' })).toEqual([]);
      await surface.adapter.remove(post.target, id);
      expect(await surface.adapter.copies(post)).toEqual([]);
      await surface.adapter.remove(post.target, id);
    });

    test('an edit shows the new words under the same id, still found by its key, however often it is made', async () => {
      const { surface } = await start();
      const post = reminder(surface, 'community/2026-12-10T11:00/-480/general/1d', community);
      const id = idOf(await surface.post(post));
      const moved = { ...post, reply: { ...changed, audience: 'room' as const } };
      expect(await surface.adapter.edit(moved, id)).toEqual({ outcome: 'edited' });
      const after = surface.shown(surface.channel);
      expect(after.at(-1)).toMatchObject({ audience: 'room', buttons: ['All meetings'], pings: [] });
      expect(after.at(-1)?.text).toContain('Moved to Friday.');
      expect(after.at(-1)?.text).not.toContain('Every 2 weeks on Thursday.');
      expect(await surface.adapter.edit(moved, id)).toEqual({ outcome: 'edited' });
      expect(surface.shown(surface.channel)).toEqual(after);
      expect((await surface.adapter.copies(post)).map((copy) => copy.id)).toEqual([id]);
    });

    test('an edit changes the message that it names and no other', async () => {
      const { surface } = await start();
      const first = reminder(surface, 'community/2026-12-10T11:00/-480/general/1d', community);
      const second = reminder(surface, 'toc/2026-12-11T09:00/-480/general/1d', spoken);
      const id = idOf(await surface.post(first));
      await surface.post(second);
      await surface.adapter.edit({ ...first, reply: { ...changed, audience: 'room' } }, id);
      const texts = surface.shown(surface.channel).map(({ text }) => text);
      expect(texts.filter((text) => text.includes('It is on Thursday.'))).toHaveLength(1);
      expect(texts.filter((text) => text.includes('Moved to Friday.'))).toHaveLength(1);
    });

    test('an edit of a message that is not there says that it is gone', async () => {
      const { surface } = await start();
      const post = reminder(surface, 'community/2026-12-10T11:00/-480/general/1d', community);
      const id = idOf(await surface.post(post));
      await surface.adapter.remove(post.target, id);
      const before = surface.shown(surface.channel);
      const outcome = await surface.adapter.edit({ ...post, reply: { ...changed, audience: 'room' } }, id);
      expect(outcome).toMatchObject({ outcome: 'gone', reason: expect.stringMatching(/^\p{Lu}.*\.$/u) });
      expect(surface.shown(surface.channel)).toEqual(before);
    });

    test('an edit pings nobody, whatever it says and even where the post asks for a ping', async () => {
      const { surface } = await start();
      const post = reminder(surface, 'community/2026-12-10T11:00/-480/general/1d', community);
      const id = idOf(await surface.post(post));
      const loud = { ...unkind, audience: 'room' as const, mention: 'here' as const };
      expect(await surface.adapter.edit({ ...post, reply: loud }, id)).toEqual({ outcome: 'edited' });
      const shown = surface.shown(surface.channel);
      expect(shown.at(-1)?.text).toContain('Unkind text');
      expect(shown.flatMap(({ pings }) => pings)).toEqual([]);
    });

    test('a surface that is stopped edits nothing, and says so', async () => {
      const { surface } = await start();
      const post = reminder(surface, 'community/2026-12-10T11:00/-480/general/1d', community);
      const id = idOf(await surface.post(post));
      await surface.adapter.stop();
      expect(await surface.adapter.edit(post, id)).toMatchObject({ outcome: 'not-delivered' });
    });

    test('the same key twice is shown once when the platform is asked before', async () => {
      const { surface } = await start();
      const post = reminder(surface, 'community/2026-12-10T11:00/-480/general/15m', community);
      for (let attempt = 0; attempt < 2; attempt += 1) {
        if ((await surface.adapter.copies(post)).length === 0) await surface.post(post);
      }
      expect(surface.shown(surface.channel)).toHaveLength(1);
    });

    test('two posts with the same words and different keys are both shown', async () => {
      const { surface } = await start();
      await surface.post(reminder(surface, 'community/2026-12-10T11:00/-480/general/1d', community));
      await surface.post(reminder(surface, 'community/2026-12-24T11:00/-480/general/1d', community));
      expect(surface.shown(surface.channel)).toHaveLength(2);
    });

    test('its pace is told in milliseconds, a room never faster than the whole platform', async () => {
      const { gapMs, roomGapMs } = (await start()).surface.adapter.pace;
      expect(gapMs).toBeGreaterThanOrEqual(0);
      expect(roomGapMs).toBeGreaterThanOrEqual(gapMs);
    });

    test('unkind text pings nobody, whether it is asked, answered or posted', async () => {
      const { surface } = await start();
      const asked = await surface.type('hello @everyone <!channel> <@U1>');
      const answered = await surface.type('/meeting unkind');
      await surface.post(reminder(surface, 'unkind/2026-12-10T11:00/-480/general/1d', unkind));
      const all = [...asked, ...answered, ...surface.shown(surface.channel)];
      expect(all.length).toBeGreaterThanOrEqual(3);
      expect(all.flatMap(({ pings }) => pings)).toEqual([]);
    });

    test('stopping waits for the answer in flight, and stopping again is harmless', async () => {
      const { desk, surface } = await start();
      const release = desk.hold();
      const reached = desk.nextAsked();
      const typed = surface.type('/meeting community');
      await reached;
      let stopped = false;
      const stopping = surface.adapter.stop().then(() => {
        stopped = true;
      });
      // Turns of the event loop, not time: enough for a stop that does not wait to show itself.
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      expect(stopped).toBe(false);
      release();
      await stopping;
      expect((await typed).map(({ text }) => text).join('\n')).toContain('Every 2 weeks on Thursday.');
      await surface.adapter.stop();
    });

    test('health says that it is ready, in a sentence', async () => {
      const { surface } = await start();
      const health = surface.adapter.health();
      expect(health.ready).toBe(true);
      expect(health.detail).toMatch(/^\p{Lu}.*\.$/u);
      await surface.adapter.stop();
      expect(surface.adapter.health().ready).toBe(false);
    });
  });
}
