/**
 * Who is who, without a sign-in: each browser holds a random id in a cookie that no script reads. What the server keeps and
 * logs is a digest of it, which cannot be turned back into the cookie.
 */
import { createHash, randomBytes } from 'node:crypto';

export const sessionCookie = 'frontdesk-session';
export const zoneCookie = 'frontdesk-zone';
export const themeCookie = 'frontdesk-theme';

export interface Session {
  /** The value of the cookie. */
  readonly secret: string;
  /** Names this browser in the room log and to the desk. */
  readonly viewer: string;
  readonly isNew: boolean;
}

/** The session that a cookie names, or a new one where it has not the form of ours. */
export function sessionFrom(cookie: string | undefined): Session {
  const known = cookie !== undefined && /^[\w-]{32}$/.test(cookie);
  const secret = known ? cookie : randomBytes(24).toString('base64url');
  const viewer = createHash('sha256').update(secret).digest('base64url').slice(0, 16);
  return { secret, viewer, isNew: !known };
}
