/**
 * A reply as HTML. Pure: the same reply, view and moment give the same text. What comes from people and files is cleaned
 * and escaped by `html`; a link that is not http(s) is shown as its text. Moments are `<time>` elements whose text stands
 * for itself, zone named; the page's script turns them into the zone that the reader looks from.
 */
import { clean, cleanLine } from '../../src/reply/clean.js';
import { pagingWords } from '../../src/reply/plain.js';
import {
  type Block,
  type Choice,
  type Inline,
  type Invoke,
  type Line,
  type Moment,
  type Paging,
  type Reply,
  unreachable,
} from '../../src/reply/reply.js';
import { safeUrl } from '../../src/reply/url.js';
import { sayMoment } from '../../src/time/say.js';
import { type Instant, isoOf } from '../../src/time/zoned.js';
import { countdownText } from './countdown-text.js';
import { type Html, html } from './html.js';

/** From where and when a reply is looked at. */
export interface View {
  /** The reader's IANA zone; the moment's own `home` where it is not known. */
  readonly zone?: string;
  readonly now: Instant;
  /** The room that buttons answer in. */
  readonly room: string;
  /** The entry that the reply stands in: a button says so, and what it answers may take the entry's place. */
  readonly entry?: string;
  /** Heading level of the title; 3 unless said. */
  readonly level?: 2 | 3;
  /** Set where buttons would do nothing: the preview of a reminder. */
  readonly inert?: true;
}

/** The text that a button carries: what `readInvoke` of inbound.ts reads back. */
export type Code = (invoke: Invoke) => string;

export function renderHtml(reply: Reply, code: Code, view: View): Html {
  const title = cleanLine(reply.title);
  return html`<div class="reply" data-tone="${reply.tone}">
${view.level === 2 ? html`<h2 dir="auto">${title}</h2>` : html`<h3 dir="auto">${title}</h3>`}
${saysNothing(reply) && html`<p dir="auto">${cleanLine(reply.summary)}</p>`}
${reply.mention === 'here' && html`<p class="mention">@here</p>`}${reply.body.map((block) => renderBlock(block, view))}
${renderButtons(reply, code, view)}</div>`;
}

/** The body says all that the summary does, and a screen reader would read both: so the summary stands in for it only. */
function saysNothing({ body, paging }: Reply): boolean {
  return body.length === 0 && paging === undefined;
}

export function renderBlock(block: Block, view: View): Html {
  switch (block.type) {
    case 'text':
      return html`<p dir="auto">${renderLine(block.line, view)}</p>`;
    case 'footnote':
      return html`<p class="footnote" dir="auto">${cleanLine(block.text)}</p>`;
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li dir="auto">${renderLine(item, view)}</li>`)}</ul>`;
    case 'fields':
      return html`<dl>${block.fields.map(
        (field) =>
          html`<div><dt dir="auto">${cleanLine(field.label)}</dt><dd dir="auto">${renderLine(field.value, view)}</dd></div>`,
      )}</dl>`;
    case 'source':
      return renderSource(block);
    case 'divider':
      return html`<hr>`;
    default:
      return unreachable(block);
  }
}

function renderSource(source: { readonly quote: string; readonly title: string; readonly url?: string }): Html {
  const url = source.url === undefined ? undefined : safeUrl(source.url);
  const title = cleanLine(source.title);
  const cite = url === undefined ? html`${title}` : outward(title, url);
  return html`<figure><blockquote dir="auto"${url !== undefined && html` cite="${url}"`}>${clean(source.quote)}</blockquote>
<figcaption dir="auto"><cite>${cite}</cite></figcaption></figure>`;
}

/** A link that tells the other side nothing about where it was followed from. */
function outward(text: string, url: string): Html {
  return html`<a href="${url}" target="_blank" rel="noopener noreferrer">${text}</a>`;
}

export function renderLine(line: Line, view: View): readonly Html[] {
  return line.map((inline) => renderInline(inline, view));
}

function renderInline(inline: Inline, view: View): Html {
  if (typeof inline === 'string') return html`${clean(inline)}`;
  switch (inline.type) {
    case 'moment':
      return renderMoment(inline, view);
    case 'person':
      return html`<span class="person">${cleanLine(inline.name)}</span>`;
    case 'strong':
      return html`<strong>${clean(inline.text)}</strong>`;
    case 'code':
      return html`<code>${clean(inline.text)}</code>`;
    case 'struck':
      return html`<s>${clean(inline.text)}</s>`;
    case 'link': {
      const url = safeUrl(inline.url);
      const text = cleanLine(inline.text);
      // The address of a link that is not followed is said, so that nothing of the reply is lost.
      return url === undefined ? html`${text} (${cleanLine(inline.url)})` : outward(text, url);
    }
    default:
      return unreachable(inline);
  }
}

function renderMoment(moment: Moment, view: View): Html {
  const { at, until, show, home, fixed, countdown } = moment;
  const said = sayMoment(
    { at, show, home, ...(until === undefined ? {} : { until }) },
    fixed ? home : (view.zone ?? home),
  );
  const end = until !== undefined && html` data-until="${isoOf(until)}"`;
  const time = html`<time datetime="${isoOf(at)}"${end} data-show="${show}" data-home="${home}"${fixed && html` data-fixed`}>${said}</time>`;
  return countdown ? html`${time} ${renderCountdown(at, until, view.now)}` : time;
}

export function renderCountdown(at: Instant, until: Instant | undefined, now: Instant): Html {
  const end = until !== undefined && html` data-until="${isoOf(until)}"`;
  return html`<span class="countdown" data-at="${isoOf(at)}"${end}>${countdownText(at, until, now)}</span>`;
}

/** One form for all buttons of a reply, so that they work without a script. */
export function renderButtons(reply: Reply, code: Code, view: View): Html | false {
  if (view.inert) {
    return (
      reply.choices.length > 0 &&
      html`<p class="choices">${reply.choices.map((choice) => html`<span class="button">${cleanLine(choice.label)}</span>`)}</p>`
    );
  }
  if (reply.choices.length === 0 && reply.paging === undefined) return false;
  return html`<form method="post" action="/say#latest" class="choices">
<input type="hidden" name="room" value="${view.room}">${view.entry !== undefined && html`<input type="hidden" name="entry" value="${view.entry}">`}
${reply.choices.map((choice) => renderChoice(choice, code))}${reply.paging !== undefined && renderPaging(reply.paging, code)}</form>`;
}

function renderChoice(choice: Choice, code: Code): Html {
  const kind = choice.invoke.share ? 'share' : choice.primary ? 'primary' : 'plain';
  return html`<button name="invoke" value="${code(choice.invoke)}" data-kind="${kind}">${cleanLine(choice.label)}</button>`;
}

function renderPaging(paging: Paging, code: Code): Html {
  const turn = (to: Invoke | undefined, label: string): Html | false =>
    to !== undefined && html`<button name="invoke" value="${code(to)}" data-kind="page">${label}</button>`;
  return html`<span class="paging">${turn(paging.previous, 'Previous page')}<span>${pagingWords(paging)}</span>${turn(paging.next, 'Next page')}</span>`;
}
