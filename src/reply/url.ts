/**
 * The address as a link may hold it: http or https only, normalised as a browser does. `undefined` for anything else, and
 * for an address with a name or password in it, which reads as one host ("https://istio.io@evil.example") and opens another.
 */
export function safeUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return username === '' && password === '' ? href : undefined;
}
