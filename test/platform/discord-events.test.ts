/** Discord's own event list follows the schedule, whatever happens between. Real discord.js, real sockets. */
import { afterEach, describe, expect, test } from 'vitest';
import { createDiscordAdapter } from '../../adapters/discord/index.js';
import { community, december, mirrorOf, SharedChanges } from '../support/discord/events-desk.js';
import { joined, knows } from '../support/discord/events-surface.js';
import { HandPause } from '../support/hand-pause.js';
import { scriptedDesk } from '../support/scripted-desk.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const creating = 'POST /guilds/:guild/scheduled-events';
const changing = 'PATCH /guilds/:guild/scheduled-events/:event';
const listing = 'GET /guilds/:guild/scheduled-events';

const december10 = '2026-12-10T19:00:00Z';
const december17 = '2026-12-17T19:00:00Z';
const december24 = '2026-12-24T19:00:00Z';
const december31 = '2026-12-31T19:00:00Z';

describe('the event list', () => {
  test('holds each coming date with its place, its words and its mark', async () => {
    const { process, discord, starts } = await joined(closing);
    await process().run();
    expect(starts()).toEqual([december10, december17, december24, december31]);
    expect(discord.events.seen()[0]).toMatchObject({
      by: 'frontdesk',
      name: 'Community meeting',
      location: 'https://zoom.us/j/986657835',
      description:
        'The meeting of the whole \\*community\\*.\nNotes: https://docs.example.org/notes_of_all\n\nFrontdesk: community/2026-12-10T11:00',
      end: '2026-12-10T20:00:00Z',
    });
  });

  test('is only looked at where nothing differs', async () => {
    const { process, discord } = await joined(closing);
    const mirror = process();
    await mirror.run();
    const made = discord.callsOf(creating).length;
    await mirror.run();
    await process('b').run();
    expect(made).toBe(4);
    expect(discord.callsOf(creating)).toHaveLength(4);
    expect(discord.callsOf(changing)).toEqual([]);
    expect(discord.callsOf(listing)).toHaveLength(3);
  });

  test('follows a move, a note and a cancelled date, and an undo brings the date back', async () => {
    const { process, discord, changes, starts } = await joined(closing);
    const mirror = process();
    await mirror.run();
    const before = discord.events.seen();
    changes.add({ kind: 'move', original: december(17), to: december(18, 10), why: 'a *strike*' });
    changes.add({ kind: 'skip', original: december(24), why: 'Christmas' });
    changes.add({ kind: 'note', original: december(31), note: 'Bring @everyone' });
    await mirror.run();
    expect(starts()).toEqual([december10, '2026-12-18T18:00:00Z', december31]);
    const [, moved, noted] = discord.events.seen();
    expect(moved).toMatchObject({ id: before[1]?.id, end: '2026-12-18T19:00:00Z' });
    expect(moved?.description.split('\n')[0]).toMatch(/^Moved from .*17 December 2026.* \(a \\\*strike\\\*\)\.$/);
    expect(noted?.description.split('\n')[0]).toBe('Bring \\@everyone');
    changes.add({ kind: 'undo', original: december(24), follows: 2 });
    changes.add({ kind: 'undo', original: december(17), follows: 1 });
    await mirror.run();
    expect(starts()).toEqual([december10, december17, december24, december31]);
    expect(discord.events.seen()[1]?.id).toBe(before[1]?.id);
    expect(discord.events.seen()[2]?.id).not.toBe(before[2]?.id);
  });

  test('follows as soon as the schedule changes, and looks by itself after 20 seconds and every 15 minutes', async () => {
    const { adapter, clock, log, leases, discord, hands } = await joined(closing);
    const { mirror, schedule } = mirrorOf({ adapter, clock, log, leases: leases.of('a'), pause: hands.pause });
    closing.push(() => mirror.stop());
    mirror.start();
    await hands.over(20_000);
    await hands.begun(900_000);
    const gone = discord.until(() => discord.events.seen().length === 3);
    const changes = new SharedChanges();
    changes.add({ kind: 'skip', original: december(10) });
    schedule.take(changes.all);
    await gone;
    expect(discord.events.seen()[0]?.start).toBe(december17);
  });

  test('gets the next date when its time comes, and leaves a running meeting to end by itself', async () => {
    const { process, discord, clock, starts } = await joined(closing);
    const mirror = process();
    await mirror.run();
    clock.advance(7.5 * 3600);
    await mirror.run();
    expect(starts()).toEqual([december10, december17, december24, december31]);
    clock.advance(16.5 * 3600);
    await mirror.run();
    expect(starts()).toEqual([december17, december24, december31]);
    clock.advance(6 * 86_400);
    await mirror.run();
    expect(starts()).toEqual([december17, december24, december31, '2027-01-07T19:00:00Z']);
    expect(discord.violations).toEqual([]);
  });

  test('a running meeting that is skipped or put off goes', async () => {
    const { process, changes, clock, starts } = await joined(closing);
    const mirror = process();
    await mirror.run();
    clock.advance(7.5 * 3600);
    changes.add({ kind: 'move', original: december(10), to: december(10, 15), why: 'the host is ill' });
    await mirror.run();
    expect(starts()).toEqual(['2026-12-10T23:00:00Z', december17, december24, december31]);
    changes.add({ kind: 'skip', original: december(10), follows: 1 });
    await mirror.run();
    expect(starts()).toEqual([december17, december24, december31]);
  });

  test('changed or taken away by hand is put right', async () => {
    const { process, discord, starts } = await joined(closing);
    const mirror = process();
    await mirror.run();
    discord.events.take(discord.events.seen()[1]?.id ?? '');
    await mirror.run();
    expect(starts()).toEqual([december10, december17, december24, december31]);
  });

  test('is left as it is where the community file says off', async () => {
    const { process, discord, log } = await joined(closing);
    const mirror = process('a', { community: { ...community, events: { discord: 'off', aheadMinutes: 40_320 } } });
    mirror.start();
    await mirror.run();
    expect(discord.callsOf(listing)).toEqual([]);
    expect(log.lines.filter(({ message }) => message.startsWith('Event lists are left'))).toHaveLength(1);
  });
});

describe('events that others made', () => {
  test('are never touched, not even one that copies the mark', async () => {
    const { process, discord, ana } = await joined(closing);
    const description = 'Frontdesk: community/2026-12-17T11:00';
    const copied = discord.events.make(ana, { start: december17, end: '2026-12-17T20:00:00Z', description });
    const party = discord.events.make(ana, { start: '2026-12-19T19:00:00Z', end: '2026-12-19T23:00:00Z' });
    const mirror = process();
    await mirror.run();
    await mirror.run();
    const theirs = discord.events.seen().filter(({ by }) => by === 'ana');
    expect(theirs.map(({ id, start }) => [id, start])).toEqual([
      [copied.id, december17],
      [party.id, '2026-12-19T19:00:00Z'],
    ]);
    expect(discord.events.seen().filter(({ by }) => by === 'frontdesk')).toHaveLength(4);
  });

  test('nor one that the bot made for something else', async () => {
    const { process, discord } = await joined(closing);
    const own = { start: december17, end: '2026-12-17T20:00:00Z', description: 'Made by an administrator’s script.' };
    const { id } = discord.events.make(discord.bot, own);
    await process().run();
    expect(discord.events.seen().map((event) => event.id)).toContain(id);
    expect(discord.events.seen()).toHaveLength(5);
  });

  test('have room: twenty places stay free, and the nearest dates get the others', async () => {
    const { process, discord, ana, log, starts } = await joined(closing);
    for (let n = 0; n < 78; n += 1)
      discord.events.make(ana, { start: '2027-03-01T10:00:00Z', end: '2027-03-01T11:00:00Z' });
    const mirror = process();
    await mirror.run();
    await mirror.run();
    expect(discord.events.seen()).toHaveLength(80);
    expect(starts().slice(0, 2)).toEqual([december10, december17]);
    expect(log.lines.filter(({ message }) => message.includes('no room'))).toEqual([
      expect.objectContaining({ level: 'warn', fields: { server: discord.guildId, left: 2 } }),
    ]);
  });
});

describe('an event is made once', () => {
  test.each([
    ['a cut connection', { accept: true, reset: true }],
    ['a server error', { accept: true, answer: { status: 500 } }],
    ['a page of something in between', { accept: true, answer: { status: 502, text: '<html></html>' } }],
  ] as const)('when the answer is lost: %s', async (_what, fault) => {
    const { process, discord, hands, starts, leases } = await joined(closing);
    discord.fault(creating, fault);
    const mirror = process();
    const done = mirror.run();
    await hands.begun(11_000);
    expect(leases.holder('events/discord')).toBe('a');
    expect(discord.callsOf(creating)).toHaveLength(1);
    await hands.over(11_000);
    await done;
    expect(starts()).toEqual([december10, december17, december24, december31]);
    expect(discord.callsOf(creating)).toHaveLength(4);
  });

  test('when the process ends between the attempt and its answer, and another goes on', async () => {
    const { process, discord, hands, clock, starts, leases } = await joined(closing);
    discord.fault(creating, { accept: true, reset: true });
    const killed = process('killed');
    void killed.run();
    await hands.begun(11_000);
    await killed.stop();
    // Nobody else begins while the attempt may still be under way.
    expect(leases.holder('events/discord')).toBe('killed');
    const next = process('next', { pause: new HandPause().pause });
    await next.run();
    expect(discord.callsOf(creating)).toHaveLength(1);
    clock.advance(61);
    await next.run();
    expect(starts()).toEqual([december10, december17, december24, december31]);
    expect(discord.callsOf(creating)).toHaveLength(4);
  });

  test('when the adapter starts anew', async () => {
    const surface = await joined(closing);
    await surface.process().run();
    await surface.adapter.stop();
    const { once, shelf, threads, modes, discord, log } = surface;
    const parts = { once, shelf, threads, modes, log, channels: [discord.general.id] };
    const adapter = createDiscordAdapter({ ...parts, token: discord.token, apiUrl: discord.apiUrl });
    closing.push(() => adapter.stop());
    await adapter.start(scriptedDesk({}));
    await knows(adapter.events);
    await surface.process('b', { adapter }).run();
    expect(discord.callsOf(creating)).toHaveLength(4);
    expect(surface.starts()).toEqual([december10, december17, december24, december31]);
  });

  test('when two processes begin at once', async () => {
    const { process, discord, starts } = await joined(closing);
    const [one, other] = [
      process('a', { pause: new HandPause().pause }),
      process('b', { pause: new HandPause().pause }),
    ];
    await Promise.all([one.run(), other.run()]);
    await Promise.all([one.run(), other.run()]);
    await other.run();
    expect(starts()).toEqual([december10, december17, december24, december31]);
    expect(discord.callsOf(creating)).toHaveLength(4);
  });

  test('and none undoes what another has just changed', async () => {
    const { process, discord, changes, starts } = await joined(closing);
    const [one, other] = [process('a'), process('b')];
    await one.run();
    await other.run();
    changes.add({ kind: 'move', original: december(17), to: december(18, 10) });
    await one.run();
    await other.run();
    expect(starts()).toEqual([december10, '2026-12-18T18:00:00Z', december24, december31]);
    expect(discord.callsOf(changing)).toHaveLength(1);
  });

  test('and of two with one mark the later goes', async () => {
    const { process, discord, starts } = await joined(closing);
    const mirror = process();
    await mirror.run();
    const [first] = discord.events.seen();
    const { start = '', end = '', description = '' } = first ?? {};
    discord.events.make(discord.bot, { start, end, description });
    await mirror.run();
    expect(starts()).toEqual([december10, december17, december24, december31]);
    expect(discord.events.seen()[0]?.id).toBe(first?.id);
  });
});
