/** Turns what the schema objects to into sentences: what is wrong, and what to write instead. */
import { z } from 'zod';
import { nearest } from '../nearest.js';
import { type Finding, type Path, valueAt } from './finding.js';
import { branchFor, hintsOf, isObject, isOptional, keysOf, schemaAt } from './schema-walk.js';

type Issue = z.core.$ZodIssue;

/** @param root the file's value; `written` gives the source text at a path, digits and all. */
export function explainIssues(
  issues: readonly Issue[],
  schema: z.ZodType,
  root: unknown,
  written: (path: Path) => string,
): readonly Finding[] {
  return issues.flatMap((issue) => explain(issue, { schema, root, written }, []));
}

interface Context {
  readonly schema: z.ZodType;
  readonly root: unknown;
  readonly written: (path: Path) => string;
}

function explain(issue: Issue, context: Context, base: Path): readonly Finding[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  switch (issue.code) {
    case 'custom':
      return [{ path, ...sentences(issue.message) }];
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...path, key], keysOf(schemaOf(path, context), {})));
    case 'invalid_key':
      return issue.issues.map((inner) => ({ path, on: 'key', ...sentences(inner.message) }));
    case 'invalid_union':
      return explainUnion(issue, path, context);
    case 'too_small':
    case 'too_big':
      // A text has a length as well; that it is no list is told beside this.
      if (issue.origin === 'array' && !Array.isArray(valueAt(context.root, path))) return [];
      return [{ path, ...wrongSize(issue, path, context) }];
    case 'invalid_value':
      return [
        {
          path,
          problem: `Only “${issue.values.map(String).join('” or “')}” is possible.`,
          mend: exampleMend(path, context),
        },
      ];
    default:
      return [{ path, ...wrongKind(path, context) }];
  }
}

function schemaOf(path: Path, { schema, root }: Context): unknown {
  return schemaAt(schema, path, root);
}

function sentences(message: string): Pick<Finding, 'problem' | 'mend'> {
  const [problem = '', mend = ''] = message.split('\n');
  return { problem, mend };
}

function unknownKey(path: Path, known: readonly string[]): Finding {
  const key = String(path.at(-1));
  const [near] = nearest(key, known, 1);
  const mend =
    near === undefined ? `Keys that may stand here: ${known.join(', ')}.` : `Write “${near}”, or take it out.`;
  return { path, on: 'key', problem: `There is no key “${key}” here.`, mend };
}

/** Follows the one form that was meant; the others' complaints would only confuse. */
function explainUnion(issue: Issue & { code: 'invalid_union' }, path: Path, context: Context): readonly Finding[] {
  const value = valueAt(context.root, path);
  const found = schemaOf(path, context);
  const union = (found instanceof z.ZodOptional ? found.unwrap() : found) as z.ZodUnion;
  const meant = issue.errors[(union.options as readonly unknown[]).indexOf(branchFor(union, value))] ?? [];
  return meant.flatMap((inner) => explain(inner, context, path));
}

function wrongSize(issue: Issue, path: Path, context: Context): Pick<Finding, 'problem' | 'mend'> {
  const value = valueAt(context.root, path);
  if (Array.isArray(value)) {
    const least = issue.code === 'too_small' ? Number(issue.minimum) : 1;
    return {
      problem: least === 1 ? 'This list is empty.' : `This list needs ${least} entries or more.`,
      mend: `${exampleMend(path, context)}${isOptional(schemaOf(path, context)) ? ' Or take the key out.' : ''}`,
    };
  }
  const bound =
    issue.code === 'too_small' ? `${issue.minimum} or more` : `${'maximum' in issue ? issue.maximum : ''} or less`;
  return { problem: 'This number is out of range.', mend: `Write a whole number of ${bound}.` };
}

function wrongKind(path: Path, context: Context): Pick<Finding, 'problem' | 'mend'> {
  const value = valueAt(context.root, path);
  const key = path.at(-1);
  if (value === undefined) {
    const what = typeof key === 'string' ? `“${key}” is missing.` : 'This entry is empty.';
    return {
      problem: what,
      mend: typeof key === 'string' ? exampleMend(path, context, 'Add') : 'Fill it in, or take the “-” out.',
    };
  }
  const { pattern, example } = hintsOf(schemaOf(path, context));
  const source = context.written(path);
  if (typeof value === 'bigint' || typeof value === 'number') {
    const problem =
      source.length >= 16
        ? 'Without quotes this is a number, and a number of this size is rounded.'
        : `This is a number; ${wanted(example)} is expected.`;
    const quotable = typeof example === 'string' && (pattern === undefined || new RegExp(pattern).test(source));
    return { problem, mend: quotable ? `Put it in quotes: “"${source}"”.` : exampleMend(path, context) };
  }
  return { problem: `This is ${kindOf(value)}; ${wanted(example)} is expected.`, mend: exampleMend(path, context) };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'a block of keys and values';
  return typeof value === 'boolean' ? `the truth value “${value}”` : 'text';
}

function wanted(example: unknown): string {
  if (Array.isArray(example)) return 'a list';
  if (typeof example === 'number') return 'a whole number';
  return isObject(example) || example === undefined ? 'a block of keys and values' : 'text';
}

/** "Write for example “on: thursday”." JSON's brackets and braces are YAML as well. */
function exampleMend(path: Path, context: Context, verb = 'Write for example'): string {
  const schema = schemaOf(path, context);
  const { example } = hintsOf(schema);
  const key = path.at(-1);
  const meant = meantObject(schema, valueAt(context.root, path));
  if (meant !== undefined) return `${meant.verb} “${typeof key === 'string' ? `${key}: ` : ''}${flow(meant.object)}”.`;
  if (example === undefined) {
    const [first] = keysOf(schema, {});
    return first !== undefined
      ? `Write its keys and values, such as “${first}: …”.`
      : 'Compare with communities/istio/community.yaml.';
  }
  const shown = typeof example === 'string' ? plainText(example) : flow(example);
  return `${verb} “${typeof key === 'string' ? `${key}: ` : '- '}${shown}”.`;
}

/**
 * A small block of keys and values for a text that stands in its place: the text under the key that takes it, what else
 * must be there from the examples. Undefined where more than two keys must be there: those do not fit in a sentence.
 */
function meantObject(schema: unknown, value: unknown): { readonly verb: string; readonly object: object } | undefined {
  const meant = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  if (typeof value !== 'string' || !(meant instanceof z.ZodObject)) return undefined;
  const shape = Object.entries(meant.shape as Readonly<Record<string, z.ZodType>>);
  const required = shape.filter(([, inner]) => !isOptional(inner));
  const [fit] = [...required, ...shape].find(([, inner]) => inner.safeParse(value).success) ?? [];
  const keys = shape.filter((entry) => entry[0] === fit || required.includes(entry));
  if (keys.length === 0 || keys.length > 2) return undefined;
  const object = Object.fromEntries(keys.map(([key, inner]) => [key, key === fit ? value : hintsOf(inner).example]));
  return { verb: fit !== undefined && keys.length === 1 ? 'Write' : 'Write for example', object };
}

/** Quotes where YAML, or its older readers, would see something other than text. */
function plainText(text: string): string {
  return /^[\d:]+$|^[#@!&*>|%`'"[\]{}]|: | #/.test(text) ? JSON.stringify(text) : text;
}

/** In braces and brackets more signs end a text. */
function flowText(text: string): string {
  return /[,[\]{}]/.test(text) ? JSON.stringify(text) : plainText(text);
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (!isObject(value)) return typeof value === 'string' ? flowText(value) : String(value);
  const pairs = Object.entries(value).map(([key, inner]) => `${key}: ${flow(inner)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}
