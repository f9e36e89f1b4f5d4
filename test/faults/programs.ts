import { fileURLToPath } from 'node:url';
import { bundled } from '../../bench/bundle.js';
import type { Programs } from './processes.js';

/** Makes the programs that a test of this folder starts. Whoever asks for them removes the folder. */
export function makePrograms(): Promise<Programs> {
  const here = fileURLToPath(new URL('.', import.meta.url));
  return bundled(here, [`${here}replica.ts`, `${here}platforms.ts`]);
}
