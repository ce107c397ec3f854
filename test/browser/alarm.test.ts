import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launch, openAs, type Sandbox, screenshot, startSandbox, type } from './sandbox.ts';
import { resolveIt, walk } from './walk.ts';

/** What the page knows of an image. */
interface Picture {
  readonly naturalWidth: number;
  readonly naturalHeight: number;
  decode(): Promise<void>;
}

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
    alarm: /ALARM: /,
    finding: /The alarm fired at \d\d:\d\d/,
    verdict: /\d+ ?% .*\((very likely|likely|possible)\)/,
    muted: /Muted by .* until .*Known, being worked on/,
    ended: /The runbook ended/,
    resolved: /Incident: resolved/,
    report: /Alarm shop-alb-502: Threshold Crossed/,
  },
  {
    lang: 'ja',
    person: 'U0AIKO',
    colleague: 'U0BEN',
    alarm: /ALARM（発報中）: /,
    finding: /アラームの発報は\d\d:\d\d/,
    verdict: /\d+ ?%/,
    muted: /ミュート中.*Known, being worked on/,
    ended: /ランブックが完了/,
    resolved: /インシデント: 解決済み/,
    report: /アラーム.*shop-alb-502/,
  },
];

describe.each(languages)('an alarm of the sandbox in $lang', (own) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(['--lang', own.lang]);
  });
  afterAll(() => sandbox?.stop());

  it('comes by itself with its chart, gets its verdict, and is worked on until it is resolved and reported', async () => {
    const { page, complaints } = await openAs(browser, sandbox.url, own.person);
    const alarm = page.locator('main .message', { hasText: own.alarm });

    await alarm.waitFor();
    await alarm.locator('figure.chart svg circle').first().waitFor();
    expect(await alarm.textContent()).toMatch(own.finding);
    await alarm.locator('.blocks', { hasText: own.verdict }).waitFor();
    await alarm.evaluate((message) => message.scrollIntoView());
    await screenshot(page, `alarm.${own.lang}`);

    await alarm.locator('[data-action="mute"]').click();
    await page.waitForSelector('dialog.modal');
    await page.locator('dialog.modal textarea, dialog.modal input[type="text"]').first().fill('Known, being worked on');
    await page.click('dialog.modal button[type="submit"]');
    await page.waitForSelector('dialog.modal', { state: 'detached' });
    await alarm.locator('.blocks', { hasText: own.muted }).waitFor();

    await alarm.locator('[data-action^="start-runbook"]').first().click();
    await page.click('.thread-bar');
    await walk(page, own.ended);
    const done = page.locator('main .message', { hasText: own.resolved });
    await resolveIt(page, alarm.locator('[data-action="resolve"]'), done);
    await type(page, '/502 report');
    await page.click('.thread .file .link');
    expect(await page.textContent('.thread .file pre')).toMatch(own.report);
    expect(await page.locator('main .message', { hasText: own.alarm }).count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});

describe('an alarm in a workspace that has no chart block yet', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(['--lang', 'ja']);
    await fetch(`${sandbox.url}/_sandbox/charts`, { method: 'POST', body: JSON.stringify({ taken: false }) });
  });
  afterAll(() => sandbox?.stop());

  it('says what the chart shows, and the picture lies in the thread with its words', async () => {
    const { page, complaints } = await openAs(browser, sandbox.url, 'U0AIKO');

    await page.click('.thread-bar');
    const picture = page.locator('.thread .file img');
    await picture.waitFor();
    await picture.evaluate((image) => (image as unknown as Picture).decode());

    const { naturalWidth, naturalHeight } = await picture.evaluate((image) => {
      const { naturalWidth, naturalHeight } = image as unknown as Picture;
      return { naturalWidth, naturalHeight };
    });
    expect([naturalWidth, naturalHeight]).toEqual([1440, 720]);
    expect(await picture.getAttribute('alt')).toMatch(/アラームの発報は\d\d:\d\d/);
    expect(await page.textContent('main .message:has([data-action])')).toMatch(/グラフは画像でスレッドに投稿します/);
    expect(await page.locator('figure.chart').count()).toBe(0);
    await picture.scrollIntoViewIfNeeded();
    await screenshot(page, 'chart-file.ja');
    expect(complaints).toEqual([]);
  });
});
