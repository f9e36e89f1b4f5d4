/**
 * How well questions are answered, on a folder of questions with known answers. Prints one line of JSON: right section
 * first and among three, beside plain minisearch in the same run (`ratio`: first, ours to theirs); newcomers answered right; out-of-scope declined;
 * answerable ones declined; milliseconds a question. With --misses, each miss follows on a line of its own.
 *
 * The folder holds corpus/NAME.jsonl ({id, heading: "A › B", text}), answerable.jsonl ({question, community, section}),
 * and, asked of communities/istio: istio-newcomers.jsonl ({question, expect, source, also_ok, must_contain,
 * must_not_contain}), out-of-scope.jsonl ({question}) and near-meeting.jsonl ({question}).
 * Run: npm run bench -- answers FOLDER [--misses]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import type { Answered } from '../src/answers/answers.js';
import { answersFrom } from '../src/answers/create-answers.js';
import { sectionsOf } from '../src/answers/markdown.js';
import { PassageIndex } from '../src/answers/passage-index.js';
import { searchTerms } from '../src/answers/search-terms.js';
import type { Section } from '../src/answers/section.js';
import { loadCommunity } from '../src/community/load.js';
import type { Community } from '../src/community/model.js';
import { createSchedule } from '../src/schedule/schedule.js';
import { parseInstant } from '../src/time/zoned.js';

interface Row {
  readonly id: string;
  readonly heading: string;
  readonly text: string;
}
interface Question {
  readonly question: string;
  readonly community: string;
  readonly section: string;
  readonly expect: string;
  readonly source: string | null;
  readonly also_ok: readonly string[];
  readonly must_contain: readonly string[];
  readonly must_not_contain: readonly string[];
}

const [folder, ...flags] = process.argv.slice(2).filter((argument) => argument !== '-');
if (folder === undefined) throw new Error('Name the folder of questions.');
const now = parseInstant('2026-11-24T10:00:00Z');
if (now === undefined) throw new Error('The moment of asking is not readable.');
const asking = { reader: { id: 'bench', zone: 'Europe/Berlin' }, now };
const misses: string[] = [];

function rows<T>(name: string): readonly T[] {
  const lines = readFileSync(join(folder ?? '', name), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}

function corpusSections(name: string): readonly Section[] {
  return rows<Row>(`corpus/${name}.jsonl`).map(({ id, heading, text }) => ({
    id,
    headings: heading.split(' › '),
    units: sectionsOf({ path: 'section.md', markdown: text, url: 'https://docs.example/' }).flatMap(
      (section) => section.units,
    ),
    url: `https://docs.example/${id}`,
  }));
}

function textOf(answered: Answered): string {
  return JSON.stringify(answered.kind === 'command' ? answered.invoke : answered.reply);
}

const rate = (count: number, of: number) => Math.round((1000 * count) / Math.max(1, of)) / 1000;
const emptyCommunity = (community: Community, name: string): Community => ({
  name,
  home: 'https://docs.example',
  zone: 'UTC',
  rooms: [],
  maintainers: [],
  meetings: [],
  groups: [],
  links: [],
  contribute: [],
  docs: [],
  file: community.file,
});

/** Ranks of the right section; -1 where it is not found. */
function ranks(questions: readonly Question[], rank: (question: Question) => readonly string[]): readonly number[] {
  return questions.map((question) => rank(question).indexOf(question.section));
}

async function main(): Promise<void> {
  const loaded = await loadCommunity('communities/istio/community.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const corpora = new Map(
    readdirSync(join(folder ?? '', 'corpus')).map((file) => [
      file.replace('.jsonl', ''),
      corpusSections(file.replace('.jsonl', '')),
    ]),
  );
  const answerable = rows<Question>('answerable.jsonl');
  const indexes = new Map([...corpora].map(([name, sections]) => [name, new PassageIndex(sections)]));
  const plain = new Map([...corpora].map(([name, sections]) => [name, plainSearch(sections)]));
  const ours = ranks(answerable, ({ community, question }) => {
    const index = indexes.get(community);
    return index === undefined
      ? []
      : index.search(searchTerms(question, index.spelling), 10).map((found) => found.section.id);
  });
  const theirs = ranks(answerable, ({ community, question }) => plain.get(community)?.(question) ?? []);

  let declined = 0;
  let wrong = 0;
  let slowest = 0;
  const started = performance.now();
  for (const name of new Set(answerable.map((question) => question.community))) {
    const community = emptyCommunity(loaded.community, name);
    const answers = answersFrom(community, createSchedule(community), corpora.get(name) ?? []);
    for (const question of answerable.filter((one) => one.community === name)) {
      const before = performance.now();
      const answered = await answers.answer(question.question, asking);
      slowest = Math.max(slowest, performance.now() - before);
      if (answered.kind === 'unknown') declined += 1;
      else if (!textOf(answered).includes(`/${question.section}"`)) wrong += 1;
      if (answered.kind !== 'unknown' && !textOf(answered).includes(`/${question.section}"`))
        misses.push(`wrong passage: ${name}: ${question.question} -> ${textOf(answered).slice(0, 160)}`);
    }
  }
  const milliseconds = (performance.now() - started) / answerable.length;

  const istio = answersFrom(loaded.community, createSchedule(loaded.community), corpora.get('istio-2017') ?? []);
  const newcomers = rows<Question>('istio-newcomers.jsonl');
  let right = 0;
  for (const question of newcomers) {
    const answered = await istio.answer(question.question, asking);
    if (isRight(question, answered)) right += 1;
    else
      misses.push(
        `newcomer: ${question.question} (${question.expect}) -> ${answered.kind}: ${textOf(answered).slice(0, 300)}`,
      );
  }
  const outOfScope = rows<Question>('out-of-scope.jsonl');
  let refused = 0;
  for (const question of outOfScope) {
    const answered = await istio.answer(question.question, asking);
    if (answered.kind === 'unknown' || answered.kind === 'smalltalk') refused += 1;
    else misses.push(`out of scope: ${question.question} -> ${answered.kind}: ${textOf(answered).slice(0, 200)}`);
  }
  const near = rows<Question>('near-meeting.jsonl');
  const nearKinds: Record<string, number> = {};
  for (const question of near) {
    const answered = await istio.answer(question.question, asking);
    nearKinds[answered.kind] = (nearKinds[answered.kind] ?? 0) + 1;
    misses.push(
      `near meeting: ${question.question} -> ${answered.kind}: ${answered.kind === 'command' ? textOf(answered) : answered.reply.summary.slice(0, 140)}`,
    );
  }
  process.stdout.write(
    `${JSON.stringify({
      bench: 'answers',
      answerable: answerable.length,
      first: rate(ours.filter((at) => at === 0).length, ours.length),
      amongThree: rate(ours.filter((at) => at >= 0 && at < 3).length, ours.length),
      plainFirst: rate(theirs.filter((at) => at === 0).length, theirs.length),
      plainAmongThree: rate(theirs.filter((at) => at >= 0 && at < 3).length, theirs.length),
      ratio: rate(ours.filter((at) => at === 0).length, theirs.filter((at) => at === 0).length),
      answerableDeclined: rate(declined, answerable.length),
      answeredRight: rate(answerable.length - declined - wrong, answerable.length - declined),
      newcomersRight: rate(right, newcomers.length),
      outOfScopeDeclined: rate(refused, outOfScope.length),
      nearMeeting: nearKinds,
      msPerQuestion: rate(milliseconds, 1),
      slowestMs: rate(slowest, 1),
    })}\n`,
  );
  if (flags.includes('--misses')) process.stdout.write(`${misses.join('\n')}\n`);
}

function plainSearch(sections: readonly Section[]): (question: string) => readonly string[] {
  const search = new MiniSearch({ fields: ['heading', 'text'] });
  search.addAll(
    sections.map(({ id, headings, units }) => ({
      id,
      heading: headings.join(' '),
      text: units.map((unit) => unit.text).join(' '),
    })),
  );
  return (question) =>
    search
      .search(question)
      .slice(0, 10)
      .map((found) => String(found.id));
}

/** Whole answers that a command gives: which command answers which kind of question. */
const commandFor: Readonly<Record<string, readonly string[]>> = {
  meeting: ['meeting'],
  help: ['help-links'],
  wg: ['working-groups', 'meeting'],
  doc: ['contribute'],
  smalltalk: ['frontdesk'],
  injection: ['meeting'],
};

function isRight(question: Question, answered: Answered): boolean {
  const text = textOf(answered).toLowerCase();
  if (question.must_not_contain.some((forbidden) => text.includes(forbidden.toLowerCase()))) return false;
  if (answered.kind === 'command') return (commandFor[question.expect] ?? []).includes(answered.invoke.command);
  const contains = question.must_contain.every((needed) => text.includes(needed.toLowerCase()));
  const sources = [question.source, ...question.also_ok].map((source) => `/${source}"`.toLowerCase());
  switch (question.expect) {
    case 'smalltalk':
      return answered.kind === 'smalltalk';
    case 'refuse':
    case 'unknown':
      return answered.kind === 'unknown' || answered.kind === 'smalltalk';
    case 'injection':
      return answered.kind !== 'passage';
    case 'help':
      return contains && answered.kind !== 'passage';
    case 'doc':
      return contains && (answered.kind === 'computed' || sources.some((source) => text.includes(source)));
    default:
      return contains && answered.kind === 'computed';
  }
}

await main();
