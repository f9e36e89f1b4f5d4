import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { exampleCommunity } from '../../src/bin/package-file.js';

/** A copy of the Istio example in a folder of its own, whose rooms stand for these channels. */
export function istioWithChannels(ids: { readonly slack: string; readonly discord: string }): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'));
  cpSync(dirname(exampleCommunity()), folder, { recursive: true });
  const file = join(folder, 'community.yaml');
  const rooms = `general: { slack: ${ids.slack}, discord: "${ids.discord}" }`;
  const text = readFileSync(file, 'utf8').replace('general: {}', rooms);
  if (!text.includes(rooms)) throw new Error('The example has no room “general: {}” any more.');
  writeFileSync(file, text);
  return file;
}
