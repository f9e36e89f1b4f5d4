/** Reads a community file: everything that is to be mended at once, or the community. */
import { resolve } from 'node:path';
import type { Series } from '../time/series.js';
import { buildCommunity } from './build-community.js';
import { readDocPath } from './check-docs.js';
import { checkNames } from './check-names.js';
import { checkReferences } from './check-references.js';
import { explainIssues } from './explain.js';
import { readFileText } from './file-text.js';
import { type Finding, type Path, pathText, valueAt } from './finding.js';
import { readSeries } from './meeting-series.js';
import type { Community, DocSource, FileProblem } from './model.js';
import { type CommunityFile, communityFile } from './schema.js';
import { type Sound, soundParts } from './schema-walk.js';
import { shownPath } from './shown-path.js';
import { readYaml, type YamlDocument } from './yaml-document.js';

export type Loaded =
  | { readonly ok: true; readonly community: Community }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Never rejects for anything that a file may hold; problems come in the order of the file. Reading again is harmless. */
export async function loadCommunity(path: string): Promise<Loaded> {
  const file = resolve(path);
  const read = await readFileText(file);
  if (!('text' in read)) return { ok: false, problems: [{ file, line: 1, column: 1, at: '', value: '', ...read }] };
  const document = readYaml(read.text);
  const syntax = document.problems.map(({ path: at, ...problem }) => ({ file, at: pathText(at), ...problem }));
  if (!document.whole) return { ok: false, problems: inOrder(syntax) };

  const parsed = communityFile.safeParse(document.value ?? {});
  const checked = await check(file, document);
  const issues = parsed.success ? [] : explainRoot(document, parsed.error.issues);
  const problems = [...issues, ...checked.findings].map((finding) => placed(file, document, finding));
  if (!parsed.success || syntax.length + problems.length > 0)
    return { ok: false, problems: inOrder([...syntax, ...problems]) };
  const lineOf = (at: Path): number => document.locate(at).line;
  return { ok: true, community: buildCommunity(parsed.data, { file, ...checked, lineOf }) };
}

function explainRoot(document: YamlDocument, issues: Parameters<typeof explainIssues>[0]): readonly Finding[] {
  if (document.value === undefined) {
    return [
      {
        path: [],
        problem: 'The file is empty.',
        mend: 'Begin with “community:”; communities/istio/community.yaml is an example.',
      },
    ];
  }
  return explainIssues(issues, communityFile, document.value, (path) => document.locate(path).value);
}

interface Checks {
  readonly findings: readonly Finding[];
  readonly series: readonly Series[];
  readonly docs: readonly DocSource[];
}

/** What depends on two places at once, checked over all that could be read. */
async function check(file: string, document: YamlDocument): Promise<Checks> {
  const sound: Sound<CommunityFile> = soundParts(communityFile, document.value) ?? {};
  const isWritten = (path: Path): boolean => valueAt(document.value, path) !== undefined;
  const findings: Finding[] = [
    ...checkNames(sound, (path) => document.locate(path).line),
    ...checkReferences(sound, isWritten),
  ];
  const series = (sound.meetings ?? []).flatMap((meeting, index) => {
    if (meeting === undefined) return [];
    const at: Path = ['meetings', index];
    const found: Finding[] = [];
    const its = readSeries(
      { meeting, isWritten: (key) => isWritten([...at, key]), findings: found },
      sound.community?.timezone,
    );
    findings.push(...found.map((finding) => ({ ...finding, path: [...at, ...finding.path] })));
    return its ?? [];
  });
  const docs: DocSource[] = [];
  for (const [index, source] of (sound.docs ?? []).entries()) {
    if (source?.path === undefined) continue;
    const read = await readDocPath(file, source.path);
    if ('path' in read) docs.push({ path: read.path, ...(source.url && { url: source.url.replace(/\/+$/, '') }) });
    else findings.push({ path: ['docs', index, 'path'], ...read });
  }
  return { findings, series, docs };
}

function placed(file: string, document: YamlDocument, { path, problem, mend, on }: Finding): FileProblem {
  return { file, ...document.locate(path, on), at: pathText(path), problem, mend };
}

/** In the order of the file. What several aliases repeat is to be mended once, so it is listed once. */
function inOrder(problems: readonly FileProblem[]): readonly FileProblem[] {
  const once = new Map(
    problems.map((each) => [`${each.line}:${each.column} ${each.problem}`, each] as const).reverse(),
  );
  return [...once.values()].reverse().sort((a, b) => a.line - b.line || a.column - b.column);
}

/**
 * One line: "communities/istio/community.yaml:12:15  meetings[0].timezone “PST”: … Use America/Los_Angeles." The path is
 * given from `folder` on, an absolute path, where the file lies in it.
 */
export function formatProblem({ file, line, column, at, value, problem, mend }: FileProblem, folder: string): string {
  const place = `${shownPath(file, folder)}:${line}:${column}`;
  const what = [at, value === '' ? '' : `“${value}”`].filter((part) => part !== '').join(' ');
  return `${place}  ${what === '' ? '' : `${what}: `}${problem} ${mend}`;
}
