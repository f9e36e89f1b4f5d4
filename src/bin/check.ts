/** `frontdesk check`: reads a community file as `start` would, and lists everything to mend. */
import { resolve } from 'node:path';
import { shownPath } from '../community/shown-path.js';
import { readCommunity } from './community-desk.js';
import type { Environment } from './environment.js';

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
  return 0;
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
