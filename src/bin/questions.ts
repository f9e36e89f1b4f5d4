/**
 * `frontdesk questions`: the questions that were not answered well, those that ask the same together; or, with --export, the
 * answers that were written in chat, as YAML for the community file. It only reads, so it may be asked while the front desk
 * runs; and it works with a broken community file.
 */
import { loadCommunity } from '../community/load.js';
import { answersYaml } from '../questions/answers-yaml.js';
import { questionGroups } from '../questions/question-groups.js';
import { type Instant, instantOf, parseDate, parseInstant } from '../time/zoned.js';
import { CommandLineError } from './command-line-error.js';
import { type Environment, settingsOf } from './environment.js';
import { questionsAsJson, questionsAsText } from './questions-text.js';
import { readZone, refuseForeignOptions } from './readings.js';
import { reading } from './receipts.js';

export interface QuestionsOptions {
  /** A date in the zone, or an instant. */
  readonly since?: string | undefined;
  readonly limit?: string | undefined;
  readonly zone?: string | undefined;
  readonly json: boolean;
  readonly export: boolean;
}

const usualLimit = 20;
/** All that are kept. */
const most = 10_000;
const taken: readonly string[] = ['since', 'limit', 'zone', 'json', 'export', 'file'];

export async function questions(
  environment: Environment,
  words: readonly string[],
  options: QuestionsOptions,
): Promise<number> {
  refuseForeignOptions('questions', { ...options }, taken);
  if (words.length > 0) throw new CommandLineError(`frontdesk questions takes no “${words.join(' ')}”.`, 2);
  const limit = options.limit === undefined ? usualLimit : readLimit(options.limit);
  const given = options.zone === undefined ? undefined : readZone(options.zone);
  const { database } = settingsOf(environment);
  if (options.export) return exportAnswers(database, options);
  const loaded = await loadCommunity(environment.communityFile);
  const zone = given ?? (loaded.ok ? loaded.community.zone : 'UTC');
  const since = options.since === undefined ? undefined : readSince(options.since, zone);
  const open = await reading(database, (store) => store.openQuestions({ limit: most }));
  // All are put together first, so that an id names the same group whatever is left out.
  const groups = (await questionGroups(open)).filter(({ latest }) => since === undefined || latest >= since);
  const shown = groups.slice(0, limit);
  const count = groups.reduce((sum, group) => sum + group.questions.length, 0);
  process.stdout.write(
    options.json
      ? `${JSON.stringify(questionsAsJson(shown), null, 2)}\n`
      : questionsAsText({ groups: shown, of: groups.length, questions: count }, zone),
  );
  return 0;
}

async function exportAnswers(database: string, { json, since, limit }: QuestionsOptions): Promise<number> {
  if (json || since !== undefined || limit !== undefined) {
    throw new CommandLineError('--export prints all written answers as YAML; it goes with no other option.', 2);
  }
  const answers = await reading(database, (store) => store.curatedAnswers());
  if (answers.length === 0) process.stderr.write('No answer was written in chat yet.\n');
  // In the file the first of two that answer the same is preferred, in chat the latest.
  process.stdout.write(answersYaml(answers.toReversed()));
  return 0;
}

function readSince(text: string, zone: string): Instant {
  const date = parseDate(text);
  const at = date === undefined ? parseInstant(text) : instantOf({ ...date, hour: 0, minute: 0 }, zone);
  if (at !== undefined) return at;
  throw new CommandLineError(`--since: “${text}” is no date. Write it as 2026-11-24.`, 2);
}

function readLimit(text: string): number {
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= most) return limit;
  throw new CommandLineError(`--limit: “${text}” does not fit. Use a whole number from 1 to ${most}.`, 2);
}
