/** Something to mend, before it is known on which line it stands. Both sentences end with a full stop. */
export interface Finding {
  readonly path: Path;
  readonly problem: string;
  readonly mend: string;
  /** The key itself is meant, not what it holds. */
  readonly on?: 'key';
}

/** Keys and positions (from 0) from the top of the file. */
export type Path = readonly (string | number)[];

/** "meetings[0].timezone" */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** What is written at a path; undefined where nothing is. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return (value as Readonly<Record<string | number, unknown>>)[step];
  }, root);
}
