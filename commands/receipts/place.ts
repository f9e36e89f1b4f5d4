import type { Receipt } from '../../src/command/command.js';
import { platformName } from '../../src/command/platform-name.js';

/** "general on Slack" */
export function place({ room, platform }: Pick<Receipt, 'room' | 'platform'>): string {
  return `${room} on ${platformName[platform]}`;
}
