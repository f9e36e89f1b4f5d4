/**
 * Where a git checkout is published, read from its own files: the remote of the branch that is checked out. Only for the
 * public forges whose addresses are known. No git is run, and nothing but names is taken from the remote: whatever
 * password stands in its address stays there.
 */
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Behind owner and repository; GitHub and GitLab take a commit where they take a branch. */
const branchPath: ReadonlyMap<string, (ref: string, isCommit: boolean) => string> = new Map([
  ['github.com', (ref) => `blob/${ref}`],
  ['gitlab.com', (ref) => `-/blob/${ref}`],
  ['codeberg.org', (ref, isCommit) => `src/${isCommit ? 'commit' : 'branch'}/${ref}`],
]);

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').then(
    (text) => text.slice(0, 200_000),
    () => undefined,
  );
}

interface GitFolder {
  readonly head: string;
  readonly config: string;
}

/** The folder `.git`, or what a file of that name (of a worktree or a submodule) leads to. */
async function gitFolder(at: string): Promise<GitFolder | undefined> {
  const named = join(at, '.git');
  const found = await stat(named).catch(() => undefined);
  if (found === undefined) return undefined;
  const led = found.isFile() ? /^gitdir:\s*(.+)$/m.exec((await textOf(named)) ?? '')?.[1]?.trim() : '.git';
  if (led === undefined) return undefined;
  const folder = resolve(at, led);
  const shared = (await textOf(join(folder, 'commondir')))?.trim();
  const [head, config] = await Promise.all([
    textOf(join(folder, 'HEAD')),
    textOf(join(shared === undefined ? folder : resolve(folder, shared), 'config')),
  ]);
  return head === undefined || config === undefined ? undefined : { head: head.trim(), config };
}

type Settings = ReadonlyMap<string, string>;

/** "remote.origin.url" and so on; the first of several values. */
function settingsOf(config: string): Settings {
  const settings = new Map<string, string>();
  let section = '';
  for (const line of config.split('\n')) {
    const begun = /^\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/.exec(line);
    if (begun !== null)
      section = [begun[1]?.toLowerCase(), begun[2]?.replace(/\\(.)/g, '$1')].filter(Boolean).join('.');
    const value = /^\s*(\w+)\s*=\s*"?([^"\n]*?)"?\s*$/.exec(line);
    const key = `${section}.${value?.[1]?.toLowerCase()}`;
    if (value !== null && !settings.has(key)) settings.set(key, value[2] ?? '');
  }
  return settings;
}

/** Host and repository of a remote: https, ssh or the short form of ssh. */
function repositoryOf(remote: string): { readonly host: string; readonly name: string } | undefined {
  const short = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(remote);
  const whole = /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([\w.-]+)(?::\d+)?\/(.+)$/.exec(remote);
  const [, host = '', path = ''] = whole ?? short ?? [];
  const name = path
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .replace(/^\/+/, '');
  const isPlain = /^[\w.-]+(?:\/[\w.-]+)+$/.test(name) && !name.split('/').some((part) => /^\.+$/.test(part));
  return isPlain ? { host: host.toLowerCase(), name } : undefined;
}

function addressOf({ head, config }: GitFolder): string | undefined {
  const settings = settingsOf(config);
  const local = /^ref: refs\/heads\/(.+)$/.exec(head)?.[1];
  const followed = settings.get(`branch.${local}.merge`)?.replace(/^refs\/heads\//, '');
  const others = [...settings.keys()].filter((key) => /^remote\..+\.url$/.test(key));
  const remote =
    settings.get(`remote.${settings.get(`branch.${local}.remote`) ?? 'origin'}.url`) ??
    (others.length === 1 ? settings.get(others[0] ?? '') : undefined);
  const repository = remote === undefined ? undefined : repositoryOf(remote);
  const path = repository === undefined ? undefined : branchPath.get(repository.host);
  const isCommit = local === undefined;
  const ref = isCommit ? head : (followed ?? local);
  if (repository === undefined || path === undefined || (isCommit && !/^[0-9a-f]{40,64}$/.test(ref))) return undefined;
  return `https://${repository.host}/${repository.name}/${path(ref.split('/').map(encodeURIComponent).join('/'), isCommit)}`;
}

export interface Checkout {
  /** Where the folder's files are published, without a trailing slash; undefined where that is not known. */
  readonly url?: string;
}

/** The checkout that an absolute path lies in, or undefined. Reads a few small files; never rejects. */
export async function checkoutAround(folder: string): Promise<Checkout | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const git = await gitFolder(at);
    if (git === undefined) {
      if (dirname(at) === at) return undefined;
      continue;
    }
    const root = addressOf(git);
    if (root === undefined) return {};
    const inside = relative(at, folder).split(sep).filter(Boolean).map(encodeURIComponent);
    return { url: [root, ...inside].join('/') };
  }
}
