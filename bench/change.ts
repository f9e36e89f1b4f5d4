/**
 * From the press of a button to the last thing that anybody sees of it: a meeting is skipped, and the skip taken back, again and
 * again, in the real reminder half in a process of its own, against both platforms with their limits on. Each change edits 8
 * posted reminders and tells 8 places of it. Beside it stands one bare chat.update of one message. Prints one line of JSON.
 *
 *   npm run bench -- change          50 changes: about 5 minutes
 *   npm run bench -- change few      10 changes
 */
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { changedCrowd, changeOf } from '../test/faults/change-plan.js';
import { slackChannel } from '../test/faults/crowd.js';
import type { Seen } from '../test/faults/platforms.js';
import { startReplica } from '../test/faults/processes.js';
import { spreadOf } from '../test/faults/result.js';
import { lastMinute, openStand, type Stand } from '../test/faults/stand.js';
import { until } from '../test/faults/until.js';
import { median, rounded } from './parts/figures.js';

const changes = process.argv.includes('few') ? 10 : 50;
const programs = fileURLToPath(new URL('child', import.meta.url));
const [rooms, meetings] = [4, 5];
const places = rooms * 2;
const lookEveryMs = 10;
const patienceMs = 30_000;
/** A room takes a message a second: the next change finds it rested. */
const restMs = 3_000;

/** Whether all reminders and notices of one meeting say what is so after that many changes of it, skips and undos in turn. */
function isTold(seen: readonly Seen[], meeting: number, after: number): boolean {
  const isSkipped = after % 2 === 1;
  const reminders = seen.filter(({ title }) => title === `Meeting ${meeting}`);
  const notices = seen.filter(({ title }) => title.startsWith(`Meeting ${meeting}: `));
  const right = reminders.filter(({ text }) => text.includes('Skipped:') === isSkipped);
  return right.length === places && notices.length === places * after;
}

async function calledSlack(stand: Stand, method: string, body: Readonly<Record<string, string>>) {
  const { apiUrl, botToken } = stand.plan.slack;
  const response = await fetch(`${apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${botToken}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(body),
  });
  const answer = (await response.json()) as { readonly ok: boolean; readonly ts?: string };
  if (!answer.ok) throw new Error(`${method} was refused: ${JSON.stringify(answer)}`);
  return answer;
}

/** What one edit of one message takes, without anything around it. */
async function bareUpdateMs(stand: Stand): Promise<number> {
  const channel = slackChannel(0);
  const { ts = '' } = await calledSlack(stand, 'chat.postMessage', { channel, text: 'bare' });
  const times: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    await pause(restMs / 3);
    const began = performance.now();
    await calledSlack(stand, 'chat.update', { channel, ts, text: `bare ${n}` });
    times.push(performance.now() - began);
  }
  return median(times);
}

const changed = changedCrowd(rooms, meetings, 0, lastMinute(), 0);
const stand = await openStand({ programs, crowd: changed.crowd, seed: 1 });
let answer: (id: number) => void = () => undefined;
const replica = startReplica(programs, { ...stand.plan, seed: 1, odds: 0 }, (said) => {
  if (said.kind === 'changed' && said.outcome === 'recorded') answer(said.id);
});

/** In milliseconds: until it is recorded, and until the last of it is seen. */
async function change(meeting: number, nth: number, follows: number) {
  // The fates of the plan do not matter here: every odd change skips, every even one takes it back.
  const { kind: _kind, to: _to, ...name } = changeOf(changed, meeting, follows);
  const wanted =
    nth % 2 === 1 ? { ...name, kind: 'skip' as const, why: `reason ${nth}` } : { ...name, kind: 'undo' as const };
  const recorded = new Promise<number>((resolve) => {
    answer = resolve;
  });
  const began = performance.now();
  replica.order({ kind: 'change', n: meeting, change: wanted });
  const id = await recorded;
  const recordedMs = performance.now() - began;
  while (!isTold(await stand.platforms.seen(), meeting, nth)) {
    if (performance.now() - began > patienceMs) throw new Error(`Change ${id} is not told everywhere after 30 s.`);
    await pause(lookEveryMs);
  }
  return { id, recordedMs, seenMs: performance.now() - began };
}

try {
  const shown = async () => (await stand.eye.look()).posted;
  await until('the reminders are posted', 120_000, async () => (await shown()) === places * meetings);
  const updateMs = await bareUpdateMs(stand);
  const latest = new Map<number, number>();
  const ran: Awaited<ReturnType<typeof change>>[] = [];
  for (let n = 0; n < changes; n += 1) {
    const meeting = n % meetings;
    const one = await change(meeting, Math.floor(n / meetings) + 1, latest.get(meeting) ?? 0);
    latest.set(meeting, one.id);
    ran.push(one);
    await pause(restMs);
  }
  const seen = spreadOf(ran.map(({ seenMs }) => seenMs / 1000));
  const recorded = spreadOf(ran.map(({ recordedMs }) => recordedMs / 1000));
  const { limited, violations } = await stand.platforms.tally();
  const line = {
    bench: 'change',
    edits: places,
    notices: places,
    seen,
    recorded,
    bareUpdateMs: rounded(updateMs),
    ratio: rounded((seen.p50 * 1000) / updateMs),
    refused: limited.slack + limited.discord,
    violations: violations.length,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
} finally {
  replica.process.kill('SIGTERM');
  await replica.ended;
  await stand.close();
}
