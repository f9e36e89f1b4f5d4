/** The HTTP side of the fake: the routes that the adapter uses, each request checked before it counts. */
import type { GuildEvents } from './guild-events.js';
import { bySchema, commandBySchema, commandFaults, loadSchemas, messageFaults } from './rules.js';
import {
  ephemeralFlag,
  type Interaction,
  type Member,
  type Message,
  messageJson,
  type SentBody,
  userJson,
  type World,
} from './world.js';

export interface Call {
  readonly method: string;
  /** Such as "POST /channels/:channel/messages". */
  readonly route: string;
  readonly args: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly authorized: boolean;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const routes = [
  'GET /gateway/bot',
  'GET /applications/:application/commands',
  'PUT /applications/:application/commands',
  'GET /applications/:application/guilds/:guild/commands',
  'PUT /applications/:application/guilds/:guild/commands',
  'POST /interactions/:interaction/:token/callback',
  'GET /webhooks/:application/:token/messages/@original',
  'PATCH /webhooks/:application/:token/messages/@original',
  'DELETE /webhooks/:application/:token/messages/@original',
  'POST /webhooks/:application/:token',
  'GET /channels/:channel/messages',
  'POST /channels/:channel/messages',
  'PATCH /channels/:channel/messages/:message',
  'DELETE /channels/:channel/messages/:message',
  'POST /users/@me/channels',
  'GET /guilds/:guild/scheduled-events',
  'POST /guilds/:guild/scheduled-events',
  'PATCH /guilds/:guild/scheduled-events/:event',
  'DELETE /guilds/:guild/scheduled-events/:event',
] as const;
export type Route = (typeof routes)[number];

const patterns = routes.map((route) => {
  const [verb = '', pattern = ''] = route.split(' ');
  return { route, verb, path: new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`) };
});

export function routeOf(method: string, path: string): { route: Route; args: Record<string, string> } | undefined {
  for (const { route, verb, path: pattern } of patterns) {
    if (verb !== method) continue;
    const found = pattern.exec(path);
    if (found !== null) return { route, args: { ...found.groups } };
  }
  return undefined;
}

export interface RestOptions {
  readonly world: World;
  readonly bot: Member;
  readonly applicationId: string;
  readonly sessionStart: { remaining: number; reset_after: number };
  gatewayUrl(): string;
  /** A request that Discord would refuse as malformed: the test fails with it. */
  violated(what: string): void;
  sent(message: Message): void;
  /** The bot is on this server. */
  isOn(guild: string): boolean;
  readonly events: GuildEvents;
  /** Whether this body is held against the schemas, which take longer than the rest of a post. */
  checks(): boolean;
}

const nonceWindowMs = 5 * 60_000;
const firstAnswerMs = 3_000;
const tokenMs = 15 * 60_000;

const refusal = (status: number, code: number, message: string): Answer => ({ status, body: { code, message } });
const unauthorized = refusal(401, 0, '401: Unauthorized');

export class Rest {
  readonly #options: RestOptions;

  constructor(options: RestOptions) {
    this.#options = options;
  }

  async answer(call: Call): Promise<Answer> {
    const { world } = this.#options;
    const byToken = call.route.includes(':token');
    if (!byToken && !call.authorized) return unauthorized;
    switch (call.route as Route) {
      case 'GET /gateway/bot':
        return {
          status: 200,
          body: {
            url: this.#options.gatewayUrl(),
            shards: 1,
            session_start_limit: { total: 1000, max_concurrency: 1, ...this.#options.sessionStart },
          },
        };
      case 'GET /applications/:application/commands':
      case 'GET /applications/:application/guilds/:guild/commands':
        return { status: 200, body: world.commands.get(call.args.guild ?? 'global') ?? [] };
      case 'PUT /applications/:application/commands':
      case 'PUT /applications/:application/guilds/:guild/commands':
        return this.#register(call);
      case 'POST /interactions/:interaction/:token/callback':
        return this.#callback(call);
      case 'POST /webhooks/:application/:token':
        return this.#followUp(call);
      case 'GET /webhooks/:application/:token/messages/@original':
      case 'PATCH /webhooks/:application/:token/messages/@original':
      case 'DELETE /webhooks/:application/:token/messages/@original':
        return this.#original(call);
      case 'GET /channels/:channel/messages':
        return this.#history(call);
      case 'POST /channels/:channel/messages':
        return this.#send(call);
      case 'PATCH /channels/:channel/messages/:message':
        return this.#edit(call);
      case 'DELETE /channels/:channel/messages/:message':
        return this.#delete(call);
      case 'POST /users/@me/channels':
        return this.#openDirect(call);
      case 'GET /guilds/:guild/scheduled-events':
      case 'POST /guilds/:guild/scheduled-events':
      case 'PATCH /guilds/:guild/scheduled-events/:event':
      case 'DELETE /guilds/:guild/scheduled-events/:event':
        return this.#options.events.answer(call);
      default:
        return refusal(404, 0, '404: Not Found');
    }
  }

  /** Refuses what Discord refuses, and tells the test. */
  #refused(what: string, faults: readonly string[]): Answer | undefined {
    if (faults.length === 0) return undefined;
    this.#options.violated(`${what}: ${faults.join('; ')}`);
    return refusal(400, 50035, 'Invalid Form Body');
  }

  async #register({ args, body, route }: Call): Promise<Answer> {
    const schemas = await loadSchemas();
    const commands = body as {
      name: string;
      description?: string;
      options?: { name: string; description: string }[];
    }[];
    const faults = [...commands.flatMap((command) => commandBySchema(schemas, command)), ...commandFaults(commands)];
    const refused = this.#refused(route, faults);
    if (refused) return refused;
    const { world, applicationId } = this.#options;
    const held = commands.map((command) => ({
      id: world.snowflake(),
      application_id: applicationId,
      version: world.snowflake(),
      default_member_permissions: null,
      nsfw: false,
      ...command,
      options: (command.options ?? []).map(asGivenBack),
    }));
    world.commands.set(args.guild ?? 'global', held);
    return { status: 200, body: held };
  }

  async #callback({ args, body, query, route }: Call): Promise<Answer> {
    const { world, bot } = this.#options;
    const interaction = this.#interaction(args);
    const age = world.clock.nowMs() - (interaction?.createdMs ?? 0);
    if (interaction === undefined || interaction.id !== args.interaction || age > firstAnswerMs) {
      return refusal(404, 10062, 'Unknown interaction');
    }
    if (interaction.state !== 'fresh') return refusal(400, 40060, 'Interaction has already been acknowledged.');
    const { type, data } = body as { type: number; data?: SentBody & { choices?: Interaction['choices'] } };
    const shape = {
      4: 'CreateMessage',
      5: 'CreateMessage',
      6: 'UpdateMessage',
      7: 'UpdateMessage',
      8: 'ApplicationCommandAutocomplete',
    };
    const name = shape[type as keyof typeof shape] as string | undefined;
    const faults =
      name === undefined
        ? [`there is no answer of type ${type}`]
        : bySchema(await loadSchemas(), `${name}${type === 8 ? 'Callback' : 'InteractionCallback'}Request`, body);
    if (type === 4 || type === 7) faults.push(...messageFaults(data ?? {}));
    if ((type === 6 || type === 7) && interaction.pressed === undefined) faults.push('there is no message to update');
    if (type === 8) faults.push(...completionFaults(data?.choices));
    const refused = this.#refused(route, faults);
    if (refused) return refused;
    interaction.state = type === 5 ? 'thinking' : type === 6 ? 'updating' : 'answered';
    if (type === 5) interaction.thinkingFlags = data?.flags ?? 0;
    if (type === 6 || type === 7) interaction.original = interaction.pressed ?? '';
    if (type === 8) interaction.choices = data?.choices ?? [];
    if (type === 7) world.edit(this.#message(interaction.pressed ?? ''), data ?? {});
    if (type === 4) interaction.original = this.#show(interaction, data ?? {}, data?.flags ?? 0, bot).id;
    if (query.get('with_response') !== 'true') return { status: 204 };
    return { status: 200, body: { interaction: { id: interaction.id, type: 2 } } };
  }

  async #followUp({ args, body, route }: Call): Promise<Answer> {
    const interaction = this.#interaction(args);
    const stale = this.#stale(interaction);
    if (interaction === undefined || stale) return stale ?? refusal(404, 10015, 'Unknown Webhook');
    const data = body as SentBody;
    const faults = [...bySchema(await loadSchemas(), 'IncomingWebhookRequestPartial', body), ...messageFaults(data)];
    const refused = this.#refused(route, faults);
    if (refused) return refused;
    const { world, bot } = this.#options;
    if (interaction.state === 'thinking') {
      // Discord takes the first follow-up as the answer that was announced, with the announcement's own flags.
      const message = this.#show(interaction, data, interaction.thinkingFlags, bot);
      interaction.state = 'answered';
      interaction.original = message.id;
      return { status: 200, body: messageJson(message, world) };
    }
    return { status: 200, body: messageJson(this.#show(interaction, data, data.flags ?? 0, bot), world) };
  }

  async #original({ method, args, body, route }: Call): Promise<Answer> {
    const { world, bot } = this.#options;
    const interaction = this.#interaction(args);
    const stale = this.#stale(interaction);
    if (interaction === undefined || stale) return stale ?? refusal(404, 10015, 'Unknown Webhook');
    if (method === 'PATCH') {
      const data = body as SentBody;
      const faults = [
        ...bySchema(await loadSchemas(), 'IncomingWebhookUpdateRequestPartial', body),
        ...messageFaults(data),
      ];
      const refused = this.#refused(route, faults);
      if (refused) return refused;
      if (interaction.state === 'thinking')
        interaction.original = this.#show(interaction, data, interaction.thinkingFlags, bot).id;
      else world.edit(this.#message(interaction.original ?? ''), data);
      interaction.state = 'answered';
    }
    if (interaction.original === undefined) return refusal(404, 10008, 'Unknown Message');
    const message = this.#message(interaction.original);
    if (method !== 'DELETE') return { status: 200, body: messageJson(message, world) };
    world.remove(message);
    return { status: 204 };
  }

  #history({ args, query }: Call): Answer {
    const { world } = this.#options;
    const barred = this.#barred(args);
    if (barred) return barred;
    const limit = Number(query.get('limit') ?? 50);
    const before = query.get('before');
    const after = query.get('after');
    const open = world.in(args.channel ?? '').filter((one) => one.visibleTo === undefined);
    const within = open.filter(
      ({ id }) => (before === null || BigInt(id) < BigInt(before)) && (after === null || BigInt(id) > BigInt(after)),
    );
    // Discord gives the messages next to the edge that was named, newest first.
    const page = after === null ? within.slice(-limit) : within.slice(0, limit);
    return { status: 200, body: page.reverse().map((message) => messageJson(message, world)) };
  }

  async #send({ args, body, route }: Call): Promise<Answer> {
    const { world, bot } = this.#options;
    const barred = this.#barred(args);
    if (barred) return barred;
    const data = body as SentBody;
    const faults = this.#options.checks()
      ? [...bySchema(await loadSchemas(), 'MessageCreateRequest', body), ...messageFaults(data)]
      : [];
    const refused = this.#refused(route, faults);
    if (refused) return refused;
    const same = world.withNonce(String(data.nonce));
    const isKnown = same?.author.id === bot.id && world.clock.nowMs() - same.atMs < nonceWindowMs;
    if (same !== undefined && isKnown && data.enforce_nonce)
      return { status: 200, body: messageJson(same, world, true) };
    const message = world.keep(data, { channel: args.channel ?? '', author: bot });
    this.#options.sent(message);
    return { status: 200, body: messageJson(message, world, true) };
  }

  async #edit({ args, body, route }: Call): Promise<Answer> {
    const { world, bot } = this.#options;
    const barred = this.#barred(args);
    if (barred) return barred;
    const message = world.message(args.message);
    if (message === undefined || message.channel !== args.channel) return refusal(404, 10008, 'Unknown Message');
    if (message.author.id !== bot.id) return refusal(403, 50005, 'Cannot edit a message authored by another user');
    const data = body as SentBody;
    const faults = [...bySchema(await loadSchemas(), 'MessageEditRequestPartial', body), ...messageFaults(data)];
    const refused = this.#refused(route, faults);
    if (refused) return refused;
    world.edit(message, data);
    return { status: 200, body: messageJson(message, world) };
  }

  async #delete({ args }: Call): Promise<Answer> {
    const { world, bot } = this.#options;
    const barred = this.#barred(args);
    if (barred) return barred;
    const message = world.message(args.message);
    if (message === undefined || message.channel !== args.channel) return refusal(404, 10008, 'Unknown Message');
    if (message.author.id !== bot.id) return refusal(403, 50013, 'Missing Permissions');
    world.remove(message);
    return { status: 204 };
  }

  async #openDirect({ body, route }: Call): Promise<Answer> {
    const { world } = this.#options;
    const refused = this.#refused(route, bySchema(await loadSchemas(), 'CreatePrivateChannelRequest', body));
    if (refused) return refused;
    const person = world.members.get(String((body as { recipient_id?: unknown }).recipient_id));
    if (person === undefined) return refusal(404, 10013, 'Unknown User');
    if (person.bot) return refusal(400, 50007, 'Cannot send messages to this user');
    const { id } = world.direct(person);
    return { status: 200, body: { id, type: 1, last_message_id: null, flags: 0, recipients: [userJson(person)] } };
  }

  /** Why the bot can do nothing in a channel. */
  #barred({ channel = '' }: Readonly<Record<string, string>>): Answer | undefined {
    const found = this.#options.world.channels.get(channel);
    if (found === undefined) return refusal(404, 10003, 'Unknown Channel');
    const isIn = found.guild === undefined || this.#options.isOn(found.guild);
    return isIn ? undefined : refusal(403, 50001, 'Missing Access');
  }

  #show(interaction: Interaction, data: SentBody, flags: number, bot: Member): Message {
    const hidden = (flags & ephemeralFlag) !== 0 ? { visibleTo: interaction.member.id } : {};
    const { world, applicationId } = this.#options;
    const body = { ...data, flags: (data.flags ?? 0) | (flags & ephemeralFlag) };
    const message = world.keep(body, {
      channel: interaction.channel.id,
      author: bot,
      webhook: applicationId,
      ...hidden,
    });
    if (message.visibleTo === undefined) this.#options.sent(message);
    return message;
  }

  #interaction(args: Readonly<Record<string, string>>): Interaction | undefined {
    return this.#options.world.interactions.get(args.token ?? '');
  }

  #stale(interaction: Interaction | undefined): Answer | undefined {
    const age = this.#options.world.clock.nowMs() - (interaction?.createdMs ?? 0);
    return interaction !== undefined && age > tokenMs ? refusal(401, 50027, 'Invalid Webhook Token') : undefined;
  }

  #message(id: string): Message {
    const message = this.#options.world.message(id);
    if (message === undefined) throw new Error(`The fake has no message ${id}`);
    return message;
  }
}

/** Discord leaves false flags out of what it gives back. */
function asGivenBack(option: object): object {
  const held = Object.entries<unknown>({ ...option }).filter(([, value]) => value !== false);
  return Object.fromEntries(
    held.map(([key, value]) => [key, key === 'options' ? (value as object[]).map(asGivenBack) : value]),
  );
}

function completionFaults(choices: Interaction['choices']): string[] {
  const wrong = (choices ?? []).filter(
    ({ name, value }) => ![name, value].every((text) => text.length >= 1 && text.length <= 100),
  );
  return [
    ...((choices?.length ?? 0) > 25 ? ['more than 25 completions'] : []),
    ...(wrong.length > 0 ? ['a completion has 1 to 100 characters'] : []),
  ];
}
