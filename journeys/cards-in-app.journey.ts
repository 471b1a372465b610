import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { accessibilityFaults } from './accessibility.ts';
import { leaveBrowser, openBrowser, picture, type Screen, sizes } from './browser.ts';

let house: House;
let browser: Browser | undefined;
beforeAll(async () => {
  browser = await openBrowser();
  if (browser) house = await openHouse();
});
afterAll(async () => {
  await leaveBrowser(browser);
  await house?.close();
});

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

const patience = { timeoutMs: 45_000 };

/** A player who has paid in by card, in the chat. */
async function paidByCard(name: string, language = 'en') {
  const player = house.telegram.player(name, { language });
  player.says('/deposit');
  await player.sees((message) => message.buttons.flat().length > 3, patience);
  await player.taps(/^deposit:by:stripe/, patience);
  await player.taps(/stripe.*:5000$/, patience);
  const { url } = await player.taps(/Pay|Оплатить|ادفع/, patience);
  house.stripe.buyer(String(url)).pays();
  await player.sees(/D-\w{6}/, patience);
  return player;
}

type Look = { readonly size?: { width: number; height: number }; readonly dark?: boolean };
const desktop = { width: 1280, height: 800 };

async function opens(player: ReturnType<House['telegram']['player']>, place: string, { size, dark }: Look = {}) {
  const page = await (browser as Browser).newPage({
    viewport: size ?? sizes.phone,
    reducedMotion: 'reduce',
    colorScheme: dark ? 'dark' : 'light',
  });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  if (dark) await page.addInitScript("localStorage.setItem('cage:theme', 'dark')"); // Telegram wears the day here
  await page.goto(player.opensMiniApp(`${house.url}/app/${place}`));
  return { page, faults };
}

async function looksRight(page: Page, name: string): Promise<void> {
  await picture(page, `withdraw-${name}`);
  expect([name, await accessibilityFaults(page)]).toEqual([name, []]);
}

test('a player takes money out in the app, with a code from the chat, and reads where it went', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const ada = await paidByCard('Ada');
  const { page, faults } = await opens(ada, '');
  await page.getByRole('button', { name: 'Withdraw' }).click();
  const amount = page.getByRole('textbox', { name: /Amount/ });
  await amount.fill('0.10');
  await page.getByRole('alert').getByText('The least you can withdraw').waitFor();
  await looksRight(page, '1-too-little');
  await page.getByRole('button', { name: '€20', exact: true }).click();
  await looksRight(page, '2-amount');
  await page.getByRole('button', { name: 'Withdraw €20.00' }).click();

  const code = page.getByRole('textbox', { name: 'Code from the chat' });
  await code.waitFor();
  const lost = await ada.sees(/Your code: \d{6}/, patience);
  await looksRight(page, '3-code');
  await page.getByRole('button', { name: 'Send a new code' }).click();
  await page.getByText('A new code is in your chat').waitFor();
  const letter = await ada.sees(/Your code/, { ...patience, after: lost.id });
  const [, digits = ''] = /Your code: (\d{6})/.exec(letter.text) ?? [];
  await code.fill(digits === '000000' ? '111111' : '000000');
  await page.getByRole('button', { name: 'Confirm €20.00' }).click();
  await page.getByRole('alert').getByText('That is not the code').waitFor();
  await looksRight(page, '4-wrong');
  await code.fill(digits);
  await page.getByRole('button', { name: 'Confirm €20.00' }).click();
  await page.getByText('Left your cash').waitFor();
  await looksRight(page, '5-receipt');
  expect(house.stripe.refunds().map(({ amount: minor, status }) => [minor, status])).toEqual([[2_000, 'succeeded']]);
  await page.close();

  const wide = await opens(ada, 'history', { size: desktop, dark: true });
  await wide.page.getByRole('button', { name: 'Out', exact: true }).click();
  const row = wide.page.getByRole('button', { name: /To your card/ });
  await row.waitFor();
  expect(await wide.page.locator('.list button.row').count()).toBe(1);
  await row.click();
  await wide.page
    .getByRole('region', { name: 'Receipt' })
    .getByText(/^W-\w{6}$/)
    .waitFor();
  await looksRight(wide.page, '6-history');
  await wide.page.close();
  expect([...faults, ...wide.faults]).toEqual([]);
});

test('a player who cannot withdraw reads everything that stands in the way, in their language', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const player = house.telegram.player('Zahra', { language: 'ar' });
  const { page, faults } = await opens(player, 'withdraw/why', { dark: true });
  await page.locator('.checks').waitFor();
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  expect(await page.locator('.checks .mark.attention').count()).toBeGreaterThan(0);
  await looksRight(page, '7-why-not');
  await page.close();
  expect(faults).toEqual([]);
});
