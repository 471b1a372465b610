import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
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

type Wish = { screen?: Screen; dark?: boolean; locale?: string };
type Visit = { page: Page; context: BrowserContext; faults: string[] };

/** Somebody's own browser, with cookies and a store of its own. */
async function visits({ screen = 'desktop', dark = false, locale = 'en-GB' }: Wish = {}): Promise<Visit> {
  const context = await (browser as Browser).newContext({
    viewport: sizes[screen],
    locale,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  // A refusal is an answer, though the console calls it an error.
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) faults.push(line.text());
  });
  await page.goto(`${house.url}/app/`);
  return { page, context, faults };
}

const cash = (where: Page) => where.locator('.page .note [aria-live] .sr');
const numberOn = async (page: Page): Promise<string> => (await page.locator('.number').textContent()) ?? '';
const button = (where: Page | Locator, name: string | RegExp) => where.getByRole('button', { name, exact: true });
const tab = (page: Page, name: string) => page.getByRole('link', { name }).locator('visible=true').click();

/** The start command behind the link that the page shows, as the chat is told it. */
async function startOn(page: Page): Promise<string> {
  const shown = page.locator('a[href*="?start=t_"]');
  await shown.or(page.getByRole('alert')).first().waitFor();
  if ((await shown.count()) === 0) throw new Error(`no link: ${await page.getByRole('alert').textContent()}`);
  const link = await shown.getAttribute('href');
  return `/start ${new URL(link as string).searchParams.get('start')}`;
}

/** A player's browser, let in by their chat. */
async function letIn(name: string, wish?: Wish): Promise<Visit> {
  const visit = await visits(wish);
  const player = house.telegram.player(name);
  await button(visit.page, 'Continue in Telegram').click();
  player.says(await startOn(visit.page));
  await player.taps(await numberOn(visit.page));
  await visit.page.locator('.page .money-hero').waitFor();
  return visit;
}

/** Somebody in the chat who has paid in. */
async function hasPaidIn(name: string, amount: string) {
  const player = house.telegram.player(name);
  player.says(amount);
  await player.sees(/Open until/);
  await player.pays();
  await player.sees(/is in your cash/);
  return player;
}

test.for([
  ['desktop', 'Nora', false],
  ['phone', 'Niels', true],
] as const)(
  'a player of the chat comes back in a browser on a %s, and sees the same balance',
  async ([screen, name, dark], { skip }) => {
    if (!browser) return skip(whyNoChromium);
    const player = await hasPaidIn(name, '25');
    const { page, faults } = await visits({ screen, dark });
    await page.getByRole('heading', { level: 1 }).waitFor();
    const footer = await page.locator('.adults').boundingBox();
    expect((footer?.y ?? 0) + (footer?.height ?? 0)).toBeLessThanOrEqual(sizes[screen].height);
    await picture(page, `browser-${screen}-1-welcome`);
    expect(await accessibilityFaults(page)).toEqual([]);

    await button(page, 'Continue in Telegram').click();
    await page.getByText('Waiting for your chat').waitFor();
    if (screen === 'desktop') await page.getByRole('img', { name: /^QR code/ }).waitFor();
    await picture(page, `browser-${screen}-2-number`);
    expect(await accessibilityFaults(page)).toEqual([]);
    const number = await numberOn(page);
    expect(number).toMatch(/^\d\d$/);
    await opensTheLink(page, screen, player);
    await page.getByText('Choose the number in the chat').waitFor();
    await picture(page, `browser-${screen}-3-seen`);
    await player.taps(number);
    await player.sees(/You are signed in/);

    await expect.poll(() => cash(page).textContent()).toBe('€25.00');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.reload();
    await expect.poll(() => cash(page).textContent()).toBe('€25.00');
    await tab(page, 'Settings');
    await page.getByText('Browser, let in by the chat').waitFor();
    await page.getByText('You are signed in nowhere else.').waitFor();
    await picture(page, `browser-${screen}-4-settings`);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  },
);

/** The link leads to the messenger, where its key is pressed. */
async function opensTheLink(page: Page, screen: Screen, player: ReturnType<House['telegram']['player']>) {
  await startOn(page);
  const messenger = await page.context().newPage();
  await messenger.goto(`${house.telegram.url}/?player=${player.id}`);
  await messenger.evaluate(`localStorage.setItem('player', '${player.id}')`);
  await messenger.close();
  const opening = page.waitForEvent('popup');
  const name = screen === 'phone' ? 'Open Telegram' : 'Or open Telegram on this computer';
  await page.getByRole('link', { name, exact: true }).click();
  const chat = await opening;
  await button(chat, 'Start').click();
  await chat.getByRole('log').getByText('Which number does that browser show?').waitFor();
  await chat.close();
}

test('a wrong number lets nobody in; the page says so, and the next number is the right one', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { page, faults } = await visits({ screen: 'phone' });
  const player = house.telegram.player('Wanda');
  await button(page, 'Continue in Telegram').click();
  player.says(await startOn(page));
  const right = await numberOn(page);
  const asked = await player.sees(/Which number/);
  const wrong = asked.buttons.flat().find(({ text }) => /^\d\d$/.test(text) && text !== right);
  await player.taps(wrong?.text ?? '');
  await page.getByText('Nothing happened', { exact: true }).waitFor();
  await picture(page, 'browser-wrong-number');
  expect(await accessibilityFaults(page)).toEqual([]);

  await button(page, 'Ask again').click();
  await page.getByText('Waiting for your chat').waitFor();
  player.says(await startOn(page));
  await player.taps(await numberOn(page), { after: asked.id });
  await page.locator('.page .money-hero').waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test('a player logs in on the page of Telegram, and is told when they said no there', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  house.telegram.player('Olga');
  const { page, faults } = await visits();
  await button(page, 'Log in here with Telegram').click();
  await page.getByRole('heading', { name: 'Log in to Cage?' }).waitFor();
  await button(page, 'Cancel').click();
  await page.getByText('Telegram was told no').waitFor();
  expect(page.url()).toBe(`${house.url}/app/`);
  await picture(page, 'browser-login-refused');
  expect(await accessibilityFaults(page)).toEqual([]);

  await button(page, 'Log in here with Telegram').click();
  await page.getByRole('button', { name: /^(Olga|Log in as Olga)/ }).click();
  await page.locator('.page .money-hero').waitFor();
  expect(page.url()).toBe(`${house.url}/app/`);
  await tab(page, 'Settings');
  await page.getByText('Browser, by Telegram login').waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test.for([
  ['phone', 'Greta', 'browser'],
  ['desktop', 'Gus', 'chat'],
] as const)(
  'who began without Telegram joins their chat, and goes on: on a %s as %s',
  async ([screen, name, stays], { skip }) => {
    if (!browser) return skip(whyNoChromium);
    const player = stays === 'chat' ? await hasPaidIn(name, '15') : house.telegram.player(name);
    const { page, faults } = await visits({ screen });
    await button(page, 'Start without Telegram').click();
    await page.getByRole('button', { name: /^Link Telegram/ }).waitFor();
    await picture(page, `browser-guest-${screen}-1-home`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.reload();
    await page.getByRole('button', { name: /^Link Telegram/ }).waitFor();

    await button(page, 'Deposit').click();
    await page.getByText('Deposits need your Telegram').waitFor();
    await picture(page, `browser-guest-${screen}-2-deposit`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await button(page.getByRole('dialog'), 'Link Telegram').click();
    await page.getByText('Nothing is linked before you have seen what').waitFor();
    await picture(page, `browser-guest-${screen}-3-why`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await button(page, 'Continue in Telegram').click();
    await page.getByText('Waiting for your chat').waitFor();
    await picture(page, `browser-guest-${screen}-4-number`);
    expect(await accessibilityFaults(page)).toEqual([]);
    player.says(await startOn(page));
    await player.sees(/Every other sign-in ends/);
    await player.taps(await numberOn(page));

    const other = await page.context().newPage();
    await other.goto(`${house.url}/app/`);
    await other.locator('.page .money-hero').waitFor();
    await page.bringToFront();
    await page.getByText('Your chat agreed.').waitFor();
    await page.getByText('only this page stays signed in').waitFor();
    const sentBack = await player.sees(/Press Link there until \d\d:\d\d UTC/);
    await picture(page, `browser-guest-${screen}-5-both`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await button(page, 'Link').click();
    await page.getByText('Linked', { exact: true }).waitFor();
    await picture(page, `browser-guest-${screen}-6-joined`);
    const told = await player.sees(/Linked\nYour account is P-\w{6}, here and in your browser/);
    expect(told.id).toBe(sentBack.id);
    await button(page, 'Done').click();
    await expect.poll(() => cash(page).textContent()).toBe(stays === 'chat' ? '€15.00' : '€0.00');
    expect(await page.getByRole('button', { name: /^Link Telegram/ }).count()).toBe(0);
    // Another page of the same browser follows by itself.
    await expect.poll(() => cash(other).textContent(), { timeout: 10_000 }).toBe(stays === 'chat' ? '€15.00' : '€0.00');
    await other.getByRole('button', { name: /^Link Telegram/ }).waitFor({ state: 'detached' });
    await other.close();
    await page.reload();
    await expect.poll(() => cash(page).textContent()).toBe(stays === 'chat' ? '€15.00' : '€0.00');
    await button(page, 'Deposit').click();
    await page.locator('.amount-box').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  },
);

test.for(['desktop', 'phone'] as const)(
  'a deposit begun in a browser on a %s is paid where its button leads, and its receipt comes to the page that asked',
  async (screen, { skip }) => {
    if (!browser) return skip(whyNoChromium);
    const player = house.telegram.player(screen === 'desktop' ? 'Dana' : 'Emil');
    const { page, context, faults } = await letIn(player.name, { screen });
    await page.context().addInitScript(`localStorage.setItem('player', '${player.id}')`); // whose Telegram it is
    await button(page, 'Deposit').click();
    await button(page, 'Pay €25.00 by invoice').click();
    const pay = page.getByRole('link', { name: 'Pay in Telegram' });
    await pay.waitFor();
    await picture(page, `browser-deposit-${screen}-1-invoice`);
    expect(await accessibilityFaults(page)).toEqual([]);

    const opening = context.waitForEvent('page');
    await pay.click();
    const telegram = await opening;
    const sheet = telegram.getByRole('dialog', { name: 'Pay Cage' });
    await sheet.waitFor();
    await picture(telegram, `browser-deposit-${screen}-2-pay-sheet`);
    expect(await telegram.evaluate('opener')).toBeNull();
    await button(sheet, 'Pay €25.00').click();
    await sheet.waitFor({ state: 'detached' });

    await page.bringToFront();
    await page.getByText('Where it went').waitFor();
    await picture(page, `browser-deposit-${screen}-3-receipt`);
    await button(page, 'Done').click();
    await expect.poll(() => cash(page).textContent()).toBe('€25.00');
    await player.sees(/is in your cash/);
    expect(faults).toEqual([]);
    await context.close();
  },
);

test('Telegram is unlinked by the digits from the chat, and the browser goes on', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { page, faults } = await letIn('Uma', { screen: 'phone' });
  const player = house.telegram.player('Uma');
  await tab(page, 'Settings');
  await button(page, 'Unlink Telegram').click();
  await page.getByText('This ends').waitFor();
  await picture(page, 'browser-unlink-1-before');
  expect(await accessibilityFaults(page)).toEqual([]);
  await button(page, 'Send me a code').click();
  const field = page.getByRole('textbox', { name: 'Code from the chat' });
  const digits = /Your code: (\d{6})/.exec((await player.sees(/Your code: \d{6}/)).text)?.[1] ?? '';
  await field.fill(digits === '123456' ? '654321' : '123456');
  await button(page.getByRole('dialog'), 'Unlink Telegram').click();
  await page.getByText('You have 4 tries left.').waitFor();
  await picture(page, 'browser-unlink-2-wrong');
  expect(await accessibilityFaults(page)).toEqual([]);
  await field.fill(` ${digits.slice(0, 3)} ${digits.slice(3)}`); // as a message is copied
  await picture(page, 'browser-unlink-3-digits');
  await button(page.getByRole('dialog'), 'Unlink Telegram').click();
  await page.getByText('Telegram is unlinked').waitFor();
  await picture(page, 'browser-unlink-4-done');
  expect(await accessibilityFaults(page)).toEqual([]);
  await button(page, 'Done').click();
  await page.reload();
  await page.getByText('Not linked').waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test('the key in the chat unlinks as well, and the page hears of it', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { page, faults } = await letIn('Ulf');
  await tab(page, 'Settings');
  await button(page, 'Unlink Telegram').click();
  await button(page, 'Send me a code').click();
  await page.getByRole('textbox', { name: 'Code from the chat' }).waitFor();
  await picture(page, 'browser-unlink-desktop');
  await house.telegram.player('Ulf').taps('Yes, do it');
  await page.getByText('Telegram is unlinked').waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test('money keeps Telegram linked, and the page says why', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  await hasPaidIn('Mo', '10');
  const { page } = await letIn('Mo', { screen: 'phone' });
  await tab(page, 'Settings');
  await button(page, 'Unlink Telegram').click();
  await button(page, 'Send me a code').click();
  await page.getByRole('alert').getByText('The account holds money').waitFor();
  await picture(page, 'browser-unlink-holds-money');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.context().close();
});

test('a device is signed out from another one, whose page turns by itself; then everywhere', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const here = await letIn('Dina');
  const there = await letIn('Dina', { screen: 'phone' });
  await tab(here.page, 'Settings');
  await here.page.getByRole('button', { name: /^Sign out: / }).waitFor();
  await picture(here.page, 'browser-devices-desktop');
  expect(await accessibilityFaults(here.page)).toEqual([]);
  await here.page.getByRole('button', { name: /^Sign out: / }).click();
  await here.page.getByText('That device is signed out.').waitFor();
  await there.page.getByRole('heading', { name: 'You were signed out' }).waitFor();
  await picture(there.page, 'browser-ended-phone');
  expect(await accessibilityFaults(there.page)).toEqual([]);
  await there.page.reload();
  await button(there.page, 'Continue in Telegram').waitFor();

  await button(here.page, 'Sign out everywhere').click();
  const dialog = here.page.getByRole('dialog');
  await picture(here.page, 'browser-everywhere-desktop');
  expect(await accessibilityFaults(here.page)).toEqual([]);
  await button(dialog, 'Stay signed in').click();
  await button(here.page, 'Sign out everywhere').click();
  await button(dialog, 'Sign out everywhere').click();
  await here.page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await picture(here.page, 'browser-signed-out-desktop');
  expect(await accessibilityFaults(here.page)).toEqual([]);
  expect([here.faults, there.faults]).toEqual([[], []]);
  await here.context.close();
  await there.context.close();
});

test('whoever signs out here leaves nothing behind, and the next player sees nothing of theirs', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  await hasPaidIn('Lena', '35');
  const { page, faults } = await letIn('Lena');
  await expect.poll(() => cash(page).textContent()).toBe('€35.00');
  await tab(page, 'Settings');
  await button(page, 'Sign out here').click();
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('3500');
  await page.reload();
  await button(page, 'Start without Telegram').click();
  await expect.poll(() => cash(page).textContent()).toBe('€0.00');

  // For an account that nothing else opens, signing out is the end, and is asked first.
  await tab(page, 'Settings');
  await button(page, 'Sign out here').click();
  await page.getByText('Only browsers that are signed in open P-').waitFor();
  await picture(page, 'browser-guest-signs-out');
  expect(await accessibilityFaults(page)).toEqual([]);
  await button(page, 'Stay signed in').click();
  await page.getByText('Not linked').waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test('a Mini App whose launch data was used says so, and one tap opens it anew', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const player = await hasPaidIn('Tess', '20');
  player.says('/start');
  await player.sees((message) => message.buttons.flat().some(({ does }) => does === 'opens app'));
  const context = await browser.newContext({ viewport: sizes.phone, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${house.telegram.url}/?player=${player.id}`);
  await page.locator('[data-part="log"] button:has(use[href$="i-games"])').last().click();
  const app = page.frameLocator('.mini-app iframe');
  await app.locator('.page .money-hero').waitFor();
  await app.getByRole('link', { name: 'Settings' }).locator('visible=true').click();
  await app.getByText('Mini App').first().waitFor();
  await picture(page, 'browser-mini-app-settings');
  expect(await accessibilityFaults(app)).toEqual([]);

  const frame = page.frames().find((each) => each.url().startsWith(house.url));
  await frame?.evaluate('location.reload()');
  await app.getByRole('heading', { name: 'Open the app again' }).waitFor();
  await picture(page, 'browser-mini-app-used');
  expect(await accessibilityFaults(app)).toEqual([]);
  await app.getByRole('link', { name: 'Open the app' }).click();
  await expect.poll(() => app.locator('.note .note-actions').count()).toBe(1);
  await expect.poll(() => app.locator('.page .note [aria-live] .sr').textContent()).toBe('€20.00');

  // However often it was opened, it is one device, and is signed out as one.
  await app.getByRole('link', { name: 'Settings' }).locator('visible=true').click();
  await app.getByText('Opened 2 times').waitFor();
  expect(await app.locator('.devices li').count()).toBe(1);
  await picture(page, 'browser-mini-app-openings');
  const there = await letIn('Tess', { screen: 'phone' });
  await tab(there.page, 'Settings');
  await there.page.getByText('Opened 2 times').waitFor();
  await picture(there.page, 'browser-openings-phone');
  expect(await accessibilityFaults(there.page)).toEqual([]);
  await there.page.getByRole('button', { name: /^Sign out: / }).click();
  await there.page.getByText('That device is signed out.').waitFor();
  await expect.poll(() => there.page.locator('.devices li').count()).toBe(1);
  await app.getByRole('heading', { name: 'You were signed out' }).waitFor();
  await there.context.close();
  await context.close();
});

test.for([
  ['ru', 'Русский', 'Начать без Telegram', 'Настройки'],
  ['ar', 'العربية', 'ابدأ دون تيليجرام', 'الإعدادات'],
] as const)(
  'a visitor chooses %s before anybody knows them, and it stays',
  async ([language, name, start, settings], { skip }) => {
    if (!browser) return skip(whyNoChromium);
    const { page, faults } = await visits({ screen: 'phone' });
    await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: name });
    await button(page, start).waitFor();
    await picture(page, `browser-${language}-welcome`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.reload();
    await button(page, start).click();
    await tab(page, settings);
    await page.locator('.devices li').first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    await picture(page, `browser-${language}-settings`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goto(`${house.url}/app/nowhere`);
    await page.locator('.page .money-hero').waitFor();
    expect(page.url()).toBe(`${house.url}/app/`);
    expect(faults).toEqual([]);
    await page.context().close();
  },
);

test('nothing of an account is cut off at 320 pixels, nor with text twice as large', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { page } = await visits({ screen: 'phone', locale: 'ru-RU' });
  const overflow = async (width: number, fontSize: string) => {
    await page.setViewportSize({ width, height: 640 });
    return page.evaluate(
      `(document.documentElement.style.fontSize = '${fontSize}', document.documentElement.scrollWidth - document.documentElement.clientWidth)`,
    );
  };
  const holds = async (what: string) => {
    for (const [width, fontSize] of [
      [320, '100%'],
      [390, '200%'],
    ] as const) {
      expect([what, width, await overflow(width, fontSize)]).toEqual([what, width, 0]);
      await picture(page, `browser-narrow-${what}-${width}`);
    }
    await overflow(390, '100%');
  };
  await button(page, 'Продолжить в Telegram').waitFor();
  await holds('welcome');
  await button(page, 'Продолжить в Telegram').click();
  await page.locator('.number').waitFor();
  await holds('number');
  await button(page, 'Назад').click();
  await button(page, 'Начать без Telegram').click();
  await page.getByRole('button', { name: /^Привязать Telegram/ }).waitFor();
  await holds('home');
  for (const place of ['settings', 'join', 'settings/unlink']) {
    await page.goto(`${house.url}/app/${place}`);
    await page
      .locator(place === 'settings' ? '.devices li' : 'dialog .button')
      .first()
      .waitFor();
    await holds(place.replace('/', '-'));
  }
  await page.context().close();
});
