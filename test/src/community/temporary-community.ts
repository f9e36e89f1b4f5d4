import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Loaded, loadCommunity } from '../../../src/community/load.js';

const istioFolder = new URL('../../../communities/istio/', import.meta.url);

export const istioFile = new URL('community.yaml', istioFolder).pathname;
export const istioText = await readFile(istioFile, 'utf8');

/** Runs in a folder of its own with a folder of documents in it, and takes it away afterwards. */
export async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-community-'));
  try {
    await mkdir(join(folder, 'docs'));
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export async function loadText(text: string | Uint8Array): Promise<Loaded> {
  return inFolder(async (folder) => {
    const file = join(folder, 'community.yaml');
    await writeFile(file, text);
    return loadCommunity(file);
  });
}

/** A community with one meeting, whose keys stand at four spaces, and nothing else but a room. */
export function withMeeting(keys: string): string {
  return `community: { name: Test, home: "https://example.org", timezone: Europe/Berlin }
rooms: { general: {} }
meetings:
  - id: sync
    title: Sync
    lasts: 30 minutes
    ${keys.trim().replaceAll('\n', '\n    ')}
`;
}
