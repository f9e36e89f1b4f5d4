/**
 * From the line that a benchmark prints to the rows of the table, and the goals they are held to (all of them stand here).
 * A benchmark that is not listed shows its ratio.
 *
 * @typedef {{ what: string, ours: string, baseline?: string, ratio?: number, goal?: string, met?: boolean }} Row
 */

/** What a benchmark cannot run without. */
export const needs = /** @type {Readonly<Record<string, string>>} */ ({});

const ms = (/** @type {number} */ value) => `${value} ms`;
const micros = (/** @type {number} */ value) => `${value} µs`;
const seconds = (/** @type {number} */ value) => `${value} s`;
const mb = (/** @type {number} */ value) => `${value} MB`;
const percent = (/** @type {number} */ value) => `${Math.round(value * 1000) / 10} %`;

/** @type {(value: number | undefined, most: number, unit?: string) => Pick<Row, 'goal' | 'met'>} */
const atMost = (value, most, unit = '') => ({ goal: `<= ${most}${unit}`, met: value !== undefined && value <= most });

/** @type {(value: number, least: number) => Pick<Row, 'goal' | 'met'>} */
const atLeast = (value, least) => ({ goal: `>= ${least}`, met: value >= least });

/** @type {Readonly<Record<string, (line: any) => readonly Row[]>>} */
const rowsByBench = {
  'command-cost': ({ slack, discord }) => [
    {
      what: 'one /meeting on Slack: CPU, beside bolt’s hello world',
      ours: ms(slack.oursMs),
      baseline: ms(slack.helloMs),
      ratio: slack.ratio,
      ...atMost(slack.ratio, 1.4),
    },
    {
      what: 'one /meeting on Discord: CPU, beside discord.js’s hello world',
      ours: ms(discord.oursMs),
      baseline: ms(discord.helloMs),
      ratio: discord.ratio,
      ...atMost(discord.ratio, 1.5),
    },
  ],
  start: ({ ready, readyCpu, idle }) => [
    {
      what: 'start to ready on both platforms, beside both hello worlds in one process',
      ours: ms(ready.oursMs),
      baseline: ms(ready.helloMs),
      ratio: ready.ratio,
      ...atMost(ready.oursMs, 1_500, ' ms'),
    },
    {
      what: 'the same as CPU',
      ours: ms(readyCpu.oursMs),
      baseline: ms(readyCpu.helloMs),
      ratio: readyCpu.ratio,
    },
    {
      what: 'memory when idle, 5 s later',
      ours: mb(idle.oursMb),
      baseline: mb(idle.helloMb),
      ratio: idle.ratio,
      ...atMost(idle.oursMb, 150, ' MB'),
    },
  ],
  due: (line) => [
    {
      what: `a minute with ${line.meetings.toLocaleString('en')} meetings and nothing due, beside asking each`,
      ours: ms(line.idleTickMs),
      baseline: ms(line.fullScanMs),
      ratio: line.ratio,
      ...atMost(line.idleTickMs, 1, ' ms'),
    },
    {
      what: 'longest computation without a turn of the event loop, while the queue is built',
      ours: ms(line.longestTurnCpuMs),
      ...atMost(line.longestTurnCpuMs, 50, ' ms'),
    },
  ],
  storm: ({ normal, storm, turnsOver50Ms }) => [
    {
      what: `${storm.reminders / 2} reminders in one minute on Slack, beside its own limit`,
      ours: seconds(storm.slack.seconds),
      baseline: seconds(storm.slack.floorSeconds),
      ratio: storm.slack.ratio,
      ...atMost(storm.slack.ratio, 1.05),
    },
    {
      what: `${storm.reminders / 2} reminders in one minute on Discord, beside its own limit`,
      ours: seconds(storm.discord.seconds),
      baseline: seconds(storm.discord.floorSeconds),
      ratio: storm.discord.ratio,
      ...atMost(storm.discord.ratio, 1.05),
    },
    {
      what: 'of those, calls refused with 429',
      ours: String(storm.slack.refused + storm.discord.refused),
      ...atMost(storm.slack.refused + storm.discord.refused, 0),
    },
    {
      what: `an ordinary reminder beyond its turn, 99 of 100 (${normal.reminders})`,
      ours: seconds(normal.beyondTurn.p99),
      ...atMost(normal.beyondTurn.p99, 1, ' s'),
    },
    {
      what: 'turns of the event loop over 50 ms, in both',
      ours: String(turnsOver50Ms),
      ...atMost(turnsOver50Ms, 0),
    },
  ],
  change: (line) => [
    {
      what: `a change in chat to the last of ${line.edits} edits and ${line.notices} notices, beside one bare edit`,
      ours: seconds(line.seen.p50),
      baseline: ms(line.bareUpdateMs),
      ratio: line.ratio,
    },
    {
      what: `the same, 99 of 100 (${line.seen.of})`,
      ours: seconds(line.seen.p99),
      ...atMost(line.seen.p99, 2, ' s'),
    },
    {
      what: 'of those, calls refused with 429',
      ours: String(line.refused),
      ...atMost(line.refused, 0),
    },
  ],
  recurrence: (line) => [
    {
      what: 'next occurrence after ten years, beside stepping there with luxon',
      ours: micros(line.oursMicros),
      baseline: micros(line.luxonSteppingMicros),
      ratio: line.ratio,
    },
  ],
  feeds: (line) => [
    {
      what: `${line.vectors.toLocaleString('en')} recurrence vectors as feeds (${line.asDates} of them date by date), five years each, read by ical.js: dates that differ, of ${line.dates.toLocaleString('en')}`,
      ours: String(line.differences),
      ...atMost(line.differences, 0),
    },
    {
      what: `the Istio file as a feed, five years, read by ical.js: dates that differ, of ${line.istioDates.toLocaleString('en')}`,
      ours: String(line.istioDifferences),
      ...atMost(line.istioDifferences, 0),
    },
    {
      what: 'the Istio feed made anew, beside ical-generator with as many plain events',
      ours: ms(line.makeMs),
      baseline: ms(line.plainMs),
      ratio: line.ratio,
    },
    {
      what: 'the same feed asked for again, beside making it',
      ours: ms(line.againMs),
      baseline: ms(line.makeMs),
      ratio: rounded(line.againMs / line.makeMs),
    },
  ],
  'hostile-questions': (line) => [
    {
      what: `hostile text, the dearest of ${line.kinds} kinds, beside an ordinary question`,
      ours: ms(line.slowestMs),
      baseline: ms(line.ordinaryMs),
      ratio: line.ratio,
      ...atMost(line.slowestMs, 50, ' ms'),
    },
  ],
  answers: (line) => [
    {
      what: '10,000 sections indexed, beside plain minisearch',
      ours: seconds(line.indexSeconds),
      baseline: seconds(line.plainIndexSeconds),
      ratio: rounded(line.indexSeconds / line.plainIndexSeconds),
      ...atMost(line.indexSeconds, 2, ' s'),
    },
    {
      what: 'one question of them, p99, beside plain minisearch',
      ours: ms(line.questionMs.p99),
      baseline: ms(line.plainQuestionMs.p99),
      ratio: line.ratio,
      ...atMost(line.questionMs.p99, 20, ' ms'),
    },
    { what: 'hostile text of 40,000 characters', ours: ms(line.hostileMs), ...atMost(line.hostileMs, 50, ' ms') },
    ...(line.first === undefined ? [] : qualityRows(line)),
  ],
};

/** @type {(line: any) => readonly Row[]} */
function qualityRows(line) {
  return [
    {
      what: 'right section first, beside plain minisearch',
      ours: percent(line.first),
      baseline: percent(line.plainFirst),
      ratio: rounded(line.first / line.plainFirst),
      ...atLeast(line.first, 0.6),
    },
    {
      what: 'right section among three',
      ours: percent(line.amongThree),
      baseline: percent(line.plainAmongThree),
      ratio: rounded(line.amongThree / line.plainAmongThree),
      ...atLeast(line.amongThree, 0.8),
    },
    {
      what: 'answerable questions declined',
      ours: percent(line.answerableDeclined),
      ...atMost(line.answerableDeclined, 0.1),
    },
    {
      what: 'newcomers’ questions answered right',
      ours: percent(line.newcomersRight),
      ...atLeast(line.newcomersRight, 0.9),
    },
    {
      what: 'questions out of scope declined',
      ours: percent(line.outOfScopeDeclined),
      ...atLeast(line.outOfScopeDeclined, 0.95),
    },
  ];
}

function rounded(/** @type {number} */ value) {
  return Number(value.toPrecision(3));
}

/** @returns {readonly Row[]} */
export function rowsOf(/** @type {string} */ name, /** @type {any} */ line) {
  return rowsByBench[name]?.(line) ?? [{ what: name, ours: '', ratio: line.ratio }];
}

export function table(/** @type {readonly Row[]} */ rows) {
  const heads = ['what', 'ours', 'baseline', 'ratio', 'goal', 'met'];
  const cells = rows.map(({ what, ours, baseline = '', ratio, goal = '', met }) => [
    what,
    ours,
    baseline,
    ratio === undefined ? '' : String(ratio),
    goal,
    met === undefined ? '' : met ? 'yes' : 'NO',
  ]);
  const widths = heads.map((head, column) => Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {readonly string[]} */ row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}
