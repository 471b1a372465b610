import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRelyingParty } from '../runtime/oidc/relying-party.ts';
import { readTelegramClaims, telegramScope } from '../runtime/telegram/oidc-claims.ts';
import { type StartedStaffProvider, startStaffProvider } from '../sandbox/staff/server.ts';
import { type StartedTelegram, startTelegram } from '../sandbox/telegram/server.ts';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { accessibilityFaults } from './accessibility.ts';
import { leaveBrowser, openBrowser, openPage, picture } from './browser.ts';

/** Nobody listens there: where the browser is sent to is all that is looked at. */
const CALLBACK = 'http://127.0.0.1:9/callback';
const clientSecret = 'a-secret-of-the-bot';
let telegram: StartedTelegram;
let staff: StartedStaffProvider;
let browser: Browser | undefined;
beforeAll(async () => {
  browser = await openBrowser();
  telegram = await startTelegram({ firstPlayers: true, webLogin: { clientSecret, redirectUris: [CALLBACK] } });
  staff = await startStaffProvider([CALLBACK]);
});
afterAll(async () => {
  await leaveBrowser(browser);
  await telegram.close();
  await staff.close();
});

const isBack = (url: URL) => url.href.startsWith(CALLBACK);
async function sentBack(page: Page, press: () => Promise<void>): Promise<string> {
  await page.route(isBack, (route) => route.fulfill({ body: 'back' }));
  await press();
  await page.waitForURL(isBack);
  return page.url();
}

test.for([
  ['phone', true],
  ['phone', false],
  ['desktop', false],
] as const)(
  'whoever is logged in in the messenger logs in with one key: %s, dark %s',
  async ([screen, dark], { skip }) => {
    if (!browser) return skip(whyNoChromium);
    const party = createRelyingParty({
      issuer: telegram.url,
      clientId: String(telegram.botId),
      clientSecret,
      redirectUri: CALLBACK,
      scope: telegramScope,
    });
    const bruno = telegram.player('Bruno');
    const { page, faults } = await openPage(browser, screen, `${telegram.url}/?player=${bruno.id}`, { dark });
    await page
      .getByRole('button', { name: /Chidi/ })
      .or(page.getByRole('button', { name: /Switch player/ }))
      .first()
      .waitFor();
    await page.evaluate(`localStorage.setItem('player', '${bruno.id}')`);
    const { url, ...attempt } = await party.begin();
    await page.goto(url);
    await page.getByRole('heading', { name: 'Log in to Cage?' }).waitFor();
    await page.getByText('No real money').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, `login-telegram-${screen}${dark ? '-dark' : ''}`);
    const callback = await sentBack(page, () => page.getByRole('button', { name: 'Log in as Bruno C.' }).click());
    const claims = await party.finish(callback, attempt);
    expect('sub' in claims && readTelegramClaims(claims)).toMatchObject({ user: { id: String(bruno.id) } });
    expect(faults).toEqual([]);
    await page.close();
  },
);

test.for(['phone', 'desktop'] as const)('staff choose whom to be, or nobody: %s', async (screen, { skip }) => {
  if (!browser) return skip(whyNoChromium);
  const { id: clientId, secret } = staff.client;
  const party = createRelyingParty({
    issuer: staff.url,
    clientId,
    clientSecret: secret,
    redirectUri: CALLBACK,
    scope: 'openid profile',
  });
  const first = await party.begin();
  const { page, faults } = await openPage(browser, screen, first.url);
  await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, `login-staff-${screen}`);
  const callback = await sentBack(page, () => page.getByRole('button', { name: 'Marta Vidal Compliance' }).click());
  expect(await party.finish(callback, first)).toMatchObject({ name: 'Marta Vidal', roles: ['compliance'] });

  const second = await party.begin();
  await page.goto(second.url);
  const refused = await sentBack(page, () => page.getByRole('button', { name: 'Cancel' }).click());
  expect(await party.finish(refused, second)).toEqual({ reason: 'login-refused' });
  expect(faults).toEqual([]);
  await page.close();
});
