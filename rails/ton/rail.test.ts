import { Address } from '@ton/core';
import { expect, test } from 'vitest';
import { money } from '../../domain/money.ts';
import { assetsOf } from '../../domain/terms.ts';
import { newId } from '../../runtime/ids.ts';
import { readSettings, type SettingName } from '../../runtime/settings.ts';
import { createDepositRails, railSettingNames, railSettings } from '../registry.ts';
import { transferLink } from './link.ts';

const HOT = Address.parseRaw(`0:${'ab'.repeat(32)}`);
const MASTER = Address.parseRaw(`0:${'cd'.repeat(32)}`);
const whole: Partial<Record<SettingName, string>> = {
  PUBLIC_URL: 'https://cage.example',
  TON_API_URL: 'https://toncenter.com/api/v2/',
  TON_HOT_WALLET: HOT.toString({ bounceable: false }),
  USDT_MASTER: MASTER.toString(),
};
const settingsOf = (changed: Partial<Record<SettingName, string | undefined>> = {}) =>
  railSettings(readSettings({ ...whole, ...changed }, railSettingNames));
const railsOf = (changed?: Partial<Record<SettingName, string | undefined>>) =>
  createDepositRails([], settingsOf(changed));

const order = (expiresAt = new Date()) => ({
  id: newId(Date.now()) as never,
  pay: money('TON', 1n),
  title: 'Deposit',
  description: 'Into your cash.',
  expiresAt,
  bot: undefined,
});

test('TON and USDT are on where the chain, the hot wallet and the master are named, and off where one is missing', () => {
  const on = (changed?: Partial<Record<SettingName, string | undefined>>) => {
    const { ton, usdt } = railsOf(changed);
    return [ton !== undefined, usdt !== undefined];
  };
  expect(on()).toEqual([true, true]);
  expect(on({ USDT_MASTER: undefined })).toEqual([true, false]);
  expect(on({ TON_HOT_WALLET: undefined })).toEqual([false, false]);
  expect(on({ TON_API_URL: undefined })).toEqual([false, false]);
});

test('an address that names nothing, or names it on another network, stops the process with one line', () => {
  const flipped = HOT.toString({ bounceable: false }).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  for (const [name, address, why] of [
    ['TON_HOT_WALLET', flipped, 'checksum'],
    ['TON_HOT_WALLET', HOT.toString({ testOnly: true }), 'mainnet'],
    ['USDT_MASTER', new Address(-1, MASTER.hash).toString(), 'workchain'],
  ] as const) {
    expect(() => settingsOf({ [name]: address })).toThrow(new RegExp(`^${name} .*${why}`));
  }
  const testnet = { ...TESTNET, PLAY_MONEY_RAILS: 'ton,usdt' };
  expect(settingsOf(testnet).ton).toMatchObject({
    hotWallet: HOT.toRawString(),
    explorer: 'https://testnet.tonviewer.com/transaction/',
  });
});

const TESTNET = { TON_NETWORK: 'testnet', TON_HOT_WALLET: HOT.toString({ testOnly: true }) };

test('free coins are never credited as money, nor play money paid out as real coins, unless the whole house is a test', () => {
  expect(() => settingsOf(TESTNET)).toThrow(/^TON_NETWORK .*PLAY_MONEY_RAILS does not name ton/);
  expect(() => settingsOf({ ...TESTNET, PLAY_MONEY_RAILS: 'ton' })).toThrow('usdt');
  expect(settingsOf({ ...TESTNET, PLAY_MONEY_RAILS: 'ton', USDT_MASTER: undefined }).ton).toBeDefined();
  expect(settingsOf({ ...TESTNET, TON_TESTNET_IS_MONEY: 'on' }).ton).toBeDefined();
  for (const rail of ['ton', 'usdt'])
    expect(() => settingsOf({ PLAY_MONEY_RAILS: rail, TON_TESTNET_IS_MONEY: 'on' })).toThrow(
      new RegExp(`^PLAY_MONEY_RAILS names ${rail}`),
    );
});

test('an order is paid on its own page of the app, however often it is opened, and no message of anybody is a payment', async () => {
  const { ton, usdt } = railsOf();
  const one = order();
  for (const rail of [ton, usdt]) {
    const opened = await rail?.open(one);
    expect(opened).toEqual({ link: `https://cage.example/app/deposit/${one.id}` });
    expect(await rail?.open(one)).toEqual(opened);
    expect(rail?.readEvent({ kind: 'paid', orderId: one.id })).toBeUndefined();
    expect(rail?.lookUp).toBeUndefined();
  }
});

test('where its money is worth nothing, it is taken as play money', () => {
  const { ton, usdt } = railsOf({ ...TESTNET, PLAY_MONEY_RAILS: 'ton,usdt' });
  expect([ton, usdt].flatMap((rail) => (rail ? assetsOf(rail.terms.assets) : []))).toEqual(['PLAY-TON', 'PLAY-USDT']);
});

test('a link holds address, amount in minor units and memo, and of a jetton its master', () => {
  const wish = { address: 'UQaddress', memo: 'CG-7K2M-9QXA-4F' };
  expect(transferLink(wish)).toBe('ton://transfer/UQaddress?text=CG-7K2M-9QXA-4F');
  expect(transferLink({ ...wish, amount: money('USDT', 12_345_678n), jetton: 'EQmaster' })).toBe(
    'ton://transfer/UQaddress?amount=12345678&jetton=EQmaster&text=CG-7K2M-9QXA-4F',
  );
});
