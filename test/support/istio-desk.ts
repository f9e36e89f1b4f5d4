import type { Desk, Invocation } from '../../src/adapter.js';
import { openDesk, readCommunity } from '../../src/bin/community-desk.js';
import { exampleCommunity } from '../../src/bin/package-file.js';
import type { Reply } from '../../src/reply/reply.js';
import type { Receipts } from '../../src/store/ledger.js';
import type { QuestionLog } from '../../src/store/question-log.js';
import { FixedClock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import { FixedReceipts } from './fixed-receipts.js';
import { KeptQuestions } from './kept-questions.js';
import { RecordingLog } from './recording-log.js';

export interface IstioDesk {
  readonly desk: Desk;
  readonly clock: FixedClock;
  readonly log: RecordingLog;
  /** Asks as a member in Berlin would, in a direct message. */
  ask(line: string, asking?: Partial<Invocation>): Promise<Reply>;
}

/** The whole desk over the community file that ships, at a fixed time. */
export async function openIstioDesk(
  now = '2026-11-24T10:00:00Z',
  receipts: Receipts = new FixedReceipts(),
  questions: QuestionLog = new KeptQuestions(),
): Promise<IstioDesk> {
  const clock = new FixedClock((Date.parse(now) / 1000) as Instant);
  const log = new RecordingLog();
  const { desk } = await openDesk(await readCommunity(exampleCommunity()), clock, log, receipts, questions);
  const reader = { id: 'member', zone: 'Europe/Berlin' };
  return {
    desk,
    clock,
    log,
    ask: (line, asking = {}) =>
      desk.answer({ platform: 'console', place: 'direct', room: 'here', reader, line, ...asking } as Invocation),
  };
}
