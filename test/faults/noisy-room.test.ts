import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectedOn } from './crowd.js';
import type { Showing } from './platforms.js';
import { type Programs, startReplica } from './processes.js';
import { makePrograms } from './programs.js';
import { lastMinute, openStand } from './stand.js';
import { until } from './until.js';

let programs: Programs = '';
beforeAll(async () => {
  programs = await makePrograms();
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

test('a room with a thousand reminders keeps nobody waiting: those of ten other rooms are posted within 2 s of the first post [fault 77]', async () => {
  const crowd = { rooms: 11, meetings: 1, noise: 1_000, dueAt: lastMinute() };
  const stand = await openStand({ programs, crowd, seed: 1 });
  const replica = startReplica(programs, { ...stand.plan, seed: 1, odds: 0 }, () => undefined);
  const quiet = new Set(['slack', 'discord'] as const);
  const inQuietRooms = new Set(
    [...quiet].flatMap((platform) =>
      expectedOn({ ...crowd, noise: 0 }, platform)
        .map(({ key }) => key)
        .filter((key) => !key.includes('/room-0/')),
    ),
  );
  const isShown = ({ shownAtMs }: Showing) => shownAtMs.length > 0;
  try {
    let showings: readonly Showing[] = [];
    await until('the other rooms have theirs', 50_000, async () => {
      ({ showings } = await stand.platforms.tally());
      return showings.filter(({ key }) => inQuietRooms.has(key)).every(isShown);
    });
    for (const platform of quiet) {
      const of = showings.filter((showing) => showing.platform === platform && isShown(showing));
      const first = Math.min(...of.map(({ shownAtMs }) => shownAtMs[0] ?? 0));
      const others = of.filter(({ key }) => inQuietRooms.has(key)).map(({ shownAtMs }) => (shownAtMs[0] ?? 0) - first);
      expect(others).toHaveLength(10);
      expect(Math.max(...others)).toBeLessThan(2_000);
    }
    expect(showings.filter((showing) => !isShown(showing)).length).toBeGreaterThan(1_900);
  } finally {
    replica.process.kill('SIGKILL');
    await replica.ended;
    await stand.close();
  }
});
