/**
 * Who may talk to this server. It has no sign-in, so it answers only those who reach it by an address of its own: a foreign
 * page that points its own name at 127.0.0.1 (DNS rebinding) is told so, and a foreign page's form is refused.
 */
import { isIP } from 'node:net';

export interface Doors {
  /** The address that is listened on, as the operator wrote it. */
  readonly host: string;
  readonly port: number;
}

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** As it stands in an address: IPv6 in brackets. */
export function hostInUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

/**
 * Whether the Host header names this server. On loopback: the three loopback names with the port. Elsewhere also the
 * operator's own host name; where every interface is listened on, any numeric address with any port (a container's mapped
 * port is not known in here, and a foreign page cannot make a numeric address its own).
 */
export function isOwnHost(header: string | undefined, { host, port }: Doors): boolean {
  if (header === undefined) return false;
  const [, name = '', given] = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(header.toLowerCase()) ?? [];
  const samePort = Number(given ?? 80) === port;
  if (isWildcard(host)) return loopbackNames.includes(name) || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  return samePort && (loopbackNames.includes(name) || name === hostInUrl(host.toLowerCase()));
}

/**
 * Whether the Host header names the address under which the operator's proxy serves the calendar feeds to everybody. They are
 * what the community publishes, so they alone are answered there; the page is not.
 * @param site such as https://desk.example.org/feeds; only its host and port count
 */
export function isSiteHost(header: string | undefined, site: string | undefined): boolean {
  if (header === undefined || site === undefined || !URL.canParse(site)) return false;
  const { protocol, host } = new URL(site);
  const given = `${protocol}//${header}`;
  // A parsed address leaves out the port that its protocol has anyway.
  return /^[^/?#@\\]+$/.test(header) && URL.canParse(given) && new URL(given).host === host;
}

/**
 * Whether a POST comes from this server's own page. Browsers send Origin with every POST; what sends none is no browser,
 * and carries nobody's cookie unasked.
 */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  // Only the host is compared: a proxy that speaks https stands in front of the same page.
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}

/** On every answer. No script, style or picture but our own is ever loaded, and nobody frames the page. */
export const safetyHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // Not no-referrer: browsers then send "Origin: null" with our own forms, and they would be refused.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
};
