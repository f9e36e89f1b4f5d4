/** People find meetings and groups by name, so no name may lead to two of them. Case, accents and signs do not count. */
import { fold } from '../nearest.js';
import type { Finding, Path } from './finding.js';
import type { CommunityFile } from './schema.js';
import type { Sound } from './schema-walk.js';

type SoundFile = Sound<CommunityFile>;

interface Named {
  readonly path: Path;
  readonly text: string | undefined;
}

export function checkNames(file: SoundFile, lineOf: (path: Path) => number): readonly Finding[] {
  const meetings = (file.meetings ?? []).map((meeting, index) =>
    namesOf(['meetings', index], meeting, ['id', 'title']),
  );
  const groups = (file.groups ?? []).map((group, index) => namesOf(['groups', index], group, ['id', 'name']));
  const links = (file.links ?? []).map((link, index) => namesOf(['links', index], link, ['id']));
  return [
    ...shared(meetings, 'meeting', lineOf),
    ...chosen(meetings),
    ...shared(groups, 'group', lineOf),
    ...shared(links, 'link', lineOf),
    ...sharedChannels(file, lineOf),
  ];
}

type Nameable = { readonly [K in 'id' | 'title' | 'name']?: string | undefined } & {
  readonly aliases?: readonly (string | undefined)[] | undefined;
};

function namesOf(
  path: Path,
  thing: Nameable | undefined,
  keys: readonly ('id' | 'title' | 'name')[],
): readonly Named[] {
  return [
    ...keys.map((key) => ({ path: [...path, key], text: thing?.[key] })),
    ...(thing?.aliases ?? []).map((text, index) => ({ path: [...path, 'aliases', index], text })),
  ];
}

/** Names that an earlier thing has already. One thing may say its own name twice. */
function shared(
  things: readonly (readonly Named[])[],
  what: string,
  lineOf: (path: Path) => number,
): readonly Finding[] {
  const taken = new Map<string, { readonly owner: number; readonly path: Path }>();
  return things.flatMap((names, owner) =>
    names.flatMap(({ path, text }) => {
      const key = fold(text ?? '');
      if (key === '') return [];
      const first = taken.get(key);
      if (first === undefined) taken.set(key, { owner, path });
      if (first === undefined || first.owner === owner) return [];
      const problem = `Another ${what} has this name already, on line ${lineOf(first.path)}.`;
      return [{ path, problem, mend: 'Give one of them another name.' }];
    }),
  );
}

/** What may follow the name in /meeting, and is read first. A test holds it equal to the command's own words. */
const views = ['next', 'dates', 'cities', 'why', 'all'];

/** Ids and aliases that nobody could type: their last word chooses what /meeting shows. A title has its id beside it. */
function chosen(meetings: readonly (readonly Named[])[]): readonly Finding[] {
  return meetings.flat().flatMap(({ path, text }) => {
    const word = text?.toLowerCase().split(/\s+/).at(-1) ?? '';
    if (path.at(-1) === 'title' || !views.includes(word)) return [];
    const problem = `After /meeting, “${word}” as the last word chooses what is shown.`;
    return [{ path, problem, mend: `Use a name that ends in none of ${views.join(', ')}.` }];
  });
}

/** Two rooms with one channel behind them would get each reminder twice. */
function sharedChannels(file: SoundFile, lineOf: (path: Path) => number): readonly Finding[] {
  const taken = new Map<string, Path>();
  return Object.entries(file.rooms ?? {}).flatMap(([name, room]) =>
    (['slack', 'discord'] as const).flatMap((platform) => {
      const channel = room?.[platform];
      if (channel === undefined) return [];
      const path = ['rooms', name, platform];
      const first = taken.get(`${platform} ${channel}`);
      if (first === undefined) {
        taken.set(`${platform} ${channel}`, path);
        return [];
      }
      const problem = `The room “${first[1]}” stands for this channel already, on line ${lineOf(first)}.`;
      return [{ path, problem, mend: 'Use one room for one channel.' }];
    }),
  );
}
