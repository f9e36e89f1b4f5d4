// A program for tests: one process of the bot that starts at one instant and looks again 12 s later, whose platform is a file
// with a line for each message.
// Arguments: database, platform file, instant, and where to stop and wait to be killed: before-claiming,
// after-claiming, while-asking, before-showing, after-showing, never.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Post, PostOutcome } from '../../../src/adapter.js';
import { startReminders } from '../../../src/remind/reminders.js';
import { createSchedule } from '../../../src/schedule/schedule.js';
import type { Ledger } from '../../../src/store/ledger.js';
import { openStore } from '../../../src/store/store.js';
import { FixedClock } from '../../../src/time/clock.js';
import { RecordingLog } from '../../support/recording-log.js';
import { community, instant, ManualTicker, meeting } from './sample.js';

const [database = '', platform = '', now = '', stopAt = ''] = process.argv.slice(2);

function waitToBeKilled(): Promise<never> {
  process.stdout.write('waiting\n');
  setInterval(() => undefined, 60_000);
  return new Promise(() => undefined);
}

const adapter = {
  async post({ key }: Post): Promise<PostOutcome> {
    if (stopAt === 'before-showing') return waitToBeKilled();
    appendFileSync(platform, `${key}\n`);
    if (stopAt === 'after-showing') return waitToBeKilled();
    return { outcome: 'posted', id: 'message-1' };
  },
  async copies({ key }: Post) {
    if (stopAt === 'while-asking') return waitToBeKilled();
    const shown = existsSync(platform) && readFileSync(platform, 'utf8').split('\n').includes(key);
    return shown ? [{ id: 'message-1' }] : [];
  },
  edit: async () => ({ outcome: 'edited' as const }),
  async remove() {},
  pace: { gapMs: 0, roomGapMs: 0 },
};

function stopping(ledger: Ledger): Ledger {
  return {
    ...ledger,
    async claimDue(request) {
      if (stopAt === 'before-claiming') return waitToBeKilled();
      const claims = await ledger.claimDue(request);
      return stopAt === 'after-claiming' ? waitToBeKilled() : claims;
    },
  };
}

async function main(): Promise<void> {
  const clock = new FixedClock(instant(now));
  const store = await openStore(database, { clock });
  const file = community(meeting());
  const ticker = new ManualTicker();
  const reminders = startReminders({
    community: file,
    schedule: createSchedule(file),
    ledger: stopping(store),
    surfaces: [{ platform: 'slack', channelOf: () => 'C1', adapter }],
    clock,
    log: new RecordingLog(),
    ticker,
    random: () => 0,
  });
  await reminders.started;
  clock.advance(12);
  await ticker.tick();
  const receipts = await store.receipts({ limit: 10 });
  process.stdout.write(`receipts ${receipts.map(({ state, generation }) => `${state} ${generation}`).join(', ')}\n`);
  await reminders.stop();
  await store.close();
}

void main();
