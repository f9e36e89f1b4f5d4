import type { Invoke, Paging } from './reply.js';

/** Items on one page of a list: as many as a person reads at a glance on a phone. */
const pageSize = 10;

/**
 * One page of a list, with the way to the others; no paging where one page holds all. A page beyond the last gives the last.
 * @param page from 1.
 */
export function pageOf<T>(
  all: readonly T[],
  page: number,
  to: (page: number) => Invoke,
): { readonly shown: readonly T[]; readonly paging?: Paging } {
  const last = Math.max(1, Math.ceil(all.length / pageSize));
  const current = Math.min(page, last);
  const from = (current - 1) * pageSize;
  const shown = all.slice(from, from + pageSize);
  if (last === 1) return { shown };
  return {
    shown,
    paging: {
      from: from + 1,
      to: from + shown.length,
      total: all.length,
      ...(current > 1 ? { previous: to(current - 1) } : {}),
      ...(current < last ? { next: to(current + 1) } : {}),
    },
  };
}
