/** `frontdesk start` and `frontdesk try`: opens the desk on its surfaces, starts the reminders, and closes all in order. */
import type { Logger } from '../adapter.js';
import type { Community } from '../community/model.js';
import type { Config } from '../config.js';
import { createChanging } from '../remind/changing.js';
import { isAnybodyToTell } from '../remind/notices.js';
import type { ReminderSurface } from '../remind/reminders.js';
import { changeStanding, standingSentence } from '../schedule/change-standing.js';
import { createLiveSchedule, type LiveSchedule } from '../schedule/live-schedule.js';
import { occurrenceStates } from '../schedule/occurrence-state.js';
import { openStore, type Store, StoreOpenError } from '../store/store.js';
import type { Clock } from '../time/clock.js';
import { within } from '../time/within.js';
import { CommandLineError } from './command-line-error.js';
import { openDesk, readCommunity } from './community-desk.js';
import { type Duties, startDuties } from './duties.js';
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
/** Platforms that open within this time begin together; one that takes longer holds up no reminder of the others. */
const openTogetherMs = 3_000;
/** EX_CONFIG: starting again changes nothing before somebody has mended a setting. A supervisor can be told so. */
const settingsExitCode = 78;

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
  const community = await readCommunity(environment.communityFile);
  // What is tried leaves no trace, and a front desk that runs keeps its file to itself.
  const store = await openedStore(options.page ? ':memory:' : config.database, clock, log);
  const schedule = createLiveSchedule(community, await store.changesAfter(0));
  warnOfFile(community, schedule, store.clock, log);
  const refused = new Set<Surface>();
  const open = () => surfaces.filter((surface) => !refused.has(surface));
  const reached = () => open().flatMap(reminded);
  const changes = createChanging({ community, live: schedule, log: store, surfaces: reached, clock: store.clock });
  const { site } = config;
  const { desk, stop } = await openDesk(community, clock, log, store, store, {
    rereads: true,
    schedule,
    changes,
    site,
  });
  const surfaces = await wire({ config, page: options.page, community, schedule, store, clock, log });
  warnOfNobody(community, surfaces.flatMap(reminded), log);
  let duties: Duties | undefined;
  const close = async () => {
    await duties?.stop();
    await Promise.all([stop(), ...surfaces.map(({ adapter }) => adapter.stop())]);
    await store.close();
  };
  // Before anything is opened: a platform that does not answer must not keep the process from ending in order.
  const isClosing = closeOnSignal(log, close);
  const opening = Promise.all(
    surfaces.map(async (surface) => {
      if (!(await opened(surface.adapter, desk, log))) refused.add(surface);
    }),
  );
  await within(openTogetherMs, opening);
  if (!isClosing() && hasPeople(surfaces, refused)) {
    const adapters = open().map(({ adapter }) => adapter);
    duties = startDuties({ community, schedule, changes, store, surfaces: reached(), adapters, log });
  }
  await opening;
  if (isClosing()) return 0;
  if (!hasPeople(surfaces, refused)) {
    await close();
    throw new CommandLineError(
      'Nothing could be opened. Mend what is named above, then start again.',
      settingsExitCode,
    );
  }
  return 0;
}

/** A surface that takes reminders is where people are; health alone is not worth running for. */
function hasPeople(surfaces: readonly Surface[], refused: ReadonlySet<Surface>): boolean {
  return surfaces.some((surface) => surface.channelOf !== undefined && !refused.has(surface));
}

function reminded({ adapter, channelOf }: Surface): readonly ReminderSurface[] {
  return channelOf === undefined ? [] : [{ platform: adapter.platform, adapter, channelOf }];
}

/** The file was perhaps edited since: what it says now of the dates that were changed in chat. */
function warnOfFile(community: Community, schedule: LiveSchedule, clock: Clock, log: Logger): void {
  for (const state of occurrenceStates(schedule.changes()).values()) {
    const sentence = standingSentence(state, community, clock.now());
    if (sentence === undefined) continue;
    if (changeStanding(state, community).is === 'in-file') log.info(sentence);
    else log.warn(sentence);
  }
}

/** Said before a room breaks: afterwards only the log would know of it. */
function warnOfNobody(community: Community, surfaces: readonly ReminderSurface[], log: Logger): void {
  const chat = surfaces.filter(({ platform }) => platform !== 'web');
  const hasChannels = chat.some(({ channelOf }) => community.rooms.some(({ name }) => channelOf(name) !== undefined));
  if (!hasChannels || isAnybodyToTell({ community, surfaces: chat })) return;
  log.warn(
    'No maintainer can be told what needs mending: name a room with notices, or a person in maintainers (a role or a user group gets no direct message)',
  );
}

async function openedStore(address: string, clock: Clock, log: Logger): Promise<Store> {
  try {
    return await openStore(address, { clock, log });
  } catch (error) {
    if (error instanceof StoreOpenError) throw new CommandLineError(error.message);
    throw error;
  }
}

function secretsOf({ slack, discord, database }: Config): readonly string[] {
  const password = URL.canParse(database) ? new URL(database).password : '';
  // As it stands in the address, and as it is meant.
  const passwords = password === '' ? [] : [password, unescaped(password)];
  return [slack?.botToken, slack?.appToken, slack?.signingSecret, discord?.token, ...passwords].filter(
    (secret) => secret !== undefined,
  );
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
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
