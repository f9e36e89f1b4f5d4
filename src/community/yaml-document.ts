/**
 * YAML text as plain values that remember where they stand. YAML 1.2 with its core schema, so dates and times stay text.
 * Aliases and merge keys are followed, within a bound; duplicate keys, tags and broken syntax are named. Objects have no
 * prototype, so a key such as `__proto__` is an ordinary key. Whole numbers too large to be exact stay bigint.
 */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import type { Path } from './finding.js';
import { explainSyntax, explainTooDeep, isContagious, tooDeepKey } from './yaml-syntax.js';

/** Line and column count from 1; `value` is what stands there, short and on one line. */
interface Place {
  readonly line: number;
  readonly column: number;
  readonly value: string;
}

interface SyntaxProblem extends Place {
  /** Empty where the syntax is too broken to say. */
  readonly path: Path;
  readonly problem: string;
  readonly mend: string;
}

export interface YamlDocument {
  /** Undefined where the text holds nothing but comments. */
  readonly value: unknown;
  readonly problems: readonly SyntaxProblem[];
  /** False where the syntax is so broken that `value` must not be judged. */
  readonly whole: boolean;
  /** Where a path stands. A missing one is placed at the innermost thing that is there, with the value ''. */
  locate(path: Path, on?: 'key'): Place;
}

/** Values after following aliases: far more than 1 MB can spell out, far less than a "billion laughs" file asks for. */
const MAX_VALUES = 500_000;

/** Deeper than any community needs, and far from what the recursive parser can bear (it ends the process). */
const MAX_DEPTH = 100;

export function readYaml(text: string): YamlDocument {
  const line = tooDeepLine(text);
  if (line === undefined) return new Reader(text).read();
  const place = { line, column: 1, value: '' };
  const problem = {
    ...place,
    path: [],
    problem: 'This is nested too deeply.',
    mend: 'Check brackets and indentation up to here.',
  };
  return { value: undefined, problems: [problem], whole: false, locate: () => place };
}

/** The first line nested deeper than allowed, by a look at its brackets, dashes and spaces alone. */
function tooDeepLine(text: string): number | undefined {
  let open = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const [before = ''] = /^[ \t?-]*/.exec(line) ?? [];
    // Brackets in ordinary text may stay open; they are forgotten at the next top-level key.
    if (before === '' && /^\w/.test(line)) open = 0;
    for (const sign of line) {
      if (sign === '[' || sign === '{') open += 1;
      else if (sign === ']' || sign === '}') open = Math.max(0, open - 1);
      if (open > MAX_DEPTH) return index + 1;
    }
    if (before.length > 2 * MAX_DEPTH && /\S/.test(line)) return index + 1;
  }
  return undefined;
}

/** A password in an address is a mistake; it must not reach a log as well. */
const credentials = /\/\/[^/@\s]*@/g;

type Value = { readonly value: unknown; readonly size: number };

class Reader {
  readonly #text: string;
  readonly #lines = new LineCounter();
  readonly #problems: SyntaxProblem[] = [];
  readonly #values = new Map<Node, Value>();
  readonly #open = new Set<Node>();
  readonly #anchors = new Map<string, Node>();
  readonly #targets = new Map<Node, Node>();

  constructor(text: string) {
    this.#text = text;
  }

  read(): YamlDocument {
    const document = parseDocument(this.#text, {
      version: '1.2',
      schema: 'core',
      intAsBigInt: true,
      lineCounter: this.#lines,
      // 'silent' would also swallow the error for a second document.
      logLevel: 'error',
      prettyErrors: false,
      // Own check: the parser's takes time squared in the number of keys, and does not say where the first one stands.
      uniqueKeys: false,
    });
    this.#explain([...document.errors, ...document.warnings]);
    const whole = this.#problems.length === 0;
    const root = document.contents;
    const { value, size } = whole && root !== null ? this.#valueOf(root, []) : { value: undefined, size: 0 };
    if (size > MAX_VALUES) {
      this.#report(
        root,
        [],
        'Aliases make the file unfold to more than 500,000 values.',
        'Write out what the aliases repeat.',
      );
    }
    return {
      value,
      problems: this.#problems,
      whole: whole && size <= MAX_VALUES,
      locate: (path, on) => this.#locate(root, path, on),
    };
  }

  #explain(errors: readonly YAMLError[]): void {
    const said = new Set<number | string>();
    // Lines that are too deep, and how many spaces they should have: what stands below them is measured by that.
    const mended = new Map<number, number>();
    for (const error of errors) {
      const place = this.#placeAt(error.pos[0], '');
      const deep = tooDeepKey(this.#text, error);
      if (deep !== undefined) {
        const wanted = mended.get(place.line) ?? deep.wanted;
        const below = this.#placeAt(deep.offset, '');
        this.#problems.push({ ...below, path: [], ...explainTooDeep({ ...deep, wanted }, place.line) });
        mended.set(below.line, wanted);
        said.add(place.line);
        continue;
      }
      // One slip confuses the parser about the rest of its line, and some slips about all that follows.
      if (said.has(place.line) || (isContagious(error) && said.has(error.code))) continue;
      this.#problems.push({ ...place, path: [], ...explainSyntax(error) });
      said.add(place.line).add(error.code);
    }
  }

  #placeAt(offset: number, value: string): Place {
    const { line, col } = this.#lines.linePos(Math.min(offset, this.#text.length));
    return { line: Math.max(1, line), column: Math.max(1, col), value };
  }

  #placeOf(node: Node | null): Place {
    return this.#placeAt(node?.range?.[0] ?? 0, node === null ? '' : this.#shown(node));
  }

  #shown(node: Node): string {
    const [start, end] = node.range ?? [0, 0];
    const scalar = isScalar(node) && typeof node.value === 'string';
    const line = (scalar ? String(node.value) : this.#text.slice(start, end))
      .replace(/[\s\p{C}]+/gu, ' ')
      .replace(credentials, '//…@')
      .trim();
    return line.length > 80 ? `${line.slice(0, 79)}…` : line;
  }

  #report(node: Node | null, path: Path, problem: string, mend: string): void {
    this.#problems.push({ ...this.#placeOf(node), path, problem, mend });
  }

  #valueOf(node: Node, path: Path): Value {
    if (isAlias(node)) return this.#aliased(node, path);
    if ('anchor' in node && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (isScalar(node)) return { value: plainScalar(node.value), size: 1 };
    this.#open.add(node);
    const value = isSeq(node)
      ? this.#listOf(node.items as readonly (Node | null)[], path)
      : this.#objectOf(node as YAMLMap, path);
    this.#open.delete(node);
    this.#values.set(node, value);
    return value;
  }

  /** The value that was already read, shared and not copied, with its whole size counted again. */
  #aliased(node: Node & { readonly source: string }, path: Path): Value {
    const target = this.#anchors.get(node.source);
    if (target === undefined || this.#open.has(target)) {
      const problem = `The alias *${node.source} ${target ? 'stands inside what it repeats' : 'is not named above'}.`;
      this.#report(
        node,
        path,
        problem,
        `Name what it repeats with “&${node.source}” above, or write it out; text needs quotes.`,
      );
      return { value: undefined, size: 1 };
    }
    this.#targets.set(node, target);
    return this.#values.get(target) ?? { value: plainScalar((target as Scalar).value), size: 1 };
  }

  #listOf(items: readonly (Node | null)[], path: Path): Value {
    const values = items.map((item, index) =>
      item === null ? { value: undefined, size: 1 } : this.#valueOf(item, [...path, index]),
    );
    return { value: values.map(({ value }) => value), size: 1 + values.reduce((sum, { size }) => sum + size, 0) };
  }

  #objectOf(map: YAMLMap, path: Path): Value {
    const object: Record<string, unknown> = Object.create(null);
    const first = new Map<string, Node>();
    let total = 1;
    for (const pair of map.items as readonly Pair<Node, Node | null>[]) {
      const key = keyText(pair);
      const { value, size } =
        pair.value === null ? { value: undefined, size: 1 } : this.#valueOf(pair.value, [...path, key ?? '']);
      total += size;
      if (isMerge(pair)) this.#merge(object, pair, value, path);
      else if (key === undefined) this.#report(pair.key, path, 'A key must be a single word.', 'Write “key: value”.');
      else if (first.has(key)) this.#reportTwice(pair.key, [...path, key], first.get(key) ?? pair.key);
      else {
        first.set(key, pair.key);
        // The map's own keys win over merged ones, whichever comes first.
        object[key] = value;
      }
    }
    return { value: object, size: total };
  }

  #reportTwice(key: Node, path: Path, before: Node): void {
    const { line } = this.#placeOf(before);
    this.#report(key, path, `“${path.at(-1)}” is written twice; the first is on line ${line}.`, 'Keep one of the two.');
  }

  #merge(object: Record<string, unknown>, pair: Pair<Node, Node | null>, merged: unknown, path: Path): void {
    for (const source of Array.isArray(merged) ? (merged as readonly unknown[]) : [merged]) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) {
        this.#report(
          pair.key,
          path,
          '“<<” merges keys and values, and there are none here.',
          'Give it an alias of some, such as “<<: *name”.',
        );
        return;
      }
      for (const [key, value] of Object.entries(source)) if (!Object.hasOwn(object, key)) object[key] = value;
    }
  }

  /** Follows aliases and merges, so that a mistake in what is repeated is shown where it is written. */
  #locate(root: Node | null, path: Path, on?: 'key'): Place {
    let node = root;
    for (const [index, step] of path.entries()) {
      const found = node === null ? undefined : this.#child(node, step);
      if (found === undefined) return { ...this.#placeOf(node), value: '' };
      const last = index === path.length - 1;
      if (last && found.key !== undefined && (on === 'key' || isEmpty(found.node))) {
        return { ...this.#placeOf(found.key), value: on === 'key' ? this.#shown(found.key) : '' };
      }
      node = found.node;
    }
    return this.#placeOf(node === null ? null : (this.#targets.get(node) ?? node));
  }

  #child(parent: Node, step: string | number): { readonly key?: Node; readonly node: Node | null } | undefined {
    const node = this.#targets.get(parent) ?? parent;
    if (isSeq(node)) {
      const item = typeof step === 'number' ? (node.items[step] as Node | null | undefined) : undefined;
      return item === undefined ? undefined : { node: item };
    }
    if (!isMap(node)) return undefined;
    const pairs = node.items as readonly Pair<Node, Node | null>[];
    const own = pairs.find((pair) => !isMerge(pair) && keyText(pair) === step);
    if (own !== undefined) return { key: own.key, node: own.value };
    for (const pair of pairs.filter(isMerge)) {
      const merged = pair.value === null ? null : (this.#targets.get(pair.value) ?? pair.value);
      const sources = isSeq(merged) ? (merged.items as readonly Node[]) : merged === null ? [] : [merged];
      for (const source of sources) {
        const found = this.#child(source, step);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }
}

function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

/** Only a bare `<<` merges; in quotes it is a key like any other. */
function isMerge(pair: Pair<Node, unknown>): boolean {
  return isScalar(pair.key) && pair.key.value === '<<' && pair.key.type === Scalar.PLAIN;
}

function keyText(pair: Pair<Node, unknown>): string | undefined {
  if (!isScalar(pair.key)) return undefined;
  return typeof pair.key.value === 'string' ? pair.key.value : String(pair.key.source ?? pair.key.value);
}

/** Nothing written is nothing: null becomes undefined. */
function plainScalar(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value !== 'bigint') return value;
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}
