/**
 * The operator's log: pino, JSON lines on stdout, short readable lines when a person watches. Whatever looks like a
 * secret, and every secret of this process by its value, is struck out of the finished line, so no caller can forget to.
 */
import { pino } from 'pino';
import type { Logger } from '../adapter.js';
import type { LogLevel } from '../config.js';

/** Slack and Discord tokens, response addresses and interaction addresses (they carry a token in their path). */
const secretShapes: readonly RegExp[] = [
  /xox[a-z](?:\.xox[a-z])?-[\w-]+/g,
  /xapp-[\w-]+/g,
  /[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g,
  /(hooks\.slack\.com\/)[\w/-]+/g,
  /((?:interactions|webhooks)\/\d+\/)[\w.-]{20,}/g,
];

export function redact(line: string, secrets: readonly string[]): string {
  const byValue = secrets.reduce(
    (text, secret) => (secret.length < 8 ? text : text.replaceAll(secret, '[secret]')),
    line,
  );
  return secretShapes.reduce(
    (text, shape) =>
      text.replace(shape, (_all, keep: unknown) => (typeof keep === 'string' ? `${keep}[secret]` : '[secret]')),
    byValue,
  );
}

export interface LogOptions {
  readonly level: LogLevel;
  readonly secrets: readonly string[];
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** One line for a person: `12:04:31 Slack is connected  team=Istio`. */
function readable(json: string): string {
  const { time, level, msg, error, ...rest } = JSON.parse(json) as Record<string, unknown> & { level: string };
  const details = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const why =
    error === undefined ? [] : [(error as { stack?: string; message?: string }).stack ?? JSON.stringify(error)];
  const mark = level === 'info' ? '' : `${level}: `;
  return `${[`${String(time).slice(11, 19)} ${mark}${String(msg)}`, ...details].join('  ')}\n${why.map((w) => `${w}\n`).join('')}`;
}

export function createLog({ level, secrets, output }: LogOptions): Logger {
  const destination = {
    write: (line: string) => {
      const safe = redact(line, secrets);
      output.write(output.isTTY ? readable(safe) : safe);
    },
  };
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.err },
    },
    destination,
  );
  return {
    info: (message, fields) => log.info(fields ?? {}, message),
    warn: (message, fields) => log.warn(fields ?? {}, message),
    error: (message, fields) => log.error(fields ?? {}, message),
  };
}
