/** From the file as checked to the model that everything else reads. */
import { rhythm } from '../time/rule.js';
import type { Series } from '../time/series.js';
import type { Path } from './finding.js';
import type {
  Community,
  Contribution,
  CuratedAnswer,
  DocSource,
  Group,
  Lead,
  Link,
  Maintainer,
  Meeting,
  QuestionRules,
  ReminderRule,
  Room,
} from './model.js';
import { type CommunityFile, weekdays } from './schema.js';

/** What the checks have worked out beside the file. */
export interface Checked {
  /** Absolute path of the file. */
  readonly file: string;
  /** One for each meeting, in order. */
  readonly series: readonly Series[];
  readonly docs: readonly DocSource[];
  readonly lineOf: (path: Path) => number;
}

export function buildCommunity(said: CommunityFile, { file, series, docs, lineOf }: Checked): Community {
  const { timezone, ...community } = said.community;
  return present<Community>({
    ...community,
    zone: timezone,
    rooms: Object.entries(said.rooms ?? {}).map(([name, room]) =>
      present<Room>({ name, ...room, line: lineOf(['rooms', name]) }),
    ),
    notices: said.notices,
    maintainers: (said.maintainers ?? []).map((maintainer) => present<Maintainer>(maintainer)),
    meetings: (said.meetings ?? []).map((meeting, index) => {
      const its = series[index];
      if (its === undefined) throw new Error(`The meeting ${meeting.id} was built before its dates were checked`);
      return meetingOf(meeting, its, lineOf(['meetings', index]));
    }),
    groups: (said.groups ?? []).map((group, index) => groupOf(group, lineOf(['groups', index]))),
    links: (said.links ?? []).map((link, index) => present<Link>({ ...link, line: lineOf(['links', index]) })),
    contribute: (said.contribute ?? []).map((way, index) =>
      present<Contribution>({ ...way, line: lineOf(['contribute', index]) }),
    ),
    docs,
    synonyms: said.synonyms,
    answers: said.answers?.map((answer, index) =>
      present<CuratedAnswer>({ ...answer, line: lineOf(['answers', index]) }),
    ),
    questions: said.questions && questionRules(said.questions),
    events: said.events && { discord: said.events.discord ?? 'on', aheadMinutes: said.events.ahead ?? 4 * 7 * 1440 },
    clockChanges: said.clockChanges,
    file,
  });
}

function questionRules({ askers, digest }: NonNullable<CommunityFile['questions']>): QuestionRules {
  const keepsAskers = askers === 'keep';
  if (digest === undefined) return { keepsAskers };
  const { room, on = 'monday', at = { hour: 9, minute: 0 } } = digest;
  return { keepsAskers, digest: { room, weekday: weekdays.indexOf(on) + 1, at } };
}

function meetingOf(said: NonNullable<CommunityFile['meetings']>[number], series: Series, line: number): Meeting {
  return present<Meeting>({
    id: said.id,
    title: said.title,
    about: said.about,
    series,
    rhythm: rhythm(series.rule, series.slots, series.starting),
    lastsMinutes: said.lasts,
    join: said.join,
    recordings: said.recordings,
    notes: said.notes,
    agenda: said.agenda,
    host: said.host,
    aliases: said.aliases ?? [],
    remind: (said.remind ?? []).map(({ before, rooms, mention }) =>
      present<ReminderRule>({ beforeMinutes: before, rooms, mention }),
    ),
    line,
  });
}

function groupOf(said: NonNullable<CommunityFile['groups']>[number], line: number): Group {
  const { forum } = said;
  return present<Group>({
    ...said,
    aliases: said.aliases ?? [],
    leads: (said.leads ?? []).map((lead) => present<Lead>(lead)),
    forum: typeof forum === 'string' ? { title: new URL(forum).hostname, url: forum } : forum,
    line,
  });
}

type Loose<T> = { readonly [K in keyof T]: T[K] | (Partial<Pick<T, K>> extends Pick<T, K> ? undefined : never) };

/** Without the keys that hold nothing, since the model says "absent", never "undefined". */
function present<T extends object>(loose: Loose<T>): T {
  return Object.fromEntries(Object.entries(loose).filter(([, value]) => value !== undefined)) as T;
}
