/**
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): what happens in the rooms, as it
 * happens. Every event carries the log's cursor as its id, which the browser sends back when it connects again.
 */
import type { LogEvent, RoomLog } from './room-log.js';

/** What the page is told of an event. */
export interface Told {
  readonly kind: LogEvent['kind'];
  readonly id: string;
  readonly room: string;
  /** The entry as markup; absent where it is gone. */
  readonly html?: string;
}

export interface Listening {
  readonly log: RoomLog;
  readonly viewer: string;
  /** The last event seen, as the browser says. */
  readonly after: string | undefined;
  readonly told: (event: LogEvent) => Told;
  readonly heartbeatMs: number;
}

/** A reader this many chunks behind is let go; it connects again and asks for what it missed. */
const longestQueue = 1_000;

export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  end(): void;
}

/** `ended` is called once, whoever ends it. */
export function eventStream({ log, viewer, after, told, heartbeatMs }: Listening, ended: () => void): EventStream {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let open = true;
  const body = new ReadableStream<Uint8Array>({
    // Called before the constructor returns.
    start: (given) => {
      controller = given;
    },
    cancel: () => release(),
  });
  const unlisten = log.listen(viewer, sendEvent);
  const beat = setInterval(() => send(': still here\n\n'), heartbeatMs);

  function release(): void {
    if (!open) return;
    open = false;
    clearInterval(beat);
    unlisten();
    ended();
  }
  function end(): void {
    if (!open) return;
    release();
    controller?.close();
  }
  function send(text: string): void {
    if (!open) return;
    controller?.enqueue(encoder.encode(text));
    if ((controller?.desiredSize ?? 0) < -longestQueue) end();
  }
  function sendEvent(event: LogEvent): void {
    send(`id: ${event.cursor}\ndata: ${JSON.stringify(told(event))}\n\n`);
  }

  // Nothing can be added between these lines: they run in one turn. `retry` is in milliseconds.
  send('retry: 1000\n\n');
  for (const event of log.since(after, viewer)) sendEvent(event);
  return { body, end };
}
