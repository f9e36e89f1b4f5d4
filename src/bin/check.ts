/** `frontdesk check`: reads a community file as `start` would, and lists everything to mend. */
import { resolve } from 'node:path';
import type { Community } from '../community/model.js';
import { shownPath } from '../community/shown-path.js';
import { leftOutText, readDocuments } from '../documents/documents.js';
import { standingSentence } from '../schedule/change-standing.js';
import { occurrenceStates } from '../schedule/occurrence-state.js';
import { systemClock } from '../time/clock.js';
import { CommandLineError } from './command-line-error.js';
import { readCommunity } from './community-desk.js';
import type { Environment } from './environment.js';
import { readChanges } from './stored-changes.js';

/** Throws a CommandLineError with every problem of the file. */
export async function check(file: string | undefined, environment: Environment): Promise<number> {
  const path = file === undefined ? environment.communityFile : resolve(process.cwd(), file);
  const community = await readCommunity(path);
  const counts = [
    counted(community.meetings.length, 'meeting'),
    counted(community.groups.length, 'working group'),
    counted(community.links.length, 'link'),
  ];
  process.stdout.write(`${shownPath(path, process.cwd())} is in order: ${community.name}, ${counts.join(', ')}.\n`);
  if (community.docs.length > 0) process.stdout.write(await documentsText(community));
  process.stdout.write(await changesText(community, environment));
  return 0;
}

/** The file may say otherwise than what was changed in chat: no slip either. Left out where no changes can be read. */
async function changesText(community: Community, { result }: Environment): Promise<string> {
  if (!result.ok) return '';
  const { changes } = await readChanges(result.config.database);
  const now = systemClock.now();
  const told = [...occurrenceStates(changes).values()].flatMap(
    (state) => standingSentence(state, community, now) ?? [],
  );
  return told.length === 0 ? '' : `Changed in chat:\n${told.map((sentence) => `- ${sentence}\n`).join('')}`;
}

/** What answers are drawn from: a folder without documents is no slip of the file, and still worth to know. */
async function documentsText({ docs }: Community): Promise<string> {
  const { sections, leftOut } = await readDocuments(docs).catch((error: unknown) => {
    throw new CommandLineError(
      `The documents cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  const files = new Set(sections.map(({ id }) => id.replace(/#.*$/s, ''))).size;
  const read = `Documents: ${counted(files, 'file')}, ${counted(sections.length, 'section')}.`;
  const none = sections.length === 0 ? ' No answer comes from documents.' : '';
  const missing = leftOut.slice(0, mostListed).map((one) => `- ${leftOutText(one)}\n`);
  const more = leftOut.length > mostListed ? `- and ${leftOut.length - mostListed} more\n` : '';
  const head = leftOut.length === 0 ? '' : `Left out: ${counted(leftOut.length, 'file')}.\n`;
  return `${read}${none}\n${head}${missing.join('')}${more}`;
}

const mostListed = 20;
const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
