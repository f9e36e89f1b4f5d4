/** A binary heap: the smallest on top; adding and taking cost the logarithm of the size. */
export class Heap<T> {
  readonly #items: T[] = [];
  readonly #order: (a: T, b: T) => number;

  constructor(order: (a: T, b: T) => number) {
    this.#order = order;
  }

  get size(): number {
    return this.#items.length;
  }

  peek(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    const items = this.#items;
    let at = items.length;
    while (at > 0) {
      const parentAt = (at - 1) >> 1;
      const parent = items[parentAt];
      if (parent === undefined || this.#order(parent, item) <= 0) break;
      items[at] = parent;
      at = parentAt;
    }
    items[at] = item;
  }

  pop(): T | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (items.length > 0 && last !== undefined) this.#sink(last);
    return top;
  }

  /** Puts `item` in the place of the top, which is gone, and lets it sink to where it belongs. */
  #sink(item: T): void {
    const items = this.#items;
    let at = 0;
    for (;;) {
      const [leftAt, rightAt] = [2 * at + 1, 2 * at + 2];
      const [left, right] = [items[leftAt], items[rightAt]];
      if (left === undefined) break;
      const [childAt, child] =
        right !== undefined && this.#order(right, left) < 0 ? [rightAt, right] : ([leftAt, left] as const);
      if (this.#order(item, child) <= 0) break;
      items[at] = child;
      at = childAt;
    }
    items[at] = item;
  }
}
