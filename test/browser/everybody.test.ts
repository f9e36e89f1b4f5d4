/** The page in a real browser, for everybody: without a script, on every width, read aloud, in light and dark. */
import { describe, expect, test } from 'vitest';
import { browserStand, post } from './stand.js';

const { serve, visit } = browserStand();

describe('for everybody', () => {
  test('without a script the forms work and the times name their zone', async () => {
    const { address } = await serve();
    const { page } = await visit(address, { javaScriptEnabled: false });
    expect(await page.locator('#theme').isVisible()).toBe(false);
    await page.fill('#other', 'mars');
    await page.click('.zone button');
    expect(await page.locator('.note').innerText()).toBe(
      '“mars” is not a time zone I know. Use a name such as Europe/Berlin.',
    );
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

  test.each([320, 390, 768])('at %i pixels without a script a zone can be typed', async (width) => {
    const { address } = await serve();
    const { page } = await visit(address, { javaScriptEnabled: false, viewport: { width, height: 720 } });
    const boxes = [await page.locator('#zone').boundingBox(), await page.locator('#other').boundingBox()];
    expect(boxes.map((box) => (box?.width ?? 0) > 150)).toEqual([true, true]);
    const use = await page.locator('.zone button').boundingBox();
    expect(use?.height).toBe(40);
    expect((use?.x ?? width) + (use?.width ?? 0)).toBeLessThanOrEqual(width);
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

  test.each([390, 1280])('at %i pixels the page ends where its content does, however much was said', async (width) => {
    const { address } = await serve();
    const { page } = await visit(address, { viewport: { width, height: 720 } });
    for (const n of Array(12).keys()) {
      await page.fill('#line', '/unkind');
      await page.click('.send');
      await page.locator('.entry.answer').nth(n).waitFor();
    }
    await page.locator('#log').evaluate((log) => {
      log.scrollTop = 0;
      // Words for a screen reader alone, far down in what is scrolled away.
      log.lastElementChild?.querySelector('.reply')?.insertAdjacentHTML('beforeend', '<p class="unseen">so</p>');
    });
    const { whole, content } = await page.evaluate(() => ({
      whole: document.documentElement.scrollHeight,
      content: Math.max(innerHeight, document.querySelector('main')?.getBoundingClientRect().bottom ?? 0) + scrollY,
    }));
    expect(whole - content).toBeLessThanOrEqual(1);
  });

  test('what is read out of an answer is what stands there, once', async () => {
    const { address } = await serve();
    const { page } = await visit(address);
    await page.fill('#line', '/meeting community');
    await page.click('.send');
    await page.locator('.entry.answer').waitFor();
    const read = await page.locator('.entry.answer .reply').evaluate((reply) => reply.textContent);
    expect(read?.replace(/\s+/g, ' ').trim()).toBe(
      'Community meeting Next: Thursday 10 December 2026, 20:00 to 21:00 All meetingsShow to the room',
    );
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
