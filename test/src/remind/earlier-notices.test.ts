import { afterAll, afterEach, expect, test } from 'vitest';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { Desks } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const due = '2026-12-10T18:45:00Z';
const skip = { kind: 'skip', why: 'the host is ill' } as const;
const move = (to: string) => ({ kind: 'move', to }) as const;

/** Title, and whether it still offers a time to come or a place to join. */
function gist(slack: RecordingAdapter): readonly (readonly [string, 'invites' | 'struck'])[] {
  return slack.shown.map(({ reply }) => {
    const words = JSON.stringify(reply.body);
    return [reply.title, /moment|Join/.test(words) ? 'invites' : 'struck'];
  });
}

test('moved, moved again and skipped: no earlier notice keeps a time to come or a place to join', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: due, adapters: [slack], inChat: true });
  for (const change of [move('2026-12-10T12:00'), move('2026-12-10T13:00'), skip]) {
    await bot.change(change);
    await bot.ticker.tick();
    await bot.ticker.tick();
  }
  expect(gist(slack)).toStrictEqual([
    ['Community meeting', 'struck'],
    ['Community meeting: moved', 'struck'],
    ['Community meeting: moved', 'struck'],
    ['Community meeting: skipped', 'struck'],
  ]);
  expect(slack.shown[1]?.reply.summary).toBe(
    'No longer so: Community meeting: moved to Thursday 10 December 2026, 12:00 to 13:00 in Los Angeles.',
  );
});

test('a notice whose words hold again, because what came after it is taken back, is as it was', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: due, adapters: [slack], inChat: true });
  for (const change of [move('2026-12-10T12:00'), skip, { kind: 'undo' } as const]) {
    await bot.change(change);
    await bot.ticker.tick();
    await bot.ticker.tick();
  }
  expect(gist(slack)).toStrictEqual([
    ['Community meeting', 'invites'],
    ['Community meeting: moved', 'invites'],
    ['Community meeting: skipped', 'struck'],
    ['Community meeting: on again', 'invites'],
  ]);
  expect(JSON.stringify(slack.shown[2]?.reply.body)).toContain('Changed again since then.');
});
