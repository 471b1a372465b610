import { money, parseAmount, typedAmount } from '../domain/money.ts';
import type { Pool } from '../prisma/pool.ts';
import { createTransaction } from '../prisma/tx.ts';
import { writeAddress } from '../rails/ton/address.ts';
import { createChainClient } from '../rails/ton/chain-client.ts';
import { type TonSettings, tonSettingNames, tonSettings } from '../rails/ton/settings.ts';
import { newId } from '../runtime/ids.ts';
import { readSettings } from '../runtime/settings.ts';
import { bookDifference } from './book-difference.ts';
import { deployHotWallet, type Resumed, resumeHotWallet, sweepHotWallet } from './hot-wallet.ts';

type Wish = (pool: Pool) => Promise<Done>;
/** What to say, and whether it was done. */
type Done = { readonly text: string; readonly ok: boolean };

const done = (text: string): Done => ({ text, ok: true });
const notDone = (text: string): Done => ({ text, ok: false });

/** What is asked of the hot wallet behind `npm run -s staff -- hot-wallet`; undefined: nothing that is to be had. */
export function readWalletWish([verb, ...rest]: readonly string[]): Wish | undefined {
  if (verb === 'resume' && rest.every((each) => UUID.test(each))) return resume(rest);
  const [first, second, ...more] = rest;
  if (more.length > 0) return undefined;
  if (verb === 'sweep' && (first === 'TON' || first === 'USDT') && second !== undefined) return sweep(first, second);
  if (second !== undefined) return undefined;
  if (verb === 'book-difference' && (first === 'ton' || first === 'usdt')) return (pool) => settle(pool, first);
  if (first !== undefined) return undefined;
  return verb === 'deploy' ? deploy : undefined;
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @param notLeft payouts that people looked for and did not find */
const resume =
  (notLeft: readonly string[]): Wish =>
  async (pool) => {
    const { ton } = readHotWallet();
    const resumed = await resumeHotWallet({ transaction: createTransaction(pool) })(ton.hotWallet, notLeft);
    switch (resumed.outcome) {
      case 'resumed':
        return done('The hot wallet signs again.');
      case 'not-stopped':
        return notDone('The hot wallet is not stopped.');
      case 'under-way':
        return notDone('A message of the hot wallet is still under way: it ends within minutes.');
      case 'in-vain':
        return notDone(inVainText(resumed.payouts, ton));
    }
  };

const inVainText = (
  payouts: Extract<Resumed, { outcome: 'in-vain' }>['payouts'],
  { network }: Pick<TonSettings, 'network'>,
): string =>
  [
    'Nothing goes on yet. These were signed, ran out, and would be signed again; one of them may have left under the number that was used:',
    ...payouts.map(
      ({ reference, amount, recipient }) =>
        `  ${reference}  ${typedAmount(amount)} ${amount.asset} to ${writeAddress(recipient, network)}`,
    ),
    'Look for each among what left the hot wallet, in an explorer. One that left: resolve its withdrawal as paid. Those that did not, by name:',
    `  npm run -s staff -- hot-wallet resume ${payouts.map(({ reference }) => reference).join(' ')}`,
  ].join('\n');

async function deploy(): Promise<Done> {
  const { ton, key } = readHotWallet();
  if (!key) return notDone('TON_HOT_WALLET_KEY is not set');
  const client = createChainClient({ url: ton.apiUrl, apiKey: ton.apiKey, timeoutMs: ton.timeoutMs });
  const outcome = await deployHotWallet({ client })(ton.hotWallet, key);
  if (outcome === 'empty') return notDone('Send the hot wallet some TON first: its deployment costs a little.');
  return done(outcome === 'deployed' ? 'The hot wallet is deployed.' : 'Sent: it is deployed in some seconds.');
}

function sweep(asset: 'TON' | 'USDT', sum: string): Wish | undefined {
  const amount = parseAmount(sum, asset);
  if (!amount || amount.minor === 0n) return undefined;
  return async (pool) => {
    const { ton } = readHotWallet();
    if (!ton.coldWallet)
      return notDone('TON_COLD_WALLET is not set: a sweep goes to your own address and to no other.');
    await sweepHotWallet({ transaction: createTransaction(pool), newId: () => newId(Date.now()) })(
      ton.hotWallet,
      ton.coldWallet,
      amount,
    );
    return done(`${typedAmount(amount)} ${asset} will be sent to your cold wallet, after what waits already.`);
  };
}

async function settle(pool: Pool, rail: 'ton' | 'usdt'): Promise<Done> {
  const booked = await bookDifference({ transaction: createTransaction(pool), now: Date.now })(rail);
  if (booked === 'too-much')
    return notDone('The books hold less than is missing: deposits that are not settled yet come first.');
  if (!booked) return done(`${rail}: the chain and the books are the same.`);
  const { asset, difference } = booked;
  const amount = `${typedAmount(money(asset, difference < 0n ? -difference : difference))} ${asset}`;
  return done(
    `${amount} booked as ${difference < 0n ? 'taken' : 'brought'} by you. Payouts go on with: npm run -s staff -- resume ${rail} out`,
  );
}

function readHotWallet() {
  const settings = readSettings(process.env, [...tonSettingNames, 'TON_HOT_WALLET_KEY']);
  const ton = tonSettings(settings);
  if (!ton) throw new Error('TON_API_URL and TON_HOT_WALLET are not set');
  return { ton, key: settings.TON_HOT_WALLET_KEY?.[0] };
}
