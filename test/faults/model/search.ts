/**
 * Searches every state that can be reached, the nearest first: so a counterexample is as short as can be. In the end it
 * looks for states from which, without any further fault, no reminder can end any more.
 */
import { type Law, laws, type Rules, type Setting } from './assumptions.js';
import { nameOf, startOf, stateNamed, type World } from './state.js';
import { broken, isOver, promisedIn } from './verdict.js';
import { eventsOf } from './world.js';

export interface Found {
  /** How many states differ. */
  readonly states: number;
  /** How many steps lead from one to another. */
  readonly steps: number;
  readonly broken?: {
    readonly law: Law;
    /** What happened, in order, as sentences. */
    readonly trace: readonly string[];
  };
}

/** A list of whole numbers that grows. */
class Numbers {
  length = 0;
  #items = new Int32Array(1 << 16);
  push(item: number): void {
    if (this.length === this.#items.length) {
      const items = new Int32Array(this.length * 2);
      items.set(this.#items);
      this.#items = items;
    }
    this.#items[this.length] = item;
    this.length += 1;
  }
  at(index: number): number {
    return this.#items[index] as number;
  }
}

/** Searches a world in which `rules` hold. Stops at the first step that breaks one of the laws: by default, what is promised there. */
export function explore(rules: Rules, setting: Setting, watched: readonly Law[] = promisedIn(setting)): Found {
  const world: World = { ...setting, rules };
  const names: string[] = [nameOf(startOf(world)).name];
  const indexes = new Map<string, number>([[names[0] as string, 0]]);
  const parents = new Numbers();
  parents.push(-1);
  /** Steps without a fault: from, to, from, to, … */
  const plain = new Numbers();
  const over: number[] = [];
  let steps = 0;
  let found: { readonly law: Law; readonly from: number; readonly to: string } | undefined;

  for (let index = 0; index < names.length && found === undefined; index += 1) {
    const state = stateNamed(names[index] as string);
    if (isOver(state)) over.push(index);
    eventsOf(world, state, (who, _text, after, fault) => {
      steps += 1;
      const { name } = nameOf(after);
      let to = indexes.get(name);
      if (to === undefined) {
        to = names.length;
        names.push(name);
        indexes.set(name, to);
        parents.push(index);
      }
      if (fault === undefined && to !== index) {
        plain.push(index);
        plain.push(to);
      }
      const law = found === undefined ? broken(watched, state, after, who) : undefined;
      if (law !== undefined) found = { law, from: index, to: name };
    });
  }
  const counted = { states: names.length, steps };
  if (found === undefined && watched.includes('neverLost')) {
    const dead = firstDead(names.length, plain, over);
    if (dead >= 0) found = { law: 'neverLost', from: parents.at(dead), to: names[dead] as string };
  }
  if (found === undefined) return counted;
  const path = [found.to];
  for (let index = found.from; index >= 0; index = parents.at(index)) path.unshift(names[index] as string);
  return { ...counted, broken: { law: found.law, trace: traceOf(world, path) } };
}

/** The first state from which no plain steps lead to an end; -1 where there is none. */
function firstDead(states: number, plain: Numbers, over: readonly number[]): number {
  const counts = new Int32Array(states + 1);
  for (let edge = 0; edge < plain.length; edge += 2) counts[plain.at(edge + 1)] = (counts[plain.at(edge + 1)] ?? 0) + 1;
  let sum = 0;
  const starts = counts.map((count) => {
    sum += count;
    return sum - count;
  });
  const fill = starts.slice();
  const sources = new Int32Array(plain.length / 2);
  for (let edge = 0; edge < plain.length; edge += 2) {
    const to = plain.at(edge + 1);
    sources[fill[to] as number] = plain.at(edge);
    fill[to] = (fill[to] as number) + 1;
  }
  const ends = new Uint8Array(states);
  const open = [...over];
  for (const index of open) ends[index] = 1;
  for (let to = open.pop(); to !== undefined; to = open.pop()) {
    for (let edge = starts[to] as number; edge < (starts[to + 1] as number); edge += 1) {
      const from = sources[edge] as number;
      if (ends[from] === 1) continue;
      ends[from] = 1;
      open.push(from);
    }
  }
  return ends.indexOf(0);
}

/** The sentences of a path. A state's name does not say which process is A, so the path is walked again. */
function traceOf(world: World, path: readonly string[]): readonly string[] {
  let exchanged = nameOf(startOf(world)).mirrored;
  const generations = [0, 0];
  return path.slice(1).map((name, index) => {
    const state = stateNamed(path[index] as string);
    let sentence: string | undefined;
    let mirrored = false;
    eventsOf(world, state, (who, text, after) => {
      if (sentence !== undefined) return;
      const named = nameOf(after);
      if (named.name !== name) return;
      mirrored = named.mirrored;
      const actor = exchanged ? 1 - who : who;
      const on = after.tries[who].on;
      const many = world.reminders > 1 && text.includes('@') ? ` (reminder ${on + 1})` : '';
      let words = text.replace('@', actor === 0 ? 'A' : 'B');
      if (text.startsWith('@ claims')) {
        generations[on] = (generations[on] as number) + 1;
        words = words.replace('claims', `claims (generation ${generations[on]})`);
      }
      sentence = `${words}${many}`;
    });
    if (mirrored) exchanged = !exchanged;
    return sentence ?? 'Something happens';
  });
}

/** A counterexample as a paragraph to read. */
export function printTrace({ law, trace }: NonNullable<Found['broken']>): string {
  const steps = trace.map((sentence, index) => `  ${String(index + 1).padStart(2)}. ${sentence}.`);
  return [`Broken: ${laws[law]}.`, ...steps].join('\n');
}
