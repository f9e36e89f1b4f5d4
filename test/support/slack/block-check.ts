/**
 * What Slack itself would refuse of a message's blocks, from https://docs.slack.dev/reference/block-kit, and a little more
 * strict where a mistake would pass in silence: unknown fields are named too.
 */
export type Json = Readonly<Record<string, unknown>>;

const fields: Readonly<Record<string, readonly string[]>> = {
  header: ['type', 'block_id', 'text', 'level'],
  divider: ['type', 'block_id'],
  section: ['type', 'block_id', 'text', 'fields', 'accessory', 'expand'],
  context: ['type', 'block_id', 'elements'],
  actions: ['type', 'block_id', 'elements'],
  rich_text: ['type', 'block_id', 'elements'],
  button: ['type', 'action_id', 'value', 'text', 'style', 'url', 'confirm', 'accessibility_label'],
  plain_text: ['type', 'text', 'emoji'],
  mrkdwn: ['type', 'text', 'verbatim'],
  rich_text_section: ['type', 'elements'],
  rich_text_quote: ['type', 'elements', 'border'],
  rich_text_preformatted: ['type', 'elements', 'border'],
  rich_text_list: ['type', 'elements', 'style', 'indent', 'border', 'offset'],
  text: ['type', 'text', 'style'],
  link: ['type', 'url', 'text', 'style', 'unsafe'],
  date: ['type', 'timestamp', 'format', 'fallback', 'url', 'style'],
  broadcast: ['type', 'range'],
  user: ['type', 'user_id', 'style'],
  usergroup: ['type', 'usergroup_id', 'style'],
  channel: ['type', 'channel_id', 'style'],
  emoji: ['type', 'name', 'unicode', 'style'],
};

const dateTokens =
  /\{(day_divider_pretty|date_num|date_slash|date_long|date_long_full|date_long_pretty|date|date_pretty|date_short|date_short_pretty|time|time_secs|ago)\}/g;

/** Every fault, in words; empty where Slack takes the blocks. */
export function blockFaults(blocks: unknown, surface: 'message' | 'home'): readonly string[] {
  if (!Array.isArray(blocks)) return ['blocks are not a list'];
  const most = surface === 'home' ? 100 : 50;
  const faults = blocks.length > most ? [`${blocks.length} blocks, ${most} at most`] : [];
  faults.push(
    ...blocks.flatMap((block: unknown, index) => blockFault(block).map((fault) => `/blocks/${index}: ${fault}`)),
  );
  const actionIds = blocks
    .flatMap((block: Json) => (block.type === 'actions' ? elementsOf(block) : []))
    .map((e) => e.action_id);
  if (new Set(actionIds).size !== actionIds.length) faults.push('two buttons share an action_id');
  const characters = textsIn(blocks).reduce((sum, text) => sum + text.length, 0);
  if (characters > 13_200) faults.push(`msg_blocks_too_long: ${characters} characters`);
  return faults;
}

function blockFault(block: unknown): readonly string[] {
  const it = record(block);
  const type = String(it.type);
  switch (type) {
    case 'header':
      return [...unknownFields(it, type), ...textFaults(it.text, ['plain_text'], 150)];
    case 'divider':
      return unknownFields(it, type);
    case 'section':
      return [...unknownFields(it, type), ...textFaults(it.text, ['plain_text', 'mrkdwn'], 3000)];
    case 'context':
      return [
        ...unknownFields(it, type),
        ...countFaults(it, 1, 10),
        ...elementsOf(it).flatMap((e) => textFaults(e, ['plain_text', 'mrkdwn'], 3000)),
      ];
    case 'actions':
      return [...unknownFields(it, type), ...countFaults(it, 1, 25), ...elementsOf(it).flatMap(buttonFaults)];
    case 'rich_text':
      return [...unknownFields(it, type), ...countFaults(it, 1, 500), ...elementsOf(it).flatMap(paragraphFaults)];
    default:
      return [`unknown block type ${type}`];
  }
}

function buttonFaults(it: Json): readonly string[] {
  if (it.type !== 'button') return [`unknown action element ${String(it.type)}`];
  return [
    ...unknownFields(it, 'button'),
    ...textFaults(it.text, ['plain_text'], 75),
    ...stringFaults(it, 'action_id', 255),
    ...('value' in it ? stringFaults(it, 'value', 2000) : []),
    ...('style' in it && it.style !== 'primary' && it.style !== 'danger' ? [`button style ${String(it.style)}`] : []),
  ];
}

function paragraphFaults(it: Json): readonly string[] {
  const type = String(it.type);
  if (type === 'rich_text_list') {
    const style = it.style === 'bullet' || it.style === 'ordered' ? [] : ['a list without a style'];
    const items = elementsOf(it).flatMap((item) =>
      item.type === 'rich_text_section' ? paragraphFaults(item) : ['a list item that is no rich_text_section'],
    );
    return [...unknownFields(it, type), ...countFaults(it, 1, 500), ...style, ...items];
  }
  if (!/^rich_text_(section|quote|preformatted)$/.test(type)) return [`unknown rich_text part ${type}`];
  return [...unknownFields(it, type), ...countFaults(it, 1, 5_000), ...elementsOf(it).flatMap(inlineFaults)];
}

function inlineFaults(it: Json): readonly string[] {
  const type = String(it.type);
  switch (type) {
    case 'text':
      return [...unknownFields(it, type), ...stringFaults(it, 'text', 40_000), ...styleFaults(it)];
    case 'link':
      return [
        ...unknownFields(it, type),
        ...styleFaults(it),
        ...stringFaults(it, 'url', 3_000),
        ...(/^(https?|mailto|tel):/.test(String(it.url)) ? [] : [`a link to ${String(it.url)}`]),
        ...('text' in it ? stringFaults(it, 'text', 40_000) : []),
      ];
    case 'date':
      return [...unknownFields(it, type), ...dateFaults(it)];
    case 'broadcast':
      return [
        ...unknownFields(it, type),
        ...(/^(here|channel|everyone)$/.test(String(it.range)) ? [] : ['a broadcast to nobody']),
      ];
    default:
      return type in fields ? unknownFields(it, type) : [`unknown rich_text element ${type}`];
  }
}

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block, read 2026-11-24. */
function styleFaults({ style = {} }: Json): readonly string[] {
  return Object.entries(record(style))
    .filter(([name, value]) => !/^(bold|italic|strike|underline|code)$/.test(name) || typeof value !== 'boolean')
    .map(([name]) => `a style that Slack does not know: ${name}`);
}

function dateFaults(it: Json): readonly string[] {
  const format = String(it.format);
  const left = format.replace(dateTokens, '');
  return [
    ...(Number.isInteger(it.timestamp) ? [] : ['must provide an integer: timestamp']),
    ...(left === format || /[{}]/.test(left) ? [`a date format that Slack does not know: ${format}`] : []),
    ...stringFaults(it, 'fallback', 1_000),
  ];
}

function textFaults(value: unknown, types: readonly string[], most: number): readonly string[] {
  const it = record(value);
  const type = String(it.type);
  if (!types.includes(type)) return [`${type} where ${types.join(' or ')} must stand`];
  return [...unknownFields(it, type), ...stringFaults(it, 'text', most)];
}

function stringFaults(it: Json, name: string, most: number): readonly string[] {
  const value = it[name];
  if (typeof value !== 'string') return [`${String(it.type)} without ${name}`];
  if (value === '') return [`must be more than 0 characters: ${name}`];
  return value.length > most ? [`must be less than ${most + 1} characters: ${name} has ${value.length}`] : [];
}

function countFaults(it: Json, least: number, most: number): readonly string[] {
  const count = Array.isArray(it.elements) ? it.elements.length : 0;
  return count < least || count > most ? [`${count} elements in ${String(it.type)}, ${least} to ${most} wanted`] : [];
}

function unknownFields(it: Json, type: string): readonly string[] {
  const known = fields[type] ?? [];
  return Object.keys(it)
    .filter((key) => !known.includes(key))
    .map((key) => `${type} has no field ${key}`);
}

export function elementsOf(it: Json): readonly Json[] {
  return Array.isArray(it.elements) ? it.elements.map(record) : [];
}

export function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** All strings that are shown. */
function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? (/^(text|url|fallback)$/.test(key) ? [inner] : []) : textsIn(inner),
  );
}
