import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { accessibilityFaults } from './accessibility.ts';
import { openBrowser, openPage, picture } from './browser.ts';

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

test.for([
  ['phone', true],
  ['phone', false],
  ['desktop', true],
  ['desktop', false],
] as const)('the chat and its sheets can be used by everybody: %s, dark %s', async ([screen, dark], { skip }) => {
  if (!browser) return skip(whyNoChromium);
  const name = `Guest ${screen} ${dark}`;
  const player = house.telegram.player(name);
  player.says('/start');
  await player.sees(/Welcome/);
  const { page, faults } = await openPage(browser, screen, `${house.telegram.url}/?player=${player.id}`, { dark });
  await page.getByRole('log').getByText('Welcome').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('dialog').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  if (screen === 'phone') {
    await page.getByRole('button', { name: /Switch player/ }).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
  }
  await page.goto(`${house.telegram.url}/faults`);
  await page.getByRole('switch', { name: 'Drop' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.close();
});

test('a link from outside leads to the key, and the key says what it brought', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const player = house.telegram.player('Lina');
  const bot = 'cage_bot';
  const { page } = await openPage(browser, 'phone', `${house.telegram.url}/${bot}?start=friend-42&player=${player.id}`);
  await page.getByRole('button', { name: 'Start', exact: true }).last().click();
  await player.sees(/Welcome to Cage/);
  expect(player.chat().some(({ text }) => text === '/start friend-42')).toBe(true);
  await page.goto(`${house.telegram.url}/${bot}?startapp=history&player=${player.id}`);
  await page.frameLocator('.mini-app iframe').getByRole('heading', { name: 'History', level: 1 }).waitFor();
  await page.close();
});

test('with every kind of bad day switched on, a deposit is credited once', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const player = house.telegram.player('Storm');
  const { page } = await openPage(browser, 'desktop', `${house.telegram.url}/faults`);
  for (const name of ['Duplicate', 'Reorder', 'Drop', 'Lost thanks', 'Server error after doing it'])
    await page.getByRole('switch', { name, exact: true }).click();
  await picture(page, 'faults');
  player.says('25');
  const patience = { timeoutMs: 45_000 };
  await player.sees(/Open until/, patience);
  await player.pays();
  await player.sees(/€25\.00 is in your cash/, patience);
  await page.getByRole('button', { name: /off/i }).click();
  player.says('/balance');
  await player.sees(/Cash €25\.00/, patience);
  await page.close();
});
