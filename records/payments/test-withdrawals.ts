import { randomUUID } from 'node:crypto';
import type { PlayerId, WithdrawalId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import type { Asset } from '../../domain/assets.ts';
import { type ExchangeRate, parseRate } from '../../domain/exchange-rates.ts';
import { type Money, money } from '../../domain/money.ts';
import { estimateSent } from '../../domain/sent-assets.ts';
import type { PayoutState } from '../../domain/withdrawals.ts';
import { sql } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import type { House } from '../test-house.ts';
import { readWithdrawal, type WithdrawalView } from './withdrawal-reads.ts';
import {
  answerPayout,
  beginPayout,
  confirmWithdrawal,
  fixWithdrawal,
  holdWithdrawal,
  type NewWithdrawal,
  reviewWithdrawal,
  startSending,
} from './withdrawals.ts';

export type WithdrawalWish = {
  readonly minor?: bigint;
  readonly fee?: bigint;
  readonly asset?: Asset;
  /** What each part is of; one part when not given. */
  readonly parts?: readonly bigint[];
  /** The charge that its only part goes back to. */
  readonly target?: string;
  readonly confirmInMs?: number;
  /** Sent as TON by the rail of that name, shown at this rate of euros for one. */
  readonly asTon?: { readonly market: string; readonly spreadBps?: bigint; readonly toleranceBps?: bigint };
};

/** Withdrawals over the house's database, without a workflow: each step as the test calls it. */
export const openWithdrawals = (house: House) => {
  const read = async (id: WithdrawalId): Promise<WithdrawalView> => {
    const view = await readWithdrawal({ query: house.read }, id);
    assert(view, `no withdrawal ${id}`);
    return view;
  };
  const withdrawals = {
    read,
    /** The provider took in so much from others: what the house may pay out with it. */
    async funds(minor: bigint, asset: Asset = 'EUR', rail = 'stripe'): Promise<void> {
      const { account } = await house.holds(0n, asset);
      await house.moves(await house.houseAccount('clearing', asset, rail), account, minor);
    },
    async asks(player: PlayerId, wish: WithdrawalWish = {}, by = house.transaction) {
      const { minor = 1_000n, fee = 0n, asset = 'EUR', parts = [minor], target, confirmInMs = 600_000, asTon } = wish;
      const id = newId(Date.now()) as WithdrawalId;
      const now = Date.now();
      const refused = await by((tx) =>
        holdWithdrawal(tx, {
          id,
          player,
          rail: asTon ? 'ton' : 'stripe',
          arrives: asTon && shownAsTon(asTon, asset, parts),
          amount: money(asset, minor),
          fee: money(asset, fee),
          destination: 'where it came from',
          parts: parts.map((part, n) => ({ amount: money(asset, part), target: target ?? `charge-${n}` })),
          requestedAt: new Date(Math.min(now, now + confirmInMs - 1)),
          confirmBy: new Date(now + confirmInMs),
          shownIn: undefined,
        }),
      );
      return refused ?? { id };
    },
    async held(player: PlayerId, wish: WithdrawalWish = {}): Promise<WithdrawalId> {
      const asked = await withdrawals.asks(player, wish);
      assert('id' in asked, 'the money is held');
      return asked.id;
    },
    async confirms(id: WithdrawalId, changed: { minor?: bigint; least?: Money } = {}): Promise<boolean> {
      const { player, amount, fee, destination, arrives } = await read(id);
      const act = {
        ...(arrives ? { arrives: { about: arrives.about, least: changed.least ?? arrives.least } } : {}),
        kind: 'withdrawal',
        id,
        amount: money(amount.asset, changed.minor ?? amount.minor),
        fee,
        destination,
      } as const;
      return house.transaction((tx) => confirmWithdrawal(tx, player, act));
    },
    /** Held, confirmed, looked at and on its way. */
    async sent(player: PlayerId, wish: WithdrawalWish = {}): Promise<WithdrawalId> {
      const id = await withdrawals.held(player, wish);
      await withdrawals.confirms(id);
      await house.transaction((tx) => reviewWithdrawal(tx, id, 0, []));
      await house.transaction((tx) => startSending(tx, id));
      return id;
    },
    /** What is sent is fixed, or why not. */
    async fixes(id: WithdrawalId, by = house.transaction) {
      const { parts } = await read(id);
      return by((tx) =>
        fixWithdrawal(
          tx,
          id,
          parts.map(({ reference }) => reference),
        ),
      );
    },
    /** Hands the part out and takes this answer for it. */
    async part(
      id: WithdrawalId,
      n: number,
      answer: 'accepted' | 'paid' | 'refused' | 'never-accepted',
      why?: string,
    ): Promise<PayoutState> {
      const reference = (await read(id)).parts[n - 1]?.reference;
      assert(reference, `part ${n}`);
      const handed = await house.transaction((tx) => beginPayout(tx, reference));
      assert(handed, 'it may be sent');
      const told = { reference, attempt: handed.attempt, answer, providerRef: `re_${randomUUID()}`, why };
      return (await house.transaction((tx) => answerPayout(tx, told))).state;
    },
    heldOf: (account: bigint) => house.count(sql`select held from ledger.account where id = ${account}`),
  };
  return withdrawals;
};

function shownAsTon(
  { market, spreadBps = 0n, toleranceBps = 0n }: NonNullable<WithdrawalWish['asTon']>,
  asset: Asset,
  parts: readonly bigint[],
): NewWithdrawal['arrives'] {
  const terms = { sends: asset === 'PLAY-EUR' ? 'PLAY-TON' : 'TON', spreadBps, toleranceBps } as const;
  const rate = parseRate(market) as ExchangeRate;
  const estimate = estimateSent(
    parts.map((minor) => money(asset, minor)),
    terms,
    rate,
  );
  assert(estimate, 'something arrives');
  return { ...estimate, ...terms, market: rate };
}
