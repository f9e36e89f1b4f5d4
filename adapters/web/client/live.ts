/// <reference lib="dom" />
/**
 * Keeps the event stream open. The browser connects again by itself after a cut and says the last event that it saw; where
 * it gives up (an error status), and for a page that comes back from the background, it is opened anew from there.
 */
import type { Told } from '../event-stream.js';

const retryMs = 3_000;

export function startLive(cursor: string, apply: (told: Told) => void, status: (text: string) => void): void {
  let last = cursor;
  let source: EventSource | undefined;

  function open(): void {
    source?.close();
    const opened = new EventSource(`/events?after=${encodeURIComponent(last)}`);
    source = opened;
    opened.addEventListener('open', () => status(''));
    opened.addEventListener('message', (event: MessageEvent<string>) => {
      last = event.lastEventId;
      apply(JSON.parse(event.data) as Told);
    });
    opened.addEventListener('error', () => {
      status('Reconnecting…');
      if (opened.readyState === EventSource.CLOSED && source === opened)
        setTimeout(() => source === opened && open(), retryMs);
    });
  }

  // A browser allows six connections to one server: pages in the background must not use them up.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') return open();
    source?.close();
    source = undefined;
  });
  if (document.visibilityState === 'visible') open();
}
