import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { depositWorkflowId, type OrderId, type PlayerId } from '../contracts/ids.ts';
import { shortCode } from '../domain/ids.ts';
import { createPool, type Pool } from '../prisma/pool.ts';
import { query, type Row, type Sql, sql } from '../prisma/tx.ts';
import { readSettings } from '../runtime/settings.ts';
import { createWorkflowClient } from '../runtime/workflow-client.ts';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { accessibilityFaults } from './accessibility.ts';
import { leaveBrowser, openBrowser, openPage, picture, type Screen, type Wish } from './browser.ts';

let house: House;
let pool: Pool;
let browser: Browser | undefined;
let workflows: string;
beforeAll(async () => {
  browser = await openBrowser();
  if (!browser) return;
  house = await openHouse({ without: ['api'] });
  workflows = `${house.temporal.uiUrl}/namespaces/${house.temporal.namespace}/workflows`;
  pool = createPool(house.database.appUrl, { max: 2, name: 'test' });
  await house.start('api', { TEMPORAL_UI_URL: workflows }).ready;
});
afterAll(async () => {
  await leaveBrowser(browser);
  await pool?.end();
  await house?.close();
});

const read = <R extends Row>(statement: Sql) => query<R>(pool, statement);
const people = {
  support: 'Tom Okafor',
  compliance: 'Marta Vidal',
  ops: 'Ines Prado',
  auditor: 'Karl Lindqvist',
} as const;
type Role = keyof typeof people;

/** Through the page of the provider, as a person goes. */
async function signsIn(role: Role, screen: Screen = 'desktop', wish: Wish = {}) {
  const { page, faults } = await openPage(browser as Browser, screen, `${house.url}/staff/`, wish);
  await takesTheChair(page, role);
  return { page, faults };
}

async function takesTheChair(page: Page, role: Role): Promise<void> {
  await passesTheProvider(page, people[role]);
  await page.locator('.sitter').getByText(people[role]).waitFor();
}

async function passesTheProvider(page: Page, person: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in with your organisation' }).click();
  await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
  await page.getByRole('button', { name: person }).click();
}

/** A player, and what they would read out. */
async function joins(name: string) {
  const telegram = house.telegram.player(name);
  telegram.says('/start');
  await telegram.sees(({ buttons }) => buttons.length > 0);
  const [row] = await read<{ id: PlayerId }>(sql`
    select player_id as id from identity.linked_account where subject = ${String(telegram.id)}`);
  if (!row) throw new Error(`${name} has no account`);
  return { telegram, id: row.id, code: `P-${shortCode(row.id)}` };
}

/** With a deposit that nobody has paid yet. */
async function hasDeposit(name: string) {
  const player = await joins(name);
  player.telegram.says('25');
  await player.telegram.sees(/Open until/);
  const [row] = await read<{ id: OrderId }>(sql`select id from payments."order" where player_id = ${player.id}`);
  if (!row) throw new Error(`${name} has no deposit`);
  return { ...player, order: row.id, receipt: `D-${shortCode(row.id)}` };
}

const staffId = async (role: Role): Promise<string> => {
  const [row] = await read<{ id: string }>(sql`select id from identity.staff where name = ${people[role]}`);
  return row?.id ?? 'nobody';
};

async function finds(page: Page, term: string): Promise<void> {
  await page.getByLabel('Find a player').fill(term);
  await page.getByRole('button', { name: 'Search' }).click();
}

test.for([
  ['support', ['Players']],
  ['compliance', ['Players', 'Decisions', 'Switches', 'Audit trail', 'Hot wallet']],
  ['ops', ['Players', 'Decisions', 'Switches', 'Hot wallet']],
  ['auditor', ['Audit trail', 'Hot wallet']],
] as const)('somebody of %s signs in and finds what their role may, and no more', async ([role, tabs], { skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { page, faults } = await signsIn(role);
  expect(await page.getByRole('list', { name: 'Tools' }).getByRole('link').allTextContents()).toEqual(tabs);
  expect(new URL(page.url()).search).toBe('');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await picture(page, `staff-${role}-first`);
  expect(await accessibilityFaults(page)).toEqual([]);
  // An address that was handed on opens nothing more, either.
  for (const [address, title] of [
    ['?trail', 'Audit trail'],
    ['?decide', 'Decisions'],
    ['?players', 'Players'],
  ] as const) {
    await page.goto(`${house.url}/staff/${address}`);
    const shown = await page.getByRole('heading', { level: 1 }).textContent();
    expect(shown).toBe((tabs as readonly string[]).includes(title) ? title : 'Not open to you');
  }
  await page.goto(`${house.url}/staff/?player=nonsense`);
  await page.getByRole('heading', { name: 'Not open to you' }).waitFor();
  await picture(page, `staff-${role}-not-theirs`);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator('main').getByRole('link', { name: tabs[0] }).click();
  await page.getByRole('heading', { level: 1, name: tabs[0] }).waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('support finds a player by the account code and by a receipt, and what they looked at is written down', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const nora = await hasDeposit('Nora');
  const { page, faults } = await signsIn('support');
  const me = await staffId('support');
  const looks = () =>
    read<{ action: string; subject: string | null; detail: object }>(sql`
      select action, subject, detail from audit.entry
      where actor = 'staff' and actor_id = ${me} and action like 'staff.%' order by id`);
  const before = (await looks()).length;

  await finds(page, 'P-1');
  await page.getByText('Nobody was found').waitFor();
  await picture(page, 'staff-nobody');
  await finds(page, nora.code.toLowerCase());
  await page.getByRole('heading', { name: 'One player' }).waitFor();
  await picture(page, 'staff-found');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByLabel('Find a player').fill(nora.receipt);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: nora.code }).click();
  await page.getByRole('heading', { name: `Player ${nora.code}` }).waitFor();
  await page.getByText('Waits for payment').waitFor();
  const dots = `•••• ${String(nora.telegram.id).slice(-3)}`;
  await page.getByText(dots).waitFor();
  expect(await page.content()).not.toContain(String(nora.telegram.id));
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'staff-card');

  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByText(String(nora.telegram.id)).waitFor();
  await page.getByText('Shown to you, which is recorded.').waitFor();
  await picture(page, 'staff-card-shown');
  await page.getByRole('button', { name: 'Hide' }).click();
  await page.getByText(dots).waitFor();

  const link = page.getByRole('link', { name: `Open in Temporal: ${nora.receipt}` });
  expect(await link.getAttribute('href')).toBe(`${workflows}/deposit-${nora.order}`);
  expect(await page.getByRole('link', { name: 'Decide' }).count()).toBe(0); // not for support
  expect((await looks()).slice(before)).toEqual([
    { action: 'staff.searched', subject: null, detail: { found: [] } },
    { action: 'staff.searched', subject: null, detail: { found: [nora.id] } },
    { action: 'staff.searched', subject: null, detail: { found: [nora.id] } },
    { action: 'staff.looked', subject: nora.id, detail: {} },
    { action: 'staff.shown', subject: nora.id, detail: { what: ['telegram'] } },
  ]);

  // Back to who was found: that is no second search.
  await page.goBack();
  await page.getByRole('link', { name: nora.code }).waitFor();
  expect(await looks()).toHaveLength(before + 5);
  expect(faults).toEqual([]);
  await page.close();
});

test('ops see a player with what is personal masked, and no way to unmask it', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const olga = await hasDeposit('Olga');
  olga.telegram.says('40');
  await olga.telegram.sees(/€40\.00[\s\S]*Open until/);
  await olga.telegram.pays();
  await olga.telegram.sees(/€40\.00 is in your cash/);
  const { page, faults } = await signsIn('ops', 'phone', { dark: true });
  await page.goto(`${house.url}/staff/?player=${olga.id}`);
  await page.getByRole('definition').getByText('€40.00').waitFor();
  await page.getByText('Credited').waitFor();
  await page.getByText('Your role sees it masked.').waitFor();
  await picture(page, 'staff-card-phone-dark');
  expect(await accessibilityFaults(page)).toEqual([]);
  for (const name of ['Show', 'Sign out everywhere'])
    expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
  await page.getByRole('link', { name: `Decide ${olga.receipt}` }).waitFor();
  expect(await page.getByRole('link', { name: /^Decide / }).count()).toBe(1); // what is credited is decided
  await page.setViewportSize({ width: 1280, height: 800 });
  await picture(page, 'staff-card-dark');
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.close();
});

test('compliance takes a pass, the deposit closes by it in Temporal, and the trail names who decided', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const [paula, quinn] = [await hasDeposit('Paula'), await hasDeposit('Quinn')];
  const { page, faults } = await signsIn('compliance');
  await page.getByRole('link', { name: 'Players' }).click();
  await finds(page, paula.receipt);
  await page.getByRole('link', { name: paula.code }).click();
  await page.getByRole('link', { name: `Decide ${paula.receipt}` }).click();
  await page.getByRole('heading', { name: 'Decisions' }).waitFor();

  const take = page.getByRole('button', { name: 'Take a pass' });
  await take.click();
  await page.getByText('Choose one.').waitFor(); // why is chosen for nobody
  // There is but one decision about a deposit.
  expect(await page.getByRole('radio', { name: /Close an unpaid deposit/ }).isChecked()).toBe(true);
  expect(await page.getByLabel('Workflow id').inputValue()).toBe(depositWorkflowId(paula.order));
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(1);
  await page.getByLabel('Workflow id').fill('deposit-1');
  await take.click();
  await page.getByText('The whole id: deposit- and what follows.').waitFor();
  await picture(page, 'staff-decide-missing');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByLabel('Workflow id').fill(depositWorkflowId(paula.order));
  await page.getByRole('radio', { name: /The player asked for it/ }).check();
  await picture(page, 'staff-decide');
  await take.click();

  const pass = page.getByRole('complementary', { name: 'Your pass' });
  const open = pass.getByRole('link', { name: `Open ${paula.receipt} in Temporal` });
  await open.waitFor();
  expect(await open.getAttribute('href')).toBe(`${workflows}/${depositWorkflowId(paula.order)}`);
  await pass.getByText('There: More Actions, Send an Update, close, paste.').waitFor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await pass.getByRole('button', { name: 'Copy' }).click();
  await pass.getByText('Copied').waitFor();
  const paste = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(paste).toBe(await pass.locator('pre').textContent());
  expect(Math.max(...paste.split('\n').map((line) => line.length))).toBeLessThan(50); // the Web UI cuts long ones
  await picture(page, 'staff-pass');
  expect(await accessibilityFaults(page)).toEqual([]);

  const { PAYLOAD_KEYS: keys } = readSettings(house.env, ['PAYLOAD_KEYS']);
  const client = createWorkflowClient({ ...house.temporal, keys });
  const sends = (order: OrderId) =>
    client.workflow
      .getHandle(depositWorkflowId(order))
      .executeUpdate('close', { args: [JSON.parse(paste)] })
      .catch((error: { cause?: { type?: string } }) => ({ refused: error.cause?.type }));
  const statusOf = async (order: OrderId) =>
    (await read<{ status: string }>(sql`select status from payments."order" where id = ${order}`))[0]?.status;
  expect(await sends(quinn.order)).toEqual({ refused: 'pass-other-case' });
  expect(await statusOf(quinn.order)).toBe('awaiting-payment');
  await sends(paula.order);
  expect(await statusOf(paula.order)).toBe('expired');
  await paula.telegram.sees(/closed/i);
  expect(await sends(paula.order)).toMatchObject({ refused: expect.stringMatching(/^(pass-used|too-late)$/) });
  await client.connection.close();
  expect(
    await read(
      sql`select actor, actor_id from audit.entry where action = 'deposit.closed' and subject = ${paula.order}`,
    ),
  ).toEqual([{ actor: 'staff', actor_id: await staffId('compliance') }]);

  // Whoever leaves the page leaves the pass.
  await page.getByRole('link', { name: 'Players' }).click();
  await page.goBack();
  await page.getByRole('radio', { name: /Close an unpaid deposit/ }).waitFor();
  expect(await page.content()).not.toContain('pass_');

  // The trail says it to who looks there, and leads to the player.
  await page.goto(`${house.url}/staff/?trail&subject=${paula.order}`);
  await page.getByRole('link', { name: 'Deposit closed by staff' }).click();
  const record = page.getByRole('complementary', { name: 'As it is recorded' });
  await record.getByText(await staffId('compliance')).waitFor();
  await record.getByRole('link', { name: `Open in Temporal: ${paula.receipt}` }).waitFor();
  await picture(page, 'staff-trail-entry');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Deposit opened' }).click();
  await record.getByRole('link', { name: 'The player' }).click();
  await page.getByRole('heading', { name: `Player ${paula.code}` }).waitFor();
  await page.getByText('Closed unpaid').waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('without Redis no pass is given, and the desk says that nothing was done', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const rex = await hasDeposit('Rex');
  const { page } = await signsIn('ops', 'phone');
  await page.goto(`${house.url}/staff/?decide=${depositWorkflowId(rex.order)}`);
  await page.getByRole('radio', { name: /Close an unpaid deposit/ }).check();
  await page.getByRole('radio', { name: /Fraud is suspected/ }).check();
  house.cables.redis.pull();
  await page.getByRole('button', { name: 'Take a pass' }).click();
  const away = 'The desk does not answer at the moment. Try again.';
  await page.getByRole('alert').getByText(away).waitFor();
  await picture(page, 'staff-decide-phone-refused');
  expect(await accessibilityFaults(page)).toEqual([]);
  house.cables.redis.plug();
  const pass = page.getByRole('complementary', { name: 'Your pass' }).locator('pre');
  const refused = page.getByRole('alert').getByText(away);
  do {
    await page.getByRole('button', { name: 'Take a pass' }).click();
    await pass.or(refused).waitFor();
  } while (!(await pass.isVisible()));
  await picture(page, 'staff-pass-phone');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.close();
});

const root = path.join(import.meta.dirname, '..');
const audit = async (args: readonly string[]): Promise<string> => {
  const env = { ...process.env, AUDIT_KEY: house.env.AUDIT_KEY };
  return (await promisify(execFile)(process.execPath, ['run.mjs', 'audit', ...args], { cwd: root, env })).stdout;
};

test('an auditor reads the trail and takes it away, and the file proves itself', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const rita = await hasDeposit('Rita');
  const { page, faults } = await signsIn('auditor');
  const rows = page.locator('.trail tbody tr');
  await rows.first().waitFor();
  await page.locator('.trail').getByText(people.support).first().waitFor(); // colleagues by their names
  await page.getByLabel('What').fill('deposit.');
  await page.getByLabel('Who').selectOption('A player');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByText('That is where it begins.').waitFor();
  const said = await rows.locator('.what').allTextContents();
  expect(new Set(said)).toEqual(new Set(['Deposit opened']));
  await page.getByRole('link', { name: 'Deposit opened' }).first().click();
  const record = page.getByRole('complementary', { name: 'As it is recorded' });
  await record.getByText(rita.order).waitFor();
  expect(await record.getByRole('link', { name: 'The player' }).count()).toBe(0); // an auditor sees no cards
  await picture(page, 'staff-trail-filtered');
  await page.goBack();
  await page.getByText('Choose an entry').waitFor();

  await page.getByRole('button', { name: 'Download' }).click();
  await page.getByText('Choose both days.').waitFor();
  const sealed = sql`select exists (select from audit.entry e join audit.sealed d on d.entry_id = e.id where e.subject = ${rita.order}) as done`;
  await expect.poll(async () => (await read<{ done: boolean }>(sealed))[0]?.done).toBe(true);
  const today = new Date().toISOString().slice(0, 10);
  await page.getByLabel('First day').fill(today);
  await page.getByLabel('Last day').fill(today);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`cage-trail-${today}-to-${today}.jsonl`);
  await page.getByText(`npm run -s audit -- check cage-trail-${today}-to-${today}.jsonl`).waitFor();
  await page.getByText('Export', { exact: true }).scrollIntoViewIfNeeded();
  await picture(page, 'staff-export');
  expect(await accessibilityFaults(page)).toEqual([]);

  const file = await download.path();
  const [key = ''] = (await audit(['keys'])).trim().split('\n');
  expect(await audit(['check', file, '--key', key])).toMatch(/entries/);
  const text = await readFile(file, 'utf8');
  expect(text).toContain(rita.order);
  await writeFile(file, text.replace(rita.order, rita.id));
  await expect(audit(['check', file, '--key', key])).rejects.toMatchObject({ code: 1 });
  expect(faults).toEqual([]);
  await page.close();
});

test('on a phone an entry lies over the trail, and going back leads to where the trail was left', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { page, faults } = await signsIn('compliance', 'phone', { dark: true });
  await page.getByRole('link', { name: 'Audit trail' }).click();
  const last = page.locator('.trail .cover').last();
  await last.scrollIntoViewIfNeeded();
  const scrolled = await page.evaluate<number>('scrollY');
  await last.press('Enter');
  const record = page.getByRole('complementary', { name: 'As it is recorded' });
  await expect.poll(() => page.evaluate('document.activeElement?.tagName')).toBe('H2');
  expect(await page.getByRole('link', { name: 'Players' }).isVisible()).toBe(false);
  await picture(page, 'staff-entry-phone-dark');
  expect(await accessibilityFaults(page)).toEqual([]);
  await record.getByRole('button', { name: 'Back' }).click();
  await last.waitFor();
  expect(await page.evaluate('scrollY')).toBe(scrolled);
  expect(faults).toEqual([]);
  await page.close();
});

test('support signs a player out everywhere, and the page they have open notices', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const sam = await joins('Sam');
  const theirs = await openPage(browser, 'phone', sam.telegram.opensMiniApp(`${house.url}/app/`));
  await theirs.page.locator('.note .money-hero').waitFor();

  const { page, faults } = await signsIn('support', 'phone');
  await page.goto(`${house.url}/staff/?player=${sam.id}`);
  await page.getByText(/Mini App, last seen/).waitFor();
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  const dialog = page.getByRole('dialog', { name: `Sign ${sam.code} out everywhere?` });
  await dialog.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'staff-sign-out-dialog');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByText(/^Signed out everywhere at/).waitFor();
  await theirs.page.locator('main.outside h1').waitFor();
  await picture(page, 'staff-signed-out');
  const [ended] = await read(sql`
    select actor_id from audit.entry where action = 'staff.signed-player-out' and subject = ${sam.id}`);
  expect(ended).toEqual({ actor_id: await staffId('support') });
  expect(faults).toEqual([]);
  await page.close();
  await theirs.page.close();
});

test('who signs out is out in every tab; who comes back goes on where they were, and a colleague does not', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const tina = await hasDeposit('Tina');
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const [page, other] = [await context.newPage(), await context.newPage()];
  await page.goto(`${house.url}/staff/`);
  await takesTheChair(page, 'support');
  await page.goto(`${house.url}/staff/?player=${tina.id}`);
  const card = page.getByRole('heading', { name: `Player ${tina.code}` });
  await card.waitFor();
  await other.goto(`${house.url}/staff/`);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await other.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await picture(other, 'staff-left');
  expect(await accessibilityFaults(other)).toEqual([]);

  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
  await picture(page, 'staff-ended');
  expect(await page.content()).not.toContain(tina.code);
  await passesTheProvider(page, people.support);
  await card.waitFor();

  // Somebody else takes the chair in another tab: this one becomes theirs, and what stood in it goes.
  await other.reload();
  await other
    .getByRole('button', { name: 'Sign out' })
    .or(other.getByRole('button', { name: 'Sign in' }))
    .click();
  await passesTheProvider(other, people.compliance);
  await other.locator('.sitter').getByText(people.compliance).waitFor();
  await page.getByRole('button', { name: 'Show' }).click();
  await page.locator('.sitter').getByText(people.compliance).waitFor();
  expect(new URL(page.url()).search).toBe('');
  await context.close();
});

test('who says no at their provider, or is believed no more, is told so', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { page, faults } = await openPage(browser, 'phone', `${house.url}/staff/`);
  await page.getByRole('button', { name: 'Sign in with your organisation' }).waitFor();
  await picture(page, 'staff-sign-in-phone');
  expect(await accessibilityFaults(page)).toEqual([]);
  await passesTheProvider(page, 'Cancel');
  await page.getByRole('heading', { name: 'You did not sign in' }).waitFor();
  expect(page.url()).toBe(`${house.url}/staff/`);

  house.staff.misbehave({ claims: { aud: 'somebody-else' } });
  await passesTheProvider(page, people.ops);
  await page.getByRole('heading', { name: 'That sign-in did not hold' }).waitFor();
  await picture(page, 'staff-sign-in-failed');
  expect(await accessibilityFaults(page)).toEqual([]);
  house.staff.misbehave();
  expect(faults).toEqual([]);
  await page.close();
});

test('nothing is cut off at 320 pixels, nor with text twice as large', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const vera = await hasDeposit('Vera');
  const { page } = await signsIn('compliance', 'phone');
  for (const [width, fontSize] of [
    [320, '100%'],
    [390, '200%'],
    [1100, '100%'],
  ] as const) {
    await page.setViewportSize({ width, height: 720 });
    for (const place of [
      '?queue=player',
      '?switches',
      '?players',
      `?player=${vera.id}`,
      `?decide=${depositWorkflowId(vera.order)}`,
      '?trail',
    ]) {
      await page.goto(`${house.url}/staff/${place}`);
      await page.locator('.card').first().waitFor();
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
      if (place.startsWith('?decide')) await page.getByRole('radio').first().check();
      const overflow = await page.evaluate(
        `(document.documentElement.style.fontSize = '${fontSize}',
          [...document.querySelectorAll('html, .centre, .case')].map((each) => each.scrollWidth - each.clientWidth))`,
      );
      await picture(page, `staff-narrow-${width}-${fontSize.replace('%', '')}-${/\w+/.exec(place)?.[0]}`);
      expect([place, width, ...(overflow as number[])]).toEqual([place, width, ...(overflow as number[]).map(() => 0)]);
    }
  }
  await page.close();
});

test("the desk is shown in no frame, and nothing of it is kept by the player's app", async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const answer = async (address: string) => {
    const { status, headers, ...rest } = await fetch(house.url + address, { redirect: 'manual' }).then(async (got) => ({
      status: got.status,
      headers: got.headers,
      text: await got.text(),
    }));
    return { status, policy: headers.get('content-security-policy') ?? '', to: headers.get('location'), ...rest };
  };
  expect(await answer('/staff')).toMatchObject({ status: 302, to: '/staff/' });
  const desk = await answer('/staff/');
  expect(desk.policy).toContain("frame-ancestors 'none'");
  expect(desk.policy).toContain(`'nonce-${/nonce="([^"]+)"/.exec(desk.text)?.[1]}'`);
  expect(desk.text).not.toMatch(/%NONCE%|manifest/);
  for (const address of ['/app/staff.html', '/app/%73taff.html'])
    expect(await answer(address)).toMatchObject({ policy: "default-src 'none'; frame-ancestors 'none'" });
  const worker = await answer('/app/sw.js');
  expect(worker.text).toMatch(/assets\/index-/);
  expect(worker.text).not.toMatch(/staff/);
});

// These begin the API anew with other settings, and come last.
const restartApi = async (extra: Record<string, string>) => {
  await house.part('api').stop();
  await house.start('api', { TEMPORAL_UI_URL: workflows, ...extra }).ready;
};

test('whom the provider gives no role here is told so', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  await restartApi({ STAFF_ROLES: 'support=support,ops=cage-ops' });
  const { page, faults } = await openPage(browser, 'desktop', `${house.url}/staff/`);
  await passesTheProvider(page, people.ops);
  await page.getByRole('heading', { name: 'You have no role here' }).waitFor();
  await picture(page, 'staff-no-role');
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.close();
});

test('a desk that nobody set up says how it is opened', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  await restartApi({ STAFF_OIDC_ISSUER: '', STAFF_OIDC_CLIENT_ID: '', STAFF_OIDC_CLIENT_SECRET: '' });
  const { page } = await openPage(browser, 'desktop', `${house.url}/staff/`);
  await page.getByRole('button', { name: 'Sign in with your organisation' }).click();
  await page.getByRole('heading', { name: 'The desk is closed' }).waitFor();
  await page.getByText('STAFF_OIDC_ISSUER').waitFor();
  await picture(page, 'staff-closed');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.close();
});
