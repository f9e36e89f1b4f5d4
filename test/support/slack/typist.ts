/** A member at their keyboard: what they type and press reaches the bot by its socket, or as signed requests. */
import type { Json } from './block-check.js';
import { asHttpBody, type FakeSlack, signed } from './fake-slack.js';
import type { Button } from './message-view.js';
import { type At, bot, commandPayload, escapeTyped, eventPayload, pressPayload } from './payloads.js';
import type { Message } from './workspace.js';

/** How Slack reaches the bot. */
export type Via = { readonly kind: 'socket' } | { readonly kind: 'http'; readonly url: string };

/** What the bot said to a delivery, and after how long. */
export interface Acknowledged {
  readonly status: number;
  readonly ms: number;
}

/** In which order Slack's two events of one mention arrive. */
type MentionOrder = 'message first' | 'mention first';

interface Said extends Json {
  readonly channel?: string;
  readonly thread?: string;
}

let count = 0;
const fresh = (what: string) => {
  count += 1;
  return `${what}${count}`;
};

export class Typist {
  readonly slack: FakeSlack;
  readonly via: Via;
  readonly user: string;

  constructor(slack: FakeSlack, via: Via, user = 'U0ANA') {
    this.slack = slack;
    this.via = via;
    this.user = user;
  }

  /** "/meeting community", in a channel. */
  command(line: string, channel = 'C0GENERAL'): Promise<Acknowledged> {
    const [command = '', ...words] = line.split(' ');
    const responseUrl = `${this.slack.base}${this.slack.responseUrls.give(channel, this.user)}`;
    const payload = commandPayload(this.#at(channel), command, words.join(' '), {
      trigger: fresh('trigger.'),
      responseUrl,
    });
    return this.send('slash_commands', payload);
  }

  /**
   * Text that mentions the bot, as Slack writes it. Slack tells of it twice, as a message of the channel and as a mention:
   * https://docs.slack.dev/reference/events/app_mention
   */
  async mention(source: string, channel = 'C0GENERAL', more: Json = {}, order: MentionOrder = 'message first') {
    const text = `<@${bot.userId}> ${source}`;
    const { ts } = this.#say(channel, text);
    const event = { user: this.user, text, ts, channel, event_ts: ts, team: 'T0ISTIO', ...more };
    const twins = [
      { ...event, type: 'message', channel_type: 'channel' },
      { ...event, type: 'app_mention' },
    ];
    // Of an edit Slack tells otherwise: as a message that was changed.
    const told = more.edited === undefined ? twins : twins.slice(1);
    if (order === 'mention first') told.reverse();
    let acknowledged: Acknowledged = { status: 0, ms: 0 };
    for (const twin of told) acknowledged = await this.send('events_api', eventPayload(twin, fresh('Ev')));
    return acknowledged;
  }

  /** To the others in a channel, or in a thread of it; `more` are further fields of the event. */
  async say(typed: string, { channel = 'C0GENERAL', thread, ...more }: Said = {}): Promise<Message> {
    const { workspace } = this.slack;
    const text = escapeTyped(typed);
    const message = workspace.add({
      ...{ channel, author: this.user, text, blocks: [] },
      ...(thread === undefined ? {} : { thread }),
    });
    const parent = workspace.seenBy(this.user, channel).find(({ ts }) => ts === thread)?.author;
    const inThread = thread === undefined ? {} : { thread_ts: thread, parent_user_id: parent };
    const at = { ts: message.ts, event_ts: message.ts, channel, channel_type: 'channel', team: 'T0ISTIO' };
    const event = { type: 'message', user: this.user, text, ...at, ...inThread, ...more };
    await this.send('events_api', eventPayload(event, fresh('Ev')));
    return message;
  }

  direct(typed: string, more: Json = {}): Promise<Acknowledged> {
    return this.send('events_api', this.directPayload(typed, more));
  }

  /** The delivery of a direct message, to be sent as often as a test likes. */
  directPayload(typed: string, more: Json = {}): Json {
    const channel = this.slack.workspace.directWith(this.user).id;
    const text = escapeTyped(typed);
    const { ts } = this.#say(channel, text);
    const event = { type: 'message', user: this.user, text, ts, channel, event_ts: ts, channel_type: 'im', ...more };
    return eventPayload(event, fresh('Ev'));
  }

  openHome(): Promise<Acknowledged> {
    const event = {
      type: 'app_home_opened',
      user: this.user,
      channel: `D${this.user.slice(1)}`,
      tab: 'home',
      event_ts: '1.1',
    };
    return this.send('events_api', eventPayload(event, fresh('Ev')));
  }

  /** Presses a button of a message. */
  press(message: Message, label: string): Promise<Acknowledged> {
    const { channel, ts, only, thread } = message;
    const container = {
      type: 'message',
      message_ts: ts,
      channel_id: channel,
      is_ephemeral: only !== undefined,
      ...(thread === undefined ? {} : { thread_ts: thread }),
    };
    const responseUrl = `${this.slack.base}${this.slack.responseUrls.give(channel, this.user, ts)}`;
    const pressed = pressable(message.view.buttons, label);
    return this.send(
      'interactive',
      pressPayload(this.#at(channel), pressed, container, { trigger: fresh('trigger.'), responseUrl }),
    );
  }

  /** Presses a button of the member's own home tab. */
  pressHome(label: string): Promise<Acknowledged> {
    const pressed = pressable(this.slack.workspace.homes.get(this.user)?.buttons ?? [], label);
    const container = { type: 'view', view_id: `V${this.user}` };
    return this.send('interactive', pressPayload(this.#at(''), pressed, container, { trigger: fresh('trigger.') }));
  }

  /** An admin takes the app out of the workspace: its tokens are dead, and Slack says so once. */
  uninstall(): Promise<Acknowledged> {
    this.slack.refusesToken = 'account_inactive';
    return this.send('events_api', eventPayload({ type: 'app_uninstalled' }, fresh('Ev')));
  }

  /** An admin takes tokens back: the bot's, or those of other users. */
  revokeTokens(tokens: {
    readonly oauth?: readonly string[];
    readonly bot?: readonly string[];
  }): Promise<Acknowledged> {
    if (tokens.bot?.includes(bot.userId)) this.slack.refusesToken = 'token_revoked';
    return this.send('events_api', eventPayload({ type: 'tokens_revoked', tokens }, fresh('Ev')));
  }

  async send(type: string, payload: Json, at = this.slack.workspace.clock.now()): Promise<Acknowledged> {
    if (this.via.kind === 'socket') return { status: 200, ms: await this.slack.sockets.deliver(type, payload) };
    const { body, contentType } = asHttpBody(payload);
    const started = performance.now();
    const response = await fetch(this.via.url, {
      method: 'POST',
      headers: { 'content-type': contentType, connection: 'close', ...signed(body, at) },
      body,
    });
    await response.arrayBuffer();
    return { status: response.status, ms: performance.now() - started };
  }

  #say(channel: string, text: string): Message {
    return this.slack.workspace.add({ channel, author: this.user, text, blocks: [] });
  }

  #at(channel: string): At {
    return { user: this.user, channel, channelName: this.slack.workspace.channels.get(channel)?.name ?? '' };
  }
}

function pressable(buttons: readonly Button[], label: string): Button {
  const button = buttons.find((b) => b.label === label);
  if (button === undefined)
    throw new Error(`There is no button “${label}”, only ${buttons.map((b) => `“${b.label}”`).join(', ')}`);
  return button;
}
