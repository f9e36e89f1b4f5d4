/** `frontdesk start` and `frontdesk try`: opens the desk on its surfaces, starts the reminders, and closes all in order. */
import type { Logger } from '../adapter.js';
import type { Config } from '../config.js';
import { type ReminderSurface, type Reminders, startReminders } from '../remind/reminders.js';
import { createCronTicker } from '../remind/ticker.js';
import { openStore, type Store, StoreOpenError } from '../store/store.js';
import type { Clock } from '../time/clock.js';
import { CommandLineError } from './command-line-error.js';
import { openDesk } from './community-desk.js';
import { type Environment, settingsOf } from './environment.js';
import { createLog } from './log.js';
import { opened } from './opening.js';
import { readRunningClock } from './readings.js';
import { type Surface, wire } from './wire.js';

export interface StartOptions {
  /** Open the page, whatever tokens are set. */
  readonly page: boolean;
  /** `try --now`: live from another instant on. */
  readonly now?: string | undefined;
}

/** An orchestrator waits about this long before it kills. */
const stopWithinMs = 10_000;

/** Resolves when everything is open; the process then lives until a signal. */
export async function start(environment: Environment, options: StartOptions): Promise<number> {
  const config = settingsOf(environment);
  if (options.now !== undefined && !options.page) {
    throw new CommandLineError(
      '--now goes with `frontdesk try`: what goes to Slack and Discord keeps to the real time.',
      2,
    );
  }
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config), output: process.stdout });
  const clock = readRunningClock(options.now);
  const { community, schedule, desk } = await openDesk(environment.communityFile, clock, log);
  // What is tried leaves no trace, and a front desk that runs keeps its file to itself.
  const store = await openedStore(options.page ? ':memory:' : config.database, clock, log);
  const surfaces = await wire({ config, page: options.page, community, schedule, store, clock, log });
  let reminders: Reminders | undefined;
  const close = async () => {
    await reminders?.stop();
    await Promise.all(surfaces.map(({ adapter }) => adapter.stop()));
    await store.close();
  };
  // Before anything is opened: a platform that does not answer must not keep the process from ending in order.
  const isClosing = closeOnSignal(log, close);
  const open = await Promise.all(surfaces.map(({ adapter }) => opened(adapter, desk, log)));
  if (isClosing()) return 0;
  const listening = surfaces.filter((_, index) => open[index]);
  // A surface that takes reminders is where people are; health alone is not worth running for.
  if (!listening.some(({ channelOf }) => channelOf !== undefined)) {
    await close();
    throw new CommandLineError('Nothing could be opened. Mend what is named above, then start again.');
  }
  reminders = startReminders({
    community,
    schedule,
    ledger: store,
    surfaces: listening.flatMap(reminded),
    clock,
    log,
    ticker: createCronTicker(),
    random: Math.random,
  });
  return 0;
}

function reminded({ adapter, channelOf }: Surface): readonly ReminderSurface[] {
  return channelOf === undefined ? [] : [{ platform: adapter.platform, adapter, channelOf }];
}

async function openedStore(address: string, clock: Clock, log: Logger): Promise<Store> {
  try {
    return await openStore(address, { clock, log });
  } catch (error) {
    if (error instanceof StoreOpenError) throw new CommandLineError(error.message);
    throw error;
  }
}

function secretsOf({ slack, discord }: Config): readonly string[] {
  return [slack?.botToken, slack?.appToken, slack?.signingSecret, discord?.token].filter(
    (secret) => secret !== undefined,
  );
}

/** The first signal closes in order, a second one at once; a fault that nobody caught is logged, then closes too. */
function closeOnSignal(log: Logger, close: () => Promise<void>): () => boolean {
  let closing = false;
  const end = (exitCode: number, why: string) => {
    if (closing) process.exit(exitCode || 1);
    closing = true;
    log.info(`Closing: ${why}`);
    setTimeout(() => process.exit(exitCode || 1), stopWithinMs).unref();
    close().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        log.error('Closing failed', { error });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end(0, 'SIGTERM'));
  process.on('SIGINT', () => end(0, 'SIGINT'));
  const fault = (error: unknown) => {
    log.error('A fault that nobody caught', { error });
    end(1, 'a fault');
  };
  process.on('uncaughtException', fault);
  process.on('unhandledRejection', fault);
  return () => closing;
}
