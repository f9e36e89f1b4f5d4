/** From a community file to a desk that answers: what `start`, `ask` and `plan` have in common. */
import { home, registry } from '../../commands/index.js';
import type { Desk, Logger } from '../adapter.js';
import { createAnswers, openAnswers } from '../answers/create-answers.js';
import { curatedAnswers } from '../answers/curated.js';
import { createDesk } from '../command/dispatch.js';
import { problem } from '../command/errors.js';
import { formatProblem, loadCommunity } from '../community/load.js';
import type { Community } from '../community/model.js';
import { shownPath } from '../community/shown-path.js';
import { createStoredAnswers } from '../questions/stored-answers.js';
import type { ScheduleChanges } from '../schedule/change.js';
import { createLiveSchedule, type LiveSchedule } from '../schedule/live-schedule.js';
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
  readonly schedule: LiveSchedule;
  readonly desk: Desk;
  /** Ends the watch over the documents. */
  stop(): Promise<void>;
}

export interface DeskSettings {
  /** Whether the documents are read again when they change; then `stop` is to be called. */
  readonly rereads?: boolean;
  /** The file's own, without a change, unless said. */
  readonly schedule?: LiveSchedule;
  /** Where changes are recorded; without it the schedule is only read. */
  readonly changes?: ScheduleChanges;
  /** As FRONTDESK_SITE says. */
  readonly site?: string | undefined;
}

/**
 * @param receipts what maintainers may read; they are asked for only when somebody reads them
 * @param questions where questions that were not answered well are kept, with the answers written in chat
 */
export async function openDesk(
  community: Community,
  clock: Clock,
  log: Logger,
  receipts: Receipts,
  questions: QuestionLog,
  settings: DeskSettings = {},
): Promise<CommunityDesk> {
  const { rereads = false, schedule = createLiveSchedule(community), site } = settings;
  const stored = createStoredAnswers(questions, clock);
  const curated = curatedAnswers(community, () => stored.list());
  const report = (sentence: string) => log.warn(sentence);
  const { stop, ...answers } = rereads
    ? await openAnswers(community, schedule, report, curated)
    : { ...(await createAnswers(community, schedule, report, curated)), stop: async () => undefined };
  const desk = createDesk({
    community,
    schedule,
    changes: settings.changes ?? onlyRead(schedule),
    ...(site === undefined ? {} : { site }),
    answers,
    receipts,
    questions: stored.questions,
    clock,
    log,
    commands: registry,
    home,
  });
  return { schedule, desk, stop };
}

function onlyRead(schedule: LiveSchedule): ScheduleChanges {
  return {
    list: () => schedule.changes(),
    record: async () => {
      throw problem('changes-not-recorded', { why: 'The schedule is only read here.' });
    },
  };
}
