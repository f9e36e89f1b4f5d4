import type { Answered } from '../../../src/answers/answers.js';
import { createAnswers } from '../../../src/answers/create-answers.js';
import { loadCommunity } from '../../../src/community/load.js';
import { plainText } from '../../../src/reply/plain.js';
import { createSchedule } from '../../../src/schedule/schedule.js';
import { type Instant, parseInstant } from '../../../src/time/zoned.js';

/** 2026-11-24T10:00:00Z, a Tuesday: two days before the meeting that Thanksgiving skips. */
export const tuesday = 1_795_514_400 as Instant;

type Ask = (question: string, zone?: string, now?: Instant) => Promise<Answered>;

async function deskOf(file: string): Promise<Ask> {
  const loaded = await loadCommunity(file);
  if (!loaded.ok) throw new Error(`${file} does not load.`);
  const answers = await createAnswers(loaded.community, createSchedule(loaded.community));
  return (question, zone = 'Europe/Berlin', now = tuesday) =>
    answers.answer(question, { reader: { id: 'reader', zone }, now });
}

/** The example community, asked from Berlin. */
export const istioDesk = (): Promise<Ask> => deskOf('communities/istio/community.yaml');

/** A community whose first meeting is over, and one of whose dates is moved. */
export const gardenDesk = (): Promise<Ask> => deskOf('test/src/answers/garden.yaml');

/** "2026-11-26T19:30:00Z" as an instant. */
export function at(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error(`${text} is no moment.`);
  return instant;
}

/** What a reader sees, line by line, in the zone of the default reader. */
export function shown(answered: Answered, zone = 'Europe/Berlin'): readonly string[] {
  return answered.kind === 'command' ? [] : plainText(answered.reply, zone).split(/\n+/);
}

/** The invoke of a whole-command answer, or the kind and summary of a reply. */
export function gist(answered: Answered): unknown {
  return answered.kind === 'command' ? answered.invoke : `${answered.kind}: ${answered.reply.summary}`;
}
