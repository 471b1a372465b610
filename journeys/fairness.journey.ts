import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { accessibilityFaults } from './accessibility.ts';
import { leaveBrowser, openBrowser, picture, sizes } from './browser.ts';

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

type Round = { readonly game: string; readonly serverSeed: string };
const published: readonly Round[] = JSON.parse(
  readFileSync(new URL('../docs/fairness/vectors.json', import.meta.url), 'utf8'),
);

type Visit = { page: Page; context: BrowserContext; faults: string[] };

async function visits(path: string): Promise<Visit> {
  const context = await (browser as Browser).newContext({
    viewport: sizes.phone,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${house.url}${path}`);
  return { page, context, faults };
}

/** The app is on the device: from here on it opens without a connection. */
const isKept = (page: Page): Promise<unknown> =>
  page.waitForFunction('navigator.serviceWorker.ready.then(({ active }) => active.state === "activated")');

async function loseTheConnection({ context, page }: Visit): Promise<void> {
  await isKept(page);
  await context.setOffline(true);
  await page.reload();
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const verdict = (page: Page) => page.locator('.verdict h2');

async function pastes(page: Page, rounds: unknown): Promise<void> {
  await page.getByLabel('Round', { exact: true }).fill(JSON.stringify(rounds));
  await button(page, 'Check it').click();
}

test('somebody who is no player checks every published round without a connection, and finds the one that was changed', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const visit = await visits('/app/fairness');
  const { page, context, faults } = visit;
  await page.getByRole('heading', { name: 'Check any round' }).waitFor();
  await loseTheConnection(visit);

  await pastes(page, published);
  await expect.poll(() => verdict(page).textContent()).toBe(`All ${published.length} rounds match`);
  await button(page, 'Check another round').click();

  const [round] = published as readonly [Round];
  await pastes(page, { ...round, serverSeed: round.serverSeed.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) });
  await expect.poll(() => verdict(page).textContent()).toBe('It does not match');
  await expect.poll(() => page.locator('.same.differs').first().textContent()).toContain('not the seal');
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'fairness-1-differs');
  expect(faults).toEqual([]);
  await context.close();
});

/** Somebody who paid in by the chat, in a browser of theirs. */
async function hasCome(name: string): Promise<Visit> {
  const player = house.telegram.player(name);
  player.says('25');
  await player.sees(/Open until/);
  await player.pays();
  await player.sees(/is in your cash/);
  const visit = await visits('/app/');
  await button(visit.page, 'Continue in Telegram').click();
  const link = await visit.page.locator('a[href*="?start=t_"]').getAttribute('href');
  player.says(`/start ${new URL(link as string).searchParams.get('start')}`);
  await player.taps((await visit.page.locator('.number').textContent()) ?? '');
  await visit.page.locator('.page .money-hero').waitFor();
  return visit;
}

const opens = (page: Page, path: string) => page.goto(`${house.url}/app/${path}`);

test('a player plays, changes seeds, and checks the round; then once more without a connection', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const visit = await hasCome('Paula');
  const { page, context, faults } = visit;
  await opens(page, 'game/coin-flip');
  await button(page, /^Flip/).click();
  await page
    .getByText(/^It fell (heads|tails)$/)
    .first()
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await opens(page, 'fairness');
  await page.getByText('None yet. When you change seeds').waitFor();
  await button(page, 'Change seeds').click();
  const seal = await page.getByRole('dialog').locator('.hash').textContent();
  await page.getByRole('dialog').getByLabel('Your next seed').fill('winter-quince-7');
  await button(page, 'Use this seed and open the old one').click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  // What was shown before it was written is what is played with now.
  await expect.poll(() => page.locator('.seeds-now .hash').first().textContent()).toBe(seal);
  await page.getByText('winter-quince-7').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'fairness-2-seeds');

  await button(page, 'Check a round').click();
  await page.locator('.check-row').first().click();
  await expect.poll(() => verdict(page).textContent()).toBe('It matches');
  // The page of the game had it before there was anything to press.
  await page.getByText('This device kept that seal from before the first round').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'fairness-3-matches');

  await loseTheConnection(visit);
  await page.locator('.check-row').first().click();
  await expect.poll(() => verdict(page).textContent()).toBe('It matches');
  expect(faults).toEqual([]);
  await context.close();
});

test('a round of mines goes on where it was left, and its seed stays sealed until it has ended', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { page, context, faults } = await hasCome('Miro');
  await opens(page, 'game/mines');
  await button(page, '1').click();
  await button(page, /^Start/).click();
  await page.getByText('Open a tile').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await opens(page, 'fairness/seeds');
  await page.getByText('A round is open. Seeds are changed when it has ended.').waitFor();
  await button(page, 'Go to the round').click();

  // By keys alone, to a tile or to its mine: one in twenty-five.
  await page.locator('.mine-grid [tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const told = page.getByText(/^(1 gem found|A mine at the first tile)$/).first();
  await told.waitFor();
  if ((await told.textContent()) === '1 gem found') {
    await page.reload();
    await page.getByText('1 gem found').first().waitFor();
    await button(page, /^Take/).click();
    await page
      .getByText(/^You took .?1\.03×/)
      .first()
      .waitFor();
  }
  await page.locator('.tile:is(.mine, .hit)').waitFor();
  expect(await page.locator('.tile:is(.mine, .hit)').count()).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'fairness-4-mines');
  expect(faults).toEqual([]);
  await context.close();
});
