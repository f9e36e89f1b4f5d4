/**
 * The one place that sees every answer of Discord's to a call of discord.js: it tells them to the breaker, holds calls back after
 * a global 429, and puts each 429 in order.
 */
import type { RESTOptions, ResponseLike } from 'discord.js';
import type { Breaker } from './breaker.js';

type MakeRequest = RESTOptions['makeRequest'];

/** Where Discord says "too many" and not until when: less than five calls a minute. */
export const defaultWaitSeconds = 15;
const longestWaitSeconds = 86_400;

/**
 * The request of discord.js, with every answer told to the breaker: the one place that sees them all. A 429 is put in order
 * on its way: without a figure, or with one that is none, discord.js would try again at once and without end.
 */
export function countedRequest(
  makeRequest: MakeRequest,
  breaker: Pick<Breaker, 'heard' | 'globalSeconds'>,
): MakeRequest {
  return async (url, init): Promise<ResponseLike> => {
    const asBot = 'Authorization' in Object(init.headers);
    const quiet = breaker.globalSeconds();
    if (asBot && quiet > 0) return tooMany({ 'retry-after': String(quiet), 'x-ratelimit-global': 'true' });
    const response = await makeRequest(url, init);
    const { status, headers } = response;
    if (status !== 429) {
      breaker.heard({ status, asBot });
      return response;
    }
    const body = refusalIn(await response.text());
    const told = [headers.get('retry-after'), body.retry_after].find(isFigure);
    const seconds = Math.min(longestWaitSeconds, told === undefined ? defaultWaitSeconds : Number(told));
    const isGlobal = headers.has('x-ratelimit-global') || body.global === true;
    const shared = headers.get('x-ratelimit-scope') === 'shared';
    breaker.heard({ status, asBot, shared, ...(isGlobal ? { globalSeconds: seconds } : {}) });
    const kept: Record<string, string> = {};
    headers.forEach((value, name) => {
      kept[name] = value;
    });
    return tooMany({ ...kept, 'retry-after': String(seconds), ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}) });
  };
}

function isFigure(told: unknown): boolean {
  return (typeof told === 'number' || (typeof told === 'string' && told.trim() !== '')) && Number(told) >= 0;
}

function tooMany(headers: Readonly<Record<string, string>>): ResponseLike {
  const said = '{"code":0,"message":"You are being rate limited."}';
  return new Response(said, { status: 429, headers }) as ResponseLike;
}

export interface RefusalBody {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly retry_after?: unknown;
  readonly global?: unknown;
}

/** What a refusal's body says, as far as it can be read. */
export function refusalIn(text: string): RefusalBody {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
