/**
 * `frontdesk schedule`: the coming dates that were changed in chat, or (export) the same as entries to fold back into the
 * community file. It only reads, so it may be asked while the front desk runs.
 */
import type { Community } from '../community/model.js';
import { changeStanding } from '../schedule/change-standing.js';
import { exportChanges } from '../schedule/export.js';
import { type OccurrenceState, occurrenceStates } from '../schedule/occurrence-state.js';
import { type Instant, instantOf } from '../time/zoned.js';
import { CommandLineError } from './command-line-error.js';
import { readCommunity } from './community-desk.js';
import { type Environment, settingsOf } from './environment.js';
import { readClock, readZone, refuseForeignOptions } from './readings.js';
import { changesAsJson, changesAsText, exportAsJson, exportAsYaml } from './schedule-text.js';
import { readChanges } from './stored-changes.js';

export interface ScheduleOptions {
  readonly zone?: string | undefined;
  /** As of another instant: what is over by then is left out. */
  readonly now?: string | undefined;
  readonly json: boolean;
}

const taken: readonly string[] = ['zone', 'now', 'json', 'file'];

/** @param words "list" (also where nothing is said) or "export" */
export async function schedule(
  environment: Environment,
  words: readonly string[],
  options: ScheduleOptions,
): Promise<number> {
  refuseForeignOptions('schedule', { ...options }, taken);
  const [what = 'list', ...rest] = words;
  if ((what !== 'list' && what !== 'export') || rest.length > 0) {
    throw new CommandLineError(`frontdesk schedule takes list or export, not “${words.join(' ')}”.`, 2);
  }
  const zone = options.zone === undefined ? undefined : readZone(options.zone);
  const now = readClock(options.now).now();
  const { database } = settingsOf(environment);
  const community = await readCommunity(environment.communityFile);
  const read = await readChanges(database);
  if ('unknown' in read) throw new CommandLineError(read.unknown);
  const states = [...occurrenceStates(read.changes).values()];
  process.stdout.write(
    what === 'list'
      ? listText(states, community, now, options.json, zone ?? community.zone)
      : exportText(states, community, now, options.json),
  );
  return 0;
}

function listText(
  states: readonly OccurrenceState[],
  community: Community,
  now: Instant,
  json: boolean,
  zone: string,
): string {
  const listed = states
    .filter((state) => state.standing.length > 0)
    .map((state) => ({ state, standing: changeStanding(state, community), at: startOf(state, community) }))
    .filter(({ at, state }) => at + lengthOf(state, community) > now)
    .sort((a, b) => a.at - b.at);
  return json ? `${JSON.stringify(changesAsJson(listed), null, 2)}\n` : changesAsText(listed, zone);
}

function exportText(states: readonly OccurrenceState[], community: Community, now: Instant, json: boolean): string {
  const exported = exportChanges(community, states, now);
  return json ? `${JSON.stringify(exportAsJson(exported), null, 2)}\n` : exportAsYaml(exported);
}

/** The later of where it was to be and where it is; a meeting that is gone is taken to be in the community's zone. */
function startOf({ meeting, original, place }: OccurrenceState, community: Community): Instant {
  const zone = community.meetings.find(({ id }) => id === meeting)?.series.zone ?? community.zone;
  return Math.max(instantOf(original, zone), instantOf(place?.to ?? original, zone)) as Instant;
}

function lengthOf({ meeting }: OccurrenceState, { meetings }: Community): number {
  return (meetings.find(({ id }) => id === meeting)?.lastsMinutes ?? 0) * 60;
}
