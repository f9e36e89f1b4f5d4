/**
 * A reply as Discord messages (components v2): one container with the text, and the buttons below it. Pure: it builds the
 * JSON that the API takes and knows neither token nor socket. What one message cannot hold goes into a further one.
 *
 * Text from people and files is escaped (markdown.ts), so an address in it is shown and not linked. Messages of this kind
 * carry no previews. `allowed_mentions` is set on every one: nobody is pinged, but a room by a reminder that says so.
 */
import type {
  AllowedMentionsTypes,
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIComponentInContainer,
  APIContainerComponent,
  APIMessageTopLevelComponent,
} from 'discord.js';
import { cleanLine } from '../../src/reply/clean.js';
import { fit } from '../../src/reply/fit.js';
import { limits } from '../../src/reply/limits.js';
import { pagingWords } from '../../src/reply/plain.js';
import { type Block, type Invoke, type Reply, unreachable } from '../../src/reply/reply.js';
import { customId } from './button.js';
import { escapeOneLine, lineMarkdown, linkMarkdown } from './markdown.js';

/** The constants of discord-api-types, written out so that this file needs no library at run time. */
const type = { row: 1, button: 2, text: 10, separator: 14, container: 17 } as const;
const style = { primary: 1, secondary: 2 } as const;
/** MessageFlags.IsComponentsV2 and MessageFlags.Ephemeral. */
export const componentsV2 = 1 << 15;
export const ephemeral = 1 << 6;

const accents = { plain: 0x46_6b_b0, problem: 0xc2_7c_0e } as const;

/** What every way to send a message takes. */
export interface MessageBody {
  readonly flags: number;
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly allowed_mentions: { readonly parse: readonly `${AllowedMentionsTypes}`[]; readonly replied_user?: false };
}

/** Two numbers by which a message is known again: the ids of its container and of its first text. */
export type Marker = readonly [container: number, text: number];

/** The messages that show `reply`, in order: usually one. `code` gives what stands in a button's custom_id. */
export function renderDiscord(reply: Reply, code: (invoke: Invoke) => string): readonly MessageBody[] {
  // Every part that is tried is rendered to be measured: what was measured is what is sent.
  const rendered = new Map<Reply, MessageBody>();
  const parts = fit(reply, (part) => {
    const body = renderPart(part, code);
    rendered.set(part, body);
    return isAccepted(body);
  });
  return parts.map((part) => rendered.get(part) ?? renderPart(part, code));
}

/** One message for one part that fits. */
function renderPart(part: Reply, code: (invoke: Invoke) => string): MessageBody {
  const rows = buttonRows(part, code);
  const inside = [...texts(part), ...rows];
  const container: APIContainerComponent = {
    type: type.container,
    accent_color: accents[part.tone],
    components: [...inside],
  };
  const here = part.mention === 'here';
  return {
    flags: componentsV2,
    components: here ? [{ type: type.text, content: '@here' }, withoutPings(container)] : [container],
    // "everyone" covers @here, and needs the permission Mention Everyone in that channel: without it nobody is pinged.
    allowed_mentions: here ? { parse: ['everyone'] } : { parse: [], replied_user: false },
  };
}

/**
 * A message that may ping the room pings for these words wherever they stand, escaped or not: a zero-width space parts
 * them. In every other message `allowed_mentions` alone keeps them quiet.
 */
function withoutPings(container: APIContainerComponent): APIContainerComponent {
  return {
    ...container,
    components: container.components.map((component) =>
      component.type === type.text
        ? { ...component, content: component.content.replace(/@(?=everyone|here)/gi, '@\u200B') }
        : component,
    ),
  };
}

/** Whether Discord takes this as one message. */
function isAccepted({ components }: MessageBody): boolean {
  const { count, characters } = measure(components);
  return count <= limits.discord.components && characters <= limits.discord.text;
}

interface Measured {
  readonly count: number;
  readonly characters: number;
}

/** How many components there are, nested ones too, and how many characters their texts have together. */
function measure(components: readonly object[]): Measured {
  let count = 0;
  let characters = 0;
  for (const component of components) {
    count += 1;
    if ('content' in component && typeof component.content === 'string') characters += component.content.length;
    if ('components' in component && Array.isArray(component.components)) {
      const nested = measure(component.components);
      count += nested.count;
      characters += nested.characters;
    }
  }
  return { count, characters };
}

/** Heading and blocks in as few texts as the dividers allow, because components are counted. */
function texts(part: Reply): readonly APIComponentInContainer[] {
  const out: APIComponentInContainer[] = [];
  let open: string[] = [`### ${escapeOneLine(part.title)}`];
  const close = () => {
    const content = open.filter((piece) => piece.trim() !== '').join('\n\n');
    if (content !== '') out.push({ type: type.text, content });
    open = [];
  };
  for (const block of part.body) {
    if (block.type === 'divider') {
      close();
      if (out.at(-1)?.type !== type.separator) out.push({ type: type.separator, divider: true, spacing: 1 });
    } else open.push(blockMarkdown(block));
  }
  if (part.paging) open.push(`-# ${pagingWords(part.paging)}`);
  close();
  return out;
}

function blockMarkdown(block: Exclude<Block, { type: 'divider' }>): string {
  switch (block.type) {
    case 'text':
      return lineMarkdown(block.line, false);
    case 'list':
      return block.items.map((item) => `- ${lineMarkdown(item, true)}`).join('\n');
    case 'fields':
      return block.fields
        .map(({ label, value }) => `**${escapeOneLine(label)}:** ${lineMarkdown(value, true)}`)
        .join('\n');
    case 'source': {
      const title = block.url === undefined ? escapeOneLine(block.title) : linkMarkdown(block.title, block.url);
      const quote = lineMarkdown([block.quote], false).split('\n');
      return [...quote.map((line) => `> ${line}`), `From ${title}`].join('\n');
    }
    case 'footnote':
      return `-# ${escapeOneLine(block.text)}`;
    default:
      return unreachable(block);
  }
}

function buttonRows(
  part: Reply,
  code: (invoke: Invoke) => string,
): readonly APIActionRowComponent<APIButtonComponentWithCustomId>[] {
  const { choices, paging } = part;
  const turns = [
    ...(paging?.previous ? [{ label: 'Previous', invoke: paging.previous }] : []),
    ...(paging?.next ? [{ label: 'Next', invoke: paging.next }] : []),
  ];
  const buttons = [...choices, ...turns].map(
    (choice, place): APIButtonComponentWithCustomId => ({
      type: type.button,
      style: 'primary' in choice && choice.primary ? style.primary : style.secondary,
      label: cleanLine(choice.label) || choice.invoke.command,
      custom_id: customId(place, code(choice.invoke)),
    }),
  );
  const rows: APIActionRowComponent<APIButtonComponentWithCustomId>[] = [];
  for (let start = 0; start < buttons.length; start += limits.discord.rowButtons) {
    rows.push({ type: type.row, components: buttons.slice(start, start + limits.discord.rowButtons) });
  }
  return rows;
}

/** The same message with the ids by which `find` knows it again. Discord shows them nowhere and gives them back. */
export function marked(body: MessageBody, [containerId, textId]: Marker): MessageBody {
  return {
    ...body,
    components: body.components.map((component) => {
      if (component.type !== type.container) return component;
      const [first, ...rest] = component.components;
      return first === undefined
        ? component
        : { ...component, id: containerId, components: [{ ...first, id: textId }, ...rest] };
    }),
  };
}

/** Whether a message as Discord gives it back carries the marker. */
export function carries(components: readonly object[], [containerId, textId]: Marker): boolean {
  return components.some((component) => {
    if (!('id' in component) || component.id !== containerId || !('components' in component)) return false;
    const [first] = component.components as readonly { readonly id?: number }[];
    return first?.id === textId;
  });
}
