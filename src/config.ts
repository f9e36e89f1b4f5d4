/**
 * Environment -> Config. The only reader of environment variables; every problem is reported at once, by the variable's
 * name and without its value. `.env.example` and the README's table are generated from `settings`.
 */
import { resolve } from 'node:path';
import { didYouMean, edits } from './nearest.js';

export interface Config {
  /** Path of the SQLite file, or an address that starts with postgres:// (which holds a password). */
  readonly database: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
  /** Where the page and the calendar feeds are reached from outside, without a trailing slash. */
  readonly site?: string;
  readonly slack?: SlackConfig;
  readonly discord?: DiscordConfig;
}

export interface SlackConfig {
  readonly botToken: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly apiUrl?: string;
  /** Where signed requests arrive when there is no app token. */
  readonly port: number;
}

export interface DiscordConfig {
  readonly token: string;
  readonly guildId?: string;
  readonly apiUrl?: string;
}

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

interface Setting {
  readonly name: string;
  readonly about: string;
  readonly example: string;
  readonly part: 'Slack' | 'Discord' | 'Frontdesk';
  /** What is wrong with a value, and what to write; undefined when it is fine. Never repeats the value of a secret. */
  readonly fault?: (value: string) => string | undefined;
}

const startsWith =
  (...starts: string[]) =>
  (value: string) =>
    starts.some((start) => value.startsWith(start)) ? undefined : `must start with ${starts.join(' or ')}`;
const aUrl = (value: string) =>
  URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
    ? undefined
    : 'must be an address that starts with https://';
const aPort = (value: string) =>
  /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65535
    ? undefined
    : 'must be a port from 1 to 65535';

export const settings: readonly Setting[] = [
  {
    name: 'SLACK_BOT_TOKEN',
    part: 'Slack',
    about: 'Bot token, from "OAuth & Permissions" of your Slack app.',
    example: 'xoxb-',
    fault: startsWith('xoxb-', 'xoxe.xoxb-'),
  },
  {
    name: 'SLACK_APP_TOKEN',
    part: 'Slack',
    about: 'App token with connections:write, for Socket Mode (no public address needed).',
    example: 'xapp-',
    fault: startsWith('xapp-'),
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    part: 'Slack',
    about: 'Signing secret, from "Basic Information"; only without SLACK_APP_TOKEN, for signed HTTP.',
    example: '',
    fault: (value) =>
      /^[0-9a-f]{16,64}$/i.test(value) ? undefined : 'must be the hexadecimal secret from "Basic Information"',
  },
  {
    name: 'SLACK_PORT',
    part: 'Slack',
    about: 'Port for signed HTTP; Slack calls /slack/events on it.',
    example: '3001',
    fault: aPort,
  },
  {
    name: 'SLACK_API_URL',
    part: 'Slack',
    about: 'Another Web API address, such as GovSlack.',
    example: 'https://slack.com/api/',
    fault: aUrl,
  },
  {
    name: 'DISCORD_TOKEN',
    part: 'Discord',
    about: 'Bot token, from the "Bot" page of your Discord application.',
    example: '',
    fault: (value) => (value.split('.').length === 3 ? undefined : 'must be the bot token: three parts joined by dots'),
  },
  {
    name: 'DISCORD_GUILD_ID',
    part: 'Discord',
    about: 'Register the commands in this server only; without it they are registered everywhere.',
    example: '',
    fault: (value) => (/^\d{17,20}$/.test(value) ? undefined : 'must be a server id: 17 to 20 digits'),
  },
  {
    name: 'DISCORD_API_URL',
    part: 'Discord',
    about: 'Another API address.',
    example: 'https://discord.com/api',
    fault: aUrl,
  },
  {
    name: 'FRONTDESK_COMMUNITY',
    part: 'Frontdesk',
    about: 'Your community file; without it, the Istio example.',
    example: 'communities/istio/community.yaml',
  },
  {
    name: 'FRONTDESK_DATABASE',
    part: 'Frontdesk',
    about: 'What was posted: a file for one process, or postgres://user:password@host/name for several.',
    example: 'data/frontdesk.db',
  },
  {
    name: 'FRONTDESK_HOST',
    part: 'Frontdesk',
    about: 'Address for the page and /healthz. Leave it on loopback: the page has no sign-in.',
    example: '127.0.0.1',
    fault: (value) => (/^[\w.:[\]-]+$/.test(value) ? undefined : 'must be a host name or an IP address'),
  },
  {
    name: 'FRONTDESK_PORT',
    part: 'Frontdesk',
    about: 'Port for the page and /healthz.',
    example: '3000',
    fault: aPort,
  },
  {
    name: 'FRONTDESK_SITE',
    part: 'Frontdesk',
    about: 'Address under which a proxy serves the calendar feeds to everybody; replies in chat then link to them.',
    example: 'https://desk.example.org',
    fault: aUrl,
  },
  {
    name: 'FRONTDESK_LOG',
    part: 'Frontdesk',
    about: `How much is logged: ${logLevels.join(', ')}.`,
    example: 'info',
    fault: (value) =>
      logLevels.some((level) => level === value) ? undefined : `must be one of ${logLevels.join(', ')}`,
  },
];

/** The parts of the environment that are set; empty ones count as absent. */
function present(env: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name } of settings) {
    const value = env[name]?.trim();
    if (value) found.set(name, value);
  }
  return found;
}

/** A setting that is misspelt would be ignored without a word. Other tools' variables may begin with a platform's name. */
function misspelt(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const names = settings.map(({ name }) => name);
  return Object.keys(env).flatMap((name) => {
    if (names.includes(name) || !/^(FRONTDESK|SLACK|DISCORD)_/.test(name)) return [];
    const near = names.find((known) => edits(known, name) <= 2);
    if (near === undefined && !name.startsWith('FRONTDESK_')) return [];
    return [
      `${name} is not a setting.${near === undefined ? ' See .env.example for all of them.' : didYouMean([near])}`,
    ];
  });
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

/** @param env usually process.env. Relative paths are read from `folder`. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, folder: string): ConfigResult {
  const given = present(env);
  const problems = settings.flatMap(({ name, fault }) => {
    const value = given.get(name);
    const why = value === undefined ? undefined : fault?.(value);
    return why === undefined ? [] : [`${name} ${why}.`];
  });
  problems.push(...misspelt(env));
  const get = (name: string) => given.get(name);
  const slackBits = ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'].filter((name) => given.has(name));
  if (!given.has('SLACK_BOT_TOKEN') && slackBits.length > 0) {
    problems.push(
      `${slackBits.join(' and ')} is set, but SLACK_BOT_TOKEN is missing. Copy it from "OAuth & Permissions".`,
    );
  }
  if (given.has('SLACK_BOT_TOKEN') && slackBits.length === 0) {
    problems.push(
      'SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (Socket Mode, easiest) or SLACK_SIGNING_SECRET (signed HTTP) beside it.',
    );
  }
  if (problems.length > 0) return { ok: false, problems };

  const database = get('FRONTDESK_DATABASE') ?? 'data/frontdesk.db';
  const slack = slackConfig(get);
  const token = get('DISCORD_TOKEN');
  return {
    ok: true,
    config: {
      database: database === ':memory:' || database.includes('://') ? database : resolve(folder, database),
      host: get('FRONTDESK_HOST') ?? '127.0.0.1',
      port: Number(get('FRONTDESK_PORT') ?? 3000),
      logLevel: (get('FRONTDESK_LOG') ?? 'info') as LogLevel,
      ...some('site', get('FRONTDESK_SITE')?.replace(/\/+$/, '')),
      ...(slack === undefined ? {} : { slack }),
      ...(token === undefined
        ? {}
        : {
            discord: { token, ...some('guildId', get('DISCORD_GUILD_ID')), ...some('apiUrl', get('DISCORD_API_URL')) },
          }),
    },
  };
}

function slackConfig(get: (name: string) => string | undefined): SlackConfig | undefined {
  const botToken = get('SLACK_BOT_TOKEN');
  if (botToken === undefined) return undefined;
  return {
    botToken,
    port: Number(get('SLACK_PORT') ?? 3001),
    ...some('appToken', get('SLACK_APP_TOKEN')),
    ...some('signingSecret', get('SLACK_SIGNING_SECRET')),
    ...some('apiUrl', get('SLACK_API_URL')),
  };
}

/** `{ [key]: value }`, or nothing where there is no value (exactOptionalPropertyTypes). */
function some<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: string };
}

/** The text of `.env.example`. */
export function envExample(): string {
  const head = '# Copy to .env. Every setting may stay empty: with no token, `npm start` opens the page on loopback.\n';
  const parts = (['Slack', 'Discord', 'Frontdesk'] as const).map((part) => {
    const lines = settings
      .filter((s) => s.part === part)
      .map((s) => `# ${s.about}${s.example ? ` Example: ${s.example}` : ''}\n${s.name}=`);
    return `\n# --- ${part} ---\n${lines.join('\n')}\n`;
  });
  return head + parts.join('');
}
