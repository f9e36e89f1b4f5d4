/** The page in a real browser, with a scripted desk behind it. Everything that is opened is closed after each test. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Post } from '../../src/adapter.js';
import type { Reply } from '../../src/reply/reply.js';
import type { Instant } from '../../src/time/zoned.js';
import { type OpenPage, openPage } from '../adapters/web/open-page.js';
import { buildPage, openBrowser } from '../support/browser.js';
import { hostile, meetingAt, meetingUntil } from '../support/gallery.js';
import { type ScriptedDesk, scriptedDesk } from '../support/scripted-desk.js';

const moment = {
  type: 'moment',
  at: meetingAt,
  until: meetingUntil,
  show: 'day-time',
  home: 'America/Los_Angeles',
} as const;
const meeting: Reply = {
  title: 'Community meeting',
  audience: 'asker',
  tone: 'plain',
  summary: 'The community meets on Thursday.',
  body: [{ type: 'text', line: ['Next: ', moment] }],
  choices: [
    { label: 'All meetings', invoke: { command: 'meeting', options: { name: 'all' } } },
    { label: 'Show to the room', invoke: { command: 'meeting', options: { name: 'community' }, share: true } },
  ],
};
const home: Reply = {
  ...meeting,
  body: [
    { type: 'text', line: [{ ...moment, countdown: true }] },
    { type: 'text', line: [{ type: 'link', text: 'Join the meeting', url: 'https://zoom.us/j/986657835' }] },
  ],
  choices: [{ label: 'Meeting details', invoke: { command: 'meeting', options: {} }, primary: true }],
};
const unkind = [
  ...hostile,
  '<img src="http://evil.example/x.png" onerror="document.title=\'taken\'">',
  '<script>document.title="taken"</script>',
];
const script: Readonly<Record<string, Reply>> = {
  home,
  '/meeting community': meeting,
  '/meeting community (shared)': { ...meeting, audience: 'room', choices: [] },
  '/meeting all': { ...meeting, title: 'All meetings', choices: [] },
  '/unkind': {
    ...meeting,
    title: unkind.join(' '),
    summary: unkind.join(' '),
    body: unkind.map((text) => ({
      type: 'text',
      line: [text, { type: 'link', text, url: 'javascript:document.title="taken"' }],
    })),
    choices: [],
  },
};

export const post = (key: string): Post => ({
  key,
  target: { platform: 'web', room: 'general', channel: 'general' },
  reply: { ...meeting, title: `Reminder ${key}`, audience: 'room', choices: [] },
});

export interface Watched {
  readonly page: Page;
  /** Hosts that the page asked for anything. */
  readonly hosts: Set<string>;
  /** What went wrong in it. */
  readonly faults: string[];
}

export interface Served extends OpenPage {
  readonly desk: ScriptedDesk;
}

export interface Stand {
  /** Opens the page on a free port, with one reminder to come. */
  serve(): Promise<Served>;
  /** Opens a browser on it, in Berlin unless the options say otherwise, and waits until the page is live. */
  visit(address: string, options?: BrowserContextOptions): Promise<Watched>;
}

/** To be called once, at the top of a test file: it sets up what runs before and after the tests. */
export function browserStand(): Stand {
  const built = buildPage();
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    built.remove();
  });

  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function serve(): Promise<Served> {
    const desk = scriptedDesk(script);
    const reminder = {
      key: 'k',
      dueAt: (meetingAt - 900) as Instant,
      room: 'general',
      meeting: 'Community meeting',
      startsAt: meetingAt,
      reply: meeting,
    };
    const open = await openPage(desk, built, { coming: async () => [reminder] });
    closing.push(() => open.adapter.stop());
    return { ...open, desk };
  }

  async function visit(address: string, options: BrowserContextOptions = {}): Promise<Watched> {
    const context = await browser.newContext({
      timezoneId: 'Europe/Berlin',
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    closing.push(() => context.close());
    const page = await context.newPage();
    const hosts = new Set<string>();
    const faults: string[] = [];
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(address);
    if (options.javaScriptEnabled !== false) await page.locator('html[data-live]').waitFor();
    return { page, hosts, faults };
  }
  return { serve, visit };
}
