/**
 * A wire on which some requests take long, and arrive even when whoever sent them is dead meanwhile: what makes a takeover
 * meet a request that it cannot see yet.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Dice } from './dice.js';

/** Well within the deadline of a request. */
const longestMs = 3_000;
/** What was passed on is read by then, before the other side hears that the connection is over. */
const lingerMs = 1_000;

function join(from: Socket, port: number, share: number, dice: Dice): void {
  const to = connect(port, '127.0.0.1');
  let passed: Promise<unknown> = Promise.resolve();
  from.on('data', (chunk) => {
    const ms = dice.throwOnce() < share ? dice.throwOnce() * longestMs : 0;
    passed = passed.then(() => (ms > 0 ? pause(ms) : undefined)).then(() => to.write(chunk));
  });
  from.on('close', () => {
    passed = passed.then(() => pause(lingerMs)).then(() => to.destroy());
  });
  to.on('data', (chunk) => from.write(chunk));
  to.on('close', () => from.destroy());
  for (const socket of [from, to]) socket.on('error', () => undefined);
}

/** @returns the port to talk to in place of `port` */
export async function openSlowWire(port: number, share: number, dice: Dice): Promise<number> {
  const server = createServer((socket) => join(socket, port, share, dice)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
