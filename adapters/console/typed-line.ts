import type { CommandInfo } from '../../src/adapter.js';
import type { Invoke } from '../../src/reply/reply.js';

/**
 * What a person types to run `invoke`: "/meeting community", "/working-groups query:networking page:2". A command with a
 * single option takes its value as it stands; for several, each is named, and quoted where it has spaces.
 * @param commands those of the desk; without it every value but a lone text is named.
 */
export function typedLine(invoke: Invoke, commands: readonly CommandInfo[]): string {
  const given = Object.entries(invoke.options);
  const known = commands.find(({ name }) => name === invoke.command);
  const alone = (known?.options.length ?? given.length) === 1;
  const words = given.map(([name, value]) => {
    const plain = String(value).replace(/\s+/gu, ' ').trim();
    if (alone && (known !== undefined || typeof value === 'string')) return plain;
    // A quote inside would end the quoted run, and no command needs one.
    const quoted = /\s/u.test(plain) ? `"${plain.replace(/["“”]/gu, '')}"` : plain;
    return `${name}:${quoted}`;
  });
  return [`/${invoke.command}`, ...words].join(' ');
}
