/** Rows of a table as text that can be read without it: "Role: Member; Needs: 2 sponsors". */
import type { Unit } from './section.js';

export interface Cell {
  readonly text: string;
  readonly links: Unit['links'];
}

/** One unit, or none where every cell is empty. */
export function rowUnit(header: readonly Cell[], cells: readonly Cell[]): Unit[] {
  const said = cells.flatMap(({ text }, at) => {
    if (text === '') return [];
    const label = header[at]?.text.replace(/:$/, '') ?? '';
    return [label === '' ? text : `${label}: ${text}`];
  });
  return said.length === 0 ? [] : [{ kind: 'row', text: said.join('; '), links: cells.flatMap(({ links }) => links) }];
}

/** A cell longer than this is no heading of a column. */
const longestLabel = 60;

/**
 * The rows of one HTML table, which come one at a time. The first one is the header: the tables of Markdown pages often
 * leave `th` out. Not where it is too long for labels, or the only one.
 */
export class TableRows {
  #header: readonly Cell[] | undefined;
  #alone = false;

  next(cells: readonly Cell[], isHeader: boolean): Unit[] {
    if (this.#header === undefined) {
      this.#alone = isHeader || cells.every(({ text }) => text.length <= longestLabel);
      this.#header = this.#alone ? cells : [];
      return this.#alone ? [] : rowUnit([], cells);
    }
    this.#alone = false;
    return rowUnit(this.#header, cells);
  }

  end(): Unit[] {
    const units = this.#alone ? rowUnit([], this.#header ?? []) : [];
    this.#header = undefined;
    this.#alone = false;
    return units;
  }
}
