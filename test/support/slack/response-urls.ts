/** Response addresses: five uses within thirty minutes, then 404. https://docs.slack.dev/interactivity/handling-user-interaction */
import { blockFaults, type Json, record } from './block-check.js';
import { bot } from './payloads.js';
import type { Workspace } from './workspace.js';

interface Given {
  readonly channel: string;
  readonly user: string;
  /** The message whose button was pressed. */
  readonly source?: string;
  readonly until: number;
  uses: number;
}

export interface Responded {
  readonly status: number;
  readonly body: string;
  readonly faults: readonly string[];
}

const known = [
  'response_type',
  'replace_original',
  'delete_original',
  'text',
  'blocks',
  'thread_ts',
  'unfurl_links',
  'unfurl_media',
];

export class ResponseUrls {
  readonly #given = new Map<string, Given>();
  readonly #workspace: Workspace;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** @returns the path of a new address. */
  give(channel: string, user: string, source?: string): string {
    const path = `/response/${this.#given.size + 1}/secret-of-${user}`;
    const until = this.#workspace.clock.now() + 1_800;
    this.#given.set(path, { channel, user, until, uses: 0, ...(source === undefined ? {} : { source }) });
    return path;
  }

  /** As if the thirty minutes of every address were over. */
  expireAll(): void {
    for (const [path, given] of this.#given) this.#given.set(path, { ...given, until: 0 });
  }

  use(path: string, raw: string): Responded {
    const given = this.#given.get(path);
    if (given === undefined || given.until < this.#workspace.clock.now()) return refusal('expired_url');
    if (given.uses >= 5) return refusal('used_url');
    given.uses += 1;
    const message = record(JSON.parse(raw));
    const faults = [
      ...messageFaults(message),
      ...(message.delete_original === true && given.source === undefined ? ['there is no original to delete'] : []),
    ];
    if (faults.length > 0) return { status: 400, body: '{"ok":false,"error":"invalid_blocks"}', faults };
    this.#show(given, message);
    return { status: 200, body: 'ok', faults: [] };
  }

  #show({ channel, user, source }: Given, message: Json): void {
    if (message.delete_original === true) {
      if (source !== undefined) this.#workspace.remove(source);
      return;
    }
    const text = String(message.text ?? '');
    const blocks = Array.isArray(message.blocks) ? (message.blocks as readonly Json[]) : [];
    // Slack replaces by default; a message of the app's own that says nothing of it is replaced too.
    if (message.replace_original !== false && source !== undefined && this.#workspace.change(source, { text, blocks }))
      return;
    this.#workspace.add({
      channel,
      author: bot.userId,
      text,
      blocks,
      ...(typeof message.thread_ts === 'string' ? { thread: message.thread_ts } : {}),
      ...(message.response_type === 'in_channel' ? {} : { only: user }),
    });
  }
}

function refusal(error: string): Responded {
  return { status: 404, body: JSON.stringify({ ok: false, error }), faults: [] };
}

function messageFaults(message: Json): readonly string[] {
  const unknown = Object.keys(message)
    .filter((key) => !known.includes(key))
    .map((key) => `response_url takes no ${key}`);
  if (message.delete_original === true) return unknown;
  const text =
    typeof message.text === 'string' && message.text !== '' ? [] : ['no text: nothing is notified or read aloud'];
  return [...unknown, ...text, ...('blocks' in message ? blockFaults(message.blocks, 'message') : [])];
}
