/**
 * The faults that Frontdesk is to survive, and what is expected of each. A test that injects fault N ends its title with
 * "[fault N]"; `node test/faults/run.js` runs them all and prints this table with what came of it. "0/0" is no reminder
 * lost and none doubled.
 */
export interface FaultRow {
  readonly fault: string;
  readonly expected: string;
  /** Why no test injects it; it does not count as passed. */
  readonly notInjected?: string;
}

const noneLost = '0/0';

/** Fault N stands at place N - 1. */
export const faultRows: readonly FaultRow[] = [
  { fault: 'kill -9 before a claim', expected: noneLost },
  { fault: 'kill -9 after a claim', expected: '0/0, late by the lease at most' },
  { fault: 'kill -9 during a request', expected: noneLost },
  { fault: 'kill -9 after the answer, before it is written down', expected: noneLost },
  { fault: 'kill -9 while the platform is asked about an earlier try', expected: noneLost },
  { fault: 'SIGTERM while posting', expected: '0/0, exit 0 within 10 s' },
  {
    fault: 'frozen past its lease between the last check and the request',
    expected: '0/0; on Slack the second copy goes',
  },
  { fault: 'replicas that tick at the same moment', expected: noneLost },
  { fault: 'ten replicas that start together', expected: '0/0, one migration' },
  { fault: 'taken by the platform, connection reset', expected: noneLost },
  { fault: 'taken by the platform, answered 500, 502 or 503', expected: noneLost },
  { fault: 'taken by the platform, never answered', expected: '0/0, nothing else waits' },
  { fault: '429 with Retry-After', expected: '0/0, that room waits exactly, in order; others go on' },
  { fault: '429 with no or a senseless Retry-After', expected: 'fewer than 5 calls a minute' },
  { fault: '429 for the whole of Discord', expected: '0/0, no call before its end, in no replica' },
  { fault: 'refused for ever (401, 403, 429)', expected: 'fewer than 50 calls' },
  { fault: '5xx for an hour', expected: '0/0, posted late' },
  { fault: 'no name resolution, connection refused', expected: '0/0, the process lives' },
  { fault: 'a page of HTML with status 200 in place of an answer', expected: '0/0, the process lives' },
  { fault: 'a cut or mislabelled answer', expected: 'the process lives' },
  { fault: 'an error word of Slack that nobody knows', expected: 'logged once' },
  { fault: 'Slack delivers an event again', expected: 'one answer' },
  { fault: 'two replicas get the same event', expected: 'one answer' },
  { fault: 'a signed request is played again', expected: 'one run' },
  { fault: 'a handler slower than Slack waits', expected: 'acknowledged within 300 ms, p99' },
  { fault: 'a Discord interaction too old to answer', expected: 'logged once, the process lives' },
  { fault: 'a Discord interaction answered already', expected: 'the process lives' },
  { fault: 'a response address of Slack that has expired', expected: 'the asker sees the answer' },
  { fault: 'a trigger of Slack that has expired', expected: 'a plain message' },
  { fault: 'a gateway connection that looks alive and is dead', expected: 'connected again within 60 s, health red' },
  { fault: 'the gateway asks to reconnect, or forgets the session', expected: 'no command lost' },
  { fault: 'the gateway refuses the token or the intents', expected: 'one try, exit 78' },
  { fault: 'no session may be opened today', expected: 'none is tried' },
  { fault: 'the gateway closes at once, again and again', expected: 'fewer than one identify in 5 s' },
  { fault: 'Slack renews its socket', expected: 'no event lost' },
  { fault: 'Slack’s socket stops answering pings', expected: 'connected again within 35 s, health red' },
  { fault: 'too many sockets for one Slack app', expected: 'fewer than one try in 30 s' },
  { fault: 'Slack opens no socket for ten minutes', expected: 'reminders 0/0' },
  { fault: 'a bad token at start', expected: 'the other platform works' },
  { fault: 'a token revoked later', expected: 'maintainers told once, none lost' },
  { fault: 'the app is removed from the workspace or server', expected: 'no call afterwards' },
  { fault: 'a Discord server that is unavailable for a while', expected: 'nothing is removed' },
  { fault: 'an archived channel', expected: 'one notice' },
  { fault: 'a deleted channel', expected: 'one notice' },
  { fault: 'the bot may not write in a channel', expected: 'one notice that names the permission' },
  { fault: 'a locked thread', expected: 'one notice' },
  { fault: 'a message longer than the platform takes', expected: 'one post, no refusal' },
  { fault: 'more blocks than the platform takes', expected: 'none of 10,000 replies refused' },
  { fault: 'the event loop stands still for 60 s', expected: noneLost },
  { fault: 'a laptop asleep for 8 hours', expected: '0/0 by the rule for late reminders' },
  { fault: 'the clock jumps an hour ahead and back', expected: noneLost },
  { fault: 'a replica whose clock is 5 minutes off', expected: noneLost },
  { fault: 'a wait longer than a timer can hold', expected: noneLost },
  { fault: 'a meeting in the hour that daylight saving leaves out', expected: '0/0, after the gap' },
  { fault: 'a meeting in the hour that comes twice', expected: '0/0, the first' },
  { fault: 'a zone’s law changes', expected: noneLost },
  { fault: 'a zone is renamed or removed', expected: 'a clear error, or the alias' },
  { fault: 'leap days, fifth Tuesdays, ISO week 53', expected: noneLost },
  { fault: 'node-cron spinning in the hour that comes twice', expected: 'under 5 % CPU' },
  { fault: 'a rule edited while its reminder is claimed', expected: noneLost },
  { fault: 'a meeting cancelled at the last second', expected: 'no reminder of it' },
  { fault: 'the database down when reminders fall due', expected: '0/0, late; commands answer' },
  { fault: 'the database gone while it commits', expected: noneLost },
  { fault: 'every connection to the database busy', expected: 'commands within 1 s, p99' },
  { fault: 'the store’s file is held by another process', expected: 'a clear refusal' },
  { fault: 'the disk is full', expected: 'none doubled, late' },
  { fault: 'a damaged database', expected: 'none doubled, says what to do' },
  { fault: 'an old backup restored', expected: noneLost },
  { fault: 'killed in a migration', expected: 'the old tables or the new, never a mixture' },
  { fault: 'two versions at once', expected: noneLost },
  { fault: 'a broken configuration', expected: '50 of 50 named with line and mend' },
  { fault: 'repeated keys, BOM, CRLF, tabs', expected: 'taken, or named' },
  { fault: 'a fault that nobody catches', expected: '0/0, logged, finishes, exit 1' },
  { fault: 'one command throws', expected: 'the others answer' },
  { fault: '50 hours of events', expected: 'memory stays level' },
  { fault: '10,000 reminders in one minute', expected: '0/0, no 429' },
  { fault: 'one room with a thousand reminders', expected: 'others within 2 s, p99' },
  { fault: 'a person who floods the desk with commands', expected: 'others within 300 ms, p99' },
];

/** One test as vitest's JSON reporter tells it. */
export interface TestResult {
  readonly title: string;
  readonly status: string;
}

export type Verdict = 'passed' | 'failed' | 'not run' | 'not injected' | 'missing';

export interface FaultResult {
  readonly number: number;
  readonly verdict: Verdict;
  readonly says: string;
}

/** The numbers that a title names. */
export function faultsIn(title: string): readonly number[] {
  return [...title.matchAll(/\[fault (\d+)\]/g)].map(([, number]) => Number(number));
}

/** What the tests say of one fault. `exists`: there is a test, whether it was run or left out. */
function resultFor(number: number, row: FaultRow, tests: readonly TestResult[], exists: boolean): FaultResult {
  const ran = tests.filter(({ title, status }) => faultsIn(title).includes(number) && /^(passed|failed)$/.test(status));
  const failed = ran.filter(({ status }) => status === 'failed');
  if (failed.length > 0) return { number, verdict: 'failed', says: `FAILED: ${failed[0]?.title ?? ''}` };
  if (ran.length > 0)
    return { number, verdict: 'passed', says: `passed: ${ran.length} ${ran.length === 1 ? 'test' : 'tests'}` };
  if (row.notInjected !== undefined)
    return { number, verdict: 'not injected', says: `not injected: ${row.notInjected}` };
  if (exists) return { number, verdict: 'not run', says: 'left out of this run' };
  return { number, verdict: 'missing', says: 'no test injects it' };
}

/** @param inSources every fault that some test names, also those that were left out of this run */
export function faultResults(tests: readonly TestResult[], inSources: ReadonlySet<number>): readonly FaultResult[] {
  return faultRows.map((row, index) => resultFor(index + 1, row, tests, inSources.has(index + 1)));
}

/** Numbers in titles that stand for no row. */
export function unknownFaults(tests: readonly TestResult[]): readonly number[] {
  const named = new Set(tests.flatMap(({ title }) => faultsIn(title)));
  return [...named].filter((number) => faultRows[number - 1] === undefined).sort((a, b) => a - b);
}
