/** From a community file to a desk that answers: what `start`, `ask` and `plan` have in common. */
import { home, registry } from '../../commands/index.js';
import type { Desk, Logger } from '../adapter.js';
import { createAnswers } from '../answers/create-answers.js';
import { createDesk } from '../command/dispatch.js';
import { formatProblem, loadCommunity } from '../community/load.js';
import type { Community } from '../community/model.js';
import { shownPath } from '../community/shown-path.js';
import { createSchedule, type Schedule } from '../schedule/schedule.js';
import type { Receipts } from '../store/ledger.js';
import type { QuestionLog } from '../store/question-log.js';
import type { Clock } from '../time/clock.js';
import { CommandLineError } from './command-line-error.js';
import { isNamedBySetting } from './environment.js';

/** Throws a CommandLineError that lists every problem of the file. */
export async function readCommunity(file: string): Promise<Community> {
  const loaded = await loadCommunity(file);
  if (loaded.ok) return loaded.community;
  const count = loaded.problems.length === 1 ? '1 problem' : `${loaded.problems.length} problems`;
  const folder = process.cwd();
  const lines = loaded.problems.map((p) => formatProblem(p, folder));
  const origin = isNamedBySetting(file) ? ', which FRONTDESK_COMMUNITY names,' : '';
  throw new CommandLineError(`${shownPath(file, folder)}${origin} has ${count}:\n${lines.join('\n')}`);
}

export interface CommunityDesk {
  readonly schedule: Schedule;
  readonly desk: Desk;
}

/** @param receipts what maintainers may read; they are asked for only when somebody reads them. */
export async function openDesk(
  community: Community,
  clock: Clock,
  log: Logger,
  receipts: Receipts,
  questions: QuestionLog,
): Promise<CommunityDesk> {
  const schedule = createSchedule(community);
  const answers = await createAnswers(community, schedule, (leftOut) => log.warn(leftOut));
  const desk = createDesk({ community, schedule, answers, receipts, questions, clock, log, commands: registry, home });
  return { schedule, desk };
}
