/** `frontdesk ask`: the desk in a terminal, for one question or line by line. */
import { createConsoleAdapter } from '../../adapters/console/index.js';
import { renderConsole, renderSentence } from '../../adapters/console/render.js';
import { scheduleChange } from '../../commands/schedule-change.js';
import type { Reply } from '../reply/reply.js';
import type { Change } from '../schedule/change.js';
import { createLiveSchedule } from '../schedule/live-schedule.js';
import { openDesk, readCommunity } from './community-desk.js';
import { type Environment, settingsOf } from './environment.js';
import { createLog } from './log.js';
import { readClock, readZone } from './readings.js';
import { storedReceipts } from './receipts.js';
import { type ChangesRead, readChanges, terminalChanges } from './stored-changes.js';
import { storedQuestions } from './stored-questions.js';

export interface AskOptions {
  readonly zone?: string | undefined;
  readonly now?: string | undefined;
  readonly json: boolean;
  readonly hostZone: string;
}

/**
 * @param text absent: a conversation, line by line from stdin.
 * @returns 0, or 1 where the reply says that something is wrong with what was asked.
 */
export async function ask(text: string | undefined, environment: Environment, options: AskOptions): Promise<number> {
  const zone = readZone(options.zone ?? options.hostZone);
  const clock = readClock(options.now);
  const log = createLog({ level: 'error', secrets: [], output: process.stderr });
  const community = await readCommunity(environment.communityFile);
  const schedule = createLiveSchedule(community, await changesOf(environment));
  const config = () => settingsOf(environment);
  const changes = terminalChanges({ community, live: schedule, config, otherTime: options.now !== undefined });
  const site = environment.result.ok ? environment.result.config.site : undefined;
  const { desk } = await openDesk(community, clock, log, storedReceipts(environment), storedQuestions(environment), {
    ...{ schedule, changes, site },
  });
  if (text === undefined && !options.json) {
    const terminal = createConsoleAdapter({ input: process.stdin, output: process.stdout, zone });
    await terminal.start(desk);
    await terminal.ended;
    return 0;
  }
  const reader = { id: 'terminal', zone };
  const reply = await desk.answer({ platform: 'console', place: 'direct', room: 'terminal', reader, line: text ?? '' });
  const color = process.stdout.isTTY && !process.env.NO_COLOR;
  const width = Math.min(process.stdout.columns ?? 80, 100);
  const shown = options.json
    ? JSON.stringify(reply, null, 2)
    : renderConsole(reply, { zone, commands: desk.commands, width, color });
  const hint = options.json || !isToPress(reply) ? '' : `\n${renderSentence(howToPress, width)}\n`;
  process.stdout.write(`${shown}\n${hint}`);
  return reply.tone === 'problem' ? 1 : 0;
}

const howToPress = 'To press a button, run “frontdesk ask” without a question and type the same there.';

/** A change is made by a button alone, and a single reply has none. */
function isToPress({ choices }: Reply): boolean {
  return choices.some(({ invoke }) => invoke.command === scheduleChange.info.name);
}

/** What stands in the community file is told all the same where the database cannot be read, and the terminal says so. */
async function changesOf({ result }: Environment): Promise<readonly Change[]> {
  const read = result.ok ? await readChanges(result.config.database) : unreadSettings;
  if ('unknown' in read && !read.nothing) {
    process.stderr.write(`Changes made in chat are not known here. ${read.unknown}\n`);
  }
  return read.changes;
}

const unreadSettings: ChangesRead = {
  changes: [],
  unknown: 'A setting is to be mended first; frontdesk start lists what.',
  nothing: false,
};
