import { setTimeout as pause } from 'node:timers/promises';
import { FakeSlack, secrets } from '../../test/support/slack/fake-slack.js';
import { Typist } from '../../test/support/slack/typist.js';
import { type MeasuredProcess, startMeasured } from './measured-process.js';
import { type Bot, members, type Stand } from './stand.js';

const channel = 'C0GENERAL';

export function slackEnv(slack: FakeSlack): Readonly<Record<string, string>> {
  return { SLACK_BOT_TOKEN: secrets.botToken, SLACK_APP_TOKEN: secrets.appToken, SLACK_API_URL: slack.apiUrl };
}

export async function slackStand({ program, says, flags }: Bot): Promise<Stand> {
  const slack = await FakeSlack.open();
  const { workspace } = slack;
  const typists = Array.from({ length: members }, (_, n) => {
    workspace.addMember({ id: `U0MEMBER${n}`, name: `Member ${n}`, tz: 'Europe/Berlin', locale: 'en-GB' });
    return new Typist(slack, { kind: 'socket' }, `U0MEMBER${n}`);
  });
  const process = await startMeasured(program, slackEnv(slack), flags);
  process.stdout.resume();
  await connected(slack, process);

  async function askAs(typist: Typist): Promise<void> {
    const before = workspace.seenBy(typist.user, channel).length;
    await typist.command('/meeting', channel);
    const answer = await workspace.until('an answer', () => workspace.seenBy(typist.user, channel)[before]);
    const words = [answer.view.title, ...answer.view.texts].join(' ');
    if (answer.only !== typist.user || !words.includes(says)) throw new Error(`Not the answer: ${words}`);
  }

  let turn = 0;
  return {
    process,
    ask() {
      turn += 1;
      return askAs(typists[turn % members] as Typist);
    },
    forget() {
      slack.calls.length = 0;
      for (const { ts } of workspace.messages(channel)) workspace.remove(ts);
    },
    async close() {
      await process.stop();
      await slack.close();
    },
  };
}

const lookEveryMs = 10;
const patienceMs = 60_000;

/** A busy machine takes longer to start a bot than a test may. */
async function connected(slack: FakeSlack, process: MeasuredProcess): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  while (slack.sockets.connections === 0) {
    if (performance.now() > giveUpAt) throw new Error('The bot did not connect to Slack.');
    await Promise.race([pause(lookEveryMs), process.failed]);
  }
}
