/** From a community file to a desk that answers: what `start`, `ask` and `plan` have in common. */
import { relative } from 'node:path';
import { home, registry } from '../../commands/index.js';
import type { Desk, Logger } from '../adapter.js';
import { createAnswers } from '../answers/create-answers.js';
import { createDesk } from '../command/dispatch.js';
import { formatProblem, loadCommunity } from '../community/load.js';
import type { Community } from '../community/model.js';
import { createSchedule, type Schedule } from '../schedule/schedule.js';
import type { Clock } from '../time/clock.js';
import { CommandLineError } from './command-line-error.js';

/** Throws a CommandLineError that lists every problem of the file. */
export async function readCommunity(file: string): Promise<Community> {
  const loaded = await loadCommunity(file);
  if (loaded.ok) return loaded.community;
  const count = loaded.problems.length === 1 ? '1 problem' : `${loaded.problems.length} problems`;
  const lines = loaded.problems.map((p) => formatProblem(p));
  throw new CommandLineError(`${relative(process.cwd(), file) || file} has ${count}:\n${lines.join('\n')}`);
}

export interface CommunityDesk {
  readonly community: Community;
  readonly schedule: Schedule;
  readonly desk: Desk;
}

export async function openDesk(file: string, clock: Clock, log: Logger): Promise<CommunityDesk> {
  const community = await readCommunity(file);
  const schedule = createSchedule(community);
  const answers = await createAnswers(community, schedule, (leftOut) => log.warn(leftOut));
  const desk = createDesk({ community, schedule, answers, clock, log, commands: registry, home });
  return { community, schedule, desk };
}
