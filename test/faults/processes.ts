/** The processes of a fault run, as its parent sees them. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Report } from './fate.js';
import type { Opened, PlatformsPlan, Seen, Tally } from './platforms.js';
import type { Order, ReplicaPlan } from './replica.js';

/** The folder in which the programs lie as runnable files. */
export type Programs = string;

/** No setting of whoever runs this reaches a process. As the shipped entry does, node-cron is kept from host zones. */
const env = { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC' };

/** Half of a start would be the garbage of reading bundle and community file. */
const roomy = '--max-semi-space-size=64';

export interface Platforms {
  readonly opened: Opened;
  tally(): Promise<Tally>;
  /** Every message that stands in a room now, as its members see it. */
  seen(): Promise<readonly Seen[]>;
  close(): Promise<void>;
}

export async function startPlatforms(programs: Programs, plan: PlatformsPlan): Promise<Platforms> {
  const child = fork(join(programs, 'platforms.mjs'), [JSON.stringify(plan)], { env, serialization: 'advanced' });
  // Not "close": with this serialization Node does not tell that the channel closed.
  const ended = once(child, 'exit');
  const fell = ended.then(([code, signal]) => {
    throw new Error(`The platforms ended (${code ?? signal}).`);
  });
  fell.catch(() => undefined);
  const [opened] = await Promise.race([once(child, 'message'), fell]);
  async function ask(what: 'tally' | 'seen'): Promise<unknown> {
    child.send(what);
    const [answer] = await Promise.race([once(child, 'message'), fell]);
    return answer;
  }
  return {
    opened: opened as Opened,
    tally: async () => (await ask('tally')) as Tally,
    seen: async () => (await ask('seen')) as readonly Seen[],
    async close() {
      child.disconnect();
      await ended;
    },
  };
}

export interface Replica {
  readonly process: ChildProcess;
  /** Tells it to do something; nothing happens where it has ended. */
  order(order: Order): void;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** @param hear is given what the process says; all of it before `ended` resolves */
export function startReplica(programs: Programs, plan: ReplicaPlan, hear: (said: Report) => void): Replica {
  const child = spawn(process.execPath, [roomy, join(programs, 'replica.mjs'), JSON.stringify(plan)], {
    env,
    // Its input ends when whoever started it does, and with it the process.
    stdio: ['pipe', 'ignore', 'inherit', 'pipe'],
  });
  const reports = createInterface({ input: child.stdio[3] as Readable });
  reports.on('line', (line) => hear(JSON.parse(line) as Report));
  const heard = once(reports, 'close');
  const ended = once(child, 'exit').then(async ([code, signal]) => {
    await heard;
    return { code, signal };
  });
  child.stdin?.on('error', () => undefined);
  return { process: child, ended, order: (order) => void child.stdin?.write(`${JSON.stringify(order)}\n`) };
}
