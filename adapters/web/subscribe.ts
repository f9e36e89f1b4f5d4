/** How to have the meetings in one's own calendar: plain links, which need no script. */
import { datePath, type FeedAddresses, feedAddresses, feedPath } from '../../src/calendar/addresses.js';
import type { Feeds } from '../../src/calendar/feeds.js';
import type { Meeting } from '../../src/community/model.js';
import { cleanLine } from '../../src/reply/clean.js';
import { wallText } from '../../src/time/zoned.js';
import { type Html, html } from './html.js';
import { renderLine, type View } from './render.js';

export interface Subscribing {
  readonly feeds: Feeds;
  /** What the calendar of all meetings is called. */
  readonly community: string;
  /** Where the whole world reaches the feeds. */
  readonly publicSite?: string;
  /** Where this page is. */
  readonly address: string;
}

/** So many meetings are listed one by one; each of them costs a look at its next date. */
const listedAtMost = 25;

export function renderSubscribe(subscribing: Subscribing, view: View): Html {
  const { feeds, community, publicSite, address } = subscribing;
  const all = feedAddresses(publicSite ?? address, community);
  return html`<section class="subscribe" aria-labelledby="subscribe-title"><h2 id="subscribe-title">In your own calendar</h2>
<div class="card"><p>Every meeting, kept up to date: what is skipped or moved here is so in your calendar too.</p>
${renderPrograms(all, publicSite !== undefined, 'all meetings')}
<p class="address"><span class="quiet">For any other program</span> <code>${all.feed}</code></p>
${publicSite === undefined && html`<p class="quiet">Google and Outlook fetch a calendar themselves, so they need an address that the internet reaches: set FRONTDESK_SITE.</p>`}
${feeds.meetings.length > 0 && renderMeetings(subscribing, view)}</div></section>`;
}

function renderPrograms({ webcal, google, outlook }: FeedAddresses, isPublic: boolean, what: string): Html {
  const to = html`<span class="unseen">: ${what}</span>`;
  const outward = (url: string, name: string): Html =>
    html` <a href="${url}" target="_blank" rel="noopener noreferrer">${name}${to}</a>`;
  return html`<p class="programs"><a href="${webcal}">${isPublic ? 'Apple' : 'Calendar app'}${to}</a>${isPublic && html`${outward(google, 'Google')}${outward(outlook, 'Outlook')}`}</p>`;
}

function renderMeetings(subscribing: Subscribing, view: View): Html {
  const { meetings } = subscribing.feeds;
  const more = meetings.length - listedAtMost;
  return html`<details data-key="one-meeting"><summary>One meeting alone</summary><ul>
${meetings.slice(0, listedAtMost).map((meeting) => renderMeeting(meeting, subscribing, view))}
</ul>${more > 0 && html`<p class="quiet">And ${more} more: each is at ${feedPath('its-id')}.</p>`}</details>`;
}

function renderMeeting(meeting: Meeting, { feeds, publicSite, address }: Subscribing, view: View): Html {
  const title = cleanLine(meeting.title);
  const own = feedAddresses(publicSite ?? address, title, meeting.id);
  const next = feeds.next(meeting.id);
  const when = next && renderLine([{ type: 'moment', at: next.at, show: 'day', home: meeting.series.zone }], view);
  return html`<li><p class="what"><strong dir="auto">${title}</strong></p>
${renderPrograms(own, publicSite !== undefined, title)}
<p class="files"><a href="${own.feed}">Plain link<span class="unseen">: ${title}</span></a>${
    next !== undefined &&
    html` <a href="${datePath(meeting.id, wallText(next.original))}" download>Add this one (.ics)<span class="unseen">: ${title}</span></a> <span class="quiet">${when}</span>`
  }</p></li>`;
}
