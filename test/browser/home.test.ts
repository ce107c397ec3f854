import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launch, openAs, type Sandbox, screenshot, startSandbox, type } from './sandbox.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const ways = [
  { lang: 'en', person: 'U0BEN', args: [], checks: /Recent checks/, wire: /HTTP/ },
  { lang: 'ja', person: 'U0AIKO', args: ['--socket'], checks: /最近の調査/, wire: /Socket Mode/ },
];

describe.each(ways)('App Home and shortcuts in $lang $args', ({ lang, person, args, checks, wire }) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(['--no-alarm', '--lang', lang, ...args]);
  });
  afterAll(() => sandbox?.stop());

  it('starts a check from Home, and Home tells of it', async () => {
    const { page, complaints } = await openAs(browser, sandbox.url, person);

    await page.click('[data-home]');
    await openForm(page, () => page.click('main.home .button.primary'));
    await screenshot(page, `form.${lang}`);
    await fill(page, 'shop-alb');
    await page.waitForSelector('main.home .home-view :text("shop-alb")');
    expect(await page.textContent('main.home')).toMatch(checks);
    expect(await page.textContent('.wire')).toMatch(wire);
    await page.click('.sidebar .place >> text=incidents');
    await page.waitForSelector('main [data-action="open-incident"]');
    await page.click('main [data-action="open-incident"]');
    await page.waitForSelector('main [data-action="resolve"]');
    await page.click('[data-home]');
    await page.waitForSelector('main.home .home-view a');
    await screenshot(page, `home.${lang}`);
    await page.click('main.home .home-view a');
    await page.waitForSelector('main [data-action="resolve"]');
    expect(complaints).toEqual([]);
  });

  it('diagnoses what a colleague wrote by a shortcut on the message, in its thread', async () => {
    const { page, complaints } = await openAs(browser, sandbox.url, person);
    const other = await openAs(browser, sandbox.url, 'U0CHANDRA');
    const words = 'Customers see 502s: app/shop-alb/dd53751ab80012d3';
    await type(other.page, words);
    const message = page.locator('main .message', { hasText: words });

    await message.hover();
    await message.locator('.shortcuts button').click();
    await screenshot(page, `shortcut.${lang}`);
    await page.click('[data-shortcut="diagnose-message"]');

    await message.locator('.thread-bar').click();
    const verdict = page.locator('.thread .message:has([data-action="why"])');
    await verdict.waitFor();
    expect(await verdict.textContent()).toMatch(/\d+ ?%/);
    expect([...complaints, ...other.complaints]).toEqual([]);
  });

  it('opens the same form from anywhere', async () => {
    const { page } = await openAs(browser, sandbox.url, person);

    await openForm(page, async () => {
      await page.click('.composer .shortcuts button');
      await page.click('[data-shortcut="check-load-balancer"]');
    });

    expect(await page.locator('dialog.modal select').last().inputValue()).toBe('C0INCIDENTS');
  });
});

/** A trigger lives for three seconds: on a busy machine the first press may come to nothing, and people press again. */
async function openForm(page: Page, press: () => Promise<void>): Promise<void> {
  for (let presses = 0; presses < 3; presses += 1) {
    await press();
    const opened = await page.waitForSelector('dialog.modal', { timeout: 8_000 }).catch(() => undefined);
    if (opened !== undefined) return;
  }
  throw new Error('the form did not open');
}

/** Writes into the first field of the form and sends it. */
async function fill(page: Page, target: string): Promise<void> {
  await page.locator('dialog.modal input.field').first().fill(target);
  await page.click('dialog.modal button[type="submit"]');
  await page.waitForSelector('dialog.modal', { state: 'detached' });
}
