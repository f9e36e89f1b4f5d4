/** The README's generated tables. A law keeps the README equal to them. */
import type { CommandInfo } from '../adapter.js';
import { type ProblemCode, problems } from '../command/errors.js';
import { settings } from '../config.js';

const cell = (text: string) => text.replaceAll('|', '\\|');

export function commandTable(commands: readonly CommandInfo[]): string {
  const listed = commands.filter(({ unlisted }) => !unlisted);
  const rows = listed.map(({ name, summary, options, examples, maintainers }) => {
    const shown = options.map((o) => (o.required ? o.name : `[${o.name}]`)).join(' ');
    return `| \`/${name}${shown === '' ? '' : ` ${shown}`}\` | ${cell(summary)}${maintainers ? ' (maintainers)' : ''} | \`/${examples.at(-1) ?? name}\` |`;
  });
  return ['| command | what it does | for example |', '| --- | --- | --- |', ...rows].join('\n');
}

/** What each problem says for one made-up case, so that the table shows real sentences. */
const samples = {
  command: 'meting',
  query: 'netwroking',
  name: 'comunity',
  meeting: 'Community meeting',
  topic: 'helpp',
  near: [] as readonly string[],
  zone: 'Europe/Berln',
  use: 'Europe/Berlin',
  option: 'page',
  example: 'ask how do I become a member?',
  value: 'x',
  mend: 'use a whole number from 1 to 50.',
  limit: 2000,
  length: 40000,
  platform: 'Slack',
  seconds: 2,
  why: 'There is no database yet.',
  id: 'k7f2',
  who: '',
  date: 'Fri 25 Dec 2026',
  said: '“banana” is no time that I understand. Write it as 2026-12-24 11:00, “thursday 10am” or “a week later”.',
  when: 'Thursday 24 December 2026, 11:00 in Los Angeles',
  by: 'Ana Ruiz',
  what: 'Community meeting',
  file: 'community.yaml, line 39',
};

/** Where the common sample would read oddly. */
const ownSamples: Readonly<Partial<Record<ProblemCode, Partial<typeof samples>>>> = {
  'no-such-meeting': { command: 'meeting all' },
  'missing-option': { option: 'the question' },
  'unknown-option': { command: 'meeting', option: 'colour' },
  'too-long': { option: 'a message' },
  'maintainers-only': { command: 'receipts' },
  'maintainers-in-private': { command: 'receipts' },
  'maintainers-not-here': { command: 'receipts' },
  'roles-not-seen': { command: 'receipts' },
  'right-unknown': { command: 'receipts' },
  'no-such-date': { near: ['Thu 24 Dec 2026, 11:00', 'Thu 7 Jan 2027, 11:00'] },
  'which-date': { date: '2026-12-24', near: ['Thu 24 Dec 2026, 09:00', 'Thu 24 Dec 2026, 17:00'] },
  'which-meeting': { near: ['Community meeting', 'Release meeting'] },
  'empty-question': { example: 'when is the next meeting?' },
};

export function problemTable(): string {
  const rows = Object.entries(problems).map(([code, sentence]) => {
    return `| \`${code}\` | ${cell((sentence as (p: typeof samples) => string)({ ...samples, ...ownSamples[code as ProblemCode] }))} |`;
  });
  return ['| problem | what the reader is told |', '| --- | --- |', ...rows].join('\n');
}

export function settingTable(): string {
  const rows = settings.map(
    ({ name, about, example }) => `| \`${name}\` | ${cell(about)} | ${example ? `\`${example}\`` : ''} |`,
  );
  return ['| setting | what it is | example or default |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The text with what stands between `<!-- name -->` and `<!-- /name -->` replaced by the table of that name. */
export function withTables(text: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((all, [name, table]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [from, to] = [all.indexOf(open), all.indexOf(close)];
    if (from < 0 || to < from) throw new Error(`The text has no place for the table “${name}”.`);
    return `${all.slice(0, from)}${open}\n${table}\n${all.slice(to)}`;
  }, text);
}
