import type { Community, Meeting } from '../../src/community/model.js';
import type { Change, NewChange } from '../../src/schedule/change.js';
import { ruleFromHuman } from '../../src/time/rule.js';
import type { Series } from '../../src/time/series.js';
import { type Instant, parseInstant, parseWall, type WallTime } from '../../src/time/zoned.js';

export function wall(text: string): WallTime {
  const read = parseWall(text);
  if (read === undefined) throw new Error(`Not a wall time: ${text}`);
  return read;
}

export function instant(text: string): Instant {
  const read = parseInstant(text);
  if (read === undefined) throw new Error(`Not an instant: ${text}`);
  return read;
}

/** Every second Thursday at 11:00 in Los Angeles from 8 January 2026, unless `series` says otherwise. */
export function sampleMeeting(id: string, series: Partial<Series> = {}): Meeting {
  const read = ruleFromHuman({ every: '2 weeks', on: 'thursday' });
  if ('problem' in read) throw new Error(read.problem);
  return {
    id,
    title: `The ${id} meeting`,
    series: {
      zone: 'America/Los_Angeles',
      rule: read.rule,
      starting: { year: 2026, month: 1, day: 8 },
      slots: [{ hour: 11, minute: 0 }],
      except: [],
      moved: [],
      extra: [],
      ...series,
    },
    rhythm: 'every 2 weeks on Thursday at 11:00',
    lastsMinutes: 60,
    aliases: [],
    remind: [],
    line: 1,
  };
}

export function sampleCommunity(...meetings: readonly Meeting[]): Community {
  return {
    name: 'Example',
    home: 'https://example.org',
    zone: 'America/Los_Angeles',
    rooms: [],
    maintainers: [],
    meetings,
    groups: [],
    links: [],
    contribute: [],
    docs: [],
    file: '/example/community.yaml',
  };
}

type Said = Partial<Pick<NewChange, 'meeting' | 'why' | 'note' | 'by' | 'follows'>> & { readonly to?: string };

/** One change of an occurrence of "community", made by Ada on Slack at noon of 24 November 2026. */
export function change(id: number, kind: Change['kind'], original: string, said: Said = {}): Change {
  const { to, ...rest } = said;
  return {
    id,
    kind,
    meeting: 'community',
    original: wall(original),
    by: { platform: 'slack', id: 'U1', name: 'Ada' },
    follows: 0,
    at: instant('2026-11-24T12:00:00Z'),
    ...(to === undefined ? {} : { to: wall(to) }),
    ...rest,
  };
}
