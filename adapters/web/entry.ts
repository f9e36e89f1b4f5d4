/** One entry of a room as markup: who, when, who can see it, what. */
import { clean } from '../../src/reply/clean.js';
import { sayMoment } from '../../src/time/say.js';
import { isoOf } from '../../src/time/zoned.js';
import { type Html, html } from './html.js';
import { bell, eye } from './icons.js';
import { writeInvoke } from './inbound.js';
import { renderHtml, type View } from './render.js';
import type { Entry } from './room-log.js';

/** @param home the community's IANA zone, for the time of the entry. */
export function renderEntry(entry: Entry, view: Omit<View, 'entry'>, home: string): Html {
  const { id, content, viewer } = entry;
  const isPrivate = viewer !== undefined;
  const said = sayMoment({ at: entry.at, show: 'time', home }, view.zone ?? home);
  const when = html`<time datetime="${isoOf(entry.at)}" data-show="time" data-brief data-home="${home}">${said}</time>`;
  if (content.kind === 'asked') {
    return html`<article class="entry asked" id="e-${id}" data-private>
<header><span class="who">You</span>${when}</header>
<p class="bubble" dir="auto">${clean(content.line)}</p></article>`;
  }
  const marker = isPrivate
    ? html`<span class="marker">${eye}Only you can see this</span>`
    : html`<span class="marker public">${content.kind === 'reminder' ? 'Reminder' : 'Shown to the room'}</span>`;
  return html`<article class="entry ${content.kind}" id="e-${id}"${isPrivate && html` data-private`}>
<span class="avatar" aria-hidden="true">${bell}</span>
<header><span class="who">Frontdesk</span>${when}${marker}</header>
${renderHtml(content.reply, writeInvoke, { ...view, entry: id })}</article>`;
}
