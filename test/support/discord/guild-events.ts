/**
 * The events of the fake's server, by https://discord.com/developers/docs/resources/guild-scheduled-event : what Discord
 * refuses, how an event begins and ends by itself, and who may touch which.
 */
import type { Answer, Call } from './rest.js';
import { bySchema, loadSchemas } from './rules.js';
import { type Member, userJson, type World } from './world.js';

export interface GuildEvent {
  readonly id: string;
  readonly creator: Member;
  name: string;
  description: string | null;
  location: string;
  /** ISO 8601 */
  start: string;
  end: string;
}

/** As a member of the server sees one. */
export interface SeenEvent {
  readonly id: string;
  readonly by: string;
  readonly name: string;
  readonly description: string;
  readonly location: string;
  readonly start: string;
  readonly end: string;
}

interface EventBody {
  readonly name?: string;
  readonly description?: string | null;
  readonly scheduled_start_time?: string;
  readonly scheduled_end_time?: string;
  readonly entity_metadata?: { readonly location: string };
}

export interface GuildEventOptions {
  readonly world: World;
  readonly bot: Member;
  readonly guildId: string;
  isOn(): boolean;
  violated(what: string): void;
}

const most = 100;
const refusal = (status: number, code: number, message: string): Answer => ({ status, body: { code, message } });

export class GuildEvents {
  /** The permission Create Events of the bot's role: to make events, and to change and delete its own. */
  mayCreate = true;
  readonly #options: GuildEventOptions;
  readonly #held: GuildEvent[] = [];

  constructor(options: GuildEventOptions) {
    this.#options = options;
  }

  /** Somebody makes an event by hand; times are ISO 8601. */
  make(by: Member, parts: Partial<Omit<GuildEvent, 'id' | 'creator'>> & Pick<GuildEvent, 'start' | 'end'>): GuildEvent {
    const id = this.#options.world.snowflake();
    const made = { id, creator: by, name: 'Game night', description: null, location: 'Voice', ...parts };
    this.#held.push(made);
    return made;
  }

  /** Somebody takes an event away by hand. */
  take(id: string): void {
    const at = this.#held.findIndex((event) => event.id === id);
    if (at >= 0) this.#held.splice(at, 1);
  }

  /** What stands in the list, the earliest first: to come or running. */
  seen(): readonly SeenEvent[] {
    return this.#standing()
      .map(({ creator, description, ...event }) => ({ ...event, by: creator.username, description: description ?? '' }))
      .sort((a, b) => a.start.localeCompare(b.start));
  }

  async answer({ method, args, body, query, route }: Call): Promise<Answer> {
    if (args.guild !== this.#options.guildId) return refusal(404, 10004, 'Unknown Guild');
    if (!this.#options.isOn()) return refusal(403, 50001, 'Missing Access');
    if (method === 'GET') return this.#list(query);
    if (method === 'POST') return this.#create(route, body as EventBody);
    const event = this.#standing().find(({ id }) => id === args.event);
    if (event === undefined) return refusal(404, 10070, 'Unknown Guild Scheduled Event');
    if (event.creator.id !== this.#options.bot.id) {
      this.#options.violated(`${route}: an event that ${event.creator.username} made`);
      return refusal(403, 50013, 'Missing Permissions');
    }
    if (!this.mayCreate) return refusal(403, 50013, 'Missing Permissions');
    if (method === 'PATCH') return this.#change(route, event, body as EventBody);
    this.take(event.id);
    return { status: 204 };
  }

  #list(query: URLSearchParams): Answer {
    const withCount = query.get('with_user_count') === 'true';
    return { status: 200, body: this.#standing().map((event) => this.#json(event, withCount)) };
  }

  async #create(route: string, body: EventBody): Promise<Answer> {
    if (!this.mayCreate) return refusal(403, 50013, 'Missing Permissions');
    const schema = bySchema(await loadSchemas(), 'ExternalScheduledEventCreateRequest', body);
    const refused = this.#refused(route, [...schema, ...this.#faults(body, true)]);
    if (refused) return refused;
    if (this.#standing().length >= most) {
      return refusal(400, 30038, 'Maximum number of guild scheduled events reached (100)');
    }
    const { name = '', description = null, scheduled_start_time: start = '', scheduled_end_time: end = '' } = body;
    const location = body.entity_metadata?.location ?? '';
    return { status: 200, body: this.#json(this.make(this.#options.bot, { name, description, location, start, end })) };
  }

  async #change(route: string, event: GuildEvent, body: EventBody): Promise<Answer> {
    const schema = bySchema(await loadSchemas(), 'ExternalScheduledEventPatchRequestPartial', body);
    const isRunning = this.#isRunning(event) ? ['an event that runs takes no other start'] : [];
    const next = {
      scheduled_start_time: body.scheduled_start_time ?? event.start,
      scheduled_end_time: body.scheduled_end_time ?? event.end,
    };
    const refused = this.#refused(route, [
      ...schema,
      ...this.#faults({ ...body, ...next }, false),
      ...(body.scheduled_start_time === undefined ? [] : isRunning),
    ]);
    if (refused) return refused;
    event.start = next.scheduled_start_time;
    event.end = next.scheduled_end_time;
    event.name = body.name ?? event.name;
    event.location = body.entity_metadata?.location ?? event.location;
    if (body.description !== undefined) event.description = body.description;
    return { status: 200, body: this.#json(event) };
  }

  /** What the schemas let through and Discord does not. */
  #faults(body: EventBody, isNew: boolean): string[] {
    const { name, description, scheduled_start_time: start, scheduled_end_time: end, entity_metadata: place } = body;
    const now = this.#options.world.clock.nowMs();
    return [
      ...((isNew || name !== undefined) && !name?.trim() ? ['an event has a name'] : []),
      ...(description === '' ? ['a description has 1 to 1,000 characters'] : []),
      ...((isNew || place !== undefined) && !place?.location.trim() ? ['an external event has a location'] : []),
      ...(isNew && end === undefined ? ['an external event has an end'] : []),
      ...(start !== undefined && Date.parse(start) <= now ? ['an event begins in the future'] : []),
      ...(start !== undefined && end !== undefined && Date.parse(end) <= Date.parse(start) ? ['it ends early'] : []),
    ];
  }

  #refused(what: string, faults: readonly string[]): Answer | undefined {
    if (faults.length === 0) return undefined;
    this.#options.violated(`${what}: ${faults.join('; ')}`);
    return refusal(400, 50035, 'Invalid Form Body');
  }

  /** An external event begins and ends by itself. */
  #standing(): readonly GuildEvent[] {
    const now = this.#options.world.clock.nowMs();
    return this.#held.filter(({ end }) => Date.parse(end) > now);
  }

  #isRunning({ start }: GuildEvent): boolean {
    return Date.parse(start) <= this.#options.world.clock.nowMs();
  }

  #json(event: GuildEvent, withCount = false): Record<string, unknown> {
    const { id, creator, name, description, location, start, end } = event;
    const discords = (iso: string) => `${new Date(iso).toISOString().slice(0, 19)}+00:00`;
    return {
      ...{ id, guild_id: this.#options.guildId, channel_id: null, creator_id: creator.id, creator: userJson(creator) },
      ...{ name, description, image: null, status: this.#isRunning(event) ? 2 : 1, privacy_level: 2 },
      ...{ scheduled_start_time: discords(start), scheduled_end_time: discords(end), entity_type: 3, entity_id: null },
      ...{ entity_metadata: { location }, recurrence_rule: null, guild_scheduled_event_exceptions: [] },
      ...(withCount ? { user_count: 0 } : {}),
    };
  }
}
