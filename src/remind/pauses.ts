import type { Platform, Target } from '../adapter.js';
import type { Instant } from '../time/zoned.js';

type Place = Pick<Target, 'platform' | 'room'>;

/** Rooms and platforms that are to be left alone for a while. Known to this process only: a restart tries them again. */
export interface Pauses {
  room(place: Place, until: Instant): void;
  platform(platform: Platform, until: Instant): void;
  rooms(now: Instant): readonly Place[];
  platforms(now: Instant): ReadonlySet<Platform>;
}

export function createPauses(): Pauses {
  const rooms = new Map<string, { readonly place: Place; readonly until: Instant }>();
  const platforms = new Map<Platform, Instant>();
  return {
    room(place, until) {
      rooms.set(`${place.platform}/${place.room}`, { place, until });
    },
    platform(platform, until) {
      platforms.set(platform, until);
    },
    rooms(now) {
      for (const [name, { until }] of rooms) if (until <= now) rooms.delete(name);
      return [...rooms.values()].map(({ place }) => place);
    },
    platforms(now) {
      for (const [platform, until] of platforms) if (until <= now) platforms.delete(platform);
      return new Set(platforms.keys());
    },
  };
}
