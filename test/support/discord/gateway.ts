/** The gateway side of the fake: sessions with their events, which a resume plays again. */
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

interface Session {
  readonly id: string;
  readonly events: { readonly s: number; readonly t: string; readonly d: unknown }[];
  socket: WebSocket | undefined;
  intents: number;
}

export interface GatewayOptions {
  readonly token: string;
  readonly heartbeatMs: number;
  /** The privileged intents that the application may use. */
  privileged(): number;
  url(): string;
  ready(): { readonly user: unknown; readonly application: unknown; readonly guilds: readonly unknown[] };
  /** Sent after READY. */
  guilds(): readonly unknown[];
  changed(): void;
}

/** Guild members, presences, message content. */
const privilegedIntents = (1 << 1) | (1 << 8) | (1 << 15);
/** An event that has no entry needs no intent. */
const neededIntent: Readonly<Record<string, number>> = { MESSAGE_CREATE_GUILD: 1 << 9, MESSAGE_CREATE_DIRECT: 1 << 12 };

export class Gateway {
  /** Connections made so far, refused ones too. */
  connections = 0;
  identifies = 0;
  resumes = 0;
  heartbeats = 0;
  /** Stops acknowledging heartbeats: a connection that looks alive and is dead. */
  silent = false;
  /** So many more sessions are closed with 4000 ("unknown error") as soon as they identify or resume. */
  closeNext = 0;
  /** When each session was asked for, by a clock that nobody sets. */
  readonly identifiedAtMs: number[] = [];
  /** Closes every new connection with this code before it says anything. */
  closeWith: number | undefined;
  readonly closedWith: number[] = [];
  readonly #sessions: Session[] = [];
  readonly #server: WebSocketServer;
  readonly #options: GatewayOptions;

  constructor(http: Server, options: GatewayOptions) {
    this.#options = options;
    this.#server = new WebSocketServer({ server: http });
    this.#server.on('connection', (socket) => this.#connected(socket));
  }

  get connected(): number {
    return this.#sessions.filter(({ socket }) => socket !== undefined).length;
  }

  /** An event for every session whose intents ask for it. */
  dispatch(t: string, d: (intents: number) => unknown, needs?: keyof typeof neededIntent): void {
    for (const session of this.#sessions) {
      if (needs !== undefined && (session.intents & (neededIntent[needs] ?? 0)) === 0) continue;
      this.#event(session, t, d(session.intents));
    }
  }

  /** Op 7: Discord asks the client to reconnect. */
  askToReconnect(): void {
    for (const { socket } of this.#sessions) send(socket, { op: 7, d: null });
  }

  /** Op 9, resumable or not. The session is forgotten when it is not. */
  invalidate(resumable: boolean): void {
    for (const session of [...this.#sessions]) {
      send(session.socket, { op: 9, d: resumable });
      if (!resumable) this.#sessions.splice(this.#sessions.indexOf(session), 1);
    }
  }

  /** The wire is cut without a word. What happens meanwhile waits for the resume. */
  cut(): void {
    for (const session of this.#sessions) {
      session.socket?.terminate();
      session.socket = undefined;
    }
  }

  /** Every connection stays open and hears nothing any more, not even that it is closed: a dead peer. */
  deafen(): void {
    for (const { socket } of this.#sessions) socket?.pause();
  }

  /** Every connection is closed with this code. */
  closeAll(code: number): void {
    for (const { socket } of this.#sessions) socket?.close(code);
  }

  /** The newest event of this kind once more, under a new number. */
  repeatLast(t: string): void {
    for (const session of this.#sessions) {
      const event = session.events.findLast((one) => one.t === t);
      if (event !== undefined) this.#event(session, t, event.d);
    }
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #connected(socket: WebSocket): void {
    let session: Session | undefined;
    this.connections += 1;
    socket.on('error', () => {});
    socket.on('close', (code) => {
      this.closedWith.push(code);
      if (session?.socket === socket) session.socket = undefined;
      this.#options.changed();
    });
    socket.on('message', (data) => {
      const payload = JSON.parse(String(data)) as { op: number; d: Record<string, unknown> };
      session = this.#received(socket, payload, session);
      this.#options.changed();
    });
    if (this.closeWith !== undefined) socket.close(this.closeWith);
    else send(socket, { op: 10, d: { heartbeat_interval: this.#options.heartbeatMs } });
  }

  #received(socket: WebSocket, { op, d }: { op: number; d: Record<string, unknown> }, session: Session | undefined) {
    if (op === 1) {
      this.heartbeats += 1;
      if (!this.silent) send(socket, { op: 11 });
      return session;
    }
    if (op === 2) return this.#identify(socket, d);
    if (op === 6) return this.#resume(socket, d);
    return session;
  }

  #identify(socket: WebSocket, d: Record<string, unknown>): Session | undefined {
    this.identifies += 1;
    this.identifiedAtMs.push(performance.now());
    const intents = Number(d.intents);
    if (d.token !== this.#options.token) return refuse(socket, 4004);
    if ((intents & privilegedIntents & ~this.#options.privileged()) !== 0) return refuse(socket, 4014);
    if (this.#closes()) return refuse(socket, 4000);
    const session: Session = { id: `session-${this.identifies}`, events: [], socket, intents };
    this.#sessions.push(session);
    const { user, application, guilds } = this.#options.ready();
    this.#event(session, 'READY', {
      v: 10,
      user,
      guilds,
      session_id: session.id,
      resume_gateway_url: this.#options.url(),
      shard: [0, 1],
      application,
    });
    for (const guild of this.#options.guilds()) this.#event(session, 'GUILD_CREATE', guild);
    return session;
  }

  #resume(socket: WebSocket, d: Record<string, unknown>): Session | undefined {
    this.resumes += 1;
    if (this.#closes()) return refuse(socket, 4000);
    const session = this.#sessions.find(({ id }) => id === d.session_id);
    if (session === undefined) {
      send(socket, { op: 9, d: false });
      return undefined;
    }
    session.socket = socket;
    for (const { s, t, d: data } of session.events.filter((event) => event.s > Number(d.seq))) {
      send(socket, { op: 0, s, t, d: data });
    }
    this.#event(session, 'RESUMED', {});
    return session;
  }

  #closes(): boolean {
    if (this.closeNext <= 0) return false;
    this.closeNext -= 1;
    return true;
  }

  #event(session: Session, t: string, d: unknown): void {
    const s = session.events.length + 1;
    session.events.push({ s, t, d });
    send(session.socket, { op: 0, s, t, d });
  }
}

function send(socket: WebSocket | undefined, payload: unknown): void {
  if (socket?.readyState === 1) socket.send(JSON.stringify(payload));
}

function refuse(socket: WebSocket, code: number): undefined {
  socket.close(code);
}
