import { copyFileSync } from 'node:fs';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Post } from '../../../src/adapter.js';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { callsOf, community, Desks, instant, meeting, surface } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const file = community(
  meeting({ remind: [{ beforeMinutes: 1440, rooms: ['general', 'random'] }] }),
  meeting({
    id: 'other',
    remind: [
      { beforeMinutes: 1440, rooms: ['third'] },
      { beforeMinutes: 60, rooms: ['third'] },
    ],
  }),
);

test('an old backup is restored: what was posted since is found and not posted again, what was not is posted [fault 68]', async () => {
  const slack = new RecordingAdapter('slack');
  const [database, backup] = [desks.freshFile(), desks.freshFile()];
  // random cannot be posted to when the backup is made: its reminder waits in it.
  slack.always('random', { outcome: 'not-delivered', reason: '503' });
  const before = await desks.open({ now: '2026-12-09T18:59:00Z', adapters: [slack], community: file, file: database });
  slack.always('general', { outcome: 'not-delivered', reason: '503' });
  await before.at('2026-12-09T19:00:00Z');
  await before.close();
  copyFileSync(database, backup);
  expect(slack.shown.map(({ target }) => target.room)).toStrictEqual(['third']);

  for (const room of ['general', 'random']) slack.always(room, undefined);
  const since = await desks.open({ now: '2026-12-09T19:01:00Z', adapters: [slack], community: file, file: database });
  await since.at('2026-12-10T18:00:00Z');
  await since.close();
  const shown = slack.shown.map((post) => post.key).sort();
  expect(shown).toHaveLength(4);
  expect(slack.asked).toHaveLength(0);

  const askedBackTo = new Map<string, unknown>();
  const copies = (post: Post) => {
    if (!askedBackTo.has(post.target.room)) askedBackTo.set(post.target.room, post.since);
    return slack.copies(post);
  };
  const surfaces = [{ ...surface(slack), adapter: { ...callsOf(slack), copies } }];
  const restored = await desks.open({
    now: '2026-12-10T18:10:00Z',
    adapters: [],
    surfaces,
    community: file,
    file: backup,
  });
  await restored.at('2026-12-10T18:11:00Z');
  expect(Object.fromEntries(askedBackTo)).toStrictEqual({
    general: instant('2026-12-09T19:00:00Z'),
    random: instant('2026-12-09T19:00:00Z'),
    third: instant('2026-12-10T18:00:00Z'),
  });
  expect(slack.shown.map((post) => post.key).sort()).toStrictEqual(shown);
  expect((await restored.receipts()).map(({ state, found }) => [state, found])).toStrictEqual([
    ['posted', true],
    ['posted', true],
    ['posted', true],
    ['posted', undefined],
  ]);
});

test('killed in the middle of catching up after that, the next start still asks', async () => {
  const slack = new RecordingAdapter('slack');
  const [database, backup] = [desks.freshFile(), desks.freshFile()];
  await (await desks.open({ now: '2026-12-09T18:00:00Z', adapters: [slack], community: file, file: database })).close();
  copyFileSync(database, backup);
  const since = await desks.open({ now: '2026-12-09T19:00:00Z', adapters: [slack], community: file, file: database });
  await since.close();
  expect(slack.shown).toHaveLength(3);
  slack.canAsk = false;
  const first = await desks.open({ now: '2026-12-09T20:00:00Z', adapters: [slack], community: file, file: backup });
  await first.die();
  slack.canAsk = true;
  const second = await desks.open({ now: '2026-12-09T20:00:10Z', adapters: [slack], community: file, file: backup });
  await second.at('2026-12-09T20:02:00Z');
  expect(slack.shown).toHaveLength(3);
});

test('a restart within two minutes asks about nothing', async () => {
  const slack = new RecordingAdapter('slack');
  const database = desks.freshFile();
  const first = await desks.open({ now: '2026-12-09T18:00:00Z', adapters: [slack], community: file, file: database });
  await first.at('2026-12-09T18:59:00Z');
  await first.die();
  await desks.open({ now: '2026-12-09T19:00:30Z', adapters: [slack], community: file, file: database });
  expect(slack.shown).toHaveLength(3);
  expect(slack.asked).toStrictEqual([]);
});

test('what is much too old after a restore is skipped, not posted', async () => {
  const slack = new RecordingAdapter('slack');
  const database = desks.freshFile();
  await (await desks.open({ now: '2026-12-09T18:00:00Z', adapters: [slack], community: file, file: database })).close();
  const bot = await desks.open({ now: '2026-12-12T00:00:00Z', adapters: [slack], community: file, file: database });
  expect(slack.attempts).toHaveLength(0);
  expect((await bot.receipts()).map(({ state }) => state)).toStrictEqual(['skipped', 'skipped', 'skipped', 'skipped']);
});
