/**
 * Who is a maintainer: whoever the community file lists, by the platform's own ids, never by name. Asked anew for each
 * command and each button, so that a right that is taken away is gone at once, and within a minute where it hung on a Slack
 * user group, which the Slack surface keeps that long. Whoever has the terminal has the machine,
 * so the terminal is the operator's; the page has no sign-in, so nobody is known there.
 */
import type { Asking, Platform } from '../adapter.js';
import type { Community, Group, Maintainer } from '../community/model.js';
import { problem } from './errors.js';
import { platformName } from './platform-name.js';

type ChatPlatform = 'slack' | 'discord';

/** Under which keys of the community file a platform's people and groups stand: one platform's ids say nothing on another. */
const keys = {
  slack: { person: 'slack', group: 'slackUsergroup' },
  discord: { person: 'discord', group: 'discordRole' },
} as const satisfies Record<ChatPlatform, { person: keyof Maintainer; group: keyof Maintainer }>;

const groupWords: Readonly<Record<ChatPlatform, string>> = {
  slack: 'everybody in a listed user group',
  discord: 'everybody with a listed role',
};

/** A sentence names so many people and no more. */
const mostNamed = 5;

const isChat = (platform: Platform): platform is ChatPlatform => platform in keys;

/**
 * Throws maintainers-only, maintainers-not-here, roles-not-seen where a role may give the right and the place shows none (a
 * direct message on Discord), or right-unknown where the platform cannot be asked.
 */
export async function requireMaintainer(
  command: string,
  { platform, reader }: Asking,
  { maintainers, groups: workingGroups = [] }: Pick<Community, 'maintainers'> & Partial<Pick<Community, 'groups'>>,
): Promise<void> {
  if (platform === 'console') return;
  if (!isChat(platform)) throw problem('maintainers-not-here', { command });
  const { person, group } = keys[platform];
  if (maintainers.some((maintainer) => maintainer[person] === reader.id)) return;
  const groups = maintainers.flatMap((maintainer) => maintainer[group] ?? []);
  if (groups.length > 0) {
    if (reader.groups === undefined) throw problem('roles-not-seen', { command });
    const theirs = await reader.groups().catch(() => undefined);
    if (theirs === undefined) throw problem('right-unknown', { command, platform: platformName[platform] });
    if (groups.some((id) => theirs.includes(id))) return;
  }
  throw problem('maintainers-only', { command, who: whoMay(platform, maintainers, workingGroups) });
}

/**
 * "Ana Ruiz, 2 more people and everybody with a listed role": those with a right on this platform. Only who leads a group
 * has a name in the community file. Empty where nobody has one.
 */
function whoMay(platform: ChatPlatform, maintainers: readonly Maintainer[], workingGroups: readonly Group[]): string {
  const { person, group } = keys[platform];
  const ids = [...new Set(maintainers.flatMap((maintainer) => maintainer[person] ?? []))];
  const leads = workingGroups.flatMap(({ leads: of }) => of);
  const named = ids.map((id) => leads.find((lead) => lead[platform] === id)?.name);
  const names = [...new Set(named.filter((name) => name !== undefined))].slice(0, mostNamed);
  if (names.length === 0) return '';
  const others = ids.length - names.length;
  const parts = [
    ...names,
    ...(others === 0 ? [] : [others === 1 ? '1 more person' : `${others} more people`]),
    ...(maintainers.some((maintainer) => maintainer[group] !== undefined) ? [groupWords[platform]] : []),
  ];
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
