import { type FSWatcher, watch } from 'node:fs';

/** Calls `hint` when something may have changed in one of the folders; gives what ends it. Nothing depends on a hint. */
export type FolderHints = (folders: readonly string[], hint: () => void) => () => void;

/** Each watched folder costs a handle of the system. */
const most = 200;

/**
 * The system's own news of changes, where it gives any: not on network mounts, and on Linux not for what lies deeper. It
 * never keeps the process running.
 */
export const watchFolders: FolderHints = (folders, hint) => {
  const watchers = folders.slice(0, most).flatMap((folder): FSWatcher[] => {
    try {
      const watcher = watch(folder, { persistent: false }, hint);
      watcher.on('error', () => watcher.close());
      return [watcher];
    } catch {
      return [];
    }
  });
  return () => {
    for (const watcher of watchers) watcher.close();
  };
};
