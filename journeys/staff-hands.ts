import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { House } from '../sandbox/testing/house.ts';
import { picture } from './browser.ts';

/** A member of staff sits down at the desk, in this page: from then on its browser may read in the Web UI what they may. */
export async function sitDown(page: Page, { url }: House, name: string): Promise<void> {
  const person = page.getByRole('button', { name });
  const asks = async () => {
    await page.goto(`${url}/staff/`);
    await page.getByRole('button', { name: 'Sign in with your organisation' }).click();
    await person.waitFor({ timeout: 15_000 });
  };
  // Where the counter of sign-ins is late the answer is "not now", and one asks again.
  await asks().catch(asks);
  await person.click();
  await page.locator('.sitter').getByText(name).waitFor();
}

/** A member of staff in a browser of their own, at the desk. */
export async function sitsAtDesk(
  browser: Browser,
  house: House,
  name: string,
): Promise<{ context: BrowserContext; desk: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const desk = await context.newPage();
  await sitDown(desk, house, name);
  return { context, desk };
}

/** Where the Web UI leads whoever opens a workflow, once it knows its run. */
export const TIMELINE = /\/(timeline|history).*$/;

/** Updates of which a refusal was pictured: one is enough to look at. */
const pictured = new Set<string>();

/** Presses the update in the Web UI and pastes what the desk gave; `says` is what the Web UI must say then. */
export async function sends(temporal: Page, update: string, paste: string, says?: RegExp): Promise<void> {
  await temporal.getByRole('button', { name: /more actions/i }).click();
  await temporal
    .getByRole('menu', { name: /Send an Update/ })
    .getByText('Send an Update')
    .click();
  const dialog = temporal.getByRole('dialog').filter({ hasText: 'Update ID' });
  await dialog.locator('#update-select').locator('..').click();
  await temporal.getByRole('option', { name: new RegExp(`^\\s*${update}\\b`) }).click();
  await dialog.locator('.cm-content').fill(paste);
  await dialog.getByRole('button', { name: 'Submit' }).click();
  if (says === undefined) return void (await dialog.waitFor({ state: 'hidden' }));
  await dialog.getByText(says).waitFor();
  if (!pictured.has(update)) await picture(temporal, `temporal-${update}-refused`);
  pictured.add(update);
  await dialog.getByTestId('cancel-modal-button').click();
  await dialog.waitFor({ state: 'hidden' });
}
