/** The whole page as the server makes it. It works as it stands; the script makes it live. */

import type { CommandInfo } from '../../src/adapter.js';
import { cleanLine } from '../../src/reply/clean.js';
import { worldCities } from '../../src/time/world-cities.js';
import type { Instant } from '../../src/time/zoned.js';
import type { RenderedBoard } from './board.js';
import { type Html, html } from './html.js';
import { bell, globe, halfMoon, send } from './icons.js';
import { zoneLabel } from './zone-choice.js';

export interface Page {
  readonly community: string;
  readonly commands: readonly CommandInfo[];
  readonly room: string;
  readonly rooms: readonly string[];
  /** The community's IANA zone, and the one that the reader chose. */
  readonly home: string;
  readonly zone?: string;
  readonly theme?: 'light' | 'dark';
  readonly nowMs: number;
  /** Where the room log stood when `entries` were taken. */
  readonly cursor: string;
  /** Sentences about what was asked for and could not be given; shown on top. */
  readonly notes: readonly string[];
  readonly board: RenderedBoard;
  readonly entries: readonly Html[];
}

export function renderPage(page: Page): string {
  const name = cleanLine(page.community);
  return `<!doctype html>\n${html`<html lang="en"${page.theme !== undefined && html` data-theme="${page.theme}"`}>
<head>
<meta charset="utf-8">
<title>${name} front desk</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="When ${name} meets, where to get help, and who works on what.">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body data-now="${page.nowMs}" data-home="${page.home}" data-room="${page.room}" data-cursor="${page.cursor}">
<a class="skip" href="#line">Skip to the message box</a>
${renderTop(page, name)}
<main>
${page.board.glance}
${renderRoom(page)}
${page.board.later}
</main>
</body>
</html>`}\n`;
}

function renderTop(page: Page, name: string): Html {
  return html`<header class="top">
<h1><span class="mark">${bell}</span><span dir="auto">${name}</span> <small>front desk</small></h1>
<form class="zone" method="get" action="/"><input type="hidden" name="room" value="${page.room}">
<label for="zone"><span class="unseen">Show times for</span>${globe}</label>
<select id="zone" name="zone" autocomplete="off">${renderZones(page)}</select>
<noscript><label class="unseen" for="other">Or type a city or zone</label><input id="other" name="other" placeholder="Other city or zone"><button>Use</button></noscript></form>
<button type="button" id="theme" class="icon" aria-label="Dark colours" aria-pressed="false" hidden>${halfMoon}</button>
${page.notes.map((note) => html`<p class="note" dir="auto">${cleanLine(note)}</p>`)}</header>`;
}

function renderZones({ home, zone, nowMs }: Page): Html {
  const now = Math.floor(nowMs / 1000) as Instant;
  const chosen = zone ?? home;
  const option = (each: string): Html =>
    html`<option value="${each}"${each === chosen && html` selected`}>${zoneLabel(each, now)}</option>`;
  const others = worldCities.filter((city) => city !== home);
  return html`<optgroup label="The community">${option(home)}</optgroup>
${chosen !== home && !others.includes(chosen) && html`<optgroup label="Chosen">${option(chosen)}</optgroup>`}
<optgroup label="Cities">${others.map(option)}</optgroup>`;
}

function renderRoom(page: Page): Html {
  const { room, rooms, entries } = page;
  return html`<section class="room" aria-labelledby="room-title">
<header><h2 id="room-title"${rooms.length > 1 && html` class="unseen"`}><span aria-hidden="true">#</span>${cleanLine(room)}</h2>
${rooms.length > 1 && html`<nav aria-label="Rooms">${rooms.map((each) => renderRoomLink(each, each === room))}</nav>`}
<p id="status" role="status"></p></header>
<div id="log" role="log" aria-label="Messages" aria-live="polite" tabindex="0">
<div class="welcome"${entries.length > 0 && html` hidden`}><span class="avatar" aria-hidden="true">${bell}</span>
<p>Welcome to the front desk of ${cleanLine(page.community)}.</p>
<p class="quiet">Ask a question in your own words, or type <kbd>/</kbd> to see what I can do. Reminders arrive here by themselves.</p></div>
${entries.slice(0, -1)}<span id="latest"></span>${entries.slice(-1)}</div>
${renderComposer(page)}
</section>`;
}

function renderRoomLink(room: string, isHere: boolean): Html {
  return html`<a href="/?room=${encodeURIComponent(room)}" data-room="${room}"${isHere && html` aria-current="page"`}>#${cleanLine(room)}</a>`;
}

/** Commands travel as data, so that completion of their names needs no request. */
function renderComposer({ commands, room }: Page): Html {
  const known = commands.map(({ name, summary, options }) => ({ name, summary, options }));
  return html`<form id="composer" class="composer" method="post" action="/say#latest" data-commands="${JSON.stringify(known)}">
<input type="hidden" name="room" value="${room}">
<label for="line" class="unseen">Message to #${cleanLine(room)}</label>
<div class="box"><input id="line" name="line" autocomplete="off" autocapitalize="off" spellcheck="false" placeholder="Ask a question, or type / for commands" aria-describedby="hint">
<button class="send" aria-label="Send">${send}</button></div>
<ul id="completions" role="listbox" aria-label="Suggestions" hidden></ul>
<p id="hint" class="quiet">Answers are for you alone until you show them to the room.</p>
</form>`;
}
