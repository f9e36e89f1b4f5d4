/** What can go wrong with one call: lined up by a test, for every call, or at random. */
import type { Answer, Call, Route } from './rest.js';

/** What happens to one request instead of the usual. `accept`: Discord does what was asked before it fails. */
export interface Fault {
  readonly accept?: true;
  readonly answer?: Answer & { readonly text?: string };
  /** The connection is cut without an answer. */
  readonly reset?: true;
  /** Nothing ever comes. */
  readonly hang?: true;
}

export interface Chaos {
  /** Of the posts to channels: 0 to 1. */
  readonly share: number;
  /** 0 or more, less than 1. */
  readonly random: () => number;
}

const posting: Route = 'POST /channels/:channel/messages';
const status = (number: number): Fault => ({ answer: { status: number } });
const tooMany: Answer = {
  status: 429,
  headers: { 'retry-after': '1', 'x-ratelimit-scope': 'user' },
  body: { message: 'You are being rate limited.', retry_after: 1, global: false },
};
const chaotic: readonly (readonly [string, Fault])[] = [
  ['reset, accepted', { reset: true, accept: true }],
  ['reset', { reset: true }],
  ['500, accepted', { ...status(500), accept: true }],
  ['500', status(500)],
  ['502, accepted', { ...status(502), accept: true }],
  ['502', status(502)],
  ['hang, accepted', { hang: true, accept: true }],
  ['hang', { hang: true }],
  ['429', { answer: tooMany }],
  ['503', status(503)],
];

export class Faults {
  readonly #lines = new Map<string, Fault[]>();
  readonly #always = new Map<string, Fault>();
  #chaos: Chaos | undefined;
  /** What chaos did so far: how often each, such as "hang, accepted". */
  readonly chaosDone = new Map<string, number>();

  add(route: Route, fault: Fault, times: number): void {
    this.#lines.set(route, [...(this.#lines.get(route) ?? []), ...Array.from({ length: times }, () => fault)]);
  }

  /** From now on every call; undefined: no longer. */
  always(route: Route, fault: Fault | undefined): void {
    if (fault === undefined) this.#always.delete(route);
    else this.#always.set(route, fault);
  }

  chaos(chaos: Chaos | undefined): void {
    this.#chaos = chaos;
  }

  next({ route }: Call): Fault | undefined {
    return this.#lines.get(route)?.shift() ?? this.#always.get(route) ?? this.#atRandom(route);
  }

  #atRandom(route: string): Fault | undefined {
    if (this.#chaos === undefined || route !== posting) return undefined;
    const { share, random } = this.#chaos;
    if (random() >= share) return undefined;
    const [name, fault] = chaotic[Math.floor(random() * chaotic.length)] ?? [];
    if (name !== undefined) this.chaosDone.set(name, (this.chaosDone.get(name) ?? 0) + 1);
    return fault;
  }
}
