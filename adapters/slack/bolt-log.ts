/** bolt's own log lines, warnings and errors only, as lines of ours. Never what bolt was handling: that may hold secrets. */
import type { Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from '../../src/adapter.js';

/** Tokens, and addresses that hold a ticket: of a socket, of an answer. */
const secrets = /\b(?:xox[a-z](?:\.xox[a-z])?|xapp)-[\w-]+|\bwss?:\/\/\S+|https?:\/\/hooks\.\S+/g;

export function boltLog(log: Logger): BoltLogger {
  // LogLevel is an enum of the library, and this file loads the library's types only.
  const level = 'warn' as LogLevel;
  const told = (parts: readonly unknown[]) =>
    parts
      .filter((part) => typeof part === 'string' || part instanceof Error)
      .map((part) => (part instanceof Error ? part.message : String(part)))
      .join(' ')
      .replace(secrets, '[secret]');
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log.warn(`Slack library: ${told(parts)}`),
    error: (...parts) => log.warn(`Slack library: ${told(parts)}`),
    setLevel: () => {},
    getLevel: () => level,
    setName: () => {},
  };
}
