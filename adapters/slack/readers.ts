/**
 * Who a reader is, as Slack's users.info tells: name, zone, language. Remembered for an hour, asked once however many
 * questions come at the same time, and never waited for longer than a moment: without it an answer still stands, in the
 * community's own zone.
 */
import type { Reader } from '../../src/adapter.js';
import { cleanLine } from '../../src/reply/clean.js';
import type { Clock } from '../../src/time/clock.js';
import { late, within } from '../../src/time/within.js';
import { isZone } from '../../src/time/zone.js';
import type { SlackWeb } from './transport.js';

export interface Readers {
  /** Never rejects; at worst the reader has an id only. */
  reader(user: string): Promise<Reader>;
}

export interface ReadersOptions {
  readonly web: Pick<SlackWeb, 'call'>;
  readonly clock: Clock;
  /** How many people are remembered. */
  readonly most?: number;
  /** How long an answer waits for users.info. */
  readonly patienceMs?: number;
}

const keepSeconds = 3600;
/** Soon enough that a missing scope, once mended, shows; late enough that an outage is not asked through. */
const keepFailureSeconds = 60;

interface Known {
  readonly reader: Promise<Reader>;
  expires: number;
  /** What Slack told, once it has: then nobody waits. */
  told?: Reader;
}

export function createReaders({ web, clock, most = 5_000, patienceMs = 1_500 }: ReadersOptions): Readers {
  // In the order of their last use: the first is the one to forget.
  const known = new Map<string, Known>();

  function ask(user: string): Known {
    const entry: Known = { reader: fetchReader(user), expires: clock.now() + keepSeconds };
    known.set(user, entry);
    const oldest = known.size > most ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    return entry;

    async function fetchReader(id: string): Promise<Reader> {
      const called = await web.call('users.info', { user: id, include_locale: true });
      if (!called.ok) entry.expires = clock.now() + keepFailureSeconds;
      entry.told = called.ok ? readUser(id, called.data.user) : { id };
      return entry.told;
    }
  }

  async function soon(id: string, entry: Known): Promise<Reader> {
    if (entry.told !== undefined) return entry.told;
    const told = await within(patienceMs, entry.reader);
    return told === late ? { id } : told;
  }

  return {
    reader(user) {
      const entry = known.get(user);
      if (entry !== undefined) {
        known.delete(user);
        if (entry.expires > clock.now()) {
          known.set(user, entry);
          return soon(user, entry);
        }
      }
      return soon(user, ask(user));
    },
  };
}

function readUser(id: string, user: unknown): Reader {
  const { tz, locale, name, profile } = (user ?? {}) as {
    tz?: unknown;
    locale?: unknown;
    name?: unknown;
    profile?: { display_name?: unknown; real_name?: unknown };
  };
  const shown = [profile?.display_name, profile?.real_name, name].find(
    (n) => typeof n === 'string' && cleanLine(n) !== '',
  );
  return {
    id,
    ...(typeof shown === 'string' ? { name: cleanLine(shown) } : {}),
    ...(typeof tz === 'string' && isZone(tz) ? { zone: tz } : {}),
    ...(typeof locale === 'string' && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale) ? { locale } : {}),
  };
}
