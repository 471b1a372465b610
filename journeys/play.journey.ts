import type { Browser, Locator, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BonusesBody } from '../contracts/http/bonuses.ts';
import type { RoundsBody } from '../contracts/http/games.ts';
import type { LeaderboardBody, NoticesBody } from '../contracts/http/standing.ts';
import { formatMoney } from '../contracts/texts/format.ts';
import type { WrittenTerms } from '../domain/bonuses.ts';
import { money } from '../domain/money.ts';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { leaveBrowser, openBrowser } from './browser.ts';
import {
  asks,
  cashOf,
  confirms,
  type Hands,
  looksRight,
  opens,
  paidByCard,
  paidIn,
  patience,
  publishes,
} from './play-hands.ts';

/** Small, so that two rounds play them: five euro, to be staked once. */
const terms = {
  asset: 'EUR',
  wagerTimes: 1,
  counts: 'all',
  sticky: 'non-sticky',
  order: 'cash-first',
  contributionBps: { 'brass-orchard': 10_000, 'coin-flip': 10_000 },
  mostStake: '500',
  mostConverted: null,
  offerHours: 72,
  playHours: 168,
} as const satisfies Partial<WrittenTerms>;

let house: House;
let browser: Browser | undefined;
let here: { house: House; browser: Browser };
beforeAll(async () => {
  browser = await openBrowser();
  if (!browser) return;
  house = await openHouse();
  here = { house, browser };
  await publishes(house, [
    {
      ...terms,
      id: 'first-five',
      kind: 'first-deposit',
      match: { bps: 10_000, most: '500', leastDeposit: '1000' },
    },
    { ...terms, id: 'two-more', kind: 'code', code: 'TWOMORE', amount: '200' },
    {
      ...terms,
      id: 'twenty-spins',
      kind: 'code',
      code: 'TWENTYSPINS',
      wagerTimes: 2,
      spins: { many: 20, game: 'brass-orchard', stake: '100' },
    },
  ]);
});
afterAll(async () => {
  await leaveBrowser(browser);
  await house?.close();
});

const button = (page: Page | Locator, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const tab = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).locator('visible=true').click();
/** From the first page to a game. */
async function sitsDown(page: Page, game: RegExp): Promise<void> {
  await tab(page, 'Home');
  await page.getByRole('link', { name: game }).click();
}
/** The stake, a step at a time. */
async function raisesTo(page: Page, stake: string): Promise<void> {
  const shown = page.getByRole('group', { name: 'Stake', exact: true }).locator('output');
  const up = page.getByRole('button', { name: /^Raise the stake/ });
  while ((await shown.textContent()) !== stake) await up.click();
}
const withdrawable = (page: Page) => page.getByRole('region', { name: 'What can I withdraw?' });

test('a bonus comes with the first deposit, is taken by a tap, played to its end, becomes cash, and leaves as money', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const ada = await paidByCard(house, 'Ada');
  await ada.sees(/A bonus for you: €5\.00/, patience);
  const { page, faults } = await opens(here, ada, '');
  await page.getByRole('button', { name: /€5\.00 bonus is offered to you/ }).click();
  const offer = page.getByRole('dialog');
  await offer.getByText('€5.00, 1× the bonus').waitFor(); // its terms stand there before anything is pressed
  await looksRight(page, 'play-1-offer');
  await button(offer, 'Take €5.00').click();

  const bar = page.getByRole('progressbar', { name: 'Played of the bonus' });
  await expect.poll(() => bar.getAttribute('aria-valuetext')).toBe('€0.00 of €5.00 played');
  await ada.sees(/Your bonus holds €5\.00/, patience);
  await looksRight(page, 'play-2-bar');

  await sitsDown(page, /^Brass Orchard/);
  await raisesTo(page, '€1.00');
  await button(page, /^Spin/).click();
  await page.locator('.cabinet .result .sum').waitFor();
  await page.getByRole('link', { name: /^Bonus/ }).click();
  await expect.poll(() => bar.getAttribute('aria-valuetext')).toBe('€1.00 of €5.00 played');

  await sitsDown(page, /^Coin flip/);
  await raisesTo(page, '€5.00');
  await button(page, /^Flip/).click();
  await ada.sees(/€5\.00 of bonus is your cash now/, patience);
  await button(page, 'Back to games').click();
  await tab(page, 'Rewards');
  await page.getByText('played, €5.00 became cash').waitFor();
  await withdrawable(page)
    .getByText(`€${await cashOf(house, ada)}`)
    .waitFor();
  await withdrawable(page).getByText('All of your cash is free.').waitFor();
  await looksRight(page, 'play-3-converted');

  await button(withdrawable(page), 'Withdraw').click();
  await button(page, '€20').click();
  await button(page, 'Withdraw €20.00').click();
  await confirms(page, ada, '€20.00');
  await looksRight(page, 'play-4-withdrawn');
  expect(house.stripe.refunds().map(({ amount }) => amount)).toContain(2_000);
  expect(faults).toEqual([]);
  await page.close();
});

test('a bonus is given up at the price that was shown, by its own key and by taking cash out, and cash is what it was', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const bea = await paidByCard(house, 'Bea');
  const { page, faults } = await opens(here, bea, 'rewards', { dark: true });
  await button(page, 'Take €5.00').click();
  await button(page, 'Give it up').click();
  const price = page.getByRole('dialog', { name: 'Give the bonus up?' });
  await expect.poll(() => price.locator('.torn dd, .kept dd').allTextContents()).toEqual(['€5.00', '€50.00']);
  await looksRight(page, 'play-5-cost');
  await button(page, 'Give up €5.00').click();
  await page.getByText('ended early, €5.00 went back').waitFor();
  await bea.sees(/The bonus ended before it was played\n€5\.00 of bonus went back/, patience);

  await button(page, 'I have a code').click();
  await page.getByRole('textbox', { name: 'Promo code' }).fill('two more');
  await button(page, 'Look it up').click();
  await page.getByRole('alert').getByText('A code has 3 to 32 letters and digits').waitFor();
  await page.getByRole('textbox', { name: 'Promo code' }).fill('twomore');
  await button(page, 'Look it up').click();
  const offer = page.getByRole('dialog');
  await offer.getByText('€2.00, 1× the bonus').waitFor();
  await looksRight(page, 'play-6-code');
  await button(offer, 'Close').click();
  await button(page, 'I have a code').click();
  await page.getByRole('textbox', { name: 'Promo code' }).fill('TWO-MORE');
  await button(page, 'Look it up').click(); // the same again leads to the same
  await button(offer, 'Take €2.00').click();
  await offer.waitFor({ state: 'hidden' });
  await button(page, 'I have a code').click();
  await page.getByRole('textbox', { name: 'Promo code' }).fill('twomore');
  await button(page, 'Look it up').click();
  await page.getByRole('dialog', { name: 'Bonus by code' }).getByText('up to €5.00 a round').waitFor();
  await button(offer, 'Close').click();
  await withdrawable(page).getByText('Taking any of it out gives the bonus up').waitFor();
  await looksRight(page, 'play-7-held');

  await button(withdrawable(page), 'Withdraw').click();
  const warned = page.getByRole('region', { name: 'Taking cash out gives up your bonus' });
  await warned.getByText('€2.00 of bonus is lost.').waitFor(); // before an amount is typed
  await looksRight(page, 'play-8-gives-up-first');
  await button(warned, 'See what it costs').click();
  await expect.poll(() => price.locator('.torn dd, .kept dd').allTextContents()).toEqual(['€2.00', '€50.00']);
  await button(price, 'Keep the bonus').click();
  await button(page, '€20').click();
  await button(page, 'Withdraw €20.00').click();
  await page.getByRole('alert').getByText('€2.00 of bonus is lost.').waitFor();
  await page.getByRole('alert').getByText('Your cash of €50.00 stays yours.').waitFor();
  await looksRight(page, 'play-8-gives-up');
  await button(page, 'Give it up and withdraw €20.00').click();
  await bea.sees(/You took cash out, and the bonus ended with that\n€2\.00 of bonus went back/, patience);
  await confirms(page, bea, '€20.00');
  expect(await cashOf(house, bea)).toBe('30.00');
  expect(faults).toEqual([]);
  await page.close();
});

test('free spins cost no cash, what they win is bonus, and so many times that is to be staked for it', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const fia = await paidIn(house, 'Fia');
  const ask = await asks(house, fia);
  await ask('/bonuses/codes', { code: 'twentyspins' });
  const { page, faults } = await opens(here, fia, 'rewards');
  await page.getByText('20× Brass Orchard at €1.00').waitFor();
  await page.getByText('2× what the spins win').waitFor();
  await looksRight(page, 'play-18-spins-offer');
  await button(page, 'Take it').click();
  await button(page, 'Play them').click();
  let spun = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/rounds')) spun += 1;
  });
  for (const left of [19, 18]) {
    // Pressed until it is a bet: one that comes right after a landing is none.
    const pressed = async (): Promise<number> => {
      if (spun < 20 - left) await button(page, /^Spin.*free/).click();
      return spun;
    };
    await expect.poll(pressed).toBe(20 - left);
    await page.getByText(`${left} free spins left`).waitFor();
  }
  await looksRight(page, 'play-19-spins');
  expect(faults).toEqual([]);
  await page.close();

  // The rest on another device.
  const { active: taken } = await ask<BonusesBody>('/bonuses');
  const spins = { game: 'brass-orchard', stake: { asset: 'EUR', minor: '100' }, choices: {}, freeSpin: taken?.id };
  for (let left = 17; left >= 0; left--) await ask('/rounds', spins);
  await expect(ask('/rounds', spins)).rejects.toThrow(/no-free-spin/);
  const { rounds } = await ask<RoundsBody>('/rounds');
  const won = rounds.reduce((sum, { win }) => sum + BigInt(win.minor), 0n);
  expect(rounds).toHaveLength(20);
  for (const { isFree, stakeCash, stakeBonus, winCash, win, winBonus } of rounds)
    expect([isFree, stakeCash.minor, stakeBonus.minor, winCash.minor, winBonus]).toEqual([true, '0', '0', '0', win]);
  const { active } = await ask<BonusesBody>('/bonuses');
  const minor = (of: bigint) => ({ asset: 'EUR', minor: of.toString() });
  expect(active).toMatchObject({
    balance: minor(won),
    wager: { done: minor(0n), needed: minor(2n * won) },
    spinsLeft: 0,
  });
  expect(await cashOf(house, fia)).toBe('50.00');

  const after = await opens(here, fia, 'rewards');
  const bar = after.page.getByRole('progressbar', { name: 'Played of the bonus' });
  const needed = formatMoney(money('EUR', 2n * won), 'en');
  await expect.poll(() => bar.getAttribute('aria-valuetext')).toBe(`€0.00 of ${needed} played`);
  await looksRight(after.page, 'play-20-spins-won');
  expect(after.faults).toEqual([]);
  await after.page.close();
});

const LABELS = "[...document.querySelectorAll('.mine-grid button')].map((tile) => tile.getAttribute('aria-label'))";
const boardOn = (page: Page): Promise<string[]> => page.evaluate(LABELS);

test('two pages of one player on one round of mines: one step counts, the other reads what became of it', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const cleo = await paidIn(house, 'Cleo');
  const one = await opens(here, cleo, 'game/mines', { screen: 'desktop' });
  const two = await opens(here, cleo, 'game/mines', { screen: 'phone', dark: true });
  await button(two.page, /^Start/).waitFor();
  await button(one.page, '1').click();
  await button(one.page, /^Start/).click();
  await two.page.getByText('The round stays open if you leave').waitFor(); // it was told, and shows it

  // The other page's step is under way while the first one's is decided.
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await two.page.route('**/actions', async (route) => {
    if (route.request().method() === 'POST') await held;
    await route.continue();
  });
  const tile = (page: Page, n: number) => page.locator('.mine-grid button').nth(n).click();
  await Promise.all([two.page.waitForRequest((request) => request.method() === 'POST'), tile(two.page, 24)]);
  await tile(one.page, 0);
  await expect.poll(() => boardOn(one.page)).not.toContain('Row 1, column 1, closed');
  letGo();
  await expect.poll(() => boardOn(two.page)).toEqual(await boardOn(one.page));
  // One step, not two: of the tiles one alone was opened.
  const opened = (await boardOn(two.page)).filter((label) => /gem|the mine you opened/.test(label));
  expect(opened).toHaveLength(1);
  await looksRight(two.page, 'play-9-moved');
  await looksRight(one.page, 'play-10-mines');

  if (await button(two.page, /^Take/).isVisible()) {
    await button(two.page, /^Take/).click();
    await one.page
      .getByText(/^You took/)
      .first()
      .waitFor();
    await expect.poll(() => boardOn(two.page)).toEqual(await boardOn(one.page));
  }
  expect([...one.faults, ...two.faults]).toEqual([]);
  await one.page.close();
  await two.page.close();
});

/**
 * Bets of this page: each arrives where `arrives` says so, and its answer is lost, as is every other word of its round where `silent` says
 * so. Answers their keys, and how to let go.
 */
async function losesAnswers(page: Page, { arrives = true, silent = true } = {}) {
  const keys: (string | undefined)[] = [];
  const lose = async (route: Route) => {
    if (route.request().method() !== 'POST') return silent ? route.abort() : route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    if (arrives) await route.fetch();
    return route.abort();
  };
  const ofBets = /\/rounds(\/[\da-f-]{36})?$/;
  await page.route(ofBets, lose);
  return { keys, letsGo: () => page.unroute(ofBets, lose) };
}
/** The app is opened anew: launch data opens it once, so that a page inside of Telegram cannot be loaded twice. */
async function comesBack(page: Page, player: Hands, place: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(player.opensMiniApp(`${house.url}/app/${place}`));
}
const stakesOf = async (player: Hands): Promise<string[]> =>
  (await (await asks(house, player))<RoundsBody>('/rounds')).rounds.map(({ stake }) => stake.minor);

test('a bet without an answer outlives its page: its own table brings it to show, another page tells it, and it was staked once', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const fay = await paidIn(house, 'Fay');
  const { page } = await opens(here, fay, 'game/dice');
  const lost = await losesAnswers(page);
  const notice = page.getByRole('status').filter({ hasText: 'Your last bet was played: Dice' });
  await button(page, /^Roll €/).click();
  await page.getByText('No answer yet').waitFor();
  await comesBack(page, fay, 'game/dice');
  await page.getByText('No answer yet').waitFor();
  expect(await button(page, /^Roll €/).getAttribute('aria-disabled')).toBe('true'); // one after the other
  await lost.letsGo();
  await notice.waitFor();
  await page.locator('.cabinet .result .sum').waitFor();
  await looksRight(page, 'play-15-last-bet');
  expect(new Set(lost.keys).size).toBe(1);
  expect(await stakesOf(fay)).toHaveLength(1);

  const again = await losesAnswers(page);
  await button(page, /^Roll €/).click();
  await page.getByText('No answer yet').waitFor();
  await comesBack(page, fay, 'rewards');
  await page.getByText('Dice: your last bet has no answer yet.').waitFor();
  await again.letsGo();
  await notice.waitFor();
  await looksRight(page, 'play-16-last-bet-told');
  await button(notice, 'See the round').click();
  await page.getByRole('dialog').waitFor();
  await comesBack(page, fay, 'rewards');
  await page.getByRole('heading', { name: 'What can I withdraw?' }).waitFor();
  expect(await notice.count()).toBe(0); // it was told
  expect(await stakesOf(fay)).toHaveLength(2);
  await page.close();
});

test.for([
  [false, 'Your last bet was not played: Dice', 0],
  [true, 'Your last bet was played: Dice', 1],
] as const)(
  'a bet from long ago is looked up and staked no more (it had arrived: %s)',
  async ([played, told, staked], { skip }) => {
    if (!browser) return skip(whyNoChromium);
    const gus = await paidIn(house, played ? 'Gus' : 'Gil');
    const { page } = await opens(here, gus, 'game/dice');
    const lost = await losesAnswers(page, { arrives: played, silent: false });
    await button(page, /^Roll €/).click();
    await page.getByText('No answer yet').waitFor();
    await page.addInitScript('{ const now = Date.now; Date.now = () => now() + 720_000; }');
    await comesBack(page, gus, '');
    await page.getByRole('status').filter({ hasText: told }).waitFor();
    expect(new Set(lost.keys).size).toBe(1);
    expect(await stakesOf(gus)).toHaveLength(staked);
    await page.close();
  },
);

test('limbo and a guess by their own controls; what is shown is what the books say', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const dora = await paidIn(house, 'Dora', 'ar');
  const { page, faults } = await opens(here, dora, 'game/limbo', { dark: true });
  for (const game of ['limbo', 'guess']) {
    if (game === 'guess') {
      await page.locator('.game-head button, .game-head a').first().click();
      await page.locator('a[href$="game/guess"]').click();
    }
    await page.locator('.stake-presets .preset').nth(2).click();
    await page.locator('.spin').click();
    await page.locator('.cabinet .result .sum').waitFor();
    await expect.poll(() => page.locator('.session .v.cash').textContent()).toContain(await cashOf(house, dora));
    await looksRight(page, `play-11-${game}-ar`);
  }
  const { rounds } = await (await asks(house, dora))<RoundsBody>('/rounds');
  expect(rounds.map(({ game }) => game)).toEqual(['guess', 'limbo']);
  expect(faults).toEqual([]);
  await page.close();
});

test('cash that is staked makes points, the table of the week shows them, and what the bot may write is kept', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const enno = await paidIn(house, 'Enno');
  const ask = await asks(house, enno);
  await ask('/rounds', {
    game: 'dice',
    stake: { asset: 'EUR', minor: '1000' },
    choices: { side: 'under', target: 9_800 },
  });
  await expect.poll(async () => (await ask<LeaderboardBody>('/leaderboards/week')).you?.points).toBe(1);

  const { page, faults } = await opens(here, enno, 'rewards', { screen: 'desktop' });
  await page.getByText('1 point · 49 points to Copper.').waitFor();
  await looksRight(page, 'play-12-rewards');
  await button(page, 'See the table').click();
  await page.getByRole('row', { name: /You.*1 point/ }).waitFor();
  await looksRight(page, 'play-13-table');

  await tab(page, 'Rewards');
  await page.getByRole('button', { name: /^What the bot may write/ }).click();
  const chosen = { Promotions: 'true', 'Quiet hours': 'true', 'My code on the table': 'false' };
  for (const [name, isOn] of Object.entries(chosen)) {
    const choice = page.getByRole('switch', { name });
    expect(await choice.getAttribute('aria-checked')).not.toBe(isOn);
    await choice.click();
    await expect.poll(() => choice.getAttribute('aria-checked')).toBe(isOn);
  }
  await looksRight(page, 'play-14-notices');
  expect(await ask<NoticesBody>('/preferences/notices')).toMatchObject({
    promotions: true,
    isListed: false,
    quiet: { from: 1_320, until: 480 },
  });
  expect(faults).toEqual([]);
  await page.close();
});
