import { toNano } from '@ton/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transferBody } from './chain/jetton.ts';
import { comment } from './chain/messages.ts';
import { type StartedTon, startTon } from './server.ts';

let ton: StartedTon;
beforeAll(async () => {
  ton = await startTon();
});
afterAll(() => ton.close());

type Step = { account: { name: string }; kind: string; next: Step[] };
type Told = { path: string; tree: Step; failures: string[]; rows: { says: string; hash: string }[] };
const page = async (path: string, query: Record<string, string> = {}): Promise<Told> =>
  (await fetch(`${ton.url}/page/${path}?${new URLSearchParams(query)}`)).json() as Promise<Told>;
const pay = async (name: string, text: string) => {
  const [irina, emil] = [await ton.person('Irina’s wallet'), await ton.person(name)];
  const wish = {
    amount: 40_000_000n,
    to: emil.address,
    excessesTo: irina.address,
    forward: 1n,
    payload: comment(text),
  };
  const to = ton.usdt.walletOf(irina.address);
  await irina.sends({ to, value: toNano('0.1'), bounce: true, body: transferBody(wish) });
  await ton.chain.settle();
};

test('a payment in USDT reads as one story: found by its comment, whose step is whose, what came of it', async () => {
  const irina = await ton.person('Irina’s wallet');
  await ton.giveUsdt(irina.address, 100_000_000n);
  await pay('Emil’s wallet', 'D-7K3A');
  const { path } = await page('find', { text: 'D-7K3A' });
  const found = await page('transaction', { hash: path.split('/').at(-1) ?? '' });
  expect(found).toMatchObject({ isWhole: true, failures: [], stage: { state: 'seen' } });
  const steps = (node: Step): string[] => [`${node.account.name}: ${node.kind}`, ...node.next.flatMap(steps)];
  expect(steps(found.tree)).toEqual([
    'Irina’s wallet: from outside',
    'Irina’s USDT wallet: jetton transfer',
    'Emil’s USDT wallet: internal transfer',
    'Emil’s wallet: notice of a jetton transfer',
    'Irina’s wallet: gas returned',
  ]);
  const emil = await ton.person('Emil’s wallet');
  const { rows } = await page('account', { address: emil.address.toString() });
  const [, received] = rows;
  expect(received).toMatchObject({ direction: 'in', says: 'D-7K3A', sum: { minor: '40000000', asset: 'USDT' } });
});

test('a payment to an owner whom the issuer has locked is shown as come back, with the reason', async () => {
  const chidi = await ton.person('Chidi’s wallet');
  await ton.usdt.lock(chidi.address);
  await pay('Chidi’s wallet', 'W-91B7');
  const irina = await ton.person('Irina’s wallet');
  const { rows } = await page('account', { address: irina.address.toString() });
  const sent = rows.find(({ says }) => says === 'W-91B7');
  expect(sent).toMatchObject({ direction: 'out', stage: { state: 'came-back' } });
  const { failures } = await page('transaction', { hash: sent?.hash ?? '' });
  expect(failures[0]).toBe('Chidi’s USDT wallet: the contract refused it, exit code 45');
});

test('the faucet gives what was asked for to an address, and nothing to what is none', async () => {
  const { address } = await ton.person('Ann');
  const give = (sent: object) =>
    fetch(`${ton.url}/page/give`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sent),
    });
  expect((await give({ address: address.toString(), minor: '5000000', asset: 'USDT' })).status).toBe(200);
  expect(ton.usdt.balanceOf(address)).toBe(5_000_000n);
  expect((await give({ address: 'somewhere', minor: '1', asset: 'TON' })).status).toBe(400);
  const foreign = { method: 'POST', headers: { origin: 'https://evil.example' }, body: '{}' };
  expect((await fetch(`${ton.url}/page/give`, foreign)).status).toBe(403);
});
