/**
 * What one slash command costs through the whole stack: CPU (user and system, all threads) of the bot's process for each
 * /meeting, on Slack by Socket Mode and on Discord by the gateway, beside the hello world of bolt and of discord.js.
 *
 * Ours is the shipped dist/frontdesk.js with its example community and a database file; every command is kept from being
 * answered twice, asked of the desk, rendered and sent. The platforms are the tests' own, in this process; each bot is a
 * process by itself with the same meter in it. Four members of many ask at a time, each waits until they see the answer, and
 * the answer is looked at. Rounds of both alternate, and the medians are compared, so that a busy machine tells on both alike.
 * A member's zone is known by then (it is asked of Slack once an hour).
 *
 * Prints one line of JSON. With --profile FOLDER each bot writes a CPU profile there when it ends.
 */
import { parseArgs } from 'node:util';
import { discordStand } from './parts/discord-stand.js';
import { median, rounded } from './parts/figures.js';
import { frontdesk, hello } from './parts/measured-process.js';
import { slackStand } from './parts/slack-stand.js';
import type { Stand } from './parts/stand.js';

const atOnce = 4;
const perRound = 125;
const rounds = 24;
/** So many that V8 has compiled both by then; ours, being more code, takes longer to get there. */
const warmUpRounds = 24;

const { values } = parseArgs({ options: { profile: { type: 'string' } } });
const flags = values.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', values.profile];
const ours = { program: frontdesk, says: 'Community meeting', flags };

async function ask(stand: Stand): Promise<void> {
  let left = perRound;
  const asked = Array.from({ length: atOnce }, async () => {
    for (left -= 1; left >= 0; left -= 1) await stand.ask();
  });
  await Promise.race([Promise.all(asked), stand.process.failed]);
  stand.forget();
}

/** Milliseconds of CPU for each command. */
async function cost(stand: Stand): Promise<number> {
  const before = await stand.process.usage();
  await ask(stand);
  const after = await stand.process.usage();
  return (after.cpuMs - before.cpuMs) / perRound;
}

async function compared(open: (bot: typeof ours) => Promise<Stand>, helloWorld: string) {
  const stands = await Promise.all([open(ours), open({ program: hello(helloWorld), says: 'Hello', flags })]);
  const [desk, baseline] = stands;
  const costs: { readonly desk: number; readonly hello: number }[] = [];
  for (let round = 0; round < warmUpRounds; round += 1) for (const stand of stands) await ask(stand);
  for (let round = 0; round < rounds; round += 1) costs.push({ hello: await cost(baseline), desk: await cost(desk) });
  for (const stand of stands) await stand.close();
  const [oursMs, helloMs] = [median(costs.map((one) => one.desk)), median(costs.map((one) => one.hello))];
  return { oursMs: rounded(oursMs), helloMs: rounded(helloMs), ratio: rounded(oursMs / helloMs) };
}

const slack = await compared(slackStand, 'hello-slack');
const discord = await compared((bot) => discordStand(bot, bot === ours), 'hello-discord');
process.stdout.write(`${JSON.stringify({ bench: 'command-cost', commands: rounds * perRound, slack, discord })}\n`);
