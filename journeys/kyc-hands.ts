import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { amountOf } from '../contracts/http/amounts.ts';
import type { DepositBody } from '../contracts/http/deposits.ts';
import type { FactsBody, KycBody } from '../contracts/http/kyc.ts';
import { kycWorkflowId, type PlayerId } from '../contracts/ids.ts';
import { shortCode } from '../domain/ids.ts';
import { money } from '../domain/money.ts';
import type { Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import type { House } from '../sandbox/testing/house.ts';

/** Where players are verified, and what all of them photograph. */
export type Place = { readonly house: House; readonly pool: Pool; readonly photograph: Buffer };

export const patience = { timeoutMs: 45_000 };

/** What every player photographs. */
export async function photographs(by: Browser): Promise<Buffer> {
  const page = await by.newPage({ viewport: { width: 800, height: 500 } });
  await page.setContent('<body style="background:#f4efdf;font:32px sans-serif"><h1>PASSPORT</h1><p>A04419283</p>');
  const taken = await page.screenshot({ type: 'jpeg' });
  await page.close();
  return taken;
}

/** A player in the Mini App, as far as its API goes. */
export async function joins({ house, pool, photograph }: Place, name: string) {
  const telegram = house.telegram.player(name);
  telegram.says('/start');
  await telegram.sees(({ buttons }) => buttons.length > 0, patience);
  const launch = new URLSearchParams(new URL(telegram.opensMiniApp(`${house.url}/app/`)).hash.slice(1));
  let token: string | undefined;
  const asks = async <T>(method: 'GET' | 'POST', place: string, body?: object | Buffer): Promise<T> => {
    const isFile = body instanceof Buffer;
    const response = await fetch(new URL(place, house.url), {
      method,
      headers: {
        origin: house.url,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body && { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
        ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
      },
      ...(body && { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${place}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  ({ token } = await asks<{ token: string }>('POST', '/auth/telegram/mini-app', {
    initData: launch.get('tgWebAppData'),
  }));
  const [row] = await query<{ id: PlayerId }>(
    pool,
    sql`select player_id as id from identity.linked_account where subject = ${String(telegram.id)}`,
  );
  if (!row) throw new Error(`${name} has no account`);
  const kyc = () => asks<KycBody>('GET', '/kyc');
  return {
    telegram,
    id: row.id,
    code: `P-${shortCode(row.id)}`,
    kyc,
    wishes: () => asks<KycBody>('POST', '/kyc'),
    /** By card. */
    paysIn: (minor: bigint) =>
      asks<DepositBody>('POST', '/deposits', { rail: 'stripe', amount: amountOf(money('EUR', minor)) }),
    isInReview: () => expect.poll(async () => (await kyc()).status, { timeout: 45_000 }).toBe('in-review'),
    /** All that is asked for now, and who they are where that is asked. */
    async answers(facts: FactsBody) {
      const { asked } = await kyc();
      for (const { kind, state } of asked)
        if (state !== 'accepted') await asks('POST', `/kyc/documents?kind=${kind}`, photograph);
      const { needsFacts } = await kyc();
      return asks<KycBody>('POST', '/kyc/submission', needsFacts ? facts : {});
    },
  };
}
export type Joined = Awaited<ReturnType<typeof joins>>;

export const factsOf = (familyName: string, documentNumber: string): FactsBody => ({
  givenNames: 'Chidi',
  familyName,
  bornOn: '1999-04-04',
  country: 'NG',
  documentNumber,
  expiresOn: '2039-03-14',
});

/** The way to those who wait, with how many they are. */
export const verifications = (desk: Page) => desk.getByRole('link', { name: /^Verifications( \d+\+?)?$/ });

/** Opens the player's case from the list. */
export async function opensCase(desk: Page, { code }: Joined): Promise<void> {
  await verifications(desk).click();
  await desk.getByRole('link', { name: code }).click();
  await desk.getByRole('heading', { name: `Verification ${code}` }).waitFor();
  await desk.getByText('Waits for a person').waitFor();
}

/** The workflow of the case that the desk shows, in the Web UI beside it. */
export async function opensTemporal(context: BrowserContext, desk: Page): Promise<Page> {
  const link = desk.locator('.centre-head').getByRole('link', { name: 'In Temporal' });
  const [temporal] = await Promise.all([context.waitForEvent('page'), link.click()]);
  await temporal.getByRole('button', { name: /more actions/i }).waitFor();
  return temporal;
}

/** A decision ends a run and begins the next: where the desk's link leads now. */
export async function opensTemporalAgain(house: House, temporal: Page, { id }: Joined): Promise<void> {
  const { uiUrl, namespace } = house.temporal;
  await temporal.goto(`${uiUrl}/namespaces/${namespace}/workflows/${kycWorkflowId(id)}`);
  await temporal.getByRole('button', { name: /more actions/i }).waitFor();
}

type Choice = readonly [question: RegExp, answer: RegExp];

/** Chooses in the case, one after the other, and asks for the pass. */
export async function asksForPass(desk: Page, ...chosen: readonly Choice[]): Promise<void> {
  for (const [question, answer] of chosen)
    await desk.getByRole('group', { name: question }).getByRole('radio', { name: answer }).check({ force: true });
  await desk.getByRole('button', { name: 'Take a pass' }).click();
}

/** Takes the pass for what is chosen: what is to be pasted. */
export async function decides(desk: Page, ...chosen: readonly Choice[]): Promise<string> {
  await asksForPass(desk, ...chosen);
  return (await desk.getByRole('complementary', { name: 'Your pass' }).locator('pre').textContent()) ?? '';
}

export const approval = [
  [/What do you decide/, /^Approve$/],
  [/To which level/, /^Basic/],
  [/Why/, /in order$/],
] as const;
