/** The same few addresses of a community stand in nearly every reply; reading one takes longer than all else about a link. */
const read = new Map<string, Readonly<URL>>();
const readAtMost = 500;
const longestRead = 500;

/** `undefined` for what is no address. For reading only: the same text gives the same object. */
export function parsedUrl(url: string): Readonly<URL> | undefined {
  const known = read.get(url);
  if (known !== undefined) return known;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || url.length > longestRead) return parsed;
  if (read.size >= readAtMost) read.clear();
  read.set(url, parsed);
  return parsed;
}

/**
 * The address as a link may hold it: http or https only, normalised as a browser does. `undefined` for anything else, and
 * for an address with a name or password in it, which reads as one host ("https://istio.io@evil.example") and opens another.
 */
export function safeUrl(url: string): string | undefined {
  const parsed = parsedUrl(url);
  if (parsed === undefined) return undefined;
  const { protocol, username, password, href } = parsed;
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return username === '' && password === '' ? href : undefined;
}
