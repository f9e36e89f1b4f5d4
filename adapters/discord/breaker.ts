/**
 * Keeps the bot from being banned by Discord. Discord bans an address for an hour or more after 10,000 invalid requests in 10 minutes:
 * answers 401, 403 and 429, without those of scope "shared"
 * (https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans). So the breaker opens long before:
 * after 40 refusals in a row, or after 1,000 within 10 minutes whatever passes between. While it is open, posts and reads
 * are answered here; one call is let through after a minute, and after each further refusal after twice the time, up to
 * 10 minutes. The first call that is not refused closes it.
 *
 * It also keeps the whole token quiet after a global 429, until the moment that Discord named.
 */
import type { Logger } from '../../src/adapter.js';
import type { Clock } from '../../src/time/clock.js';

const mostInRow = 40;
const mostInWindow = 1_000;
const windowMs = 10 * 60_000;
const firstPauseMs = 60_000;
const longestPauseMs = 10 * 60_000;
/** From so many refusals in a row on, calls under way count as refused: they may all come back so. */
const wary = 5;

export interface Heard {
  readonly status: number;
  /** The call carried the bot's own token. */
  readonly asBot: boolean;
  /** Of a 429: the limit is shared with others, and not held against us. */
  readonly shared?: boolean;
  /** Of a 429: the whole token has to wait so long. */
  readonly globalSeconds?: number;
}

export interface Breaker {
  /** Whole seconds until a call may be made; 0: now. */
  waitSeconds(): number;
  /** Counts a call as under way, until the function given back is called. */
  begin(): () => void;
  /** Seconds that Discord wants silence from the whole token; 0: none. */
  globalSeconds(): number;
  /** Each answer of Discord's, in the order they came. */
  heard(answer: Heard): void;
}

/** @param clock its hours do not matter, only how they pass. */
export function createBreaker(clock: Pick<Clock, 'nowMs'>, log: Logger): Breaker {
  let refusals: number[] = [];
  let inRow = 0;
  let underWay = 0;
  let quietUntilMs = 0;
  let open: { pauseMs: number; untilMs: number } | undefined;

  function refused(now: number, asBot: boolean): void {
    refusals = [...refusals.filter((at) => at > now - windowMs), now];
    if (asBot) inRow += 1;
    if (open === undefined) {
      if (inRow < mostInRow && refusals.length < mostInWindow) return;
      open = { pauseMs: firstPauseMs, untilMs: now + firstPauseMs };
      log.error('Discord: refuses nearly all calls, so none is made for a while: it bans bots that go on', {
        inARow: inRow,
        within10Minutes: refusals.length,
      });
    } else if (asBot && now >= open.untilMs) {
      const pauseMs = Math.min(longestPauseMs, open.pauseMs * 2);
      open = { pauseMs, untilMs: now + pauseMs };
    }
  }

  function passed(): void {
    inRow = 0;
    if (open === undefined) return;
    open = undefined;
    log.info('Discord: takes calls again');
  }

  const globalMs = () => Math.max(0, quietUntilMs - clock.nowMs());

  return {
    waitSeconds() {
      const now = clock.nowMs();
      const pause = open === undefined ? 0 : open.untilMs - now;
      // One call alone finds out whether it is over.
      const tooMany = open === undefined ? inRow >= wary && inRow + underWay >= mostInRow : underWay > 0;
      return Math.ceil(Math.max(0, globalMs(), pause, tooMany ? 1_000 : 0) / 1_000);
    },
    begin() {
      underWay += 1;
      let ended = false;
      return () => {
        if (!ended) underWay -= 1;
        ended = true;
      };
    },
    globalSeconds: () => Math.ceil(globalMs() / 1_000),
    heard({ status, asBot, shared = false, globalSeconds }) {
      const now = clock.nowMs();
      if (globalSeconds !== undefined) quietUntilMs = Math.max(quietUntilMs, now + globalSeconds * 1_000);
      if (status === 401 || status === 403 || status === 429) {
        if (!shared) refused(now, asBot);
      } else if (asBot && status < 500) passed();
    },
  };
}
