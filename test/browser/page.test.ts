/** The page in a real browser: what a person sees, types and presses. The desk behind it is scripted. */
import { describe, expect, test } from 'vitest';
import { asTyped } from '../support/scripted-desk.js';
import { browserStand, post } from './stand.js';

const { serve, visit } = browserStand();

describe('the time', () => {
  test('two people in two zones see the same meeting each in their own time', async () => {
    const { address, desk } = await serve();
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
      expect(await page.locator('.entry.answer .reply p').innerText()).toBe(expected);
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
    const { address, desk } = await serve();
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
    const { address, desk } = await serve();
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
    const { address, desk } = await serve();
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
    const { address, desk } = await serve();
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
    const { address, adapter } = await serve();
    const [anna, ben] = [await visit(address), await visit(address)];
    await anna.page.fill('#line', '/meeting community');
    await anna.page.click('.send');
    await anna.page.locator('.entry[data-private] .marker', { hasText: 'Only you can see this' }).waitFor();
    await adapter.post(post('one'));
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
