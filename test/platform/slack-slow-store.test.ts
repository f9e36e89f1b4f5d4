/** Slack gives up on what is not acknowledged within 3 s: so nothing that can be slow stands before the acknowledgement. */
import { afterEach, describe, expect, test } from 'vitest';
import type { OnceGuard } from '../../src/adapter.js';
import type { Reply } from '../../src/reply/reply.js';
import { scriptedDesk } from '../support/scripted-desk.js';
import { runSlack } from '../support/slack/harness.js';

const reply: Reply = { title: 'Meeting', audience: 'asker', tone: 'plain', summary: 'Meeting.', body: [], choices: [] };
const commands = 300;
const atOnce = 5;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A store that answers nobody until it is let: slower than any number of seconds. */
class StuckStore implements OnceGuard {
  release: () => void = () => {};
  readonly #gate = new Promise<void>((resolve) => {
    this.release = resolve;
  });
  async first(): Promise<boolean> {
    await this.#gate;
    return true;
  }
}

describe.each(['socket', 'http'] as const)('over %s', (by) => {
  test('while the store answers nobody, 99 of 100 commands are acknowledged in less than 300 ms [fault 25]', async () => {
    const store = new StuckStore();
    const desk = scriptedDesk({ '/meeting': reply });
    const { slack, ana, close } = await runSlack(desk, { by, given: { once: store } });
    closing.push(close);
    const took: number[] = [];
    let sent = 0;
    async function type(): Promise<void> {
      while (sent < commands) {
        sent += 1;
        const { status, ms } = await ana.command('/meeting');
        expect(status).toBe(200);
        took.push(ms);
      }
    }
    await Promise.all(Array.from({ length: atOnce }, type));
    expect(desk.asked).toEqual([]);
    expect(took).toHaveLength(commands);
    const p99 = took.toSorted((a, b) => a - b)[Math.ceil(commands * 0.99) - 1];
    expect(p99).toBeLessThan(300);
    store.release();
    await slack.workspace.until(
      'every answer',
      () => slack.workspace.seenBy(ana.user, 'C0GENERAL').length === commands,
    );
  });
});
