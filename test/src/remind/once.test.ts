import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { RecordingAdapter, type Step } from '../../support/recording-adapter.js';
import { community, Desk, meeting } from './sample.js';

const home = mkdtempSync(join(tmpdir(), 'frontdesk-once-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
let files = 0;

/** What goes wrong with one attempt; `end`: kill ends the process while it is under way, cut is the adapter's own deadline. */
type Trouble = { readonly step: Step; readonly end: 'kill' | 'cut'; readonly canAsk: boolean };

const trouble: fc.Arbitrary<Trouble> = fc.record({
  step: fc.constantFrom<Step>(
    'lost',
    'hang',
    'hang-shown',
    { outcome: 'unknown', reason: '502' },
    { outcome: 'not-delivered', reason: '503' },
    { outcome: 'retry-after', seconds: 20 },
    { outcome: 'revoked', reason: 'token_revoked' },
  ),
  end: fc.constantFrom('kill' as const, 'cut' as const),
  canAsk: fc.boolean(),
});

/** Runs one tick, through whatever hangs in it, and gives the process that is alive afterwards. */
async function through(bot: Desk, slack: RecordingAdapter, file: string, now: string, fate: () => Trouble | undefined) {
  const ticked = bot.at(now).then(() => 'done' as const);
  for (let turn = 0; turn < 2000; turn += 1) {
    if ((await Promise.race([ticked, new Promise<'turn'>((next) => setImmediate(next, 'turn'))])) === 'done')
      return bot;
    if (slack.hanging === 0) continue;
    slack.hanging = 0;
    if (fate()?.end === 'kill') {
      await bot.die();
      return Desk.open({ community: community(meeting()), now, adapters: [slack], file, hangs: true });
    }
    bot.within.expire(15_000);
  }
  throw new Error('the tick does not end');
}

test('whatever goes wrong, and in whatever order, a reminder is shown once before its meeting starts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(trouble, { maxLength: 5 }), async (troubles) => {
      files += 1;
      const file = join(home, `${files}.db`);
      const slack = new RecordingAdapter('slack');
      slack.next(...troubles.map(({ step }) => step));
      // The latest attempt's trouble decides what follows it.
      const fate = () => troubles[slack.attempts.length - 1];
      let bot = await Desk.open({
        community: community(meeting()),
        now: '2026-12-10T18:40:00Z',
        adapters: [slack],
        file,
      });
      for (let minute = 45; minute < 60; minute += 1) {
        for (const second of ['00', '30']) {
          slack.canAsk = minute >= 50 || (fate()?.canAsk ?? true);
          bot = await through(bot, slack, file, `2026-12-10T18:${minute}:${second}Z`, fate);
          expect(slack.shown.length).toBeLessThanOrEqual(1);
        }
      }
      const receipts = await bot.receipts();
      await bot.close();
      const revoked = troubles.filter(({ step }) => typeof step === 'object' && step.outcome === 'revoked').length;
      // Each refusal of the token pauses the platform for five minutes: two of them can reach the start of the meeting.
      if (revoked > 1) return;
      expect(slack.shown).toHaveLength(1);
      expect(receipts).toMatchObject([{ state: 'posted' }]);
    }),
    { numRuns: 25 },
  );
}, 120_000);
