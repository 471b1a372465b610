import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { accessibilityFaults } from './accessibility.ts';
import { leaveBrowser, openBrowser, openPage, picture, type Screen, sizes, type Wish } from './browser.ts';

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

type Opened = { page: Page; app: FrameLocator; faults: string[]; scripts: () => Promise<FirstLoad> };
/** Scripts that came before the first screen stood. Bytes as sent. */
type FirstLoad = { readonly bytes: number; readonly text: string };

/** A player in the chat with the app open beside it. */
async function opensApp(name: string, screen: Screen, wish: Wish & { language?: string } = {}): Promise<Opened> {
  const player = house.telegram.player(name, { language: wish.language ?? 'en' });
  player.says('/start');
  await player.sees((message) => message.buttons.flat().some(({ does }) => does === 'opens app'));
  const { page, faults } = await openPage(
    browser as Browser,
    screen,
    `${house.telegram.url}/?player=${player.id}`,
    wish,
  );
  const scripts: Promise<Buffer>[] = [];
  let behind = false;
  page.on('response', (response) => {
    if (!response.url().includes('/app/') || response.request().resourceType() !== 'script') return;
    behind ||= response.url().includes('telegram-client'); // laid when the first screen stands
    if (behind) return;
    scripts.push(response.body());
  });
  await page.locator('[data-part="log"] button:has(use[href$="i-games"])').last().click();
  const app = page.frameLocator('.mini-app iframe');
  await app.locator('.note .money-hero').waitFor();
  const load = async (): Promise<FirstLoad> => {
    const bodies = await Promise.all(scripts);
    const bytes = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
    return { bytes, text: bodies.join('\n') };
  };
  return { page, app, faults, scripts: load };
}

/** From the home page to Telegram's own pay sheet. */
async function asksToPay(page: Page, app: FrameLocator) {
  await app.locator('.note-actions button').first().click();
  await app.locator('.dock button[type="submit"]').click();
  const sheet = page.getByRole('dialog', { name: 'Pay Cage' });
  await sheet.waitFor();
  return sheet;
}

const cash = (app: FrameLocator) => app.locator('.note [aria-live] .sr');

const screens: readonly (readonly [Screen, string])[] = [
  ['phone', 'Mia'],
  ['desktop', 'Max'],
];
test.for(screens)(
  'a newcomer deposits in the Mini App on a %s, and the receipt is in the chat, too',
  async ([screen, name], { skip }) => {
    if (!browser) return skip(whyNoChromium);
    const { page, app, faults, scripts } = await opensApp(name, screen);
    const { bytes, text } = await scripts();
    expect(bytes).toBeGreaterThan(60_000);
    expect(bytes).toBeLessThanOrEqual(90_000);
    expect(text).not.toContain('TON_CONNECT_SDK'); // what speaks with wallets is fetched by whoever wants one
    await picture(page, `mini-app-${screen}-1-home`);
    expect(await accessibilityFaults(app)).toEqual([]);

    await app.locator('.note-actions button').first().click();
    await app.getByRole('heading', { name: 'Pay with' }).waitFor();
    await picture(page, `mini-app-${screen}-2-amount`);
    expect(await accessibilityFaults(app)).toEqual([]);
    await app.getByRole('button', { name: '€50', exact: true }).click();
    await app.getByRole('button', { name: 'Pay €50.00 by invoice' }).click();

    const sheet = page.getByRole('dialog', { name: 'Pay Cage' });
    await sheet.getByRole('button', { name: 'Pay €50.00' }).click();
    await app.getByText('Where it went').waitFor();
    await picture(page, `mini-app-${screen}-3-receipt`);
    expect(await accessibilityFaults(app)).toEqual([]);
    await app.getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => cash(app).textContent()).toBe('€50.00');
    await house.telegram.player(name).sees(/€50\.00 is in your cash/);
    await picture(page, `mini-app-${screen}-4-home`);

    for (const tab of ['History', 'Settings']) {
      await app.getByRole('link', { name: tab }).locator('visible=true').click();
      await app.getByRole('heading', { name: tab, level: 1 }).waitFor();
      expect(await accessibilityFaults(app)).toEqual([]);
    }
    expect(faults).toEqual([]);
    await page.close();
  },
);

test('a player takes a year of their money away: for a spreadsheet, and to print', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { page, app, faults } = await opensApp('Stella', 'phone');
  const sheet = await asksToPay(page, app);
  await sheet.getByRole('button', { name: /^Pay / }).click();
  await app.getByText('Where it went').waitFor();
  await app.getByRole('button', { name: 'Done' }).click();
  await app.getByRole('link', { name: 'History' }).locator('visible=true').click();
  await app.getByRole('heading', { name: 'Yearly statement' }).scrollIntoViewIfNeeded();
  await picture(page, 'mini-app-statement');
  expect(await accessibilityFaults(app)).toEqual([]);

  const takes = async (name: string) => {
    const downloading = page.waitForEvent('download');
    await app.getByRole('button', { name }).click();
    const download = await downloading;
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  };
  const year = new Date().getUTCFullYear();
  const table = await takes('Spreadsheet');
  expect(table.name).toBe(`cage-statement-${year}.csv`);
  expect(table.text.split('\r\n')[1]).toMatch(/,player-cash,EUR,deposit,(\d+\.\d\d),0\.00,\1,/);

  const paper = await takes('Printable page');
  expect(paper.name).toBe(`cage-statement-${year}.html`);
  const printed = await browser.newPage({ viewport: { width: 900, height: 1100 } });
  await printed.setContent(paper.text);
  await printed.getByRole('heading', { name: `Statement of ${year}` }).waitFor();
  await printed.getByText('At the end').waitFor();
  await picture(printed, 'statement-page');
  expect(await accessibilityFaults(printed)).toEqual([]);
  await printed.close();
  expect(faults).toEqual([]);
  await page.close();
});

test('a card that is declined charges nothing, and the same invoice is paid with the next try', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { page, app } = await opensApp('Dee', 'phone');
  const sheet = await asksToPay(page, app);
  await sheet.getByText('Is declined').click();
  await sheet.getByRole('button', { name: /^Pay / }).click();
  await sheet
    .getByRole('alert')
    .getByText(/declined/i)
    .waitFor();
  await sheet.getByRole('button', { name: 'Close' }).click();
  await app.getByText('The card was declined').waitFor();
  await picture(page, 'mini-app-declined');
  expect(await accessibilityFaults(app)).toEqual([]);

  await app.getByRole('button', { name: /^Pay .* again$/ }).click();
  await page.getByRole('dialog', { name: 'Pay Cage' }).getByRole('button', { name: /^Pay / }).click();
  await app.getByText('Where it went').waitFor();
  expect(house.telegram.charges().filter(({ player }) => player === house.telegram.player('Dee').id)).toHaveLength(1);
  await page.close();
});

test('a payment that is confirmed late is waited for, and nobody is asked to pay again', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { page, app } = await opensApp('Lee', 'phone', { dark: true });
  const sheet = await asksToPay(page, app);
  await sheet.getByText('Is confirmed late').click();
  await sheet.getByRole('button', { name: /^Pay / }).click();
  await app.getByText('Checking your payment').or(app.getByText('Where it went')).first().waitFor();
  await picture(page, 'mini-app-verifying-dark');
  expect(await accessibilityFaults(app)).toEqual([]);
  await app.getByText('Where it went').waitFor();
  await picture(page, 'mini-app-receipt-dark');
  await page.close();
});

test('without a connection the app says so, goes on showing what it has, and is up to date when the line is back', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const { page, app } = await opensApp('Ola', 'phone');
  const sheet = await asksToPay(page, app);
  await sheet.getByRole('button', { name: /^Pay / }).click();
  await app.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => cash(app).textContent()).toBe('€25.00');

  await page.context().setOffline(true);
  await app.getByText('You are offline').waitFor();
  expect(await cash(app).textContent()).toBe('€25.00');
  await picture(page, 'mini-app-offline');
  // Meanwhile money comes in by the chat.
  const ola = house.telegram.player('Ola');
  ola.says('10');
  await ola.sees(/Open until/);
  await ola.pays();
  await ola.sees(/€10\.00 is in your cash/);
  await page.context().setOffline(false);
  await expect.poll(() => cash(app).textContent(), { timeout: 30_000 }).toBe('€35.00');
  await page.close();
});

test('a reader without a connection finds the last balance, marked with its time', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const player = house.telegram.player('Kim');
  const context = await browser.newContext({ viewport: sizes.phone });
  const page = await context.newPage();
  await page.goto(player.opensMiniApp(`${house.url}/app/`));
  await page.locator('.note .money-hero').waitFor();
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.reload(); // from here on the service worker answers
  await page.locator('.note .money-hero').waitFor();
  const reader = await context.newPage();
  await context.setOffline(true);
  await reader.goto(`${house.url}/app/`);
  await reader.getByText(/^As of/).waitFor();
  await reader.getByText('The cashier in Telegram that shows its books').waitFor();
  await picture(reader, 'mini-app-kept');
  await context.close();
});

test.for([
  ['ru', 'Пополнить', 'Настройки', 'ltr'],
  ['ar', 'إيداع', 'الإعدادات', 'rtl'],
] as const)(
  'a player whose Telegram speaks %s is spoken to in it, from the right side',
  async ([language, deposit, settings, dir], { skip }) => {
    if (!browser) return skip(whyNoChromium);
    const { page, app } = await opensApp(`Guest ${language}`, 'phone', { language });
    await app.getByRole('button', { name: deposit }).waitFor();
    const html = app.locator('html');
    expect([await html.getAttribute('lang'), await html.getAttribute('dir')]).toEqual([language, dir]);
    await picture(page, `mini-app-${language}-home`);
    expect(await accessibilityFaults(app)).toEqual([]);
    await app.getByRole('button', { name: deposit }).click();
    await app.locator('.amount-box').waitFor();
    await picture(page, `mini-app-${language}-amount`);
    expect(await accessibilityFaults(app)).toEqual([]);
    await page.keyboard.press('Escape');
    await app.getByRole('link', { name: settings }).locator('visible=true').click();
    await app.getByRole('radio', { name: 'English' }).check();
    await app.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(await html.getAttribute('dir')).toBe('ltr');
    // The chat follows.
    const player = house.telegram.player(`Guest ${language}`);
    player.says('/balance');
    await player.sees(/Your balance/);
    await page.close();
  },
);

test('nothing is cut off at 320 pixels, nor with text twice as large', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const player = house.telegram.player('Tiny', { language: 'ru' });
  for (const [width, fontSize] of [
    [320, '100%'],
    [390, '200%'],
  ] as const) {
    const page = await browser.newPage({ viewport: { width, height: 640 }, reducedMotion: 'reduce' });
    for (const place of ['', 'history', 'settings', 'deposit']) {
      await page.goto(player.opensMiniApp(`${house.url}/app/${place}`));
      await page
        .locator(place === 'deposit' ? '.amount-box' : '.money-hero, .list, h1.title')
        .first()
        .waitFor();
      const overflow = await page.evaluate(
        `(document.documentElement.style.fontSize = '${fontSize}', document.documentElement.scrollWidth - document.documentElement.clientWidth)`,
      );
      expect([place, width, overflow]).toEqual([place, width, 0]);
    }
    await picture(page, `mini-app-narrow-${width}`); // the last of them
    await page.close();
  }
});
