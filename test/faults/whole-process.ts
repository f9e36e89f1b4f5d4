/** The shipped program as a process of its own, on a stand: `node dist/frontdesk.js start` with both platforms. */
import { once } from 'node:events';
import { spawnFrontdesk } from '../support/run-frontdesk.js';
import { freePort } from './free-port.js';
import type { Stand } from './stand.js';

export interface WholeProcess {
  readonly pid: number;
  kill(signal: NodeJS.Signals): void;
  output(): string;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** @param env further variables, such as NODE_OPTIONS */
export async function startWhole(stand: Stand, env: Readonly<Record<string, string>> = {}): Promise<WholeProcess> {
  const { slack, discord } = stand.platforms.opened;
  const child = spawnFrontdesk(['start'], {
    cwd: stand.home,
    env: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      FRONTDESK_COMMUNITY: stand.plan.community,
      FRONTDESK_DATABASE: stand.address,
      FRONTDESK_PORT: String(await freePort()),
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return {
    pid: child.pid ?? 0,
    kill: (signal) => void child.kill(signal),
    output: () => output,
    ended: once(child, 'close').then(([code, signal]) => ({ code, signal })),
  };
}
