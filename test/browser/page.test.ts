/** The page in a real browser: what a person sees, types and presses. The desk behind it is scripted. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Post } from '../../src/adapter.js';
import type { Reply } from '../../src/reply/reply.js';
import type { Instant } from '../../src/time/zoned.js';
import { type OpenPage, openPage } from '../adapters/web/open-page.js';
import { buildPage, openBrowser } from '../support/browser.js';
import { hostile, meetingAt, meetingUntil } from '../support/gallery.js';
import { asTyped, type ScriptedDesk, scriptedDesk } from '../support/scripted-desk.js';

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

const built = buildPage();
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  built.remove();
});

let desk: ScriptedDesk;
let open: OpenPage | undefined;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await open?.adapter.stop();
  open = undefined;
});

async function serve(): Promise<OpenPage> {
  desk = scriptedDesk(script);
  const reminder = {
    key: 'k',
    dueAt: (meetingAt - 900) as Instant,
    room: 'general',
    meeting: 'Community meeting',
    startsAt: meetingAt,
    reply: meeting,
  };
  open = await openPage(desk, built, { coming: async () => [reminder] });
  return open;
}

interface Watched {
  readonly page: Page;
  /** Hosts that the page asked for anything. */
  readonly hosts: Set<string>;
  /** What went wrong in it. */
  readonly faults: string[];
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

const post = (key: string): Post => ({
  key,
  target: { platform: 'web', room: 'general', channel: 'general' },
  reply: { ...meeting, title: `Reminder ${key}`, audience: 'room', choices: [] },
});

describe('the time', () => {
  test('two people in two zones see the same meeting each in their own time', async () => {
    const { address } = await serve();
    const [berlin, angeles] = [await visit(address), await visit(address, { timezoneId: 'America/Los_Angeles' })];
    expect(await berlin.page.locator('.next .when').innerText()).toBe('Thursday 10 December 2026\n20:00 to 21:00');
    expect(await angeles.page.locator('.next .when').innerText()).toBe('Thursday 10 December 2026\n11:00 to 12:00');
    for (const [{ page }, expected] of [
      [berlin, 'Next: Thursday 10 December 2026, 20:00 to 21:00'],
      [angeles, 'Next: Thursday 10 December 2026, 11:00 to 12:00'],
    ] as const) {
      await page.fill('#line', '/meeting community');
      await page.click('.send');
      await page.locator('.entry.answer').waitFor();
      expect(await page.locator('.entry.answer .reply p:not(.unseen)').innerText()).toBe(expected);
    }
    expect(desk.asked.map(({ reader }) => reader.zone)).toEqual(['Europe/Berlin', 'America/Los_Angeles']);
  });

  test('the countdown counts by the desk’s clock', async () => {
    const { address } = await serve();
    const { page } = await visit(address);
    // The desk stands three days before the meeting; the page counts on from there in real seconds.
    const shown = (await page.locator('.clock').innerText()).replace(/\s+/g, ' ');
    expect(['3 days 0 hours 0 minutes', '2 days 23 hours 59 minutes']).toContain(shown);
  });

  test('another zone, found by search, is shown at once, named, kept, and told to the desk', async () => {
    const { address } = await serve();
    const { page } = await visit(address);
    await page.selectOption('#zone', 'search');
    await page.keyboard.type('tok');
    // Faster than the suggestions come: it means the whole word all the same.
    await page.keyboard.press('Enter');
    await page.locator('dialog').waitFor({ state: 'detached' });
    const expected = 'Friday 11 December 2026 in Tokyo\n04:00 to 05:00 in Tokyo';
    expect(await page.locator('.next .when').innerText()).toBe(expected);
    await page.reload();
    await page.locator('html[data-live]').waitFor();
    expect(await page.locator('.next .when').innerText()).toBe(expected);
    await page.fill('#line', '/meeting community');
    await page.click('.send');
    await page.locator('.entry.answer').waitFor();
    expect(desk.asked.at(-1)?.reader.zone).toBe('Asia/Tokyo');
  });
});

describe('talking', () => {
  test('a command is typed with the keyboard alone, completed twice', async () => {
    const { address } = await serve();
    const { page } = await visit(address);
    await page.focus('#line');
    await page.keyboard.type('/me');
    await page.locator('#completions [role=option]', { hasText: '/meeting' }).waitFor();
    expect(await page.getAttribute('#line', 'aria-expanded')).toBe('true');
    await page.keyboard.press('Tab');
    await page.locator('#completions [role=option]', { hasText: 'Community meeting' }).waitFor();
    expect(await page.inputValue('#line')).toBe('/meeting ');
    await page.keyboard.press('ArrowDown');
    const active = await page.getAttribute('#line', 'aria-activedescendant');
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Enter');
    expect(await page.inputValue('#line')).toBe('/meeting community');
    expect(await page.locator('#completions').isHidden()).toBe(true);
    await page.keyboard.press('Enter');
    await page.locator('.entry.answer').waitFor();
    expect(desk.asked.map(asTyped)).toEqual(['/meeting community']);
    expect(await page.inputValue('#line')).toBe('');
  });

  test('Escape closes the suggestions and keeps what was typed; Enter then sends it', async () => {
    const { address } = await serve();
    const { page } = await visit(address);
    await page.focus('#line');
    await page.keyboard.type('/meeting');
    await page.locator('#completions [role=option]').first().waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('#completions').isHidden()).toBe(true);
    await page.keyboard.press('Enter');
    await page.locator('.entry.answer').waitFor();
    expect(desk.asked.map(asTyped)).toEqual(['/meeting']);
  });

  test('a button of an answer runs, a thing to try runs', async () => {
    const { address } = await serve();
    const { page } = await visit(address);
    await page.fill('#line', '/meeting community');
    await page.click('.send');
    await page.click('.entry >> text=All meetings');
    await page.locator('.entry.answer h3', { hasText: 'All meetings' }).waitFor();
    await page.click('.tries >> text=when is the next meeting?');
    await page.locator('.entry.asked', { hasText: 'when is the next meeting?' }).waitFor();
    expect(desk.asked.map(asTyped)).toEqual(['/meeting community', '/meeting all', 'when is the next meeting?']);
  });

  test('an answer is for one alone until it is shown to the room', async () => {
    const { address } = await serve();
    const [anna, ben] = [await visit(address), await visit(address)];
    await anna.page.fill('#line', '/meeting community');
    await anna.page.click('.send');
    await anna.page.locator('.entry[data-private] .marker', { hasText: 'Only you can see this' }).waitFor();
    await open?.adapter.post(post('one'));
    await ben.page.locator('.entry', { hasText: 'Reminder one' }).waitFor();
    expect(await ben.page.locator('.entry').count()).toBe(1);
    await anna.page.click('.entry >> text=Show to the room');
    await ben.page.locator('.entry.answer', { hasText: 'Community meeting' }).waitFor();
    await anna.page.locator('.entry.answer:not([data-private])').waitFor();
    expect(await anna.page.locator('.entry.answer[data-private]').count()).toBe(0);
    expect(await ben.page.locator('.entry').count()).toBe(2);
  });

  test('a reminder arrives by itself, and is there once after the page is loaded again', async () => {
    const { address, adapter } = await serve();
    const { page } = await visit(address);
    await adapter.post(post('one'));
    await adapter.post(post('one'));
    await page.locator('.entry.reminder', { hasText: 'Reminder one' }).waitFor();
    await page.reload();
    await adapter.post(post('two'));
    await page.locator('.entry.reminder', { hasText: 'Reminder two' }).waitFor();
    expect(await page.locator('.entry.reminder h3').allInnerTexts()).toEqual(['Reminder one', 'Reminder two']);
  });

  test('hostile text stays text, and nothing foreign is asked for', async () => {
    const { address } = await serve();
    const { page, hosts, faults } = await visit(address);
    await page.fill('#line', '/unkind');
    await page.click('.send');
    await page.locator('.entry.answer').waitFor();
    expect(await page.locator('.entry.answer').innerText()).toContain('<script>document.title="taken"</script>');
    expect(await page.locator('.entry.answer').locator('script, img, iframe, a, div div').count()).toBe(0);
    await page.reload();
    await page.locator('html[data-live]').waitFor();
    expect(await page.title()).toBe('Example front desk');
    expect([...hosts]).toEqual([new URL(address).host]);
    expect(faults).toEqual([]);
  });
});

describe('for everybody', () => {
  test('without a script the forms work and the times name their zone', async () => {
    const { address } = await serve();
    const { page } = await visit(address, { javaScriptEnabled: false });
    await page.fill('#line', '/meeting community');
    await page.click('.send');
    await page.locator('.entry.answer').waitFor();
    expect(await page.locator('.entry.answer').innerText()).toContain('11:00 to 12:00 in Los Angeles');
    await page.click('.entry >> text=All meetings');
    await page.locator('.entry.answer h3', { hasText: 'All meetings' }).waitFor();
    await page.fill('#other', 'berlin');
    await page.click('.zone button');
    expect(await page.locator('.next .when').innerText()).toContain('20:00 to 21:00 in Berlin');
  });

  test.each([320, 390, 768, 1440])('at %i pixels nothing reaches over the side', async (width) => {
    const { address } = await serve();
    const { page } = await visit(address, { viewport: { width, height: 720 } });
    for (const line of ['/meeting community', '/unkind', 'x'.repeat(500)]) {
      await page.fill('#line', line);
      const before = await page.locator('.entry.answer').count();
      await page.click('.send');
      await page.locator('.entry.answer').nth(before).waitFor();
    }
    for (const summary of await page.locator('summary').all()) await summary.click();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over).toBe(0);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('#log, .board')]
        .filter((each) => each.scrollWidth > each.clientWidth)
        .map((each) => each.id),
    );
    expect(wide).toEqual([]);
  });

  test('every control has a name, every id is single, and the page has its landmarks', async () => {
    const { address } = await serve();
    const { page } = await visit(address);
    await page.fill('#line', '/meeting community');
    await page.click('.send');
    await page.locator('.entry.answer').waitFor();
    await page.fill('#line', '/');
    await page.locator('#completions [role=option]').first().waitFor();
    const found = await page.evaluate(() => {
      const named = (each: Element): string =>
        each.getAttribute('aria-label') ??
        (each as HTMLInputElement).labels?.[0]?.textContent ??
        each.textContent ??
        '';
      const controls = [
        ...document.querySelectorAll('button, a[href], input:not([type=hidden]), select, summary, [role]'),
      ];
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      return {
        controls: controls.length,
        nameless: controls
          .filter((each) => each.id !== 'status' && named(each).trim() === '')
          .map((each) => each.outerHTML),
        doubled: ids.filter((id, i) => ids.indexOf(id) !== i),
        landmarks: ['header', 'main', 'h1', '[role=log]', '[role=status]'].map(
          (what) => document.querySelectorAll(what).length > 0,
        ),
        lost: [...document.querySelectorAll('[aria-labelledby], [aria-describedby], [aria-controls]')]
          .flatMap((each) =>
            ['aria-labelledby', 'aria-describedby', 'aria-controls'].map((name) => each.getAttribute(name)),
          )
          .filter((id) => id !== null && document.getElementById(id) === null),
      };
    });
    expect(found.controls).toBeGreaterThan(12);
    expect(found).toMatchObject({ nameless: [], doubled: [], lost: [], landmarks: [true, true, true, true, true] });
  });

  test.each(['light', 'dark'] as const)(
    'in %s colours all text can be read (WCAG AA, 4.5 to 1)',
    async (colorScheme) => {
      const { address, adapter } = await serve();
      const { page } = await visit(address, { colorScheme });
      await page.fill('#line', '/meeting community');
      await page.click('.send');
      await adapter.post(post('one'));
      await page.locator('.entry.reminder').waitFor();
      await page.fill('#line', '/nothing');
      await page.click('.send');
      await page.locator('.reply[data-tone=problem]').waitFor();
      const weak = await page.evaluate(() => {
        const rgb = (text: string): number[] => (text.match(/[\d.]+/g) ?? []).map(Number);
        const light = (color: number[]): number => {
          const [r = 0, g = 0, b = 0] = color.map((c) =>
            c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
          );
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const behind = (each: Element): number[] => {
          for (let at: Element | null = each; at !== null; at = at.parentElement) {
            const color = rgb(getComputedStyle(at).backgroundColor);
            if (color[3] !== 0) return color;
          }
          return [255, 255, 255];
        };
        const texts = [...document.querySelectorAll('body *')].filter(
          (each) =>
            [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()) &&
            each.getClientRects().length > 0,
        );
        const ratios = texts.map((each) => {
          const [a = 0, b = 0] = [light(rgb(getComputedStyle(each).color)), light(behind(each))].sort((x, y) => y - x);
          return { text: `${each.className} ${each.textContent?.slice(0, 40)}`, ratio: (a + 0.05) / (b + 0.05) };
        });
        return { looked: ratios.length, weak: ratios.filter(({ ratio }) => ratio < 4.5) };
      });
      expect(weak.looked).toBeGreaterThan(30);
      expect(weak.weak).toEqual([]);
    },
  );

  test('the other colours stay chosen when the page is loaded again', async () => {
    const { address } = await serve();
    const { page } = await visit(address, { colorScheme: 'light' });
    await page.click('#theme');
    expect(await page.getAttribute('#theme', 'aria-pressed')).toBe('true');
    await page.reload();
    expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
  });

  test('a message that does not reach the desk says so and is not lost', async () => {
    const { address } = await serve();
    const { page } = await visit(address);
    await page.route('**/say', (route) => route.abort());
    await page.fill('#line', '/meeting community');
    await page.click('.send');
    await page.locator('#status', { hasText: 'That did not reach the front desk. Please try again.' }).waitFor();
    expect(await page.inputValue('#line')).toBe('/meeting community');
  });
});
