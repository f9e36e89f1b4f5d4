/**
 * How kind a moment is to people in a zone. Between 8 and 20 o'clock on their own wall it costs nobody anything; outside it
 * counts how far it is from there, so that 02:00 is the worst that can be.
 */
import { type Instant, wallOf } from './zoned.js';

const morning = 8;
const evening = 20;

/** Hours between what the clock in `zone` shows at `at` and the waking day, 8 to 20; 0 to 6. @param zone IANA, validated */
export function hoursFromDay(at: Instant, zone: string): number {
  const { hour, minute } = wallOf(at, zone);
  const time = hour + minute / 60;
  if (time >= morning && time <= evening) return 0;
  return Math.min((time - evening + 24) % 24, (morning - time + 24) % 24);
}

export interface WorldPart {
  /** As it stands in a sentence: "the Americas". */
  readonly name: string;
  /** Zones in which many of its people live. */
  readonly zones: readonly string[];
}

export const worldParts: readonly WorldPart[] = [
  { name: 'the Americas', zones: ['America/Los_Angeles', 'America/New_York', 'America/Sao_Paulo'] },
  { name: 'Europe and Africa', zones: ['Europe/London', 'Europe/Berlin', 'Africa/Lagos', 'Africa/Nairobi'] },
  { name: 'Asia and the Pacific', zones: ['Asia/Kolkata', 'Asia/Shanghai', 'Asia/Tokyo', 'Australia/Sydney'] },
];

/** The mean of `hoursFromDay` over the zones of one part. */
export function hoursFromDayIn({ zones }: WorldPart, at: Instant): number {
  return zones.reduce((sum, zone) => sum + hoursFromDay(at, zone), 0) / zones.length;
}
