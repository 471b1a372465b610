import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { BalancesBody } from '../contracts/http/account.ts';
import { readTerms } from '../domain/bonus-terms.ts';
import type { WrittenTerms } from '../domain/bonuses.ts';
import { money, toDecimal } from '../domain/money.ts';
import { createPool } from '../prisma/pool.ts';
import { createTransaction } from '../prisma/tx.ts';
import { publishTerms } from '../records/play/terms.ts';
import type { House } from '../sandbox/testing/house.ts';
import { accessibilityFaults } from './accessibility.ts';
import { picture, type Screen, sizes } from './browser.ts';

/** Chats are late where several journeys share few cores. */
export const patience = { timeoutMs: 45_000 };

export type Hands = ReturnType<House['telegram']['player']>;

/** Publishes terms as an operator does, each as a file of its own would be read. */
export async function publishes(house: House, written: readonly Omit<WrittenTerms, 'version'>[]): Promise<void> {
  const pool = createPool(house.database.appUrl, { max: 1, name: 'test' });
  try {
    for (const each of written) {
      const terms = readTerms(each);
      if ('reason' in terms) throw new Error(`${terms.field} must be ${terms.must}`);
      await createTransaction(pool)((tx) => publishTerms(tx, terms));
    }
  } finally {
    await pool.end();
  }
}

/** Somebody who has paid fifty euro in by card, in the chat. */
export async function paidByCard(house: House, name: string, language = 'en'): Promise<Hands> {
  const player = house.telegram.player(name, { language });
  player.says('/deposit');
  await player.sees((message) => message.buttons.flat().length > 3, patience);
  await player.taps(/^deposit:by:stripe/, patience);
  await player.taps(/stripe.*:5000$/, patience);
  const { url } = await player.taps(/Pay|Оплатить|ادفع/, patience);
  house.stripe.buyer(String(url)).pays();
  await player.sees(/D-\w{6}/, patience);
  return player;
}

/** The same by Telegram's own invoice, which is fewer steps. */
export async function paidIn(house: House, name: string, language = 'en'): Promise<Hands> {
  const player = house.telegram.player(name, { language });
  player.says('50');
  await player.sees((message) => message.buttons.flat().length > 0, patience);
  await player.pays();
  const ask = await asks(house, player);
  await expect.poll(async () => euroIn(await ask<BalancesBody>('/balances'))).toBe('50.00');
  return player;
}

type Look = { readonly screen?: Screen; readonly dark?: boolean };
export type Opened = { readonly page: Page; readonly faults: string[] };

/** The app of a player's own: each call is a page and a sign-in of its own. */
export async function opens(
  { house, browser }: { house: House; browser: Browser },
  player: Hands,
  place: string,
  { screen = 'phone', dark = false }: Look = {},
): Promise<Opened> {
  const page = await browser.newPage({
    viewport: sizes[screen],
    reducedMotion: 'reduce',
    colorScheme: dark ? 'dark' : 'light',
  });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  if (dark) await page.addInitScript("localStorage.setItem('cage:theme', 'dark')"); // Telegram wears the day here
  await page.goto(player.opensMiniApp(`${house.url}/app/${place}`));
  return { page, faults };
}

/** Nothing over the edge, nothing axe finds, and a picture for people. */
export async function looksRight(page: Page, name: string): Promise<void> {
  await picture(page, name);
  const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect([name, over, await accessibilityFaults(page)]).toEqual([name, 0, []]);
}

/** The product's API, as this player's own app asks it. */
export async function asks(house: House, player: Hands) {
  const ask = async <Body>(token: string, place: string, body?: object): Promise<Body> => {
    const response = await fetch(new URL(place, house.url), {
      method: body ? 'POST' : 'GET',
      headers: {
        origin: house.url,
        ...(body ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${place}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  };
  const launch = new URLSearchParams(new URL(player.opensMiniApp(`${house.url}/app/`)).hash.slice(1));
  const initData = launch.get('tgWebAppData');
  const { token } = await ask<{ token: string }>('', '/auth/telegram/mini-app', { initData });
  return <Body>(place: string, body?: object): Promise<Body> => ask<Body>(token, place, body);
}

const euroIn = ({ cash }: BalancesBody): string =>
  toDecimal(money('EUR', BigInt(cash.find(({ asset }) => asset === 'EUR')?.minor ?? '0')));

/** What they have in cash by GET /balances. */
export const cashOf = async (house: House, player: Hands): Promise<string> =>
  euroIn(await (await asks(house, player))<BalancesBody>('/balances'));

/** The six digits of the newest letter, typed where they are asked for. */
export async function confirms(page: Page, player: Hands, amount: string): Promise<void> {
  const code = page.getByRole('textbox', { name: 'Code from the chat' });
  await code.waitFor();
  const { text } = await player.sees(/Your code: \d{6}/, patience);
  await code.fill(/Your code: (\d{6})/.exec(text)?.[1] ?? '');
  await page.getByRole('button', { name: `Confirm ${amount}` }).click();
  await page.getByText('Left your cash').waitFor();
}
