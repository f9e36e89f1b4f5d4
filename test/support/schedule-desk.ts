import { home, registry } from '../../commands/index.js';
import type { Asking, Desk, Invocation } from '../../src/adapter.js';
import { createDesk } from '../../src/command/dispatch.js';
import { type Loaded, loadCommunity } from '../../src/community/load.js';
import type { Invoke, Reply } from '../../src/reply/reply.js';
import type { Change, NewChange, Recorded, ScheduleChanges } from '../../src/schedule/change.js';
import { createLiveSchedule, type LiveSchedule } from '../../src/schedule/live-schedule.js';
import type { Receipts } from '../../src/store/ledger.js';
import { FixedClock } from '../../src/time/clock.js';
import { type Instant, wallText } from '../../src/time/zoned.js';
import { FixedReceipts } from './fixed-receipts.js';
import { KeptQuestions } from './kept-questions.js';
import { RecordingLog } from './recording-log.js';

/** Changes kept in memory as the store keeps them: a chain for each occurrence, and what is recorded the schedule tells. */
export class LiveChanges implements ScheduleChanges {
  readonly #live: LiveSchedule;
  readonly #clock: FixedClock;
  constructor(live: LiveSchedule, clock: FixedClock) {
    this.#live = live;
    this.#clock = clock;
  }

  list(): readonly Change[] {
    return this.#live.changes();
  }

  async record(change: NewChange): Promise<Recorded> {
    const chain = this.list().filter(
      (one) => one.meeting === change.meeting && wallText(one.original) === wallText(change.original),
    );
    const taken = chain.find((one) => one.follows === change.follows);
    if (taken !== undefined) {
      const { id: _id, at: _at, ...asked } = taken;
      const same = JSON.stringify(sorted(asked)) === JSON.stringify(sorted(change));
      return same ? { outcome: 'already', change: taken } : { outcome: 'overtaken', by: chain.at(-1) ?? taken };
    }
    if ((chain.at(-1)?.id ?? 0) !== change.follows) throw new RangeError('What it follows is not in the log');
    const recorded: Change = { ...change, id: this.#live.revision + 1, at: this.#clock.now() };
    this.#live.take([recorded]);
    return { outcome: 'recorded', change: recorded };
  }
}

function sorted(change: NewChange): unknown {
  const { by, ...rest } = change;
  return [Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)), by.platform, by.id];
}

/** A community never changes, so that all desks may share it. */
const loadedFiles = new Map<string, Promise<Loaded>>();

function loadedOnce(file: string): Promise<Loaded> {
  const loaded = loadedFiles.get(file) ?? loadCommunity(file);
  loadedFiles.set(file, loaded);
  return loaded;
}

export interface ScheduleDesk {
  readonly desk: Desk;
  readonly clock: FixedClock;
  readonly live: LiveSchedule;
  readonly changes: LiveChanges;
  readonly log: RecordingLog;
  /** Asks as the maintainer Ana would, from Berlin, on Slack in a direct message. */
  ask(line: string, asking?: Partial<Invocation>): Promise<Reply>;
  press(invoke: Invoke, asking?: Partial<Asking>): Promise<Reply>;
  /** Presses the button of this label. */
  pressed(reply: Reply, label: string, asking?: Partial<Asking>): Promise<Reply>;
}

/** A desk over a community file whose schedule changes as it does in service; U0ANA and U0BEN are its maintainers. */
export async function openScheduleDesk(
  file: string | Loaded = 'communities/istio/community.yaml',
  now = '2026-11-24T10:00:00Z',
  receipts: Receipts = new FixedReceipts(),
): Promise<ScheduleDesk> {
  const loaded = typeof file === 'string' ? await loadedOnce(file) : file;
  if (!loaded.ok) throw new Error(loaded.problems.map(({ problem }) => problem).join('\n'));
  const community = { ...loaded.community, maintainers: [{ slack: 'U0ANA' }, { slack: 'U0BEN' }] };
  const clock = new FixedClock((Date.parse(now) / 1000) as Instant);
  const log = new RecordingLog();
  const live = createLiveSchedule(community);
  const changes = new LiveChanges(live, clock);
  const desk = createDesk({
    ...{ community, schedule: live, changes, receipts, clock, log, commands: registry, home },
    answers: { answer: async () => ({ kind: 'unknown', reply: await desk.home(asAna) }) },
    questions: new KeptQuestions(),
  });
  const press: ScheduleDesk['press'] = (invoke, asking = {}) => desk.answer({ ...asAna, ...asking, invoke });
  return {
    ...{ desk, clock, live, changes, log, press },
    ask: (line, asking = {}) => desk.answer({ ...asAna, line, ...asking } as Invocation),
    pressed(reply, label, asking) {
      const choice = reply.choices.find((one) => one.label === label);
      if (choice === undefined) throw new Error(`No button “${label}” among ${reply.choices.map((one) => one.label)}`);
      return press(choice.invoke, asking);
    },
  };
}

const asAna: Asking = {
  platform: 'slack',
  place: 'direct',
  room: 'D0ANA',
  reader: { id: 'U0ANA', name: 'Ana Ruiz', zone: 'Europe/Berlin' },
};
