/** What can go wrong with one call, in the order in which a test lines it up. */
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
  | { readonly kind: 'html' };

export class Faults {
  readonly #lines = new Map<string, Fault[]>();

  /** @param method a Web API method, or "response_url". */
  add(method: string, ...faults: readonly Fault[]): void {
    this.#lines.set(method, [...(this.#lines.get(method) ?? []), ...faults]);
  }

  next(method: string): Fault | undefined {
    return this.#lines.get(method)?.shift();
  }

  clear(method: string): void {
    this.#lines.delete(method);
  }
}
