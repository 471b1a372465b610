import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shortCode } from '../domain/ids.ts';
import { createPool, type Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { whyNoChromium } from '../sandbox/testing/chromium.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { accessibilityFaults } from './accessibility.ts';
import { leaveBrowser, openBrowser, picture } from './browser.ts';
import { sends, sitsAtDesk, TIMELINE } from './staff-hands.ts';

let house: House;
let owner: Pool;
let browser: Browser | undefined;
let workflows: string;
/** The staff's chat: a private one here, in Telegram a group of theirs. */
let chat: ReturnType<House['telegram']['player']>;
beforeAll(async () => {
  browser = await openBrowser();
  if (!browser) return;
  house = await openHouse({ without: ['api', 'bot', 'worker', 'loops'] });
  const { uiUrl, namespace } = house.temporal;
  workflows = `${uiUrl}/namespaces/${namespace}/workflows`;
  owner = createPool(house.database.ownerUrl, { max: 1, name: 'test' });
  await haste();
  chat = house.telegram.player('Ines of the desk');
  const extra = {
    TEMPORAL_UI_URL: workflows,
    STAFF_ALERT_CHAT: String(chat.id),
    WITHDRAWAL_APPROVE_ABOVE: 'EUR:50.00',
  };
  await Promise.all((['api', 'bot', 'worker', 'loops'] as const).map((part) => house.start(part, extra).ready));
  chat.says('/start');
});
afterAll(async () => {
  await leaveBrowser(browser);
  await owner?.end();
  await house?.close();
});

/** A withdrawal is looked up for an hour before people are asked; here its workflow is told shorter pauses. */
const haste = () =>
  query(
    owner,
    sql`do $do$ begin
      create function delivery.haste() returns trigger language plpgsql as $$ begin
        if new.kind = 'workflow-start' and new.body->>'type' = 'withdrawal' then
          new.body := jsonb_set(new.body, '{input,lookUpPausesMs}', '[50, 100]');
        end if;
        return new;
      end $$;
      create trigger haste before insert on delivery.outbox for each row execute function delivery.haste();
    end $do$`,
  );

const patience = { timeoutMs: 45_000 };

/** A player who has paid in by card, and asks for some of it back. */
async function withdraws(name: string, paid: string, wanted: string, meanwhile = (): void => undefined) {
  const player = house.telegram.player(name);
  player.says('/deposit');
  await player.sees(/How much\?/, patience);
  await player.taps('By card instead');
  await player.sees(/Deposit by card/, patience);
  await player.taps(paid);
  await player.sees(/Open until/, patience);
  const { url } = await player.taps(/Pay/);
  house.stripe.buyer(String(url)).pays();
  await player.sees(/is in your cash/, patience);
  meanwhile();
  player.says(`/withdraw ${wanted}`);
  await player.sees(/Your code: \d{6}/, patience);
  await player.taps('Yes, do it');
  const [row] = await query<{ id: string }>(
    owner,
    sql`select w.id from payments.withdrawal w join identity.linked_account l on l.player_id = w.player_id where l.subject = ${String(player.id)}`,
  );
  const id = row?.id ?? 'none';
  return { player, id, workflow: `withdrawal-${id}`, code: `W-${shortCode(id)}` };
}

const sits = (name: string) => sitsAtDesk(browser as Browser, house, name);

/** Takes a pass for this at the desk: what is to be pasted. */
async function takesPass(desk: Page, workflow: string, action: RegExp, ...chosen: RegExp[]): Promise<string> {
  await desk.goto(`${house.url}/staff/?decide=${workflow}`);
  for (const name of [action, ...chosen]) await desk.getByRole('radio', { name }).check({ force: true });
  await desk.getByRole('button', { name: 'Take a pass' }).click();
  return (await desk.getByRole('complementary', { name: 'Your pass' }).locator('pre').textContent()) ?? '';
}

test('ops finish a payout of which nobody knows the end: told in their chat, found at the desk, decided in Temporal', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const { faults } = house.stripe;
  const nadia = await withdraws('Nadia', '€50.00', '20', () => {
    faults.change({ droppedEvents: { chance: 1 } });
    faults.failCalls({ calls: ['POST /v1/refunds'], executed: true, answer: 500, next: 1 });
    faults.failCalls({ calls: ['GET /v1/refunds'], answer: 500, chance: 1 });
  });
  await chat.sees(new RegExp(`Nobody knows whether this was paid[\\s\\S]*${nadia.code} · €20.00`), patience);

  const { context, desk } = await sits('Ines Prado');
  await desk.getByRole('heading', { name: 'Stuck payments' }).waitFor();
  await desk.getByRole('link', { name: `Take a pass ${nadia.code}` }).waitFor();
  await picture(desk, 'staff-queue-stuck');
  expect(await accessibilityFaults(desk)).toEqual([]);
  const [temporal] = await Promise.all([
    context.waitForEvent('page'),
    desk.getByRole('link', { name: `Open in Temporal: ${nadia.code}` }).click(),
  ]);
  await desk.getByRole('link', { name: `Take a pass ${nadia.code}` }).click();
  const paste = await takesPass(desk, nadia.workflow, /Say how a payout ended/, /^Paid/, /dashboard/);
  await temporal.waitForURL(TIMELINE);
  await temporal.goto(temporal.url().replace(TIMELINE, '/user-metadata'));
  const story = temporal.locator('iframe').last().contentFrame();
  await story.getByText('Nobody knows whether this was paid').waitFor();
  await story.getByText(/Search the provider/).waitFor();
  await picture(temporal, 'temporal-unknown-story');
  await sends(temporal, 'resolve', paste);
  await nadia.player.sees(/€20\.00 was paid out/, patience);
  await chat.sees(new RegExp(`✅[\\s\\S]*${nadia.code}[\\s\\S]*withdrawal.resolve by Ines Prado`), patience);
  expect(house.stripe.refunds().map(({ amount, status }) => [amount, status])).toEqual([[2_000, 'succeeded']]);
  await desk.goto(`${house.url}/staff/?queue=stuck`);
  await desk.getByText('Nothing is stuck').waitFor();
  faults.clear();
  await context.close();
});

test('a large withdrawal needs two people: the same one twice, a stale pass and one for another case are refused readably', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const omar = await withdraws('Omar', '€100.00', '80');
  await chat.sees(new RegExp(`waits for approval[\\s\\S]*${omar.code} · €80.00`), patience);
  const { context, desk: lena } = await sits('Lena Hoff');
  await lena.getByRole('link', { name: /^Approvals \d/ }).click();
  await lena.getByText('0 of 2 approved').waitFor();
  await picture(lena, 'staff-queue-approval');
  const [temporal] = await Promise.all([
    context.waitForEvent('page'),
    lena.getByRole('link', { name: `Open in Temporal: ${omar.code}` }).click(),
  ]);
  const approve = [/Approve a withdrawal/, /well known/] as const;
  const [another] = await query<{ workflow: string }>(
    owner,
    sql`select 'withdrawal-' || id as workflow from payments.withdrawal where id <> ${omar.id} limit 1`,
  );
  await sends(
    temporal,
    'approve',
    await takesPass(lena, another?.workflow ?? '', ...approve),
    /given for another workflow/,
  );
  const stale = await takesPass(lena, omar.workflow, ...approve);
  await query(
    owner,
    sql`update identity.pass set issued_at = issued_at - interval '11 minutes', expires_at = expires_at - interval '11 minutes' where workflow_id = ${omar.workflow}`,
  );
  await sends(temporal, 'approve', stale, /older than ten minutes/);

  await sends(temporal, 'approve', await takesPass(lena, omar.workflow, ...approve));
  await sends(temporal, 'approve', await takesPass(lena, omar.workflow, ...approve), /another member of staff/);
  expect(house.stripe.refunds().filter(({ amount }) => amount === 8_000)).toEqual([]);
  const { context: theirs, desk: marta } = await sits('Marta Vidal');
  await marta.getByRole('link', { name: /^Approvals \d/ }).click();
  await marta.getByText('1 of 2 approved').waitFor();
  await sends(temporal, 'approve', await takesPass(marta, omar.workflow, ...approve));
  await omar.player.sees(/€80\.00 was paid out/, patience);
  await chat.sees(new RegExp(`✅[\\s\\S]*${omar.code}[\\s\\S]*withdrawal.approve by Marta Vidal`), patience);
  await context.close();
  await theirs.close();
});

test('ops pause cards in two steps: players read it in the chat, it is recorded, and the switch lets them go on', async ({
  skip,
}) => {
  if (!browser) return skip(whyNoChromium);
  const { context, desk } = await sits('Ines Prado');
  const press = async (way: string, act: string, why?: RegExp) => {
    await desk.getByRole('switch', { name: `Card (Stripe), ${way}` }).click();
    const sure = desk.getByRole('dialog');
    if (why) {
      await sure.getByRole('button', { name: act }).click();
      await sure.getByText('Choose one.').waitFor();
      await sure.getByRole('radio', { name: why }).check({ force: true });
    }
    expect(await accessibilityFaults(desk)).toEqual([]);
    await picture(desk, `staff-switch-${way.slice(6)}-${why ? 'pause' : 'resume'}`);
    await sure.getByRole('button', { name: act }).click();
    await sure.waitFor({ state: 'hidden' });
  };
  await desk.getByRole('link', { name: 'Switches' }).click();
  await press('Money out', 'Pause it', /in trouble/);
  await press('Money in', 'Pause it', /Maintenance/);
  await desk.getByText('2 off').waitFor();
  await picture(desk, 'staff-switches');
  const player = house.telegram.player('Omar');
  player.says('/withdraw 10');
  await player.sees(/paused at the moment/, patience);
  player.says('/deposit');
  expect((await player.sees(/How much\?/, patience)).buttons).not.toContain('By card instead');
  await press('Money out', 'Let it go on');
  await press('Money in', 'Let it go on');
  expect(
    await query(
      owner,
      sql`select action, detail->>'direction' as way from audit.entry where action like 'rail.%' order by id`,
    ),
  ).toEqual([
    { action: 'rail.paused', way: 'out' },
    { action: 'rail.paused', way: 'in' },
    { action: 'rail.resumed', way: 'out' },
    { action: 'rail.resumed', way: 'in' },
  ]);
  await context.close();
});
