import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BonusesBody, bonusRoutes } from '../contracts/http/bonuses.ts';
import type { PlayerId } from '../contracts/ids.ts';
import { readTerms } from '../domain/bonus-terms.ts';
import { publishTerms } from '../records/play/terms.ts';
import { openBonuses } from '../records/play/test-bonuses.ts';
import { someTerms } from '../records/play/test-grants.ts';
import type { Guest } from '../records/test-house.ts';
import { type Gateway, openGateway } from './test-gateway.ts';
import { openApp } from './test-player.ts';

let gateway: Gateway;
let bonuses: ReturnType<typeof openBonuses>;
beforeAll(async () => {
  gateway = await openGateway();
  bonuses = openBonuses(gateway.house);
});
afterAll(() => gateway.close());

const euros = (minor: string) => ({ asset: 'EUR', minor });
/** A player in the app, with an offer of €10.00 and so much cash. */
async function offered(cash = 2_000n) {
  const app = await openApp(gateway);
  const player = { id: app.me.id as PlayerId, telegramId: '' } as Guest;
  if (cash > 0n) await gateway.house.gives(player.id, cash);
  const { id } = await bonuses.offers({ player });
  const act = (name: keyof typeof bonusRoutes, grant: string, body?: unknown) =>
    app.ask(name, { path: bonusRoutes[name].path.replace('{id}', grant), body });
  return { app, act, id };
}

test('an offer is read with its terms, taken, and given up at the cost that was shown', async () => {
  const { app, act, id } = await offered();
  const before = (await app.ask('bonuses')).body as BonusesBody;
  expect(before).toMatchObject({
    active: null,
    offers: [{ id, state: 'offered', worth: euros('1000'), terms: { wagerTimes: 3, mostStake: euros('500') } }],
    withdrawable: { cash: euros('2000'), locked: euros('0'), givesUp: null },
  });
  expect(JSON.stringify(before)).not.toContain('"code":'); // it is for whom it was given to
  const taken = await act('claimBonus', id);
  expect(taken).toMatchObject({
    status: 200,
    body: {
      active: { id, balance: euros('1000'), wager: { done: euros('0'), needed: euros('3000') } },
      offers: [],
      withdrawable: { givesUp: id },
    },
  });
  const cost = await act('bonusCost', id);
  expect(cost.body).toMatchObject({
    grant: id,
    keeps: { cash: euros('2000') },
    loses: { bonus: euros('1000'), spins: 0 },
  });
  const cancels = (minor: string) => act('cancelBonus', id, { loses: euros(minor), spins: 0 });
  expect(await cancels('999')).toMatchObject({ status: 409, body: { reason: 'cost-changed' } });
  expect(await cancels('1000')).toMatchObject({
    status: 200,
    body: { active: null, ended: [{ id, state: 'cancelled', forfeited: euros('1000'), converted: null }] },
  });
  expect((await act('bonusCost', id)).body).toMatchObject({ reason: 'bonus-over' });
});

test('an offer that was declined is over', async () => {
  const { act, id } = await offered(0n);
  expect(await act('declineBonus', id)).toMatchObject({
    status: 200,
    body: { offers: [], ended: [{ state: 'declined' }] },
  });
  expect(await act('claimBonus', id)).toMatchObject({ status: 409, body: { reason: 'offer-over' } });
});

test('nobody takes, declines or looks at another player’s bonus: to them it is not there', async () => {
  const { id } = await offered();
  const { act } = await offered();
  for (const name of ['claimBonus', 'declineBonus', 'bonusCost'] as const)
    expect(await act(name, id)).toMatchObject({ status: 404, body: { reason: 'no-such-grant' } });
});

test('a code answers which offer it became, again and again; once that is taken, which bonus it is', async () => {
  const { app, act } = await offered();
  const terms = readTerms({ ...someTerms, id: 'app-code', code: 'APPCODE' });
  if ('reason' in terms) throw new Error(`${terms.field}: ${terms.must}`);
  await gateway.house.transaction((tx) => publishTerms(tx, terms));
  await act('declineBonus', ((await app.ask('bonuses')).body as BonusesBody).offers[0]?.id ?? '');
  const enters = () => app.ask('enterCode', { body: { code: 'app-code' } });
  const first = (await enters()).body as BonusesBody & { entered: string };
  expect(first.offers.map(({ id }) => id)).toEqual([first.entered]);
  expect(await enters()).toMatchObject({ status: 200, body: { entered: first.entered } });
  await act('claimBonus', first.entered);
  expect(await enters()).toMatchObject({ status: 409, body: { reason: 'code-used', grant: first.entered } });
});

test('a code that is none is said to be none', async () => {
  const { app } = await offered();
  expect(await app.ask('enterCode', { body: { code: 'never-was' } })).toMatchObject({
    status: 409,
    body: { reason: 'no-such-code' },
  });
});
