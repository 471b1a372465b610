import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createPool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { accessibilityFaults } from './accessibility.ts';
import { leaveBrowser, openBrowser, picture, sizes } from './browser.ts';

let house: House;
let browser: Browser | undefined;
beforeAll(async () => {
  browser = await openBrowser();
  if (browser) house = await openHouse({ chain: true });
});
afterAll(async () => {
  await leaveBrowser(browser);
  await house?.close();
});

const patience = { timeoutMs: 45_000 };
type Player = ReturnType<House['telegram']['player']>;
type Message = Awaited<ReturnType<Player['sees']>>;
type Visit = { page: Page; context: BrowserContext; faults: string[] };

/** A player in a browser of their own, let in by their chat. */
async function letIn(name: string, size: { width: number; height: number } = sizes.phone): Promise<Visit> {
  const context = await (browser as Browser).newContext({ viewport: size, locale: 'en-GB', reducedMotion: 'reduce' });
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

async function looksRight(page: Page, name: string, app: Page | FrameLocator = page): Promise<void> {
  await picture(page, `ton-${name}`);
  expect([name, await accessibilityFaults(app)]).toEqual([name, []]);
}

/** The page of the wallet that opens beside the app: what it shows is answered there, and it is closed. */
async function inWallet(context: BrowserContext, opens: () => Promise<void>, act: (wallet: Page) => Promise<void>) {
  const opening = context.waitForEvent('page');
  await opens();
  const wallet = await opening;
  await wallet.getByRole('dialog').waitFor();
  await act(wallet);
  await wallet.close();
}

type Shown = { readonly page: Page | FrameLocator; readonly context: BrowserContext };

async function connects({ page, context }: Shown, whose: string, opens: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: opens }).click();
  await inWallet(
    context,
    () => page.getByRole('button', { name: 'Box Wallet' }).click(),
    async (wallet) => {
      await wallet.getByRole('radio', { name: whose }).click();
      await wallet.getByRole('button', { name: 'Connect', exact: true }).click();
      await wallet.getByText('You can go back to the app now').waitFor();
    },
  );
}

async function chooses(page: Page, coin: 'TON' | 'USDT', amount: string): Promise<void> {
  await page.goto(`${house.url}/app/deposit`);
  await fills(page, coin, amount);
}

/** One of several: pressed where people press it. */
const picks = (page: Page | FrameLocator, name: RegExp): Promise<void> =>
  page.locator('label', { has: page.getByRole('radio', { name }) }).click();

async function fills(page: Page | FrameLocator, coin: 'TON' | 'USDT', amount: string): Promise<void> {
  await picks(page, /^TON or USDT/);
  await page.getByRole('button', { name: coin, exact: true }).click();
  await page.getByRole('textbox', { name: /Amount/ }).fill(amount);
  await page.getByRole('button', { name: `Go on with ${amount} ${coin}` }).click();
  await page.getByText('You send').waitFor();
}

const pays = ({ page, context }: Shown, text: string, end: 'declines' | 'sends') =>
  inWallet(
    context,
    () => page.getByRole('button', { name: `Pay ${text}` }).click(),
    async (wallet) => {
      await wallet.getByRole('button', { name: end === 'sends' ? /^Send / : 'Decline' }).click();
      await wallet.getByText(end === 'sends' ? 'The network has it' : 'Nothing was sent').waitFor();
    },
  );

test('a player connects a wallet, pays in TON and in USDT, sees each become final, and plays on', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const irina = house.ton.wallet.of('Irina');
  await irina.gets('TON', 100_000_000_000n);
  await irina.gets('USDT', 500_000_000n);
  const visit = await letIn('Nina');
  const { page, context, faults } = visit;
  const scripts: string[] = [];
  page.on('request', (request) => void (request.resourceType() === 'script' && scripts.push(request.url())));

  await chooses(page, 'TON', '5');
  await looksRight(page, '1-pay-from');
  await page.getByRole('button', { name: 'Connect wallet to pay 5 TON' }).click();
  await inWallet(
    context,
    () => page.getByRole('button', { name: 'Box Wallet' }).click(),
    async (wallet) => wallet.getByRole('button', { name: 'Decline' }).click(),
  );
  await page.getByRole('alert').getByText('You declined it in your wallet. Nothing was sent.').waitFor();
  await connects(visit, 'Irina', 'Connect wallet to pay 5 TON');
  await page.getByRole('button', { name: 'Pay 5 TON' }).waitFor();
  await looksRight(page, '2-connected');

  await pays(visit, '5 TON', 'declines');
  await page.getByRole('alert').getByText('You declined it in your wallet. Nothing was sent.').waitFor();
  await looksRight(page, '3-declined');
  await pays(visit, '5 TON', 'sends');
  await page.getByText('Where it went').waitFor();
  await page.getByRole('link', { name: 'Look on the explorer' }).waitFor(); // the transaction stays in the receipt
  await looksRight(page, '4-receipt');
  await house.telegram.player('Nina').sees(CREDITED, patience);

  // The connection is there again in a page that was loaded anew.
  await chooses(page, 'USDT', '10');
  await pays(visit, '10 USDT', 'sends');
  await page.getByText('Where it went').waitFor();
  await picture(page, 'ton-5-usdt-receipt');
  await page.getByRole('button', { name: 'Done' }).click();
  expect(await page.locator('.list button.row').count()).toBe(2);

  // What the wallet's owner takes back is told in the app.
  await chooses(page, 'TON', '6');
  await page.getByRole('button', { name: 'Pay 6 TON' }).waitFor();
  irina.disconnects();
  await page.getByRole('button', { name: 'Connect wallet to pay 6 TON' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('a player sends by hand from an exchange, to an address and a memo that are theirs for ever', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const exchange = house.ton.wallet.of('Exchange');
  await exchange.gets('TON', 50_000_000_000n);
  const { page, context, faults } = await letIn('Ezra');
  await chooses(page, 'TON', '4');
  await page.getByRole('radio', { name: /Send by hand/ }).check({ force: true });
  await page.getByRole('button', { name: 'Show the address and the memo' }).click();
  const [, address, memo] = await page.locator('.copy-line .v').allTextContents();
  await looksRight(page, '6-by-hand');
  await page.getByRole('button', { name: 'I have sent it' }).click();
  await page.getByText('Waiting for your transfer').waitFor();
  await looksRight(page, '7-waiting');
  await exchange.sends({ to: String(address), coin: 'TON', minor: 3_000_000_000n, comment: String(memo) });
  await page.getByText('Where it went').waitFor();
  await page.getByText('You had asked for 4 TON. We added what came.').waitFor();
  await looksRight(page, '8-less');
  const added = await page.locator('.paper .big').textContent();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => page.locator('.list .sum').first().textContent()).toBe(added); // what came, not what was asked for

  await page.goto(`${house.url}/app/ton-address`);
  await page.getByText('The least that is credited').waitFor();
  expect((await page.locator('.copy-line .v').allTextContents()).slice(0, 2)).toEqual([address, memo]);

  // Without the memo it is nobody's, until it is claimed by its transaction.
  await exchange.sends({ to: String(address), coin: 'TON', minor: 2_000_000_000n });
  const hash = await hashOfNobodys();
  await page.getByRole('button', { name: 'You sent TON or USDT, and it does not show?' }).click();
  await page.getByRole('textbox', { name: 'Transaction' }).waitFor();
  await looksRight(page, 'missing-1-asks');
  await claims(page, String(address));
  await page.getByText('That is an address.').waitFor();
  await claims(page, 'my money is gone');
  await page.getByText('That is no hash, and no link to a transaction.').waitFor();
  await looksRight(page, 'missing-2-no-hash');
  await claims(page, 'f'.repeat(64));
  await page.getByText('We found no money by this transaction').waitFor();
  await looksRight(page, 'missing-3-not-there');
  await claims(page, `https://tonviewer.com/transaction/${hash}`);
  await page.getByText('Found, and we look at it').waitFor();
  await looksRight(page, 'missing-4-noted');
  expect(faults).toEqual([]);
  await context.close();
});

async function claims(page: Page, pasted: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Transaction' }).fill(pasted);
  await page.getByRole('button', { name: 'Look for it' }).click();
}

/** The transaction of the money that came last and was credited to nobody. */
async function hashOfNobodys(): Promise<string> {
  const behind = createPool(house.database.superuserUrl, { max: 1, name: 'test-behind' });
  const last = sql`select hash from payments.arrival r where state = 'unmatched'
    and not exists (select from payments.claim c where c.arrival_id = r.id) order by final_at desc limit 1`;
  const hash = await vi.waitUntil(async () => (await query<{ hash: string }>(behind, last))[0]?.hash, {
    timeout: patience.timeoutMs,
  });
  await behind.end();
  return hash;
}

/** By a twentieth: more than a withdrawal allows, and less than nobody believes. It is told at the next round of the rates. */
async function tonBecomesDearer(): Promise<void> {
  const behind = createPool(house.database.superuserUrl, { max: 1, name: 'test-behind' });
  const taken = sql`select count(*)::int as n from payments.rate where base = 'TON' and rate > 3`;
  house.prices.moves({ TON: 3_045_000 });
  await vi.waitUntil(async () => (await query<{ n: number }>(behind, taken))[0]?.n, { timeout: patience.timeoutMs });
  await behind.end();
}

/** The day in which two members of staff look at what goes to a new place is over. */
async function aDayLater(): Promise<void> {
  const behind = createPool(house.database.superuserUrl, { max: 1, name: 'test-behind' });
  await query(behind, sql`set session_replication_role = replica`); // when it was confirmed is changed by nobody
  await query(behind, sql`update payments.destination set confirmed_at = confirmed_at - interval '2 days'`);
  await behind.end();
}

/** By a signature, in a page where no wallet is connected yet. */
async function proves(visit: Visit, whose: string): Promise<void> {
  await visit.page.goto(`${house.url}/app/settings/wallet`);
  await signs(visit, 'Connect and sign', whose);
}

async function signs({ page, context }: Visit, opens: string, whose: string): Promise<void> {
  await page.getByRole('button', { name: opens }).click();
  await inWallet(
    context,
    () => page.getByRole('button', { name: 'Box Wallet', exact: true }).click(),
    (wallet) => answers(wallet, whose, 'Connects'),
  );
  await page.getByText('Ready for withdrawals').waitFor();
  await page.getByRole('button', { name: 'Go on' }).waitFor();
}

async function answers(wallet: Page, whose: string, end: 'Connects' | 'No proof'): Promise<void> {
  await wallet.getByRole('radio', { name: whose }).click();
  await wallet.getByRole('radio', { name: end }).click();
  await wallet.getByRole('button', { name: 'Connect', exact: true }).click();
  await wallet.getByText('You can go back to the app now').waitFor();
}

/** The proved wallet becomes a place to send to, by a code, and that a day ago. Answers the letter with the code. */
async function savesPlace(page: Page, player: Player, way: RegExp): Promise<Message> {
  await page.goto(`${house.url}/app/withdraw`);
  await picks(page, way);
  await page.getByRole('button', { name: 'Add a place' }).click();
  await page.getByRole('button', { name: 'Send me a code for it' }).waitFor();
  await looksRight(page, '10-place');
  await page.getByRole('button', { name: 'Send me a code for it' }).click();
  const letter = await player.sees(/Your code: \d{6}/, patience);
  await page.getByRole('textbox', { name: 'Code from the chat' }).fill(digitsOf(letter.text));
  await page.getByRole('button', { name: 'Confirm it' }).click();
  await page.getByRole('textbox', { name: /Amount/ }).waitFor();
  await aDayLater();
  return letter;
}

/** Asks for it; the code is typed, and not confirmed yet. Answers the letter with the code. */
async function asksFor(page: Page, player: Player, amount: string, after: Message): Promise<Message> {
  await page.getByRole('textbox', { name: /Amount/ }).fill(amount);
  await page.getByRole('button', { name: `Withdraw €${amount}` }).click();
  const letter = await player.sees(/Your code: \d{6}/, { ...patience, after: after.id });
  await page.getByRole('textbox', { name: 'Code from the chat' }).fill(digitsOf(letter.text));
  return letter;
}

/** The page of the transaction, as it opens from the receipt. */
async function looksUp({ page, context }: Visit, came: string): Promise<void> {
  const opening = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Look on the explorer' }).click();
  const explorer = await opening;
  await explorer.getByText(came).first().waitFor();
  await picture(explorer, 'ton-14-explorer');
  await explorer.close();
}

test('a player proves a wallet to be theirs, takes money out to it, and finds it in the explorer', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const bruno = house.ton.wallet.of('Bruno');
  await bruno.gets('TON', 100_000_000_000n);
  const visit = await letIn('Bea');
  const { page, context, faults } = visit;
  const bea = house.telegram.player('Bea');
  await chooses(page, 'TON', '20');
  await connects(visit, 'Bruno', 'Connect wallet to pay 20 TON');
  await pays(visit, '20 TON', 'sends');
  await page.getByText('Where it went').waitFor();

  const paid = await bea.sees(CREDITED, patience);
  expect(paid.text).toMatch(NAMED);
  await bruno.sends({ to: house.ton.hotWallet.toString(), coin: 'TON', minor: 2_000_000_000n });
  const hash = await hashOfNobodys(); // a wallet that is not proved is nobody's

  bruno.disconnects(); // whoever comes here first chooses a wallet
  await proves(visit, 'Bruno');
  await looksRight(page, '9-proved');
  await bea.sees(/wallet/i, patience);
  await page.goto(`${house.url}/app/history/missing`);
  await claims(page, hash);
  await page.getByText('Found, and it is yours').waitFor();
  await looksRight(page, 'missing-5-released');
  await bea.sees(CREDITED, { ...patience, after: paid.id });

  const first = await savesPlace(page, bea, /^TON, to a wallet/);
  await looksRight(page, '11-withdraw');
  const before = bruno.balances().TON;
  await asksFor(page, bea, '15.00', first);
  await looksRight(page, '12-code');
  await page.getByRole('button', { name: 'Confirm €15.00' }).click();
  await page.getByText('Left your cash').waitFor();
  await looksRight(page, '13-paid');
  const came = bruno.balances().TON - before;
  expect(came).toBeGreaterThan(1_000_000_000n);
  await looksUp(visit, `${came / 1_000_000_000n}.`);
  expect(faults).toEqual([]);
  await context.close();
});

test('a player takes USDT out to a wallet of theirs; where the rate moves before it is sent, nothing leaves', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const chidi = house.ton.wallet.of('Chidi');
  await chidi.gets('TON', 10_000_000_000n);
  await chidi.gets('USDT', 100_000_000n);
  const visit = await letIn('Cleo');
  const { page, context, faults } = visit;
  const cleo = house.telegram.player('Cleo');

  // A wallet that connects and does not sign is nobody's, and is told apart from one that does.
  await page.goto(`${house.url}/app/settings/wallet`);
  await page.getByRole('button', { name: 'Connect and sign' }).click();
  await inWallet(
    context,
    () => page.getByRole('button', { name: 'Box Wallet' }).click(),
    (wallet) => answers(wallet, 'Chidi', 'No proof'),
  );
  await page.getByRole('alert').getByText('Your wallet connected and did not sign').waitFor();
  await page.getByRole('button', { name: 'Sign with Box Wallet' }).waitFor();
  await looksRight(page, '18-no-proof');
  await signs(visit, 'Connect another wallet', 'Chidi');

  await chooses(page, 'USDT', '50');
  await pays(visit, '50 USDT', 'sends');
  await page.getByText('Where it went').waitFor();
  await cleo.sees(CREDITED, patience);

  const first = await savesPlace(page, cleo, /^USDT on TON, to a wallet/);
  const before = chidi.balances().USDT;
  const second = await asksFor(page, cleo, '20.00', first);
  await page.getByRole('button', { name: 'Confirm €20.00' }).click();
  await page.getByText('Left your cash').waitFor();
  await looksRight(page, '19-usdt-paid');
  const came = chidi.balances().USDT - before;
  expect(came).toBeGreaterThan(15_000_000n);
  expect((await cleo.sees(/was paid out/, { ...patience, after: second.id })).text).toMatch(NAMED);
  await looksUp(visit, `${came / 1_000_000n}.`);

  // TON becomes dearer before it is sent: nothing leaves, and it can be asked for again.
  await page.goto(`${house.url}/app/withdraw`);
  await picks(page, /^TON, to a wallet/);
  const third = await asksFor(page, cleo, '10.00', second);
  await tonBecomesDearer();
  await page.getByRole('button', { name: 'Confirm €10.00' }).click();
  await page.getByText('not sent, back in your cash', { exact: true }).waitFor();
  await looksRight(page, '15-rate-moved');
  await page.getByRole('button', { name: 'Ask again' }).click();
  await cleo.sees(/Your code: \d{6}/, { ...patience, after: third.id });
  await page.getByRole('button', { name: 'Confirm €10.00' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

/** The app in the messenger's frame, as a phone shows it. */
async function opensInTelegram(name: string): Promise<Visit & { app: FrameLocator }> {
  const context = await (browser as Browser).newContext({
    viewport: { width: 390, height: 700 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) faults.push(line.text());
  });
  await withWalletOfTelegram(page);
  const player = house.telegram.player(name);
  player.says('/start');
  await player.sees((message) => message.buttons.flat().some(({ does }) => does === 'opens app'), patience);
  await page.goto(`${house.telegram.url}/?player=${player.id}`);
  await page.locator('[data-part="log"] button:has(use[href$="i-games"])').last().click();
  const app = page.frameLocator('.mini-app iframe');
  await app.locator('.note .money-hero').waitFor();
  return { page, context, faults, app };
}

/** The list of wallets with the one inside of Telegram, which is opened by a link of Telegram's own. */
const withWalletOfTelegram = (page: Page) =>
  page.route('**/tonconnect-wallets.json', async (route) => {
    const list = await (await route.fetch()).json();
    const ofTelegram = {
      ...list[0],
      app_name: 'telegram-wallet',
      name: 'Wallet',
      universal_url: 'https://t.me/wallet?attach=wallet',
    };
    await route.fulfill({ json: [...list, ofTelegram] });
  });

/** The link by which the wallet inside of Telegram is asked to open, as the messenger has it. */
async function openedInTelegram(context: BrowserContext, opens: () => Promise<void>): Promise<URLSearchParams> {
  await context.route('https://t.me/**', (route) => route.fulfill({ body: 'Telegram itself' }));
  const opening = context.waitForEvent('page');
  await opens();
  const there = await opening;
  await there.waitForURL('https://t.me/**');
  const start = new URL(there.url()).searchParams.get('startapp') ?? '';
  await there.close();
  // How parameters stand in such a link: github.com/ton-connect/sdk, encodeTelegramUrlParameters.
  const query = start
    .replace(/^tonconnect-/, '')
    .replaceAll('-', '&')
    .replaceAll('__', '=')
    .replaceAll('&&', '%');
  return new URLSearchParams(query);
}

test('in Telegram the app stands in a frame: Back closes the choice of wallets alone, wallets open beside it, and a payment comes back to it', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const irina = house.ton.wallet.of('Irina');
  await irina.gets('TON', 100_000_000_000n);
  const { page, context, faults, app } = await opensInTelegram('Tess');
  await app.locator('.note-actions button').first().click();
  await fills(app, 'TON', '5');
  const back = page.getByRole('button', { name: 'Back', exact: true });

  await app.getByRole('button', { name: 'Connect wallet to pay 5 TON' }).click();
  await app.getByRole('button', { name: 'Box Wallet' }).waitFor();
  await looksRight(page, '15-in-telegram-choice', app);
  await back.click();
  await app.getByRole('button', { name: 'Box Wallet' }).waitFor({ state: 'hidden' });
  await app.getByText('You send').waitFor();

  await picks(app, /Wallet in Telegram/);
  const link = await openedInTelegram(context, () =>
    app.getByRole('button', { name: 'Connect wallet to pay 5 TON' }).click(),
  );
  expect(link.get('ret')).toMatch(/\?startapp=deposit_[\da-f-]{36}$/);
  await looksRight(page, '16-in-telegram-wallet', app);
  await back.click();

  await picks(app, /A TON wallet/);
  await connects({ page: app, context }, 'Irina', 'Connect wallet to pay 5 TON');
  await pays({ page: app, context }, '5 TON', 'sends');
  await app.getByText('Where it went').waitFor();
  await looksRight(page, '17-in-telegram-receipt', app);
  await back.click();
  await app.locator('.note-actions').waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

const digitsOf = (text: string): string => /Your code: (\d{6})/.exec(text)?.[1] ?? '';
/** The receipt. Money that was only seen is told to be in the cash soon, in words that are nearly the same. */
const CREDITED = /is in your cash\s+Paid: /;
/** A letter names the transaction it speaks of. */
const NAMED = /Transaction: [0-9a-f]{64}/;
