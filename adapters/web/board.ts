/**
 * The first screen's board. `glance`: the next meeting, large, and three things to try. `later`: the reminders to come and
 * what else the desk's home reply says. On a phone the room stands between the two.
 */
import type { CommandInfo } from '../../src/adapter.js';
import { cleanLine } from '../../src/reply/clean.js';
import type { Moment, Reply } from '../../src/reply/reply.js';
import { sayMoment } from '../../src/time/say.js';
import { isoOf } from '../../src/time/zoned.js';
import { countdownParts } from './countdown-text.js';
import { type Html, html } from './html.js';
import { writeInvoke } from './inbound.js';
import type { ComingReminder } from './options.js';
import { renderBlock, renderButtons, renderCountdown, renderHtml, renderLine, type View } from './render.js';
import { type Spotlight, spotlightOf } from './spotlight.js';
import { renderSubscribe, type Subscribing } from './subscribe.js';

export interface Board {
  readonly home: Reply;
  /** Undefined where they cannot be told. */
  readonly coming: readonly ComingReminder[] | undefined;
  readonly commands: readonly CommandInfo[];
  /** The community's IANA zone. */
  readonly zone: string;
  /** Absent where no calendar feeds are served. */
  readonly subscribing?: Subscribing;
}

export interface RenderedBoard {
  readonly glance: Html;
  readonly later: Html;
}

export function renderBoard(board: Board, view: View): RenderedBoard {
  const { home, commands } = board;
  const spot = spotlightOf(home);
  const others = spot === undefined ? [] : home.choices.filter((choice) => !choice.primary);
  return {
    glance: html`<div id="glance" class="board">${spot === undefined ? renderWhole(home, view) : renderNext(spot, home, view)}
${renderTries(commands, view)}</div>`,
    later: html`<div id="later" class="board">${renderComing(board, view)}${board.subscribing !== undefined && renderSubscribe(board.subscribing, view)}${spot !== undefined && renderRest({ ...home, body: spot.rest, choices: others }, view)}</div>`,
  };
}

/** A home reply without any moment is shown as it is. */
function renderWhole(home: Reply, view: View): Html {
  return html`<section class="next">${renderHtml(home, writeInvoke, { ...view, level: 2 })}</section>`;
}

function renderNext({ title, moment, beside, links }: Spotlight, home: Reply, view: View): Html {
  const { at, until } = moment;
  const day: Moment = { type: 'moment', at, show: 'day', home: moment.home };
  const time: Moment = { ...day, show: 'time', ...(until === undefined ? {} : { until }) };
  const main = { ...home, choices: home.choices.filter((choice) => choice.primary) };
  return html`<section class="next" aria-labelledby="next-title">
<p class="eyebrow">Next meeting</p>
<h2 id="next-title" dir="auto">${cleanLine(title)}</h2>
${renderClock(moment, view)}
<p class="when"><span>${renderLine([day], view)}</span> <span>${renderLine([time], view)}</span></p>
${beside.length > 0 && html`<p class="beside" dir="auto">${renderLine(beside, view)}</p>`}
<div class="actions">${links.length > 0 && html`<p class="links">${renderLine(links, view)}</p>`}${renderButtons(main, writeInvoke, view)}</div>
</section>`;
}

/** The large countdown. Without a script it says how long it was when the page came. */
function renderClock({ at, until }: Moment, { now }: View): Html {
  const end = until !== undefined && html` data-until="${isoOf(until)}"`;
  const parts = countdownParts(at - now, 3);
  const shown =
    parts.length === 0
      ? html`<span class="part"><b>Now</b></span>`
      : parts.map(({ count, unit }) => html`<span class="part"><b>${count}</b> ${unit}</span> `);
  return html`<p class="clock" role="timer" aria-label="Time until the meeting" data-at="${isoOf(at)}"${end}>${shown}</p>`;
}

function renderTries(commands: readonly CommandInfo[], { room }: View): Html | false {
  const tries = triesOf(commands);
  if (tries.length === 0) return false;
  return html`<section class="tries" aria-labelledby="tries-title"><h2 id="tries-title">Try one of these</h2>
<form method="post" action="/say#latest"><input type="hidden" name="room" value="${room}">
${tries.map(({ line, summary }) => html`<button name="line" value="${line}"><span class="line">${line}</span> <span class="summary">${summary}</span></button>`)}
</form></section>`;
}

interface Try {
  readonly line: string;
  readonly summary: string;
}

/** Three things to try: a question first, if the desk takes questions, then what else it can do. */
function triesOf(commands: readonly CommandInfo[]): readonly Try[] {
  const isQuestion = ({ options: [first, ...more] }: CommandInfo): boolean =>
    more.length === 0 && first?.kind === 'text' && first.required;
  const ordered = [...commands.filter(isQuestion), ...commands.filter((command) => !isQuestion(command))];
  return ordered.slice(0, 3).map((command) => {
    const example = command.examples.at(-1) ?? command.name;
    const rest = example.slice(command.name.length).trim();
    return { line: isQuestion(command) && rest !== '' ? rest : `/${example}`, summary: command.summary };
  });
}

function renderComing({ coming, zone }: Board, view: View): Html {
  const title = html`<h2 id="coming-title">Coming reminders</h2>`;
  if (coming === undefined || coming.length === 0) {
    const why =
      coming === undefined
        ? 'They cannot be read just now.'
        : 'None is planned. The community file says which meetings get one.';
    return html`<section class="coming" aria-labelledby="coming-title">${title}<p class="quiet">${why}</p></section>`;
  }
  return html`<section class="coming" aria-labelledby="coming-title">${title}<ol class="card">${coming.map((each) => renderReminder(each, zone, view))}</ol></section>`;
}

function renderReminder({ key, dueAt, room, meeting, reply }: ComingReminder, home: string, view: View): Html {
  const said = sayMoment({ at: dueAt, show: 'day-time', home }, view.zone ?? home);
  return html`<li><p class="what"><strong dir="auto">${cleanLine(meeting)}</strong> <span class="room">#${cleanLine(room)}</span></p>
<p class="due"><time datetime="${isoOf(dueAt)}" data-show="day-time" data-home="${home}">${said}</time> ${renderCountdown(dueAt, undefined, view.now)}</p>
<details data-key="${key}"><summary>See how it will look<span class="unseen">: ${cleanLine(meeting)}</span></summary>${renderHtml(reply, writeInvoke, { ...view, inert: true })}</details></li>`;
}

/** Whatever else the home reply says, in its order. */
function renderRest(home: Reply, view: View): Html | false {
  const { body, choices } = home;
  const blocks = body.filter((block, i) => block.type !== 'divider' || (i > 0 && i < body.length - 1));
  if (blocks.length === 0 && choices.length === 0) return false;
  return html`<section class="also" aria-labelledby="also-title"><h2 id="also-title">Also</h2>
${blocks.length > 0 && html`<div class="reply card">${blocks.map((block) => renderBlock(block, view))}</div>`}${renderButtons(home, writeInvoke, view)}</section>`;
}
