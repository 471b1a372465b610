import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { accessibilityFaults } from './accessibility.ts';
import { openBrowser, picture, type Screen } from './browser.ts';

let house: House;
let browser: Browser | undefined;
beforeAll(async () => {
  browser = await openBrowser();
  if (browser) house = await openHouse();
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;
type Visit = { page: Page; context: BrowserContext; faults: string[] };

/** A player in a browser of their own, let in by their chat. */
async function letIn(name: string, screen: Screen, dark = false): Promise<Visit> {
  const context = await (browser as Browser).newContext({
    viewport: sizes[screen],
    locale: 'en-GB',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) faults.push(line.text());
  });
  await page.goto(`${house.url}/app/`);
  const player = house.telegram.player(name);
  await page.getByRole('button', { name: 'Continue in Telegram', exact: true }).click();
  const link = page.locator('a[href*="?start=t_"]');
  await link.waitFor();
  player.says(`/start ${new URL((await link.getAttribute('href')) as string).searchParams.get('start')}`);
  await player.taps((await page.locator('.number').textContent()) ?? '');
  await page.locator('.page .money-hero').waitFor();
  return { page, context, faults };
}

const cash = (page: Page) => page.locator('.page .note [aria-live] .sr');

/** From the deposit sheet to the card company's page. */
async function goesToCardPage(page: Page, amount: string): Promise<void> {
  await page.goto(`${house.url}/app/deposit`);
  await page.getByRole('textbox', { name: /Amount/ }).fill(amount);
  await page.getByRole('radio', { name: /^Card(?! or)/ }).check({ force: true });
  await page.getByRole('button', { name: new RegExp(`Pay €${amount}.* by card`) }).click();
  await page.waitForURL(/\/c\/pay\//);
}

test.for([
  ['desktop', 'Dana', false],
  ['phone', 'Paul', true],
] as const)('a player at a %s pays by card and sees the receipt', async ([screen, name, dark], { skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { page, context, faults } = await letIn(name, screen, dark);
  await page.goto(`${house.url}/app/deposit`);
  await page.getByRole('radio', { name: /^Card(?! or)/ }).check({ force: true });
  await page.getByRole('button', { name: 'Pay €25.00 by card' }).waitFor();
  await picture(page, `card-deposit-${screen}-1-choose`);
  expect(await accessibilityFaults(page)).toEqual([]);

  await goesToCardPage(page, '25.00');
  await page.getByRole('button', { name: 'Pay €25.00' }).click();
  await page.getByText('Where it went').waitFor();
  await picture(page, `card-deposit-${screen}-2-receipt`);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Done' }).click();
  await cash(page).getByText('25.00').waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('a player who turns back from the card page is not sent there again, and pays later', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { page, context, faults } = await letIn('Tess', 'phone');
  await goesToCardPage(page, '30.00');
  await page.getByRole('link', { name: 'Back to Cage' }).click();
  const again = page.getByRole('button', { name: 'Go to the card page' });
  await again.waitFor();
  await picture(page, 'card-deposit-phone-3-back');
  expect(await accessibilityFaults(page)).toEqual([]);
  await again.click();
  await page.waitForURL(/\/c\/pay\//);
  await page.getByRole('button', { name: 'Pay €30.00' }).click();
  await page.getByText('Where it went').waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('a payment that settles late is waited for, and a disputed one is told in the chat and on the receipt', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const { page, context, faults } = await letIn('Lars', 'desktop');
  await goesToCardPage(page, '40.00');
  await page.getByRole('radio', { name: 'Pays late' }).click();
  await page.getByRole('button', { name: 'Pay €40.00' }).click();
  await page.getByText('The card page says it went through').waitFor();
  await picture(page, 'card-deposit-desktop-4-verifying');
  const charge = house.stripe.charges().find(({ amount }) => amount === 4_000);
  house.stripe.settle(charge?.payment_intent ?? '', true);
  await page.getByText('Where it went').waitFor();

  house.stripe.dashboard.dispute(charge?.id ?? '');
  await page.getByText('Disputed by the holder of the card').waitFor();
  await picture(page, 'card-deposit-desktop-5-disputed');
  await house.telegram.player('Lars').sees(/A payment of €40\.00 is disputed/);
  expect(faults).toEqual([]);
  await context.close();
});

test('who comes back in a browser where nobody is signed in is told where to look', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const page = await (browser as Browser).newPage({ viewport: sizes.phone });
  await page.goto(`${house.url}/app/deposit/01960000-0000-7000-8000-000000000001?card=paid`);
  await page.getByRole('heading', { name: 'Your payment page is closed' }).waitFor();
  await picture(page, 'card-deposit-phone-6-returned');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.close();
});
