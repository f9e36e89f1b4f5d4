/** Slack's end of Socket Mode: hello, envelopes, acknowledgements, announced ends. https://docs.slack.dev/apis/events-api/using-socket-mode */
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Json, record } from './block-check.js';
import { appId } from './payloads.js';

interface Waiting {
  readonly acked: (ms: number) => void;
  readonly sentAt: number;
}

export class SocketServer {
  readonly #server: WebSocketServer;
  readonly #changed: () => void;
  readonly #waiting = new Map<string, Waiting>();
  #open: WebSocket[] = [];
  #tickets = new Set<string>();
  #envelopes = 0;
  /** Connections that reached hello, ever. */
  greeted = 0;
  /** How often no connection was left. */
  gaps = 0;
  /** Whether pongs are answered; a dead peer answers none. */
  answersPings = true;

  constructor(server: Server, changed: () => void) {
    this.#changed = changed;
    this.#server = new WebSocketServer({ noServer: true, autoPong: false });
    server.on('upgrade', (request, socket, head) => {
      const ticket = new URL(request.url ?? '', 'http://fake').searchParams.get('ticket') ?? '';
      if (this.#tickets.delete(ticket)) this.#server.handleUpgrade(request, socket, head, (ws) => this.#greet(ws));
      else socket.destroy();
    });
  }

  /** A ticket is good for one connection. */
  ticket(): string {
    const ticket = `secret-ticket-${this.#tickets.size}-${this.greeted}-${performance.now()}`;
    this.#tickets.add(ticket);
    return ticket;
  }

  get connections(): number {
    return this.#open.length;
  }

  /** Resolves with the milliseconds until the acknowledgement. Goes to the newest connection. */
  deliver(type: string, payload: Json, retry?: { readonly num: number; readonly reason: string }): Promise<number> {
    const ws = this.#open.at(-1);
    if (ws === undefined) return Promise.reject(new Error('Slack has no connection to deliver on'));
    this.#envelopes += 1;
    const id = `envelope-${this.#envelopes}`;
    return new Promise((resolve) => {
      this.#waiting.set(id, { acked: resolve, sentAt: performance.now() });
      ws.send(
        JSON.stringify({
          envelope_id: id,
          type,
          payload,
          accepts_response_payload: type !== 'events_api',
          ...(retry === undefined ? {} : { retry_attempt: retry.num, retry_reason: retry.reason }),
        }),
      );
    });
  }

  /** Announces the end of every open connection; they stay open until the client leaves. */
  announceEnd(reason: 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets'): void {
    for (const ws of this.#open) ws.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'fake' } }));
  }

  /** Cuts every connection without a word. */
  cut(): void {
    for (const ws of this.#open) ws.terminate();
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #greet(ws: WebSocket): void {
    this.#open.push(ws);
    ws.on('close', () => {
      this.#open = this.#open.filter((open) => open !== ws);
      if (this.#open.length === 0) this.gaps += 1;
      this.#changed();
    });
    ws.on('error', () => ws.terminate());
    ws.on('ping', (data) => this.answersPings && ws.pong(data));
    ws.on('message', (data) => this.#acknowledge(String(data)));
    this.greeted += 1;
    const hello = { type: 'hello', num_connections: this.#open.length, connection_info: { app_id: appId } };
    ws.send(JSON.stringify({ ...hello, debug_info: { host: 'fake', approximate_connection_time: 18_060 } }));
    this.#changed();
  }

  #acknowledge(data: string): void {
    const { envelope_id } = record(JSON.parse(data));
    const waiting = this.#waiting.get(String(envelope_id));
    this.#waiting.delete(String(envelope_id));
    waiting?.acked(performance.now() - waiting.sentAt);
  }
}
