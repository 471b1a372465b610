import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kycWorkflowId, type PlayerId } from '../contracts/ids.ts';
import { createPool, type Pool } from '../prisma/pool.ts';
import { query, type Row, type Sql, sql } from '../prisma/tx.ts';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { accessibilityFaults } from './accessibility.ts';
import { leaveBrowser, openBrowser, picture } from './browser.ts';
import {
  approval,
  asksForPass,
  decides,
  factsOf,
  joins,
  opensCase,
  opensTemporal,
  opensTemporalAgain,
  type Place,
  patience,
  photographs,
  verifications,
} from './kyc-hands.ts';
import { sends, sitsAtDesk, TIMELINE } from './staff-hands.ts';

let house: House;
let pool: Pool;
let browser: Browser | undefined;
let place: Place;
beforeAll(async () => {
  browser = await openBrowser();
  if (!browser) return;
  const lists = ['ofac-sdn.xml', 'un-consolidated.xml'];
  house = await openHouse({
    without: ['api', 'bot', 'worker', 'loops'],
    settings: {
      SANCTIONS_LISTS: lists.map((name) => path.join(import.meta.dirname, '..', 'sandbox', 'sanctions', name)).join(),
      STAFF_TELEGRAM_CLAIM: 'telegram_id',
    },
  });
  const { uiUrl, namespace } = house.temporal;
  const extra = { TEMPORAL_UI_URL: `${uiUrl}/namespaces/${namespace}/workflows` };
  await Promise.all((['api', 'bot', 'worker', 'loops'] as const).map((part) => house.start(part, extra).ready));
  pool = createPool(house.database.appUrl, { max: 2, name: 'test' });
  place = { house, pool, photograph: await photographs(browser) };
});
afterAll(async () => {
  await leaveBrowser(browser);
  await pool?.end();
  await house?.close();
});

const read = <R extends Row>(statement: Sql) => query<R>(pool, statement);

const trailOf = (id: PlayerId) =>
  read<{ action: string; name: string | null }>(sql`
    select e.action, m.name from audit.entry e left join identity.staff m on e.actor = 'staff' and m.id::text = e.actor_id
    where (e.subject = ${id} and e.action like 'verification.%')
      or (e.action = 'document.looked' and e.detail->>'player' = ${id}) order by e.id`);

test('a player who may pay in no more sends documents; a reviewer finds the case, looks, takes a pass, approves in Temporal; the player is told and may', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const nora = await joins(place, 'Nora');
  // So much needs documents, which are asked for at once.
  await expect(nora.paysIn(250_000n)).rejects.toThrow(/409 .*"level":"basic".*"verification-needed"/);
  expect((await nora.kyc()).asked.map(({ kind }) => kind)).toEqual(['identity', 'selfie']);
  expect((await nora.answers(factsOf('Okafor', 'A04419283'))).status).toMatch(/^(checking|in-review)$/);
  await nora.isInReview();

  const { context, desk } = await sitsAtDesk(browser, house, 'Lena Hoff');
  const faults: string[] = [];
  desk.on('pageerror', (error) => faults.push(error.message));
  await verifications(desk).click();
  await desk.getByRole('link', { name: nora.code }).waitFor();
  await picture(desk, 'staff-kyc-list');
  expect(await accessibilityFaults(desk)).toEqual([]);
  await opensCase(desk, nora);
  await desk.getByText('Compare the date on the document.').waitFor(); // a check, in a sentence
  expect(await desk.content()).not.toContain('A04419283');
  expect(await desk.getByRole('radio', { checked: true }).count()).toBe(0);

  await desk.getByRole('button', { name: 'Show Passport or identity card' }).click();
  await desk.getByRole('img', { name: /^Passport or identity card, page 1 of 1/ }).waitFor();
  await desk.getByText(/closes in (1:00|0:\d\d)/).waitFor();
  await desk.getByRole('button', { name: 'Turn' }).click();
  await desk.getByRole('button', { name: 'Larger' }).click();
  await picture(desk, 'staff-kyc-look');
  await desk.getByRole('button', { name: 'Show What the player says' }).click();
  await desk.getByText('A04419283').waitFor();
  await picture(desk, 'staff-kyc-case');
  expect(await accessibilityFaults(desk)).toEqual([]);

  await desk.getByRole('button', { name: 'Take a pass' }).click();
  await desk.getByText('Choose one.').waitFor();
  const paste = await decides(desk, ...approval);
  expect(Math.max(...paste.split('\n').map((line) => line.length))).toBeLessThan(50); // the Web UI cuts long ones
  await picture(desk, 'staff-kyc-pass');
  expect(await accessibilityFaults(desk)).toEqual([]);
  const temporal = await opensTemporal(context, desk);
  await temporal.waitForURL(TIMELINE);
  await temporal.goto(temporal.url().replace(TIMELINE, '/user-metadata'));
  await temporal.locator('iframe').last().contentFrame().getByText('A player waits to be verified').waitFor();
  await picture(temporal, 'temporal-kyc-story');
  await sends(temporal, 'decide', paste.replace('"basic"', '"golden"'), /"level" must be one of/);
  await sends(temporal, 'decide', paste.replace('"basic"', '"full"'), /given for another workflow, action or decision/);
  await sends(temporal, 'decide', paste);
  await nora.telegram.sees(/You are verified/, patience);
  expect(await nora.kyc()).toMatchObject({ status: 'approved', level: 'basic', levelUntil: '2039-03-14' });
  expect(await nora.paysIn(250_000n)).toMatchObject({ status: 'opening', pay: { minor: '250000' } });
  await opensTemporalAgain(house, temporal, nora);
  await sends(temporal, 'decide', paste, /Nothing of this player waits/);

  await desk.getByRole('button', { name: 'Look anew' }).click();
  await desk.getByText('It is decided.').waitFor();
  expect(await trailOf(nora.id)).toEqual([
    { action: 'verification.asked', name: null },
    { action: 'verification.submitted', name: null },
    { action: 'verification.checked', name: null },
    { action: 'document.looked', name: 'Lena Hoff' },
    { action: 'verification.facts-shown', name: 'Lena Hoff' },
    { action: 'verification.approved', name: 'Lena Hoff' },
  ]);
  await desk.goto(`${house.url}/staff/?player=${nora.id}`);
  await desk.getByText('Basic: who they are').waitFor();
  await desk.getByRole('link', { name: 'Open the case' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('another is asked for more, once and for all of it, then refused; what is stale, incomplete or of another case is refused readably', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const [omar, pia] = [await joins(place, 'Omar'), await joins(place, 'Pia')];
  for (const [player, facts] of [
    [omar, factsOf('Adeyemi', 'B11111111')],
    [pia, factsOf('Nwosu', 'C22222222')],
  ] as const) {
    await player.wishes();
    await player.answers(facts);
    await player.isInReview();
  }
  const { context, desk: lena } = await sitsAtDesk(browser, house, 'Lena Hoff');
  const { context: theirs, desk: marta } = await sitsAtDesk(browser, house, 'Marta Vidal');

  await opensCase(lena, pia);
  const ofAnother = await decides(lena, ...approval);
  await opensCase(lena, omar);
  const temporal = await opensTemporal(context, lena);
  await sends(temporal, 'decide', ofAnother, /given for another workflow/);
  await sends(temporal, 'decide', '{"outcome":"approve"}', /There is no pass/);
  await sends(temporal, 'decide', '{"pass":"x"}', /"outcome" must be one of: approve, ask-again, refuse/);
  const early = await decides(lena, ...approval);

  await opensCase(marta, omar);
  const wish = [
    [/What do you decide/, /^Ask again$/],
    [/^Passport or identity card/, /cut off/],
  ] as const;
  await marta.getByRole('radio', { name: 'Ask again' }).check({ force: true });
  await marta.getByRole('button', { name: 'Take a pass' }).click();
  expect(await marta.getByText('Choose one.').count()).toBe(2); // of everything that was sent something is said
  await picture(marta, 'staff-kyc-ask-again');
  expect(await accessibilityFaults(marta)).toEqual([]);
  const asking = await decides(marta, ...wish, [/^Selfie/, /^It is fine$/]);
  expect(JSON.parse(asking)).toMatchObject({ identity: 'cut-off', selfie: 'fine', address: 'not-asked' });
  await sends(temporal, 'decide', asking);
  await omar.telegram.sees(/a part of it was missing/, patience);
  expect((await omar.kyc()).asked).toMatchObject([
    { kind: 'identity', state: 'again', why: 'cut-off' },
    { kind: 'selfie', state: 'accepted' },
  ]);
  await opensTemporalAgain(house, temporal, omar);
  await sends(temporal, 'decide', early, /Nothing of this player waits/);

  await omar.answers(factsOf('Adeyemi', 'B11111111'));
  await omar.isInReview();
  await opensTemporalAgain(house, temporal, omar);
  await sends(temporal, 'decide', early, /has changed since this pass was given/);
  await opensCase(marta, omar);
  await marta.getByText('Earlier decisions').waitFor();
  await marta.getByText(/by Marta Vidal · Passport or identity card: part of it is cut off/).waitFor();
  const refusing = await decides(marta, [/What do you decide/, /^Refuse$/], [/Why/, /forged/]);
  await sends(temporal, 'decide', refusing);
  await omar.telegram.sees(/We cannot verify you/, patience);
  expect(await omar.kyc()).toMatchObject({ status: 'refused', level: 'none' });
  await marta.getByRole('button', { name: 'Look anew' }).click();
  await marta.getByText('A document is forged').first().waitFor();
  await picture(marta, 'staff-kyc-refused');
  expect((await pia.kyc()).status).toBe('in-review'); // nothing of all this was about her
  await context.close();
  await theirs.close();
});

test('support and ops read how far a player is verified, and open no case', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const quin = await joins(place, 'Quin');
  await quin.wishes();
  for (const name of ['Tom Okafor', 'Ines Prado']) {
    const { context, desk } = await sitsAtDesk(browser, house, name);
    await desk.goto(`${house.url}/staff/?player=${quin.id}`);
    await desk.getByText('Not verified').waitFor();
    expect(await desk.getByRole('link', { name: /Verifications|Open the case/ }).count()).toBe(0);
    for (const address of [`?kyc=${quin.id}`, '?kyc', `?decide=${kycWorkflowId(quin.id)}`]) {
      await desk.goto(`${house.url}/staff/${address}`);
      await desk.getByRole('heading', { name: 'Not open to you' }).waitFor();
    }
    await context.close();
  }
});

test('a name like one on a sanctions list takes two people, each with eyes of their own', async ({ skip }) => {
  if (!browser) return skip(whyNoChromium);
  const rosa = await joins(place, 'Rosa');
  await rosa.wishes();
  await rosa.answers({
    ...factsOf('Quintanilla Belmonte', 'D33333333'),
    givenNames: 'Ramon Jose',
    bornOn: '1975-02-01',
  });
  await rosa.isInReview();
  const { context, desk: lena } = await sitsAtDesk(browser, house, 'Lena Hoff');
  await opensCase(lena, rosa);
  await lena.getByText('Two different members of staff must approve').waitFor();
  await lena.getByRole('button', { name: 'Show What the player says' }).click();
  await lena.getByText(/Ramón José/i).waitFor(); // the entry of the list, beside what she says
  await picture(lena, 'staff-kyc-match');
  expect(await accessibilityFaults(lena)).toEqual([]);
  const elsewhere = [...approval.slice(0, 2), [/Why/, /somebody else$/]] as const;
  const mine = await decides(lena, ...elsewhere);
  const temporal = await opensTemporal(context, lena);
  await sends(temporal, 'decide', mine.replace('match-is-somebody-else', 'documents-in-order'), /given for another/);
  await sends(temporal, 'decide', mine);
  await lena.getByRole('button', { name: 'Look anew' }).click();
  await lena.getByText('You have approved this submission.').waitFor();
  await sends(temporal, 'decide', await decides(lena, ...elsewhere), /must come from another member of staff/);
  expect(await rosa.kyc()).toMatchObject({ status: 'in-review', level: 'none' });

  const { context: theirs, desk: marta } = await sitsAtDesk(browser, house, 'Marta Vidal');
  await opensCase(marta, rosa);
  await marta.getByText('Approved so far by Lena Hoff.').waitFor();
  await sends(temporal, 'decide', await decides(marta, ...elsewhere));
  await rosa.telegram.sees(/You are verified/, patience);
  expect(await rosa.kyc()).toMatchObject({ status: 'approved', level: 'basic' });
  expect((await trailOf(rosa.id)).slice(3)).toEqual([
    { action: 'verification.facts-shown', name: 'Lena Hoff' },
    { action: 'verification.approved', name: 'Lena Hoff' },
    { action: 'verification.decision-refused', name: 'Lena Hoff' },
    { action: 'verification.approved', name: 'Marta Vidal' },
  ]);
  await context.close();
  await theirs.close();
});

test('who is the player sees at the desk that it is their own, and decides nothing: by no new pass and by none of before', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const sol = await joins(place, 'Sol');
  await sol.wishes();
  await sol.answers(factsOf('Ibarra', 'E44444444'));
  await sol.isInReview();
  const { context, desk: before } = await sitsAtDesk(browser, house, 'Marta Vidal');
  await opensCase(before, sol);
  const taken = await decides(before, ...approval);
  const temporal = await opensTemporal(context, before);

  // From now on their provider names the Telegram account that is hers.
  house.staff.misbehave({ claims: { telegram_id: sol.telegram.id } });
  const { context: own, desk } = await sitsAtDesk(browser, house, 'Marta Vidal');
  house.staff.misbehave();
  await opensCase(desk, sol);
  await desk.getByRole('status').getByText('This is your own account.').waitFor();
  expect(await desk.getByRole('radio').count()).toBe(0);
  expect(await desk.getByRole('button', { name: /^Show/ }).count()).toBe(0);
  await picture(desk, 'staff-kyc-own');
  expect(await accessibilityFaults(desk)).toEqual([]);
  await sends(temporal, 'decide', taken, /You are this player: another member of staff decides/);
  // The page of before still shows the form.
  await before.getByRole('button', { name: 'Decide something else' }).click();
  await asksForPass(before, ...approval);
  await before.getByText('This is your own account: somebody else looks at it and decides.').waitFor();
  expect(await sol.kyc()).toMatchObject({ status: 'in-review', level: 'none' });
  await context.close();
  await own.close();
});
