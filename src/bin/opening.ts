import { type Adapter, AdapterStartError, type Desk, type Logger } from '../adapter.js';

/**
 * Starts one surface, so that a refusal (a bad token, a port in use) costs only that surface. An adapter waits out an outage
 * of its platform by itself. False: a person has to act, and the log says how.
 */
export async function opened(adapter: Adapter, desk: Desk, log: Logger): Promise<boolean> {
  const { platform } = adapter;
  try {
    await adapter.start(desk);
    const { ready, detail } = adapter.health();
    if (ready) log.info(detail, { platform });
    return true;
  } catch (error) {
    if (error instanceof AdapterStartError) log.error(error.message, { platform });
    else log.error('This platform could not be opened', { platform, error });
    return false;
  }
}
