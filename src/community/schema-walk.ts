/** Walks the schema beside the file: which schema stands at a path, and which parts of a broken file are sound. */
import { z } from 'zod';
import type { TimeOfDay } from '../time/series.js';
import type { CivilDate } from '../time/zoned.js';
import type { Path } from './finding.js';
import type { DateAndTime } from './when.js';

type Leaf = string | number | boolean | CivilDate | TimeOfDay | DateAndTime;

/** What is left of a file when everything that could not be read is taken out; lists keep their positions. */
export type Sound<T> = T extends Leaf
  ? T
  : T extends readonly (infer E)[]
    ? readonly (Sound<E> | undefined)[]
    : T extends object
      ? { readonly [K in keyof T]?: Sound<T[K]> | undefined }
      : T;

/** So that one slip does not hide the next: a meeting with a bad title still has its dates checked. */
export function soundParts<S extends z.ZodType>(schema: S, value: unknown): Sound<z.output<S>> | undefined {
  return partsOf(schema, value) as Sound<z.output<S>> | undefined;
}

function partsOf(schema: unknown, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (schema instanceof z.ZodOptional) return partsOf(schema.unwrap(), value);
  if (schema instanceof z.ZodUnion) return partsOf(branchFor(schema, value), value);
  if (schema instanceof z.ZodArray) {
    return Array.isArray(value) ? value.map((item) => partsOf(schema.element, item)) : undefined;
  }
  if (schema instanceof z.ZodObject && isObject(value)) {
    return Object.fromEntries(
      Object.entries(schema.shape).map(([key, inner]) => [key, partsOf(inner, ownValue(value, key))]),
    );
  }
  if (schema instanceof z.ZodRecord && isObject(value)) {
    const sound = Object.entries(value).filter(([key]) => z.safeParse(schema.keyType, key).success);
    return Object.fromEntries(sound.map(([key, inner]) => [key, partsOf(schema.valueType, inner)]));
  }
  const read = schema instanceof z.ZodType ? schema.safeParse(value) : undefined;
  return read?.success ? read.data : undefined;
}

/** The form of a union that somebody who wrote `value` had in mind: its list, its keys and values, or its plain text. */
export function branchFor(union: z.ZodUnion, value: unknown): unknown {
  const options: readonly unknown[] = union.options;
  const wanted = Array.isArray(value) ? z.ZodArray : isObject(value) ? z.ZodObject : z.ZodPipe;
  return options.find((option) => option instanceof wanted) ?? options[0];
}

/** The schema of what stands at a path; undefined for a path that the schema does not know. */
export function schemaAt(root: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return root;
  const schema = meantBy(root, value);
  const inner = isObject(value) || Array.isArray(value) ? ownValue(value, step) : undefined;
  if (schema instanceof z.ZodArray) return schemaAt(schema.element, rest, inner);
  if (schema instanceof z.ZodRecord) return schemaAt(schema.valueType, rest, inner);
  if (schema instanceof z.ZodObject && Object.hasOwn(schema.shape, step))
    return schemaAt(schema.shape[step], rest, inner);
  return undefined;
}

/** Without "optional", and of a union the form that was meant. */
function meantBy(schema: unknown, value: unknown): unknown {
  if (schema instanceof z.ZodOptional) return meantBy(schema.unwrap(), value);
  return schema instanceof z.ZodUnion ? branchFor(schema, value) : schema;
}

/** The keys that may stand in an object such as `value`. */
export function keysOf(schema: unknown, value: unknown): readonly string[] {
  const meant = meantBy(schema, value);
  return meant instanceof z.ZodObject ? Object.keys(meant.shape) : [];
}

export function isOptional(schema: unknown): boolean {
  return schema instanceof z.ZodOptional;
}

export interface Hints {
  readonly example: unknown;
  readonly pattern: string | undefined;
}

/** The example and the pattern that a schema's description carries. */
export function hintsOf(schema: unknown): Hints {
  if (!(schema instanceof z.ZodType)) return { example: undefined, pattern: undefined };
  const meta = schema.meta();
  // What is said of the optional thing is said in its schema, or else in the schema inside.
  if (meta === undefined && schema instanceof z.ZodOptional) return hintsOf(schema.unwrap());
  if (meta === undefined && schema instanceof z.ZodPipe) return hintsOf(schema.in);
  const pattern = meta?.pattern;
  const examples: readonly unknown[] = Array.isArray(meta?.examples) ? meta.examples : [];
  return { example: examples[0], pattern: typeof pattern === 'string' ? pattern : undefined };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ownValue(value: object, key: string | number): unknown {
  return Object.hasOwn(value, key) ? (value as Readonly<Record<string | number, unknown>>)[key] : undefined;
}
