/**
 * How well and how fast questions are answered. Prints one line of JSON.
 *
 * Without a folder, speed alone: 10,000 sections of made-up words, as often used as words of a language are (the n-th most
 * common one 1/n as often as the first): seconds to index them, milliseconds a question, and the longest that hostile text
 * takes; plain minisearch beside it in the same run (`ratio`: p99 of a question, ours to theirs).
 *
 * With a folder of questions with known answers, quality as well: right section first and among three, beside plain
 * minisearch; newcomers answered right; out-of-scope declined; answerable ones declined. With --misses, each miss follows
 * on a line of its own. The folder holds corpus/NAME.jsonl and answerable.jsonl, and, asked of communities/istio with
 * corpus/istio-2017.jsonl: istio-newcomers.jsonl, out-of-scope.jsonl and near-meeting.jsonl, as `frontdesk eval` reads them.
 * Run: npm run bench -- answers [FOLDER] [--misses]
 */
import { join } from 'node:path';
import { answersFrom } from '../src/answers/create-answers.js';
import { documentDesk, ranking } from '../src/answers/document-desk.js';
import { type EvalDesk, evaluationOf, type Outcome, outcomeOf } from '../src/answers/evaluation.js';
import { PassageIndex } from '../src/answers/passage-index.js';
import { type AskedOf, readCorpora, readQuestions } from '../src/bin/eval-files.js';
import { loadCommunity } from '../src/community/load.js';
import { createSchedule } from '../src/schedule/schedule.js';
import { parseInstant } from '../src/time/zoned.js';
import { plainSearch } from './parts/plain-search.js';
import { retrievalSpeed } from './parts/retrieval-speed.js';

const [folder, ...flags] = process.argv.slice(2).filter((argument) => argument !== '-');
const misses: string[] = [];

const rate = (count: number, of: number) => Math.round((1000 * count) / Math.max(1, of)) / 1000;

async function outcomesOf(asked: readonly AskedOf[], deskFor: (one: AskedOf) => EvalDesk): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const one of asked) outcomes.push(await outcomeOf(one.question, deskFor(one), () => performance.now()));
  return outcomes;
}

function evaluated(what: string, outcomes: readonly Outcome[]) {
  const evaluation = evaluationOf(outcomes);
  misses.push(
    ...evaluation.misses.map(({ question, expected, got }) => `${what}: ${question} (${expected}) -> ${got}`),
  );
  return evaluation;
}

async function quality(from: string): Promise<Readonly<Record<string, unknown>>> {
  const corpora = await readCorpora(join(from, 'corpus'));
  const desks = new Map(corpora.map(({ name, sections }) => [name, documentDesk(sections, name)]));
  const plain = new Map(corpora.map(({ name, sections }) => [name, plainSearch(sections)]));
  const deskOf = (name: string | undefined) => {
    const desk = desks.get(name ?? '');
    if (desk === undefined) throw new Error(`There is no corpus ${name}.`);
    return desk;
  };
  const asked = await readQuestions(join(from, 'answerable.jsonl'));
  const answerable = evaluated('answerable', await outcomesOf(asked, ({ community }) => deskOf(community)));
  const theirs = asked.map(({ question: { question, sections }, community = '' }) =>
    (plain.get(community)?.(question) ?? []).findIndex((id) => sections.includes(id)),
  );
  const plainFirst = rate(theirs.filter((at) => at === 0).length, theirs.length);

  const loaded = await loadCommunity('communities/istio/community.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const sections = corpora.find(({ name }) => name === 'istio-2017')?.sections ?? [];
  const now = parseInstant('2026-11-24T10:00:00Z');
  if (now === undefined) throw new Error('The moment of asking is not readable.');
  const answers = answersFrom(loaded.community, createSchedule(loaded.community), sections);
  const istio: EvalDesk = {
    answer: (question) => answers.answer(question, { reader: { id: 'bench', zone: 'Europe/Berlin' }, now }),
    rank: ranking(new PassageIndex(sections)),
  };
  const ofIstio = async (file: string) => outcomesOf(await readQuestions(join(from, file)), () => istio);
  const newcomers = evaluated('newcomer', await ofIstio('istio-newcomers.jsonl'));
  const outOfScope = evaluated('out of scope', await ofIstio('out-of-scope.jsonl'));
  const nearMeeting: Record<string, number> = {};
  for (const { answered } of await ofIstio('near-meeting.jsonl'))
    nearMeeting[answered.kind] = (nearMeeting[answered.kind] ?? 0) + 1;
  return {
    answerable: answerable.questions,
    first: answerable.sections.first,
    amongThree: answerable.sections.amongThree,
    mrr: answerable.sections.mrr,
    plainFirst,
    plainAmongThree: rate(theirs.filter((at) => at >= 0 && at < 3).length, theirs.length),
    answerableDeclined: answerable.sections.declined,
    answerableNotSure: answerable.sections.notSure,
    newcomersRight: newcomers.kinds.right,
    outOfScopeDeclined: outOfScope.refusals.recall,
    outOfScopeDeclinedStrict: outOfScope.refusals.recallStrict,
    nearMeeting,
  };
}

async function main(): Promise<void> {
  const speed = await retrievalSpeed();
  const line = {
    bench: 'answers',
    ...(folder === undefined ? {} : await quality(folder)),
    ...speed,
    ratio: Math.round((1000 * speed.questionMs.p99) / speed.plainQuestionMs.p99) / 1000,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  if (flags.includes('--misses')) process.stdout.write(`${misses.join('\n')}\n`);
}

await main();
