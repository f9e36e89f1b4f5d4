import { fileURLToPath } from 'node:url';

/** Whether this runs from the shipped bundle in `dist/` or from a checkout's sources. */
const shipped = !import.meta.url.endsWith('/src/bin/package-file.ts');

/** A file of the package, by its path from the package's root. */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(`${shipped ? '../' : '../../'}${path}`, import.meta.url));
}

/** The community that ships with Frontdesk. */
export function exampleCommunity(): string {
  return packageFile('communities/istio/community.yaml');
}
