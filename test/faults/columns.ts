import { alignedTable } from '../../src/bin/table.js';

/** Text in columns: heads, a rule, rows. */
export function columns(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return alignedTable([heads, widths.map((width) => '-'.repeat(width)), ...rows]).trimEnd();
}
