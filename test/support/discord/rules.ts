/**
 * What Discord refuses. The shapes come from the schemas made of its official OpenAPI (npm discord-api-spec); these accept
 * some things that Discord does not, so the rest stands here as rules of its own, with where it is said.
 */
type Schema = { safeParse(value: unknown): { success: true; data: unknown } | { success: false; error: unknown } };
type Schemas = Readonly<Record<string, Schema>>;

let loaded: Promise<Schemas> | undefined;

/** The schemas are big: they are read once, and only by tests that talk to the fake. */
export function loadSchemas(): Promise<Schemas> {
  loaded ??= import('discord-api-spec/zod') as Promise<Schemas>;
  return loaded;
}

/** What is wrong with a body by its schema, in words; empty where nothing is. */
export function bySchema(schemas: Schemas, name: string, body: unknown): string[] {
  const schema = schemas[`${name}Schema`];
  if (schema === undefined) throw new Error(`There is no schema ${name}`);
  const result = schema.safeParse(body);
  if (!result.success) return [`${name}: ${JSON.stringify(result.error).slice(0, 400)}`];
  return unknownFields(body, result.data, '');
}

/** The documents and all libraries send the permissions of a command as a string; the schema knows the number alone. */
export function commandBySchema(schemas: Schemas, command: object): string[] {
  const { default_member_permissions: permissions } = command as { default_member_permissions?: unknown };
  const asNumber = typeof permissions === 'string' ? { default_member_permissions: Number(permissions) } : {};
  return bySchema(schemas, 'ApplicationCommandUpdateRequest', { ...command, ...asNumber });
}

/** discord.js itself sends this with every message, and Discord passes over it where it means nothing. */
const passedOver = new Set(['enforce_nonce']);

/** The schemas drop what they do not know without a word: what is missing afterwards was unknown. */
function unknownFields(given: unknown, kept: unknown, at: string): string[] {
  if (Array.isArray(given)) {
    return given.flatMap((item, index) =>
      unknownFields(item, Array.isArray(kept) ? kept[index] : undefined, `${at}[${index}]`),
    );
  }
  if (typeof given !== 'object' || given === null) return [];
  const held = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  return Object.entries(given).flatMap(([key, value]) =>
    value !== undefined && !(key in held) && !passedOver.has(key)
      ? [`unknown field ${at}.${key}`]
      : unknownFields(value, held[key], `${at}.${key}`),
  );
}

export interface Component {
  readonly type: number;
  readonly id?: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly content?: string;
  readonly url?: string;
  readonly components?: readonly Component[];
}

export interface MessageBodyLike {
  readonly content?: string | null;
  readonly flags?: number | null;
  readonly components?: readonly Component[] | null;
  readonly embeds?: readonly unknown[] | null;
  readonly nonce?: string | number | null;
}

/** All components, nested ones too, in reading order. */
export function flatten(components: readonly Component[]): readonly Component[] {
  return components.flatMap((component) => [component, ...flatten(component.components ?? [])]);
}

const isV2 = 1 << 15;

/** https://discord.com/developers/docs/components/reference and /resources/message */
export function messageFaults(body: MessageBodyLike): string[] {
  const faults: string[] = [];
  const components = body.components ?? [];
  const all = flatten(components);
  const v2 = ((body.flags ?? 0) & isV2) !== 0;
  if ((body.content?.length ?? 0) > 2000) faults.push('content is longer than 2,000 characters');
  if (v2 && (body.content || body.embeds?.length)) faults.push('components v2 takes neither content nor embeds');
  if (!v2 && all.some(({ type }) => type !== 1 && type !== 2)) faults.push('these components need the flag 32768');
  if (!body.content && components.length === 0 && !body.embeds?.length) faults.push('the message is empty');
  if (all.length > 40) faults.push(`${all.length} components, 40 are allowed`);
  const characters = all.reduce((sum, { content }) => sum + [...(content ?? '')].length, 0);
  if (characters > 4000) faults.push(`${characters} characters, 4,000 are allowed`);
  for (const { type, content } of all) if (type === 10 && !content?.trim()) faults.push('a text display is blank');
  for (const row of all.filter(({ type }) => type === 1)) {
    if ((row.components?.length ?? 0) < 1 || (row.components?.length ?? 0) > 5)
      faults.push('a row holds 1 to 5 buttons');
  }
  for (const { type, label, custom_id, url } of all.filter((one) => one.type === 2)) {
    if (type === 2 && !label?.trim()) faults.push('a button has no label');
    if ((label?.length ?? 0) > 80) faults.push('a button label is longer than 80 characters');
    if ((custom_id === undefined) === (url === undefined)) faults.push('a button has either a custom_id or a url');
    if ((custom_id?.length ?? 0) > 100) faults.push('a custom_id is longer than 100 characters');
  }
  if (repeated(all.map(({ custom_id }) => custom_id))) faults.push('two components share a custom_id');
  if (repeated(all.map(({ id }) => (id === 0 ? undefined : id)))) faults.push('two components share an id');
  if (typeof body.nonce === 'string' && body.nonce.length > 25) faults.push('the nonce is longer than 25 characters');
  return faults;
}

function repeated(values: readonly unknown[]): boolean {
  const held = values.filter((value) => value !== undefined);
  return new Set(held).size !== held.length;
}

export interface OptionLike {
  readonly type?: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly unknown[];
  /** Of a subcommand. */
  readonly options?: readonly OptionLike[];
}

export interface CommandLike {
  readonly name: string;
  readonly description?: string;
  readonly options?: readonly OptionLike[];
}

const commandName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** https://discord.com/developers/docs/interactions/application-commands */
export function commandFaults(commands: readonly CommandLike[]): string[] {
  const faults: string[] = [];
  if (commands.length > 100) faults.push('more than 100 commands');
  if (repeated(commands.map(({ name }) => name))) faults.push('two commands share a name');
  for (const { name, description, options = [] } of commands) {
    const length = description?.length ?? 0;
    if (length < 1 || length > 100) faults.push(`/${name}: a description has 1 to 100 characters`);
    for (const one of [name, ...options.map((option) => option.name)]) {
      if (!commandName.test(one) || one !== one.toLowerCase()) faults.push(`/${name}: “${one}” is not a name`);
    }
    faults.push(...optionFaults(name, options));
    const subcommands = options.filter(({ type }) => type === 1);
    if (subcommands.length > 0 && subcommands.length < options.length) {
      faults.push(`/${name}: either subcommands or options`);
    }
    for (const one of subcommands) faults.push(...commandFaults([{ ...one, name: one.name }]));
    // https://discord.com/developers/docs/interactions/application-commands#registering-a-command : 8,000 over all.
    const characters = charactersIn({ name, description: description ?? '', options });
    if (characters > 8000) faults.push(`/${name}: ${characters} characters, 8,000 are allowed`);
  }
  return faults;
}

function optionFaults(name: string, options: readonly OptionLike[]): string[] {
  const faults: string[] = [];
  if (options.length > 25) faults.push(`/${name}: more than 25 options`);
  if (repeated(options.map((option) => option.name))) faults.push(`/${name}: two options share a name`);
  const firstFree = options.findIndex((option) => !option.required);
  if (firstFree !== -1 && options.slice(firstFree).some((option) => option.required)) {
    faults.push(`/${name}: required options stand first`);
  }
  for (const { autocomplete, choices, name: option } of options) {
    if (autocomplete && choices !== undefined) faults.push(`/${name}: an option has either choices or autocomplete`);
    if ((choices?.length ?? 0) > 25) faults.push(`/${name}: ${option} has more than 25 choices`);
  }
  return faults;
}

function charactersIn({ name, description, options = [] }: OptionLike): number {
  return name.length + description.length + options.reduce((sum, option) => sum + charactersIn(option), 0);
}
