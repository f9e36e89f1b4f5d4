import { type Adapter, AdapterStartError, type Desk, type Logger } from '../adapter.js';

/** open: it listens. trying: its platform does not answer yet. refused: a person has to act. */
export type Opening = 'open' | 'trying' | 'refused';

const firstPauseMs = 5_000;
const longestPauseMs = 300_000;

/**
 * Starts one surface, so that a refusal (a bad token) costs only that surface. A platform that does not answer is tried
 * again, more and more slowly; reminders go on meanwhile, because they do not need the connection that listens.
 */
export async function opening(adapter: Adapter, desk: Desk, log: Logger, stopped: AbortSignal): Promise<Opening> {
  const first = await attempt(adapter, desk, log);
  if (first === 'trying') void tryAgain(adapter, desk, log, stopped);
  return first;
}

async function attempt(adapter: Adapter, desk: Desk, log: Logger): Promise<Opening> {
  try {
    await adapter.start(desk);
    log.info(adapter.health().detail, { platform: adapter.platform });
    return 'open';
  } catch (error) {
    if (error instanceof AdapterStartError) {
      log.error(error.message, { platform: adapter.platform });
      return 'refused';
    }
    log.warn('The platform does not answer; trying again', { platform: adapter.platform, error });
    return 'trying';
  }
}

async function tryAgain(adapter: Adapter, desk: Desk, log: Logger, stopped: AbortSignal): Promise<void> {
  for (let pauseMs = firstPauseMs; !stopped.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    await pause(pauseMs, stopped);
    if (stopped.aborted || (await attempt(adapter, desk, log)) !== 'trying') return;
  }
}

function pause(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stopped.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
