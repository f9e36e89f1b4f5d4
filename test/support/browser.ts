/**
 * A real browser from npm, and the page's files built fresh from the source: so a browser test needs no earlier build, and
 * never looks at an old one.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as launcher } from 'playwright-core';

/** Nothing is to leave this machine: what the page itself asks for is checked by the tests. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

export async function openBrowser(): Promise<Browser> {
  chromium.setGraphicsMode = false;
  // Its own arguments (one process, no web security) are for other places than a test.
  return launcher.launch({ executablePath: await chromium.executablePath(), args: quiet, headless: true });
}

export interface BuiltPage {
  readonly folder: string;
  remove(): void;
}

/** Builds page.js and page.css into a folder of their own. */
export function buildPage(): BuiltPage {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-page-'));
  execFileSync(process.execPath, ['build.js', '--client', '--out', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
