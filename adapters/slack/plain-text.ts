/**
 * Between Slack's message text (mrkdwn source) and plain text. Slack escapes three characters and writes people, rooms and
 * links in angle brackets: https://docs.slack.dev/messaging/formatting-message-text, read 2026-11-24.
 */

/** Plain text as mrkdwn that shows exactly it: nothing of it can become a ping, a link or a date. */
export function escapeText(plain: string): string {
  return plain.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/**
 * What a person typed, as they saw it: "<@U1|ana>" is "@ana", "<https://istio.io|istio.io>" is "istio.io". Every mention
 * of `self` (the bot's own user id) is taken out.
 */
export function decodeText(source: string, self?: string): string {
  return source
    .replace(/<([^<>]*)>/g, (_whole, inside: string) => decodeBracket(inside, self))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

function decodeBracket(inside: string, self: string | undefined): string {
  const bar = inside.indexOf('|');
  const target = bar === -1 ? inside : inside.slice(0, bar);
  const label = bar === -1 ? '' : inside.slice(bar + 1);
  switch (target[0]) {
    case '@':
      return target.slice(1) === self ? ' ' : `@${label || target.slice(1)}`;
    case '#':
      return `#${label || target.slice(1)}`;
    case '!':
      return decodeSpecial(target.slice(1), label);
    default:
      return label || target.replace(/^mailto:/, '');
  }
}

/** "<!here>", "<!subteam^S1|@docs>", "<!date^1781190000^{date}|11 June>". */
function decodeSpecial(command: string, label: string): string {
  return label || `@${command.split('^')[0] ?? ''}`;
}
