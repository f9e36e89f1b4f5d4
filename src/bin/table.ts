/** What `frontdesk plan` and `frontdesk receipts` print: rows in columns, moments in few characters. */
import { type Instant, wallOf, wallText } from '../time/zoned.js';

/** "Wed 2026-12-09 11:00" in `zone`. */
export function shortMoment(at: Instant, zone: string): string {
  const wall = wallOf(at, zone);
  const weekday = new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).toUTCString().slice(0, 3);
  return `${weekday} ${wallText(wall).replace('T', ' ')}`;
}

/** Rows of the same length, each column as wide as its widest cell, two spaces apart. */
export function alignedTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((text, column) => text.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
