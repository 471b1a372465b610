import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { accessibilityFaults } from './accessibility.ts';
import { leaveBrowser, openBrowser, openPage, picture, type Screen } from './browser.ts';

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

let seated = 0;

/** In the app, with fifty euro: somebody new each time, as a test that is tried again must not find what its first try left. */
async function hasMoney(name: string, screen: Screen): Promise<{ page: Page; app: FrameLocator; faults: string[] }> {
  const player = house.telegram.player(`${name} ${++seated}`, { language: 'en' });
  player.says('/start');
  await player.sees((message) => message.buttons.flat().some(({ does }) => does === 'opens app'));
  const opened = await openPage(browser as Browser, screen, `${house.telegram.url}/?player=${player.id}`);
  const { page } = opened;
  await page.locator('[data-part="log"] button:has(use[href$="i-games"])').last().click();
  const app = page.frameLocator('.mini-app iframe');
  await app.locator('.note-actions button').first().click();
  await app.getByRole('button', { name: '€50', exact: true }).click();
  await app.getByRole('button', { name: 'Pay €50.00 by invoice' }).click();
  const sheet = page.getByRole('dialog', { name: 'Pay Cage' });
  await sheet.getByRole('button', { name: 'Pay €50.00' }).click();
  await app.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => app.locator('.note [aria-live] .sr').textContent()).toBe('€50.00');
  return { ...opened, app };
}

const cents = (said: string | null): number => {
  const [, sign = '', whole = '0', part = '0'] = /([+−]?)€([\d,]+)\.(\d\d)/.exec(said ?? '') ?? [];
  return (sign === '−' ? -1 : 1) * Number(whole.replaceAll(',', '') + part);
};
const cashOf = async (app: FrameLocator) => cents(await app.locator('.session .v.cash').textContent());
const netOf = async (app: FrameLocator) => cents(await app.locator('.cabinet .result .sum').textContent());

const screens: readonly (readonly [Screen, string])[] = [
  ['phone', 'Nia'],
  ['desktop', 'Noa'],
];
test.for(screens)(
  'a player spins and rolls on a %s, and always sees what they have',
  async ([screen, name], { skip }) => {
    if (!browser) return skip(whyNoChromium);
    const { page, app, faults } = await hasMoney(name, screen);
    await app.getByRole('link', { name: /^Brass Orchard/ }).waitFor();
    expect(await accessibilityFaults(app)).toEqual([]);
    await picture(page, `games-${screen}-1-home`);

    await app.getByRole('link', { name: /^Brass Orchard/ }).click();
    await app.getByRole('button', { name: /^Spin/ }).click();
    await app.locator('.cabinet .result .sum').waitFor();
    expect(await cashOf(app)).toBe(5_000 + (await netOf(app)));
    expect(await accessibilityFaults(app)).toEqual([]);
    await picture(page, `games-${screen}-2-slot`);

    const before = await cashOf(app);
    // One arrow: Telegram's own, above the app.
    await app.getByRole('button', { name: 'Back to games' }).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await app.getByRole('link', { name: /^Dice/ }).click();
    await app.getByRole('button', { name: /^Roll €/ }).click();
    await app.locator('.cabinet .result .sum').waitFor();
    expect(await cashOf(app)).toBe(before + (await netOf(app)));
    await picture(page, `games-${screen}-3-dice`);
    expect(faults).toEqual([]);
    await page.close();
  },
);

test('a bet whose answer is lost is asked for again, and was staked once', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { page, app } = await hasMoney('Nil', 'phone');
  const keys: (string | undefined)[] = [];
  await page.route('**/rounds', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 2) return route.continue();
    await route.fetch(); // it arrives, and is played
    return route.abort();
  });
  await app.getByRole('link', { name: /^Dice/ }).click();
  await app.getByRole('button', { name: /^Roll €/ }).click();
  await app.getByText('No answer yet').waitFor();
  await picture(page, 'games-phone-4-unknown');
  await app.locator('.cabinet .result .sum').waitFor();
  expect([keys.length, new Set(keys).size]).toEqual([3, 1]);
  expect(await app.locator('.strip li').count()).toBe(1);
  expect(await cashOf(app)).toBe(5_000 + (await netOf(app)));
  await page.close();
});

test('a bet is one press, by a finger or by a key, and the stake follows the arrows where the round button has the focus', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const { page, app, faults } = await hasMoney('Nell', 'desktop');
  let bets = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/rounds')) bets += 1;
  });
  await app.getByRole('link', { name: /^Coin flip/ }).click();
  const flip = app.getByRole('button', { name: /^Flip €/ });
  const told = app.locator('.play > [role="status"]');
  /** Pressed until it is a bet: one that comes right after a landing is none. */
  const plays = async (press: () => Promise<void>, many: number): Promise<void> => {
    const pressed = async (): Promise<number> => {
      if (bets < many) await press();
      return bets;
    };
    await expect.poll(pressed).toBe(many);
    await expect.poll(() => app.locator('.strip li').count()).toBe(many);
    await expect.poll(() => told.textContent()).toMatch(/^It fell (heads|tails)\. [+−]€/);
    expect(bets).toBe(many);
  };
  await plays(() => flip.dblclick(), 1);

  const stake = app.getByRole('group', { name: 'Stake', exact: true }).locator('output');
  const before = await stake.textContent();
  await flip.focus();
  await page.keyboard.press('ArrowUp');
  expect(cents(await stake.textContent())).toBeGreaterThan(cents(before));
  await page.keyboard.press('ArrowDown');
  expect(await stake.textContent()).toBe(before);
  await plays(() => page.keyboard.press('Enter'), 2);
  expect(await accessibilityFaults(app)).toEqual([]);
  expect(faults).toEqual([]);
  await page.close();
});

test('a game is heard by the wish of its player alone, its device shakes for every bet, and its round is seen again', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const { page, app, faults } = await hasMoney('Nora', 'phone');
  await page.evaluate(LISTENS);
  await app.getByRole('link', { name: /^Brass Orchard/ }).click();
  const sound = app.getByRole('button', { name: 'Sound' });
  expect(await sound.getAttribute('aria-pressed')).toBe('false'); // this device asked for calm
  await sound.click();
  await page.evaluate('shakes.length = 0');
  await app.getByRole('button', { name: /^Spin/ }).click();
  await app.locator('.cabinet .result .sum').waitFor();
  await expect.poll(() => page.evaluate('shakes.length')).toBe((await netOf(app)) > 0 ? 2 : 1);
  await page.getByRole('button', { name: 'Back', exact: true }).click(); // Telegram's own, above the app
  await app.getByRole('link', { name: /^Dice/ }).click();
  expect(await sound.getAttribute('aria-pressed')).toBe('true');
  await app.getByRole('button', { name: 'Last rounds' }).click();
  await app.getByRole('button', { name: /^Brass Orchard/ }).click();
  await app.getByRole('img', { name: /^How it came out/ }).waitFor();
  await app.getByText('Cash before').waitFor();
  expect(await app.getByRole('button', { name: 'Replay' }).count()).toBe(0); // calm: a still
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await app.getByRole('button', { name: 'Replay' }).click();
  await app.getByRole('button', { name: 'Land' }).waitFor();
  await app.getByRole('button', { name: 'Replay' }).waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

/** What the app asks of the device, as its Telegram client hears it. */
const LISTENS = `
  globalThis.shakes = [];
  addEventListener('message', ({ data }) => {
    if (String(data).includes('web_app_trigger_haptic_feedback')) shakes.push(data);
  });
  0`;
