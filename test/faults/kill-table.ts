/** Kill runs in words: one column for each run. */
import { columns } from './columns.js';
import type { KillRunResult, PlatformResult, Spread } from './result.js';

const spread = ({ of, p50, p99, longest }: Spread) => (of === 0 ? 'none' : `${p50} / ${p99} / ${longest} s (of ${of})`);
const counted = ({ reminders, lost, doubled, repaired }: PlatformResult) =>
  `${reminders}: ${lost} lost, ${doubled} doubled, ${repaired} repaired`;

export function killTable(results: readonly KillRunResult[]): string {
  const row = (what: string, cell: (result: KillRunResult) => string) => [what, ...results.map(cell)];
  return columns(
    ['', ...results.map((run) => `${run.store}${run.control ? ', posts blindly again (control)' : ''}`)],
    [
      row('replicas', (run) => String(run.replicas)),
      row('kills', (run) => String(run.kills)),
      row('faulty answers', (run) => `${Math.round(run.chaos * 100)} %`),
      row('Slack', (run) => counted(run.slack)),
      row('Discord', (run) => counted(run.discord)),
      row('rows not posted', (run) => String(run.notPosted)),
      row('found posted by an earlier try', (run) => String(run.found)),
      row('most tries for one', (run) => String(run.mostTries)),
      row('kill to post: p50 / p99 / longest', (run) => spread(run.takeover)),
      row('replicas that fell by themselves', (run) => (run.fell.length === 0 ? '0' : run.fell.join(', '))),
      row('refused by the platforms as wrong', (run) => String(run.violations.length)),
      row('seconds', (run) => String(run.seconds)),
      row('passed', (run) =>
        run.control ? (showsDuplicates(run) ? 'fails, as it must' : 'NO DUPLICATES') : run.passed ? 'yes' : 'NO',
      ),
    ],
  );
}

/** The control has to double reminders on both platforms: else the run could not fail. */
export function showsDuplicates({ slack, discord }: KillRunResult): boolean {
  return slack.doubled > 0 && discord.doubled > 0;
}

export function killsByStep(results: readonly KillRunResult[]): string {
  const names = [...new Set(results.flatMap((run) => Object.keys(run.killsByStep)))];
  return columns(
    ['killed', ...results.map((run) => `${run.store}${run.control ? ' (control)' : ''}`)],
    names.map((step) => [
      step,
      ...results.map((run) => String(run.killsByStep[step as keyof typeof run.killsByStep] ?? 0)),
    ]),
  );
}
