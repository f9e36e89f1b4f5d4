/** What can go wrong with one call, in the order in which a test lines it up, or at random. */
export type Fault =
  /** Nothing goes wrong with this one. */
  | { readonly kind: 'none' }
  /** 429; `retryAfter` as it stands in the header, absent where Slack sends none. */
  | { readonly kind: 'rate-limit'; readonly retryAfter?: string }
  /** The status, with the call carried out before or not at all. */
  | { readonly kind: 'status'; readonly status: number; readonly accepted?: true }
  /** The connection is cut instead of an answer. */
  | { readonly kind: 'reset'; readonly accepted?: true }
  /** No answer, ever. */
  | { readonly kind: 'hang'; readonly accepted?: true }
  /** `ok: false` with this word. */
  | { readonly kind: 'error'; readonly error: string; readonly needed?: string; readonly accepted?: true }
  /** A page in place of an answer, with status 200: a captive portal. */
  | { readonly kind: 'html' }
  /** Status 200 with this body in place of Slack's: cut short, of another type, not an object. */
  | { readonly kind: 'body'; readonly body: string; readonly type?: string; readonly accepted?: true };

export interface Chaos {
  /** Of the calls of chat.postMessage: 0 to 1. */
  readonly share: number;
  /** 0 or more, less than 1. */
  readonly random: () => number;
  /** Of conversations.history too. */
  readonly history?: boolean;
  /** Of chat.update too. */
  readonly updates?: boolean;
}

const chaotic: readonly Fault[] = [
  { kind: 'reset', accepted: true },
  { kind: 'reset' },
  { kind: 'status', status: 500, accepted: true },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502, accepted: true },
  { kind: 'status', status: 502 },
  { kind: 'hang', accepted: true },
  { kind: 'hang' },
  { kind: 'rate-limit', retryAfter: '1' },
  { kind: 'status', status: 503 },
];

export class Faults {
  readonly #lines = new Map<string, Fault[]>();
  readonly #always = new Map<string, Fault>();
  #chaos: Chaos | undefined;
  /** What chaos did so far: how often each, such as "hang, accepted". */
  readonly chaosDone = new Map<string, number>();

  /** @param method a Web API method, or "response_url". */
  add(method: string, ...faults: readonly Fault[]): void {
    this.#lines.set(method, [...(this.#lines.get(method) ?? []), ...faults]);
  }

  /** From now on every call, until `clear`. */
  always(method: string, fault: Fault): void {
    this.#always.set(method, fault);
  }

  chaos(chaos: Chaos | undefined): void {
    this.#chaos = chaos;
  }

  next(method: string): Fault | undefined {
    return this.#lines.get(method)?.shift() ?? this.#always.get(method) ?? this.#atRandom(method);
  }

  clear(method: string): void {
    this.#lines.delete(method);
    this.#always.delete(method);
  }

  #atRandom(method: string): Fault | undefined {
    if (this.#chaos === undefined) return undefined;
    const { share, random, history = false, updates = false } = this.#chaos;
    const isMeant =
      method === 'chat.postMessage' ||
      (history && method === 'conversations.history') ||
      (updates && method === 'chat.update');
    if (!isMeant || random() >= share) return undefined;
    const fault = chaotic[Math.floor(random() * chaotic.length)];
    if (fault !== undefined) this.chaosDone.set(nameOf(fault), (this.chaosDone.get(nameOf(fault)) ?? 0) + 1);
    return fault;
  }
}

function nameOf(fault: Fault): string {
  const accepted = 'accepted' in fault ? ', accepted' : '';
  return `${fault.kind === 'status' ? fault.status : fault.kind}${accepted}`;
}
