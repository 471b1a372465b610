import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedStripe, startStripe } from '../sandbox/stripe/server.ts';
import { clientOf, sessionWish } from '../sandbox/stripe/test-account.ts';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { accessibilityFaults } from './accessibility.ts';
import { leaveBrowser, openBrowser, openPage, picture, type Screen } from './browser.ts';

let browser: Browser | undefined;
let stripe: StartedStripe;

beforeAll(async () => {
  browser = await openBrowser();
  if (browser) stripe = await startStripe();
});
afterAll(async () => {
  await leaveBrowser(browser);
  await stripe?.close();
});

/** The address of the payment page for €25.00; who has paid comes back to the desk. */
async function checkoutPage(): Promise<string> {
  const wish = {
    ...sessionWish('D-7K2M', Date.now()),
    success_url: `${stripe.url}/?paid`,
    cancel_url: `${stripe.url}/`,
  };
  const { url } = await clientOf(stripe).checkout.sessions.create(wish);
  return String(url);
}

const screens: readonly Screen[] = ['phone', 'desktop'];
test.for(screens)('a buyer at a %s is declined, asked by the bank, and pays', async (screen, { skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { page, faults } = await openPage(browser, screen, await checkoutPage(), { dark: screen === 'phone' });
  const choose = (name: string) => page.getByRole('radio', { name }).click();
  const pay = page.getByRole('button', { name: 'Pay €25.00' });
  await pay.waitFor();
  await picture(page, `card-checkout-${screen}-1-open`);
  expect(await accessibilityFaults(page)).toEqual([]);

  await choose('Is declined');
  await pay.click();
  await page.getByRole('alert').getByText('Nothing was charged. Try another.').waitFor();
  await picture(page, `card-checkout-${screen}-2-declined`);
  expect(await accessibilityFaults(page)).toEqual([]);

  await choose('Needs a code');
  await pay.click();
  const bank = page.getByRole('dialog', { name: 'Confirm with your bank' });
  await bank.waitFor();
  await picture(page, `card-checkout-${screen}-3-bank`);
  expect(await accessibilityFaults(page)).toEqual([]);
  await bank.getByRole('button', { name: 'Confirm €25.00' }).click();
  await page.waitForURL(/\?paid$/);
  expect(faults).toEqual([]);
  await page.close();
});

test.for(screens)('at a %s the desk disputes a payment, decides it, and switches faults', async (screen, { skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { charges } = stripe;
  stripe.buyer(await checkoutPage()).pays();
  const { page, faults } = await openPage(browser, screen, stripe.url);
  const first = page.locator('.payment').first();
  await first.getByRole('button', { name: 'Dispute' }).click();
  await first.getByText('disputed: needs response').waitFor();
  await page.getByRole('switch', { name: 'Duplicate' }).click();
  await page.getByRole('switch', { name: 'Duplicate', checked: true }).waitFor();
  await picture(page, `card-desk-${screen}`);
  expect(await accessibilityFaults(page)).toEqual([]);
  await first.getByRole('button', { name: 'Decide for Cage' }).click();
  await first.getByText('disputed: won').waitFor();
  await page.getByRole('button', { name: 'All faults off' }).click();
  await page.getByRole('switch', { name: 'Duplicate', checked: false }).waitFor();
  expect(charges().some(({ disputed }) => disputed)).toBe(true);
  expect(faults).toEqual([]);
  await page.close();
});
