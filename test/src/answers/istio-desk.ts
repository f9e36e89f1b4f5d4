import type { Answered } from '../../../src/answers/answers.js';
import { createAnswers } from '../../../src/answers/create-answers.js';
import { loadCommunity } from '../../../src/community/load.js';
import { createSchedule } from '../../../src/schedule/schedule.js';
import type { Instant } from '../../../src/time/zoned.js';

/** 2026-11-24T10:00:00Z, a Tuesday: two days before the meeting that Thanksgiving skips. */
export const tuesday = 1_795_514_400 as Instant;

/** The example community, asked from Berlin. */
export async function istioDesk(): Promise<(question: string, zone?: string) => Promise<Answered>> {
  const loaded = await loadCommunity('communities/istio/community.yaml');
  if (!loaded.ok) throw new Error('The example community file does not load.');
  const answers = await createAnswers(loaded.community, createSchedule(loaded.community));
  return (question, zone = 'Europe/Berlin') =>
    answers.answer(question, { reader: { id: 'reader', zone }, now: tuesday });
}

/** The invoke of a whole-command answer, or the kind and summary of a reply. */
export function gist(answered: Answered): unknown {
  return answered.kind === 'command' ? answered.invoke : `${answered.kind}: ${answered.reply.summary}`;
}
