import type { Logger } from '../../src/adapter.js';
import type { Feeds } from '../../src/calendar/feeds.js';
import type { Reply } from '../../src/reply/reply.js';
import type { Clock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';

/** A reminder that is going to be posted, for the page's first screen. */
export interface ComingReminder {
  /** The post's key; opaque. */
  readonly key: string;
  readonly dueAt: Instant;
  /** The community's own name for the room. */
  readonly room: string;
  /** Title of the meeting. */
  readonly meeting: string;
  readonly startsAt: Instant;
  /** What will be posted. */
  readonly reply: Reply;
}

export interface Readiness {
  readonly ready: boolean;
  readonly parts: Readonly<Record<string, { readonly ready: boolean; readonly detail: string }>>;
}

export interface WebOptions {
  /** A host name or an address. Anything but loopback opens the page to the network, without a sign-in. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Folder that holds page.js and page.css, as build.js makes them. */
  readonly assetsDir: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** False: only /healthz and the calendar feeds are answered. */
  readonly page: boolean;
  /** The community's IANA zone: used until a reader chooses another. */
  readonly zone: string;
  /** Names of the rooms that the page shows, at least one; a post to another room adds it. */
  readonly rooms: readonly string[];
  /** The next few reminders, the soonest first. */
  readonly coming: () => Promise<readonly ComingReminder[]>;
  readonly health: () => Promise<Readiness>;
  /** The calendar feeds, served with the page and without it; absent: none are. */
  readonly feeds?: Feeds;
  /** Where a proxy serves the feeds to everybody, without a trailing slash: FRONTDESK_SITE. */
  readonly publicSite?: string;
  /** How often an idle event stream says that it is alive; 15 s unless said. */
  readonly heartbeatMs?: number;
}
