/** Whether the gateway still lives. A dead peer looks connected for minutes: nothing comes, and nobody is told. */
import type { Client, SimpleShardingStrategy } from 'discord.js';

/** For how long something takes: no clock that can be set. */
export const steadyClock = { nowMs: () => performance.now() };

export interface LifeWatch {
  readonly silentMs: number;
  isJoined(): boolean;
  /** Called before the wire is cut. */
  silent(ageMs: number): void;
}

export interface LifeSigns {
  /** How long ago the last one came: an event, an acknowledged heartbeat, or a connection made. */
  ageMs(): number;
  stop(): void;
}

/**
 * Looks whether Discord still says something, and cuts the wire where it has not for `silentMs`: discord.js then joins again
 * and resumes. By itself it takes twice the heartbeat's interval to notice, and then waits 30 s more for the dead peer to
 * confirm the close.
 */
export function watchLife(client: Client, { silentMs, isJoined, silent }: LifeWatch): LifeSigns {
  let heardMs = steadyClock.nowMs();
  let lastAck = 0;
  const heard = () => {
    heardMs = steadyClock.nowMs();
  };
  client.on('raw', heard);
  client.on('shardReconnecting', heard);
  const timer = setInterval(() => {
    // discord.js tells of an acknowledged heartbeat only by this field.
    const ack = client.ws.shards.first()?.lastPingTimestamp ?? 0;
    if (ack !== lastAck) heard();
    lastAck = ack;
    const ageMs = steadyClock.nowMs() - heardMs;
    if (ageMs < silentMs || !isJoined()) return;
    heard();
    silent(ageMs);
    wireOf(client)?.terminate();
  }, silentMs / 50);
  timer.unref();
  return { ageMs: () => steadyClock.nowMs() - heardMs, stop: () => clearInterval(timer) };
}

const strategies = new WeakMap<Client, SimpleShardingStrategy>();

/** Which strategy a client connects by, so that its wire can be cut. */
export function keepStrategy(client: Client, strategy: SimpleShardingStrategy): void {
  strategies.set(client, strategy);
}

/**
 * The socket below discord.js. It is not public (@discordjs/ws 1.2): where a later version keeps it elsewhere nothing is cut, and
 * discord.js notices by itself; a test tells of it.
 */
function wireOf(client: Client): { terminate(): void } | undefined {
  const strategy = strategies.get(client);
  const shards: unknown = strategy === undefined ? undefined : Reflect.get(strategy, 'shards');
  const shard: unknown = shards instanceof Map ? shards.values().next().value : undefined;
  const wire: unknown = typeof shard === 'object' && shard !== null ? Reflect.get(shard, 'connection') : undefined;
  const canCut = typeof wire === 'object' && wire !== null && 'terminate' in wire;
  return canCut ? (wire as { terminate(): void }) : undefined;
}
