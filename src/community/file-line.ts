import { basename } from 'node:path';
import type { Community } from './model.js';

/** Where something stands in the community file: "community.yaml, line 39". */
export function fileLine({ file }: Pick<Community, 'file'>, line: number): string {
  return `${basename(file)}, line ${line}`;
}
