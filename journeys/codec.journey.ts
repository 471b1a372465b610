import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, type Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { leaveBrowser, openBrowser, picture } from './browser.ts';
import { sitDown } from './staff-hands.ts';

let house: House;
let pool: Pool;
let browser: Browser | undefined;
/** The page of a deposit's workflow in the Temporal Web UI. */
let history: string;
beforeAll(async () => {
  browser = await openBrowser();
  if (!browser) return;
  house = await openHouse();
  pool = createPool(house.database.appUrl, { max: 2, name: 'test' });
  const mira = house.telegram.player('Mira');
  mira.says('25');
  await mira.sees(/Open until/, { timeoutMs: 30_000 });
  const [order] = await query<{ id: string }>(pool, sql`select id from payments."order"`);
  const { uiUrl, namespace } = house.temporal;
  history = `${uiUrl}/namespaces/${namespace}/workflows/deposit-${order?.id}`;
});
afterAll(async () => {
  await leaveBrowser(browser);
  await pool?.end();
  await house?.close();
});

const context = (): Promise<BrowserContext> =>
  (browser as Browser).newContext({ viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' });

/** The workflow's page, with every question that the codec was asked meanwhile and how it was answered. */
async function opensHistory(page: Page, address = history): Promise<number[]> {
  const answers: number[] = [];
  page.on('response', (response) => {
    if (response.url().startsWith(`${house.url}/codec/decode`) && response.request().method() === 'POST')
      answers.push(response.status());
  });
  await page.goto(address);
  await page.getByText('Until the invoice runs out').or(page.getByText('cage-key')).first().waitFor();
  return answers;
}

/** What the workflow was told at its start. */
const readable = (page: Page) => page.getByText('lateWindowMs').first();
const encrypted = (page: Page) => page.getByText('cage-key').first();

const looks = () =>
  query<{ name: string }>(
    pool,
    sql`select m.name from audit.entry e join identity.staff m on m.id::text = e.actor_id
        where e.action = 'staff.read-payloads' order by e.id`,
  );

test('compliance sit down at the desk, and read a workflow in the Temporal Web UI until they sign out', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const own = await context();
  const desk = await own.newPage();
  await sitDown(desk, house, 'Lena Hoff');
  const temporal = await own.newPage();
  const answers = await opensHistory(temporal);
  await readable(temporal).waitFor();
  expect(await encrypted(temporal).count()).toBe(0);
  expect([...new Set(answers)]).toEqual([200]);
  await picture(temporal, 'codec-compliance-reads');
  expect(await looks()).toEqual([{ name: 'Lena Hoff' }]);

  await desk.getByRole('button', { name: 'Sign out' }).click();
  await desk.getByRole('button', { name: 'Sign in with your organisation' }).waitFor();
  await temporal.reload();
  await encrypted(temporal).waitFor();
  expect(await readable(temporal).count()).toBe(0);
  await own.close();
});

test.for([
  ['somebody of support', 'Tom Okafor'],
  ['an auditor', 'Karl Lindqvist'],
  ['a stranger', undefined],
] as const)(
  '%s sees that there is a workflow, and of what it was told the encrypted form',
  async ([, name], { skip }) => {
    if (!browser) return skip(whyNoChromium);
    const before = (await looks()).length;
    const own = await context();
    const page = await own.newPage();
    if (name) await sitDown(page, house, name);
    const answers = await opensHistory(page);
    await encrypted(page).waitFor();
    expect(await readable(page).count()).toBe(0);
    expect(answers.length).toBeGreaterThan(0);
    expect([...new Set(answers)]).toEqual([401]);
    await picture(page, `codec-${name ? name.split(' ')[0] : 'stranger'}-does-not-read`);
    expect((await looks()).length).toBe(before);
    await own.close();
  },
);

test('by its other name the Web UI leads to the one under which the codec knows who sits there', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const own = await context();
  const page = await own.newPage();
  await sitDown(page, house, 'Ines Prado');
  await opensHistory(page, history.replace('127.0.0.1', 'localhost'));
  await readable(page).waitFor();
  expect(new URL(page.url()).hostname).toBe('127.0.0.1');
  await own.close();
});

test('a page of another address has nothing decrypted, though the same browser may', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const own = await context();
  const page = await own.newPage();
  await sitDown(page, house, 'Ines Prado');
  await page.goto(house.telegram.url);
  const asked = await page.evaluate(
    (codec) =>
      fetch(`${codec}/decode`, {
        method: 'POST',
        credentials: 'include',
        headers: { 'content-type': 'application/json' },
        body: '{"payloads":[]}',
      }).then(
        () => 'read',
        () => 'refused',
      ),
    `${house.url}/codec`,
  );
  expect(asked).toBe('refused');
  await own.close();
});
