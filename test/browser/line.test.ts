import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launch, openAs, type Sandbox, screenshot, startSandbox, type } from './sandbox.ts';
import { resolveIt, step, walk } from './walk.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const languages = [
  {
    lang: 'en',
    person: 'U0BEN',
    colleague: 'U0CHANDRA',
    ended: /The runbook ended/,
    pressed: /Already pressed/,
    resolved: /Incident: resolved/,
    report: /Timeline/,
  },
  {
    lang: 'ja',
    person: 'U0AIKO',
    colleague: 'U0BEN',
    ended: /ランブックが完了/,
    pressed: /すでに|Already pressed/,
    resolved: /インシデント: 解決済み/,
    report: /タイムライン/,
  },
];

describe.each(languages)('the sandbox in $lang', ({ lang, person, colleague, ended, pressed, resolved, report }) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(['--no-alarm', '--lang', lang]);
  });
  afterAll(() => sandbox?.stop());

  it('goes from the typed command to the report in the thread', async () => {
    const { page, complaints } = await openAs(browser, sandbox.url, person);
    const other = await openAs(browser, sandbox.url, colleague);

    await type(page, '/502 check shop-alb');
    await page.waitForSelector('main [data-action="open-incident"]');
    await screenshot(page, `verdict.${lang}`);
    expect(await rootText(page)).toMatch(/\d+ ?%/);

    await page.click('main [data-action="open-incident"]');
    await page.waitForSelector('main [data-action="resolve"]');
    await page.click('main [data-action^="start-runbook"]');
    await page.click('.thread-bar');
    await other.page.click('.thread-bar');
    await Promise.all([page.waitForSelector(step), other.page.waitForSelector(step)]);
    await fromTheTop(page);
    await screenshot(page, lang === 'en' ? 'thread' : `thread.${lang}`);
    await bothPress(page, other.page);
    expect(await sentences(page, other.page, pressed)).toBe(1);
    await walk(page, ended);

    const done = page.locator('main .message', { hasText: resolved });
    await resolveIt(page, page.locator('main [data-action="resolve"]'), done);
    await type(page, '/502 report');
    await page.waitForSelector('.thread .file pre');
    await page.click('.thread .file .link');
    expect(await page.textContent('.thread .file pre')).toMatch(report);
    await screenshot(page, `report.${lang}`);
    expect([...complaints, ...other.complaints]).toEqual([]);
  });
});

describe('a bot with another signing secret', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(['--no-alarm'], { SANDBOX_BOT_SIGNING_SECRET: 'another-secret' });
  });
  afterAll(() => sandbox?.stop());

  it('answers nothing: the person reads that the command failed, and no verdict comes', async () => {
    const { page } = await openAs(browser, sandbox.url, 'U0BEN');

    await type(page, '/502 check shop-alb');

    await page.waitForSelector('.message.ephemeral');
    expect(await page.textContent('.message.ephemeral')).toMatch(/\/502 failed with the error "dispatch_failed"/);
    expect(await page.locator('main [data-action]').count()).toBe(0);
  });
});

function rootText(page: Page): Promise<string | null> {
  return page.locator('main .message:has([data-action])').last().textContent();
}

/** The verdict from its first line, for the picture. */
function fromTheTop(page: Page): Promise<void> {
  return page
    .locator('main .message:has([data-action])')
    .last()
    .evaluate((message) => message.scrollIntoView());
}

/** Two people press the same card before either sees what the other did. */
async function bothPress(mine: Page, theirs: Page): Promise<void> {
  await Promise.all([mine.locator(step).first().click(), theirs.locator(step).first().click()]);
}

/** How many of the two were told, only to them, that somebody was first. */
async function sentences(mine: Page, theirs: Page, pressed: RegExp): Promise<number> {
  const told = (page: Page) => page.locator('.message.ephemeral', { hasText: pressed });
  await Promise.race([told(mine).first().waitFor(), told(theirs).first().waitFor()]);
  return (await told(mine).count()) + (await told(theirs).count());
}
