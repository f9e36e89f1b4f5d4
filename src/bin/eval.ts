/**
 * `frontdesk eval`: asks questions with known answers of documents, or of a whole community, and says how well they are
 * answered. It goes the way that a question in chat goes.
 */
import { basename, resolve } from 'node:path';
import { answersFrom } from '../answers/create-answers.js';
import { documentDesk, ranking } from '../answers/document-desk.js';
import { type EvalDesk, evaluationOf, type Outcome, outcomeOf } from '../answers/evaluation.js';
import { PassageIndex } from '../answers/passage-index.js';
import { Synonyms } from '../answers/synonyms.js';
import { readDocuments } from '../documents/documents.js';
import type { Section } from '../documents/section.js';
import { nearest } from '../nearest.js';
import { createSchedule } from '../schedule/schedule.js';
import type { Clock } from '../time/clock.js';
import { CommandLineError } from './command-line-error.js';
import { readCommunity } from './community-desk.js';
import { type AskedOf, type Corpus, readCorpora, readQuestions } from './eval-files.js';
import { evaluationText } from './eval-text.js';
import { readClock, refuseForeignOptions } from './readings.js';

export interface EvalOptions {
  readonly corpus?: readonly string[] | undefined;
  readonly questions?: string | undefined;
  /** A community file: its computed answers come first, and its documents serve where no corpus is named. */
  readonly community?: string | undefined;
  readonly now?: string | undefined;
  readonly json: boolean;
}

const taken: readonly string[] = ['corpus', 'questions', 'community', 'now', 'json'];

/** @returns 0 whatever the figures are: a measurement is no test. */
export async function evaluate(words: readonly string[], options: EvalOptions): Promise<number> {
  refuseForeignOptions('eval', { ...options }, taken);
  if (words.length > 0) throw new CommandLineError(`frontdesk eval takes no “${words.join(' ')}”.`, 2);
  const { corpus = [], community } = options;
  if (options.questions === undefined) throw new CommandLineError('Name the questions: --questions FILE.jsonl.', 2);
  if (corpus.length === 0 && community === undefined)
    throw new CommandLineError('Name what is asked: --corpus DIR_OR_JSONL, or --community FILE.', 2);
  const clock = readClock(options.now);
  const questions = await readQuestions(options.questions);
  const corpora = (await Promise.all(corpus.map(readCorpora))).flat();
  const desks = community === undefined ? undefined : await communityDesks(community, corpora, clock);
  const outcomes = await ask(
    questions,
    desks?.corpora ?? corpora,
    desks?.deskFor ?? documentDesks,
    basename(options.questions),
  );
  const evaluation = evaluationOf(outcomes);
  process.stdout.write(options.json ? `${JSON.stringify(evaluation, null, 2)}\n` : evaluationText(evaluation));
  return 0;
}

/** @param name The community that the question is asked of, or nothing. */
type DeskFor = (sections: readonly Section[], name: string) => EvalDesk;
const documentDesks: DeskFor = (sections, name) => documentDesk(sections, name);

async function communityDesks(
  file: string,
  corpora: readonly Corpus[],
  clock: Clock,
): Promise<{ readonly corpora: readonly Corpus[]; readonly deskFor: DeskFor }> {
  const community = await readCommunity(resolve(process.cwd(), file));
  const schedule = createSchedule(community);
  const asking = { reader: { id: 'eval' }, now: clock.now() };
  const own = async () => [{ name: community.name, sections: (await readDocuments(community.docs)).sections }];
  return {
    corpora: corpora.length > 0 ? corpora : await own(),
    deskFor: (sections) => {
      const answers = answersFrom(community, schedule, sections);
      return {
        answer: (question) => answers.answer(question, asking),
        rank: ranking(new PassageIndex(sections, new Synonyms(community.synonyms))),
      };
    },
  };
}

/** Asks each question of the corpus that it names, else of the one that holds its answer, else of all together. */
async function ask(
  asked: readonly AskedOf[],
  corpora: readonly Corpus[],
  deskFor: DeskFor,
  file: string,
): Promise<readonly Outcome[]> {
  const desks = new Map<string, EvalDesk>();
  const outcomes: Outcome[] = [];
  for (const one of asked) {
    const searched = corporaFor(one, corpora, file);
    const name = one.community ?? '';
    const key = `${searched.map((corpus) => corpus.name).join('/')} ${name}`;
    const sections = searched.flatMap((corpus) => corpus.sections);
    const desk = desks.get(key) ?? deskFor(sections, name);
    desks.set(key, desk);
    outcomes.push(await outcomeOf(one.question, desk, () => performance.now()));
  }
  return outcomes;
}

function corporaFor(
  { question, community, line }: AskedOf,
  corpora: readonly Corpus[],
  file: string,
): readonly Corpus[] {
  const named = corpora.filter(({ name }) => name === community);
  const searched = named.length > 0 ? named : corpora;
  const wanted = question.expect === undefined || question.expect === 'doc' ? question.sections : [];
  if (wanted.length === 0) return searched;
  const holding = searched.filter(({ sections }) => sections.some(({ id }) => wanted.includes(id)));
  if (holding.length > 0) return holding;
  const ids = searched.flatMap(({ sections }) => sections.map(({ id }) => id));
  const near = nearest(wanted[0] ?? '', ids, 3);
  const hint = near.length === 0 ? '' : ` Near it: ${near.map((id) => `“${id}”`).join(', ')}.`;
  throw new CommandLineError(`${file}, line ${line}: the corpus has no section “${wanted[0]}”.${hint}`);
}
