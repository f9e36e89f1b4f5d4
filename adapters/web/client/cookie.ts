/// <reference lib="dom" />
/** A choice that the server should know when it makes the page: kept for a year, or forgotten where `value` is absent. */
export function keepChoice(name: string, value: string | undefined): void {
  const life = value === undefined ? 0 : 365 * 86_400;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that the page serves.
  document.cookie = `${name}=${encodeURIComponent(value ?? '')}; path=/; max-age=${life}; samesite=strict`;
}
