/** Where the calendar feeds are, and how the usual calendar programs subscribe to one. Pure text; nothing is asked. */

/** "/calendar.ics", or "/calendar/community.ics" for one meeting. */
export function feedPath(meeting?: string): string {
  return meeting === undefined ? '/calendar.ics' : `/calendar/${encodeURIComponent(meeting)}.ics`;
}

/** One date, to take over once. @param original "2026-12-24T11:00": its name within the meeting */
export function datePath(meeting: string, original: string): string {
  return `/calendar/${encodeURIComponent(meeting)}/${original}.ics`;
}

export interface FeedAddresses {
  /** The feed itself. */
  readonly feed: string;
  /** Opens Apple Calendar, and whatever else has taken on that kind of link. */
  readonly webcal: string;
  /** These two fetch the feed themselves, so they work for a site that the whole world reaches. */
  readonly google: string;
  readonly outlook: string;
}

/**
 * @param site where the feeds are reached, such as https://desk.example.org, without a trailing slash
 * @param title what Outlook calls the calendar
 */
export function feedAddresses(site: string, title: string, meeting?: string): FeedAddresses {
  const feed = `${site}${feedPath(meeting)}`;
  const webcal = feed.replace(/^https?:/, 'webcal:');
  return {
    feed,
    webcal,
    google: `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`,
    outlook: `https://outlook.live.com/calendar/0/addfromweb?url=${encodeURIComponent(feed)}&name=${encodeURIComponent(title)}`,
  };
}
