#!/usr/bin/env node
import { existsSync } from 'node:fs';
/**
 * Builds what is shipped: the server bundle (dist/frontdesk.js and its lazy chunks) and the page (dist/page).
 * `npm ci` runs it as `prepare`. Everything is built in memory first, so a build that fails leaves the last one standing.
 *
 *   node build.js                    both
 *   node build.js --client           the page alone
 *   node build.js --client --out D   the page alone, into D instead of dist/page
 */
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const entry = join(dist, 'frontdesk.js');
const shebang = '#!/usr/bin/env node\n';

// The bundle is ESM, and many of the packages in it are CommonJS: they expect these three names.
const commonJsNames = [
  "import { createRequire as frontdeskCreateRequire } from 'node:module';",
  "import { fileURLToPath as frontdeskFileURLToPath } from 'node:url';",
  'const require = frontdeskCreateRequire(import.meta.url);',
  'const __filename = frontdeskFileURLToPath(import.meta.url);',
  "const __dirname = frontdeskFileURLToPath(new URL('.', import.meta.url));",
].join('\n');

/**
 * npm installs the same version of undici twice, below discord.js and below @discordjs/rest. It goes into the bundle once:
 * 0.55 MB less to parse at start, and one set of connections and of memory. Another version stays a copy of its own.
 *
 * @type {import('esbuild').Plugin}
 */
const oneUndici = {
  name: 'one-undici',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^undici$/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (pluginData === oneUndici) return undefined;
      const from = (/** @type {string} */ folder) => resolve(path, { kind, resolveDir: folder, pluginData: oneUndici });
      const [own, shared] = [await from(resolveDir), await from(join(root, 'node_modules/discord.js'))];
      return (await versionOf(own)) === (await versionOf(shared)) ? shared : own;
    });
  },
};

async function versionOf(/** @type {import('esbuild').ResolveResult} */ { path }) {
  const manifest = await readFile(join(dirname(path), 'package.json'), 'utf8').catch(() => '{}');
  return JSON.parse(manifest).version;
}

/** @returns {import('esbuild').BuildOptions} */
function serverOptions() {
  return {
    entryPoints: { frontdesk: join(root, 'src/bin/frontdesk.ts') },
    outdir: dist,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    splitting: true,
    // Beside the entry, not in a folder: a path read from import.meta.url is then the same in every chunk.
    chunkNames: 'chunk-[hash]',
    // A native module, loaded from node_modules.
    external: ['libsql'],
    banner: { js: commonJsNames },
    legalComments: 'eof',
    // What is parsed at start and held in memory. Names stay, so that a stack trace can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    plugins: [oneUndici],
  };
}

/** @returns {import('esbuild').BuildOptions} */
function clientOptions(/** @type {string} */ outdir) {
  const client = join(root, 'adapters/web/client');
  return {
    entryPoints: { page: join(client, 'page.ts'), 'page-style': join(client, 'page.css') },
    outdir,
    entryNames: '[name]',
    platform: 'browser',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
    format: 'esm',
    minify: true,
    legalComments: 'eof',
  };
}

/** Builds into memory: path and contents of every file to write. */
async function bundle(/** @type {import('esbuild').BuildOptions} */ options) {
  const { build } = await import('esbuild');
  const built = await build({ ...options, absWorkingDir: root, bundle: true, write: false, logLevel: 'warning' });
  return built.outputFiles;
}

async function writeAll(/** @type {readonly { path: string, contents: Uint8Array }[]} */ files) {
  for (const file of files) {
    await mkdir(dirname(file.path), { recursive: true });
    await writeFile(file.path, file.contents);
  }
}

async function bundleClient(/** @type {string} */ outdir) {
  const files = await bundle(clientOptions(outdir));
  return files.map(({ path, contents }) => ({ path: path.replace('page-style.css', 'page.css'), contents }));
}

async function bundleServer() {
  const files = await bundle(serverOptions());
  return files.map(({ path, contents, text }) => ({
    path,
    contents: path === entry && !text.startsWith('#!') ? Buffer.concat([Buffer.from(shebang), contents]) : contents,
  }));
}

/** Builds page.js and page.css into `outdir`, which is emptied first. */
export async function buildClient(outdir = join(dist, 'page')) {
  const files = await bundleClient(outdir);
  await rm(outdir, { recursive: true, force: true });
  await writeAll(files);
}

/** Builds everything into dist, which is emptied first. */
export async function buildAll() {
  const files = await Promise.all([bundleServer(), bundleClient(join(dist, 'page'))]);
  await rm(dist, { recursive: true, force: true });
  await writeAll(files.flat());
  await chmod(entry, 0o755);
}

async function main() {
  const { values } = parseArgs({ options: { client: { type: 'boolean' }, out: { type: 'string' } } });
  if (!existsSync(join(root, 'node_modules/esbuild')) && existsSync(entry)) {
    // `npm ci --omit=dev` beside a bundle that was built elsewhere: there is nothing to do.
    console.log('esbuild is not installed; the bundle in dist is kept as it is.');
    return;
  }
  if (values.client) await buildClient(values.out);
  else await buildAll();
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await main();
  } catch (error) {
    console.error(`The build failed: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
