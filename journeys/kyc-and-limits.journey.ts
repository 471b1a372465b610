import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kycWorkflowId, type PlayerId, type StaffId } from '../contracts/ids.ts';
import { createPool, type Pool } from '../prisma/pool.ts';
import { createTransaction, query, sql } from '../prisma/tx.ts';
import { employ } from '../records/test-house.ts';
import { newId } from '../runtime/ids.ts';
import { createWorkflowClient } from '../runtime/workflow-client.ts';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { issuePass } from '../use-cases/issue-pass.ts';
import { accessibilityFaults } from './accessibility.ts';
import { leaveBrowser, openBrowser, picture, sizes, type Wish } from './browser.ts';

let house: House;
let pool: Pool;
let browser: Browser | undefined;
/** What every player here photographs. */
let photograph: Buffer;
const documents = mkdtempSync(path.join(tmpdir(), 'cage-documents-'));
beforeAll(async () => {
  browser = await openBrowser();
  if (!browser) return;
  house = await openHouse({ settings: { DOCUMENTS_DIR: documents, DOCUMENTS_UNSCANNED: 'allow' } });
  pool = createPool(house.database.appUrl, { max: 2, name: 'test' });
  photograph = await photographs(browser);
});
afterAll(async () => {
  await leaveBrowser(browser);
  await pool?.end();
  await house?.close();
  rmSync(documents, { recursive: true, force: true });
});

const patience = { timeoutMs: 45_000 };
type Player = ReturnType<House['telegram']['player']>;

async function photographs(by: Browser): Promise<Buffer> {
  const page = await by.newPage({ viewport: { width: 640, height: 420 } });
  await page.setContent('<body style="background:#f4efdf;font:28px sans-serif"><h1>PASSPORT</h1><p>A04419283</p>');
  const taken = await page.screenshot({ type: 'jpeg' });
  await page.close();
  return taken;
}

/** Somebody in the chat, with money that they paid in by card. */
async function paysByCard(name: string, language = 'en'): Promise<Player> {
  const player = house.telegram.player(name, { language });
  player.says('/deposit');
  await player.sees(({ buttons }) => buttons.flat().length > 3, patience);
  await player.taps(/^deposit:by:stripe/, patience);
  await player.taps(/stripe.*:5000$/, patience);
  const { url } = await player.taps(/Pay|ادفع/, patience);
  house.stripe.buyer(String(url)).pays();
  await player.sees(/D-\w{6}/, patience);
  return player;
}

/** The player's phone, with the app open at a place of it. */
async function opens(player: Player, place: string, { dark = false }: Wish = {}) {
  const page = await (browser as Browser).newPage({
    viewport: sizes.phone,
    reducedMotion: 'reduce',
    colorScheme: dark ? 'dark' : 'light',
  });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  // A refusal is an answer, though the console calls it an error.
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) faults.push(line.text());
  });
  if (dark) await page.addInitScript("localStorage.setItem('cage:theme', 'dark')"); // Telegram wears the day here
  await page.goto(player.opensMiniApp(`${house.url}/app/${place}`));
  return { page, faults };
}

async function looksRight(page: Page, name: string): Promise<void> {
  await picture(page, `player-${name}`);
  const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect([name, wide, await accessibilityFaults(page)]).toEqual([name, 0, []]);
}

type Sent = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** Chooses a file for what is asked, looks at it, and sends it. */
async function sends(page: Page, asked: string, file: Sent): Promise<void> {
  await page.getByRole('region', { name: asked }).locator('.by-file input').setInputFiles(file);
  const preview = page.getByRole('dialog', { name: 'Is it all there?' });
  await preview.getByText(file.name).waitFor();
  await preview.getByRole('button', { name: 'Send this one' }).click();
}

/** A reviewer approves, with a pass for the submission as it is now. */
async function approves(player: Player): Promise<void> {
  const id = newId(Date.now()) as StaffId;
  const transaction = createTransaction(pool);
  await transaction((tx) => employ(tx, { subject: 'lena.hoff', name: 'Lena Hoff', roles: ['compliance'] }, id));
  const [row] = await query<{ id: PlayerId }>(
    pool,
    sql`select player_id as id from identity.linked_account where subject = ${String(player.id)}`,
  );
  const workflowId = kycWorkflowId(row?.id as PlayerId);
  const decision = { outcome: 'approve', level: 'basic', reason: 'documents-in-order' } as const;
  const pass = await issuePass({ transaction, now: Date.now })(
    { id, roles: ['compliance'] },
    { action: 'kyc.approve', workflowId, decision },
  );
  if ('reason' in pass) throw new Error(pass.reason);
  const client = createWorkflowClient({ ...house.temporal, keys: [{ id: 'test', key: Buffer.alloc(32, 7) }] });
  await client.workflow.getHandle(workflowId).executeUpdate(pass.update, { args: [JSON.parse(pass.paste)] });
  await client.connection.close();
}

test('a player is verified on a phone: a file that is no picture is refused in words, and the page says by itself that a person looks, and that they approved', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const vera = house.telegram.player('Vera');
  vera.says('/start');
  await vera.sees(({ buttons }) => buttons.length > 0, patience);
  const { page, faults } = await opens(vera, 'settings');
  await page.getByRole('button', { name: /^Confirm who you are/ }).click();
  await page.getByRole('button', { name: 'Verify now' }).waitFor();
  await looksRight(page, 'kyc-1-idle');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByRole('heading', { name: '2 documents, asked once' }).waitFor();
  await page.getByText('You asked for it yourself.').waitFor();
  await looksRight(page, 'kyc-2-asked');

  const passport = page.getByRole('region', { name: 'Passport or ID card' });
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  await sends(page, 'Passport or ID card', { name: 'passport.jpg', mimeType: 'image/jpeg', buffer: drawing });
  await passport.getByText('This is no picture and no PDF. Send a JPG, PNG or PDF.').waitFor();
  await looksRight(page, 'kyc-3-no-picture');
  await passport.getByRole('button', { name: 'Leave it out' }).waitFor();

  const camera = page.getByRole('dialog', { name: 'Is it all there?' });
  await passport
    .locator('.by-file input')
    .setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: photograph });
  await camera.getByRole('img', { name: 'Picture: IMG_0001.jpg' }).waitFor();
  await looksRight(page, 'kyc-4-preview');
  await camera.getByRole('button', { name: 'Send this one' }).click();
  await passport.getByText('Received').waitFor();
  expect(await passport.getByText('This is no picture').count()).toBe(0); // it steps aside for the next
  await sends(page, 'Selfie', { name: 'IMG_0002.jpg', mimeType: 'image/jpeg', buffer: photograph });
  await page.getByRole('region', { name: 'Selfie' }).getByText('Received').waitFor();
  await page.getByText('2 of 2 are there').waitFor();

  await page.getByRole('button', { name: 'Send it all to be checked' }).click();
  expect(await page.getByText('Please fill this in.').count()).toBeGreaterThan(0);
  await looksRight(page, 'kyc-5-facts-missing');
  await page.getByLabel('Given names').fill('Vera');
  await page.getByLabel('Family name').fill('Okafor');
  await page.getByLabel('Date of birth').fill('1990-02-28');
  await page.getByLabel('Country that issued it').selectOption('AT');
  await page.getByLabel('Document number').fill('P1234567');
  await page.getByLabel('Valid until').fill('2039-03-14');
  await page.getByRole('button', { name: 'Send it all to be checked' }).click();

  await page.getByRole('heading', { name: 'A person looks at it now' }).waitFor({ timeout: patience.timeoutMs });
  await looksRight(page, 'kyc-6-person');
  await approves(vera);
  await page.getByRole('heading', { name: 'You are verified' }).waitFor({ timeout: patience.timeoutMs });
  await vera.sees(/You are verified/, patience);
  await looksRight(page, 'kyc-7-approved');
  expect(faults).toEqual([]);
  await page.close();
});

const tab = (page: Page, name: string) => page.getByRole('link', { name }).locator('visible=true').click();
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

test('a limit holds in the app and in the chat at once, a looser one waits a day and can be dropped, and a break closes deposits and not withdrawals', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const lia = await paysByCard('Lia');
  const { page, faults } = await opens(lia, 'limits', { dark: true });
  await button(page, 'Deposits, a day').click();
  await page.getByLabel('New limit').fill('60');
  await page.getByText('Works at once.', { exact: true }).waitFor();
  await looksRight(page, 'limits-1-set');
  await button(page, 'Set €60.00').click();
  const row = page.getByRole('button', { name: /^Deposits, a day/ });
  await row
    .getByText(/^€10\.\d\d left until/)
    .or(row.getByText(/^€11\.\d\d left until/))
    .waitFor();

  await tab(page, 'Home');
  await button(page, 'Deposit').click();
  await page.getByRole('textbox', { name: /Amount/ }).fill('50');
  await page.getByRole('button', { name: /^Pay €50\.00/ }).click();
  await page.getByText(/Your own limit leaves €1\d\.\d\d for today\./).waitFor();
  await looksRight(page, 'limits-2-over');
  lia.says('50');
  await lia.sees(/Your own limit leaves €1\d\.\d\d for today/, patience);

  await button(page, 'See your limits').click();
  await row.click();
  await page.getByLabel('New limit').fill('100');
  await page.getByText('Takes 24 hours.', { exact: true }).waitFor();
  await looksRight(page, 'limits-3-looser');
  await button(page, 'Ask for €100.00').click();
  await page.getByText(/^Rises to €100\.00 from tomorrow/).waitFor();
  await looksRight(page, 'limits-4-waits');
  await button(page, 'Keep €60.00').click();
  await page.getByText(/^Rises to/).waitFor({ state: 'detached' });
  await row.getByText('€60.00', { exact: true }).waitFor();

  await page.getByRole('button', { name: /^Take a break until tomorrow/ }).click();
  await looksRight(page, 'limits-5-sure');
  await button(page, 'Begin the break').click();
  const banner = page.getByText(/^You are on a break until/);
  await banner.waitFor();
  await looksRight(page, 'limits-6-break');
  await tab(page, 'Home');
  await banner.waitFor();
  await looksRight(page, 'limits-7-home');
  await button(page, 'Deposit').click();
  await page.getByRole('heading', { name: 'You are taking a pause' }).waitFor();
  await looksRight(page, 'limits-8-closed');
  lia.says('10');
  await lia.sees(/You take a pause from play until/, patience);

  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await page
    .getByRole('dialog', { name: 'Withdraw' })
    .getByRole('textbox', { name: /Amount/ })
    .waitFor();
  lia.says('/withdraw 10');
  await lia.sees(/Your code: \d{6}/, patience);
  await lia.taps('Yes, do it');
  await lia.sees(/€10\.00 was paid out/, patience);
  expect(faults).toEqual([]);
  await page.close();
});

test('whoever wants to pay in more than the law lets a stranger reads why, how far they are, and less than that goes on', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const max = await paysByCard('Max');
  const { page, faults } = await opens(max, 'deposit');
  const amount = page.getByRole('textbox', { name: /Amount/ });
  await amount.fill('2000');
  await page.getByRole('button', { name: /^Pay €2,000\.00/ }).click();
  await page.getByRole('heading', { name: 'First, confirm who you are' }).waitFor();
  await looksRight(page, 'total-1-refused');
  max.says('/kyc');
  await max.sees(/You are at €\d\d\.\d\d of €2,000\.00 within 180 days/, patience);
  await button(page, 'Confirm who you are').click();
  await page.getByText('The law asks us to know who pays in').waitFor();
  await page.getByText(/^You are at €\d\d\.\d\d of €2,000\.00 within 180 days\.$/).waitFor();
  await page.getByRole('heading', { name: 'Why we ask' }).scrollIntoViewIfNeeded();
  await looksRight(page, 'total-2-asked');
  await tab(page, 'Home');
  await page.getByText('We ask you for documents').waitFor();
  await looksRight(page, 'total-3-home');
  await button(page, 'Deposit').click();
  await amount.fill('20');
  await page.getByRole('button', { name: /^Pay €20\.00/ }).waitFor();
  max.says('20');
  await max.sees(/Open until/, patience);
  expect(faults).toEqual([]);
  await page.close();
});

test('who closes their account to play says so twice; the first time nothing is closed yet, the second time everything is', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const rana = await paysByCard('Rana', 'ar');
  const { page, faults } = await opens(rana, 'limits');
  await page.locator('section[aria-labelledby="exclusion"] button').click();
  const sheet = page.locator('dialog', { has: page.locator('.means') });
  await sheet.locator('.preset').last().click(); // for good
  await looksRight(page, 'exclusion-1-means');
  await sheet.locator('.dock .danger').click();
  const sure = page.locator('dialog.confirm');
  await looksRight(page, 'exclusion-2-sure');
  await sure.locator('.quiet').click();
  await sure.waitFor({ state: 'detached' });
  expect(await page.locator('.paused').count()).toBe(0);

  await sheet.locator('.dock .danger').click();
  await sure.locator('.danger').click();
  await page.getByText('حسابك مغلق أمام اللعب نهائياً').waitFor();
  await looksRight(page, 'exclusion-3-closed');
  expect(await page.locator('section[aria-labelledby="exclusion"], section.break').count()).toBe(0);
  await page.locator('.paused .link').click();
  await page.locator('.amount-box').waitFor(); // the way out is open
  rana.says('10');
  await rana.sees(/استبعدت نفسك نهائيًا\. لا إيداع/, patience);
  expect(faults).toEqual([]);
  await page.close();
});
