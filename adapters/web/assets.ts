/** The page's own files, read once at the start. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AdapterStartError } from '../../src/adapter.js';
import { tabIcon } from './icons.js';

export interface Asset {
  readonly type: string;
  readonly body: string;
  /** Differs when the body does; quoted as the header wants it. */
  readonly etag: string;
}

/** By path. Throws an AdapterStartError where they were never built. */
export async function readAssets(folder: string): Promise<ReadonlyMap<string, Asset>> {
  const read = async (name: string): Promise<string> => {
    try {
      return await readFile(join(folder, name), 'utf8');
    } catch {
      throw new AdapterStartError(
        `The page needs ${name}, which is not built yet. Run "npm run build", then start again.`,
      );
    }
  };
  return new Map([
    ['/page.js', asset('text/javascript; charset=utf-8', await read('page.js'))],
    ['/page.css', asset('text/css; charset=utf-8', await read('page.css'))],
    ['/icon.svg', asset('image/svg+xml', tabIcon)],
  ]);
}

function asset(type: string, body: string): Asset {
  return { type, body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}
