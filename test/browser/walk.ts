import type { Locator, Page } from 'playwright-core';

/** What can be pressed on a step of a runbook. */
export const step = '.thread [data-action^="step-answer"], .thread [data-action="step-done"]';

/** Presses the first answer of each card, as somebody in a hurry, until the runbook ends; a wait is skipped with a reason. */
export async function walk(page: Page, ended: RegExp): Promise<void> {
  const end = page.locator('.thread .message', { hasText: ended });
  const card = page.locator('.thread .message:has([data-action^="step-"])').last();
  for (let presses = 0; presses < 20; presses += 1) {
    await end.or(card).last().waitFor();
    if ((await end.count()) > 0) return;
    const ts = await card.getAttribute('data-ts');
    const button = card.locator('[data-action^="step-answer"], [data-action="step-done"]');
    if ((await button.count()) > 0) await button.first().click();
    else await skip(page);
    // Pressed once, a card loses its buttons.
    await page.locator(`.thread [data-ts="${ts}"] [data-action]`).first().waitFor({ state: 'detached' });
  }
  throw new Error('the runbook did not end after 20 presses');
}

async function skip(page: Page): Promise<void> {
  await page.locator('.thread [data-action="step-skip"]').last().click();
  await page.waitForSelector('dialog.modal');
  await page.fill('dialog .field >> nth=0', 'Done by hand before the page opened');
  await page.click('dialog button[type="submit"]');
  await page.waitForSelector('dialog.modal', { state: 'detached' });
}

/** Resolves the incident. While the last look still saw 502s, the button asks first. */
export async function resolveIt(page: Page, button: Locator, done: Locator): Promise<void> {
  await button.click();
  const sure = page.locator('dialog.confirm footer button').last();
  await sure.or(done).first().waitFor();
  if (await sure.isVisible()) await sure.click();
  await done.waitFor();
}
