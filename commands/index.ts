/** Every command, in the order in which help lists them. A new one is a file here and a line below. */
import type { Command } from '../src/command/command.js';
import { ask } from './ask.js';
import { contribute } from './contribute.js';
import { feedback } from './feedback.js';
import { frontdesk } from './frontdesk.js';
import { helpLinks } from './help-links.js';
import { meeting } from './meeting.js';
import { passage } from './passage.js';
import { questions } from './questions.js';
import { receipts } from './receipts.js';
import { schedule } from './schedule.js';
import { scheduleChange } from './schedule-change.js';
import { workingGroups } from './working-groups.js';

export { home } from './home.js';

export const registry: readonly Command[] = [
  meeting,
  helpLinks,
  workingGroups,
  contribute,
  ask,
  frontdesk,
  schedule,
  receipts,
  questions,
  scheduleChange,
  feedback,
  passage,
];
