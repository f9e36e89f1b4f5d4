import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

/** A community file of that text, in a folder of its own. */
export async function temporaryFile(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-schedule-'));
  folders.push(folder);
  const path = join(folder, 'community.yaml');
  await writeFile(path, text);
  return path;
}

export async function removeTemporaryCommunities(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
}
