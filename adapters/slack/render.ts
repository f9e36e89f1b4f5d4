/**
 * A reply as Slack messages. Pure. Text from people and files stands in rich_text, where nothing is markup and nothing
 * pings, or in plain_text; the one mrkdwn place, the notification's `text`, is escaped. Slack shows moments in each
 * reader's own time by itself. A person is shown by name: a `user` element would notify them. The only element here that
 * notifies anybody is the `broadcast` of a reminder whose rule asks for it.
 */
import type { types } from '@slack/bolt';
import { clean, cleanLine } from '../../src/reply/clean.js';
import { fit } from '../../src/reply/fit.js';
import { limits } from '../../src/reply/limits.js';
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
import { escapeText } from './plain-text.js';
import { type Surface, withinLimits } from './size.js';

export type Code = (invoke: Invoke) => string;
export type SlackBlock = types.KnownBlock;

/** What chat.postMessage, a response address or a home tab takes. `text` is the notification and what is read aloud. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

/** action_id of a button starts with this where pressing it turns a page. */
export const pageAction = 'page:';

/** One part as it stands, whatever its size. */
export function renderSlack(reply: Reply, code: Code): SlackMessage {
  const title = cleanLine(reply.title);
  return {
    text: escapeText(cleanLine(reply.summary)),
    blocks: [
      ...(title === '' ? [] : [header(title)]),
      ...(reply.mention === 'here' ? [richText([section([{ type: 'broadcast', range: 'here' }])])] : []),
      ...shownBody(reply).flatMap(renderBlock),
      ...(reply.paging === undefined ? [] : [pagingLine(reply.paging)]),
      ...actions(reply, code),
    ],
  };
}

/** The whole reply in as many messages as Slack's limits ask for, in order. */
export function renderParts(reply: Reply, code: Code, surface: Surface = 'message'): readonly SlackMessage[] {
  // Most replies fit at once: what was rendered to be measured is what is sent.
  const measured = new Map<Reply, SlackMessage>();
  const parts = fit(reply, (part) => {
    const message = renderSlack(part, code);
    measured.set(part, message);
    return withinLimits(message, surface);
  });
  return parts.map((part) => measured.get(part) ?? renderSlack(part, code));
}

/** Stands below what had to be left out. */
const notAll = 'This is not all: the rest does not fit into this message.';

/**
 * The reply in the one message that an edit can change; what does not fit into it is left out, and said to be.
 * Whom the message pinged reads it already, so it carries no mention.
 */
export function renderEdited(reply: Reply, code: Code): { readonly message: SlackMessage; readonly isWhole: boolean } {
  const { mention: _mention, ...quiet } = reply;
  const whole = renderSlack(quiet, code);
  if (withinLimits(whole, 'message')) return { message: whole, isWhole: true };
  const closed = (part: Reply): Reply => ({ ...part, body: [...part.body, { type: 'footnote', text: notAll }] });
  const [first = quiet] = fit(quiet, (part) => withinLimits(renderSlack(closed(part), code), 'message'));
  return { message: renderSlack(closed(first), code), isWhole: false };
}

/** For what everybody sees already, which needs no button that shows it to everybody. */
export function withoutSharing(reply: Reply): Reply {
  return reply.choices.some(({ invoke }) => invoke.share)
    ? { ...reply, choices: reply.choices.filter(({ invoke }) => !invoke.share) }
    : reply;
}

/** A problem that says all in its summary is read nowhere else: `text` is only notified. */
function shownBody({ tone, body, summary }: Reply): readonly Block[] {
  return tone === 'problem' && body.length === 0 ? [{ type: 'text', line: [summary] }] : body;
}

function header(title: string): types.HeaderBlock {
  return { type: 'header', text: { type: 'plain_text', text: title, emoji: false } };
}

function renderBlock(block: Block): readonly SlackBlock[] {
  switch (block.type) {
    case 'text':
      return someRichText([section(renderLine(block.line))]);
    case 'list':
      return block.items.length === 0
        ? []
        : [richText([{ type: 'rich_text_list', style: 'bullet', elements: block.items.map(listItem) }])];
    case 'fields':
      return someRichText([section(block.fields.flatMap(renderField))]);
    case 'source':
      return someRichText([
        { type: 'rich_text_quote', elements: [...textElements(clean(block.quote))] },
        section([...textElements('From '), ...renderLink(block.title, block.url)]),
      ]);
    case 'footnote':
      return [smallPrint(cleanLine(block.text))];
    case 'divider':
      return [{ type: 'divider' }];
    default:
      return unreachable(block);
  }
}

type Element = types.RichTextElement;
type Paragraph = types.RichTextSection | types.RichTextQuote | types.RichTextList;

function section(elements: readonly Element[]): types.RichTextSection {
  return { type: 'rich_text_section', elements: [...elements] };
}

function richText(elements: readonly Paragraph[]): types.RichTextBlock {
  return { type: 'rich_text', elements: [...elements] };
}

/** Slack refuses paragraphs without elements. */
function someRichText(paragraphs: readonly Paragraph[]): readonly types.RichTextBlock[] {
  const filled = paragraphs.filter((paragraph) => paragraph.elements.length > 0);
  return filled.length === 0 ? [] : [richText(filled)];
}

function listItem(item: Line): types.RichTextSection {
  const elements = renderLine(item);
  return section(elements.length === 0 ? [{ type: 'text', text: ' ' }] : elements);
}

function renderField(field: { readonly label: string; readonly value: Line }, index: number): readonly Element[] {
  const label: Element = { type: 'text', text: `${cleanLine(field.label)}: `, style: { bold: true } };
  return [...(index === 0 ? [] : [{ type: 'text', text: '\n' } as const]), label, ...renderLine(field.value)];
}

function renderLine(line: Line): readonly Element[] {
  return line.flatMap(renderInline);
}

function renderInline(inline: Inline): readonly Element[] {
  if (typeof inline === 'string') return textElements(clean(inline));
  switch (inline.type) {
    case 'strong':
      return textElements(clean(inline.text)).map((element) => ({ ...element, style: { bold: true } }));
    case 'code':
      return textElements(clean(inline.text)).map((element) => ({ ...element, style: { code: true } }));
    case 'struck':
      return textElements(clean(inline.text)).map((element) => ({ ...element, style: { strike: true } }));
    case 'link':
      return renderLink(inline.text, inline.url);
    case 'person':
      return textElements(cleanLine(inline.name));
    case 'moment':
      return renderMoment(inline);
    default:
      return unreachable(inline);
  }
}

/** Slack refuses an empty text element. */
function textElements(text: string): readonly types.RichTextText[] {
  return text === '' ? [] : [{ type: 'text', text }];
}

/** An address that is not http(s) stays plain text. */
function renderLink(words: string, address: string | undefined): readonly Element[] {
  const text = cleanLine(words);
  if (address === undefined) return textElements(text);
  const url = safeUrl(address);
  if (url === undefined) return textElements(cleanLine(`${words} (${address})`));
  return [{ type: 'link', url, ...(text === '' ? {} : { text }) }];
}

/** Tokens of https://docs.slack.dev/reference/block-kit/block-elements/date-element, read 2026-11-24. */
const momentFormats = {
  time: '{time}',
  day: '{date_long_pretty}',
  'day-time': '{date_long_pretty} {time}',
} as const;

/** The fallback is not localised by Slack, so it names its zone. */
function renderMoment(moment: Moment): readonly Element[] {
  if (moment.fixed) return textElements(sayMoment(moment, moment.home));
  const { until, ...start } = moment;
  const from = dateElement(start);
  if (until === undefined || moment.show === 'day') return [from];
  return [from, { type: 'text', text: ' to ' }, dateElement({ ...start, at: until, show: 'time' })];
}

function dateElement(moment: Moment): types.RichTextDate {
  return {
    type: 'date',
    timestamp: moment.at,
    format: momentFormats[moment.show],
    fallback: sayMoment(moment, moment.home),
  };
}

function pagingLine(paging: Paging): types.ContextBlock {
  return smallPrint(pagingWords(paging));
}

function smallPrint(text: string): types.ContextBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] };
}

function actions(reply: Reply, code: Code): readonly types.ActionsBlock[] {
  const { previous, next } = reply.paging ?? {};
  const buttons = [
    ...reply.choices.map((choice, index) => button(choice, `choice:${index}`, code)),
    ...(previous === undefined ? [] : [button({ label: 'Previous', invoke: previous }, `${pageAction}previous`, code)]),
    ...(next === undefined ? [] : [button({ label: 'Next', invoke: next }, `${pageAction}next`, code)]),
  ];
  const rows = Math.ceil(buttons.length / limits.slack.actionElements);
  return Array.from({ length: rows }, (_, row) => ({
    type: 'actions',
    elements: buttons.slice(row * limits.slack.actionElements, (row + 1) * limits.slack.actionElements),
  }));
}

function button(choice: Choice, actionId: string, code: Code): types.Button {
  return {
    type: 'button',
    action_id: actionId,
    value: code(choice.invoke),
    text: { type: 'plain_text', text: cleanLine(choice.label), emoji: false },
    ...(choice.primary ? { style: 'primary' } : {}),
  };
}
