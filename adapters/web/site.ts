/** What the page's routes say: puts desk, room log and markup together. No address, header or status is known here but two. */
import type { Desk } from '../../src/adapter.js';
import { quoteBack } from '../../src/command/errors.js';
import { type RenderedBoard, renderBoard } from './board.js';
import { say } from './conversation.js';
import { renderEntry } from './entry.js';
import { type EventStream, eventStream, type Told } from './event-stream.js';
import { type Reading, readSaid, type Said } from './inbound.js';
import type { ComingReminder, WebOptions } from './options.js';
import { renderPage } from './page.js';
import type { View } from './render.js';
import type { LogEvent, RoomLog } from './room-log.js';
import type { Subscribing } from './subscribe.js';
import type { Site, Visitor } from './transport.js';
import { zonesMatching } from './zone-choice.js';

/** How many browsers may listen at once. */
const mostStreams = 500;

export interface LiveSite extends Site {
  /** Refuses what is said from now on, ends every event stream, and waits for the answers on their way. */
  close(): Promise<void>;
}

export interface SiteParts
  extends Pick<WebOptions, 'clock' | 'log' | 'zone' | 'coming' | 'heartbeatMs' | 'feeds' | 'publicSite'> {
  readonly desk: Desk;
  readonly room: RoomLog;
  /** Names of the rooms; a post may add one later. */
  readonly rooms: readonly string[];
  /** Where the page is. */
  readonly address: () => string;
}

export function createSite(parts: SiteParts): LiveSite {
  const { desk, room: roomLog, rooms, clock, log, zone: home } = parts;
  const streams = new Set<EventStream>();
  const underway = new Set<Promise<unknown>>();
  /** The page has no sign-in, so nobody is a maintainer here. */
  const forEveryone = desk.commands.filter(({ maintainers }) => maintainers === undefined);
  let closing = false;

  const roomNamed = (name: string | undefined): string => rooms.find((each) => each === name) ?? rooms[0] ?? '';
  const viewOf = ({ zone }: Visitor, room: string): View => ({
    now: clock.now(),
    room,
    ...(zone === undefined ? {} : { zone }),
  });
  const told = ({ kind, entry }: LogEvent, visitor: Visitor): Told => ({
    kind,
    id: entry.id,
    room: entry.room,
    ...(kind === 'gone' ? {} : { html: renderEntry(entry, viewOf(visitor, entry.room), home).toString() }),
  });

  async function board(visitor: Visitor, room: string): Promise<RenderedBoard> {
    const { viewer, zone } = visitor;
    const reader = { id: viewer, ...(zone === undefined ? {} : { zone }) };
    const [glance, coming] = await Promise.all([
      desk.home({ platform: 'web', place: 'room', room, reader }),
      comingOf(),
    ]);
    const subscribing = subscribingOf();
    return renderBoard(
      {
        ...{ home: glance, coming, commands: forEveryone, zone: home },
        ...(subscribing === undefined ? {} : { subscribing }),
      },
      viewOf(visitor, room),
    );
  }

  function subscribingOf(): Subscribing | undefined {
    const { feeds, publicSite } = parts;
    if (feeds === undefined) return undefined;
    const site = publicSite === undefined ? {} : { publicSite };
    return { feeds, community: desk.community.name, address: parts.address(), ...site };
  }

  async function comingOf(): Promise<readonly ComingReminder[] | undefined> {
    try {
      return await parts.coming();
    } catch (error) {
      log.error('The coming reminders cannot be told', { error });
      return undefined;
    }
  }

  async function page(visitor: Visitor, wanted: string | undefined, note?: string): Promise<string> {
    const room = roomNamed(wanted);
    const elsewhere =
      wanted === undefined || wanted === room
        ? []
        : [`There is no room “${quoteBack(wanted)}” here; this is “${room}”.`];
    const notes = note === undefined ? elsewhere : [...elsewhere, note];
    const shown = await board(visitor, room);
    // One turn: what is shown and the cursor belong together, or an event would be lost or shown twice.
    const entries = roomLog.seen(room, visitor.viewer).map((entry) => renderEntry(entry, viewOf(visitor, room), home));
    const cursor = roomLog.cursor();
    const { zone, theme } = visitor;
    return renderPage({
      ...{
        community: desk.community.name,
        commands: forEveryone,
        room,
        rooms,
        home,
        cursor,
        notes,
        board: shown,
        entries,
      },
      ...{ nowMs: clock.nowMs(), ...(zone === undefined ? {} : { zone }), ...(theme === undefined ? {} : { theme }) },
    });
  }

  async function answered(said: Said, visitor: Visitor, wants: 'json' | 'page'): Promise<string> {
    const zone = said.zone ?? visitor.zone;
    const from = zone === undefined ? said : { ...said, zone };
    const events = await say(from, visitor.viewer, { desk, log: roomLog, clock });
    const reader = zone === undefined ? visitor : { ...visitor, zone };
    return wants === 'page'
      ? page(reader, said.room)
      : JSON.stringify({ events: events.map((event) => told(event, reader)) });
  }

  return {
    page,
    async board(visitor, room) {
      const { glance, later } = await board(visitor, roomNamed(room));
      return `${glance}\n${later}`;
    },
    zones: (typed) => zonesMatching(typed, clock.now()),
    complete: (command, option, typed) => desk.complete(command, option, typed),
    async say(body, contentType, visitor, wants) {
      const said: Reading<Said> = readSaid(body, contentType, rooms);
      if (closing) {
        const sentence = 'The front desk is closing. Please try again in a minute.';
        return { status: 503, body: wants === 'json' ? problemJson(sentence) : sentence };
      }
      if (!said.ok) {
        const body = wants === 'json' ? problemJson(said.sentence) : await page(visitor, undefined, said.sentence);
        return { status: 400, body };
      }
      const work = answered(said.value, visitor, wants);
      underway.add(work);
      try {
        return { status: 200, body: await work };
      } finally {
        underway.delete(work);
      }
    },
    listen(visitor, after) {
      if (closing || streams.size >= mostStreams) return undefined;
      const { viewer } = visitor;
      const heartbeatMs = parts.heartbeatMs ?? 15_000;
      const stream: EventStream = eventStream(
        { log: roomLog, viewer, after, heartbeatMs, told: (event) => told(event, visitor) },
        () => streams.delete(stream),
      );
      streams.add(stream);
      return stream.body;
    },
    async close() {
      closing = true;
      await Promise.allSettled(underway);
      for (const stream of [...streams]) stream.end();
    },
  };
}

function problemJson(sentence: string): string {
  return JSON.stringify({ problem: sentence });
}
