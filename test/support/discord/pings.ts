/** Whom a message pings: what its raw text names and `allowed_mentions` lets through. Escapes do not count here. */
export interface AllowedMentions {
  readonly parse?: readonly string[] | null;
  readonly users?: readonly string[] | null;
  readonly roles?: readonly string[] | null;
  readonly replied_user?: boolean | null;
}

/**
 * @param repliedTo the author of the message that this one answers. Without `allowed_mentions` Discord pings everybody
 * that is named.
 */
export function pingsOf(
  texts: readonly string[],
  allowed: AllowedMentions | null | undefined,
  repliedTo?: string,
): string[] {
  const text = texts.join('\n');
  const parse = new Set(allowed ? (allowed.parse ?? []) : ['users', 'roles', 'everyone']);
  const pings: string[] = [];
  if (parse.has('everyone')) {
    for (const found of text.matchAll(/@(everyone|here)/g)) pings.push(found[1] ?? '');
  }
  for (const found of text.matchAll(/<@!?(\d+)>/g)) {
    const id = found[1] ?? '';
    if (parse.has('users') || allowed?.users?.includes(id)) pings.push(id);
  }
  for (const found of text.matchAll(/<@&(\d+)>/g)) {
    const id = found[1] ?? '';
    if (parse.has('roles') || allowed?.roles?.includes(id)) pings.push(`role ${id}`);
  }
  if (repliedTo !== undefined && (allowed ? allowed.replied_user === true : true)) pings.push(repliedTo);
  return [...new Set(pings)];
}
