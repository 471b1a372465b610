import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { leaveBrowser, openBrowser, openPage, picture } from './browser.ts';

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

test('a player deposits, plays in the chat, and finds every round again with its proof', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const player = house.telegram.player('Greta');
  player.says('25');
  await player.sees(/Open until/);
  await player.pays();
  await player.sees(/€25\.00 is in your cash/);

  const { page, faults } = await openPage(browser, 'phone', `${house.telegram.url}/?player=${player.id}`);
  const log = page.getByRole('log', { name: 'Messages' });
  const say = async (text: string) => {
    await page.getByRole('textbox', { name: 'Message' }).fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
  };

  await say('/play');
  await log.getByText('Mini-spin: €0.10 to €50.00 a round').waitFor();
  await picture(page, 'chat-games-1-menu');

  await say('/spin');
  await log.getByText('Before your first round we have committed to our seed').waitFor();
  await log.getByRole('button', { name: 'Spin for €1.00' }).click();
  await log
    .getByText(/You play for \d+ min/)
    .last()
    .waitFor();
  await picture(page, 'chat-games-2-spin');

  await say('/guess 0.50');
  await log.getByText('Choose a number from 1 to 10').waitFor();
  await log.getByRole('button', { name: '7', exact: true }).click();
  await log.getByText(/was drawn\. You chose 7\./).waitFor();

  await say('/drop');
  await log.getByRole('button', { name: 'Odd', exact: true }).click();
  await log.getByText(/It fell on [1-6]\. You bet on: Odd\./).waitFor();
  await log.getByText(/^🎲 [1-6]$/).waitFor();
  await picture(page, 'chat-games-3-drop');

  await say('/rounds');
  const last = log.getByText('Your last rounds');
  await last.waitFor();
  const lines =
    player
      .chat()
      .at(-1)
      ?.text.split('\n')
      .filter((line) => /^\d+\. /.test(line)) ?? [];
  expect(lines.map((line) => /UTC, ([^,]+), (€[\d.]+)/.exec(line)?.slice(1))).toEqual([
    ['The drop', '€1.00'],
    ['Guess the number', '€0.50'],
    ['Mini-spin', '€1.00'],
  ]);
  await picture(page, 'chat-games-4-rounds');

  await say('/fair');
  await log.getByText('In use, for 3 rounds so far').waitFor();

  await say('/seed my-own-words');
  await log.getByRole('button', { name: 'Begin', exact: true }).click();
  await log.getByText('The pair before is open. 3 rounds were played with it.').waitFor();
  await picture(page, 'chat-games-5-seeds');
  expect(faults).toEqual([]);
  await page.close();
});
