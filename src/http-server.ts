/**
 * What every HTTP server here keeps to: a caller that sends slowly is cut off, and closing never waits for one that sends
 * nothing.
 */
import type { Server, ServerResponse } from 'node:http';

/**
 * Options of node:http, in milliseconds: a request has 10 s to arrive, from the opening of its connection on. Node looks
 * for late ones only every 30 s unless told.
 */
export const requestLimits = {
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
} as const;

/** Longer than an answer takes, and short enough for what is closed after it. */
const answersMs = 2_000;

/**
 * What closes `server`: it takes no new connection, lets the answers on their way out, for 2 s at most, and then cuts
 * every connection that is left. Node alone waits for a silent one as long as it likes to stay. Calling it twice is
 * harmless. To be made before the server listens, because it counts the answers from then on.
 */
export function closerOf(server: Server, graceMs: number = answersMs): () => Promise<void> {
  const underway = new Set<ServerResponse>();
  let closing = false;
  const cutWhenDone = () => {
    if (closing && underway.size === 0) server.closeAllConnections();
  };
  server.on('request', (_request, response: ServerResponse) => {
    underway.add(response);
    response.once('close', () => {
      underway.delete(response);
      cutWhenDone();
    });
  });
  return () =>
    new Promise((resolve) => {
      closing = true;
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
      server.closeIdleConnections();
      cutWhenDone();
    });
}
