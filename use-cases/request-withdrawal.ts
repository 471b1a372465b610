import type { CodeId, DestinationId, GrantId, PlayerId, WithdrawalId } from '../contracts/ids.ts';
import type { PayoutRailId } from '../contracts/rails.ts';
import type { Act } from '../domain/acts.ts';
import { assert } from '../domain/assert.ts';
import type { ExchangeRate } from '../domain/exchange-rates.ts';
import { type Money, money } from '../domain/money.ts';
import { estimateSent, sentTerms } from '../domain/sent-assets.ts';
import type { AssetTerms } from '../domain/terms.ts';
import { type Blocker, blockersFor, withdrawalFee } from '../domain/withdrawals.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { PayoutRail } from '../rails/payout-rail.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { endCode } from '../records/identity/codes.ts';
import { holdPlayers, isOpenPlayer } from '../records/identity/players.ts';
import { lockOrdersOf, type ShownIn } from '../records/payments/orders.ts';
import type { WithdrawalView } from '../records/payments/withdrawal-reads.ts';
import { holdWithdrawal, type NewWithdrawal, withdrawalShownIn } from '../records/payments/withdrawals.ts';
import { lockActiveGrant } from '../records/play/grants.ts';
import { newId } from '../runtime/ids.ts';
import type { Hint } from '../runtime/pokes.ts';
import { type AskCodeRefusal, askForCode } from './ask-for-code.ts';
import { endedCode } from './end-code.ts';
import { endBonus } from './give-up-bonus.ts';
import type { WithdrawalPatience } from './patience.ts';
import type { RequestVerification } from './request-verification.ts';
import { withdrawalStart } from './tell-withdrawal.ts';
import { type BonusAtStake, type BonusCost, bonusAtStake, costOf } from './withdrawal-bonus.ts';
import { availableOf, look, type WaysDeps } from './withdrawal-ways.ts';

export type WithdrawalWish = {
  readonly rail: PayoutRailId;
  /** What is to arrive, or what another asset is to arrive for; the fee comes on top. */
  readonly amount: Money;
  /** Where what does not go back the way it came is to go. */
  readonly destination?: DestinationId | undefined;
  /** The bonus that the player gives up for it, knowing what that costs. */
  readonly givesUp?: GrantId | undefined;
  /** The bot that writes the code. */
  readonly bot: string;
  readonly shownIn: ShownIn | undefined;
};

export type WithdrawalRefusal =
  /** Everything that stands in the way, at once. */
  | { readonly reason: 'blocked'; readonly blockers: readonly Blocker[] }
  /** The house has too little with the provider at the moment. */
  | { readonly reason: 'rail-short' }
  | { readonly reason: 'account-closed' }
  /** Nothing else stands in the way: cash may leave, and the active bonus is given up with it. */
  | { readonly reason: 'bonus-would-be-lost'; readonly cost: BonusCost }
  | AskCodeRefusal;

export type RequestedWithdrawal = { readonly withdrawalId: WithdrawalId; readonly isNew: boolean };

type Deps = WaysDeps & {
  readonly transaction: Transaction;
  readonly enqueue: Enqueue;
  readonly hint: Hint;
  readonly patience: WithdrawalPatience;
  readonly requestVerification: RequestVerification;
};

/** What the code confirms: this withdrawal, in everything that matters about it. */
export const withdrawalAct = ({
  id,
  amount,
  fee,
  destination,
  arrives,
}: Pick<WithdrawalView, 'id' | 'amount' | 'fee' | 'destination'> & {
  readonly arrives: Act['arrives'] | undefined;
}): Act<'withdrawal'> => ({
  kind: 'withdrawal',
  id,
  amount,
  fee,
  destination,
  ...(arrives ? { arrives: { about: arrives.about, least: arrives.least } } : {}),
});

/**
 * A player wants their money. It is checked, held, planned, and a code is on its way to their chat, in one transaction with the
 * start of its workflow: no crash leaves money held that nobody looks after. A second tap on the same message finds what
 * the first one made. A refusal leaves nothing behind but its row in the trail.
 */
export const requestWithdrawal =
  (deps: Deps) =>
  (player: PlayerId, wish: WithdrawalWish): Promise<RequestedWithdrawal | WithdrawalRefusal> =>
    deps.transaction(async (tx) => {
      const earlier = await withdrawalShownIn(tx, wish.shownIn);
      if (earlier) return { withdrawalId: earlier, isNew: false };
      await holdPlayers(tx, [player]); // before their orders: a code is asked for behind them
      await lockOrdersOf(tx, player); // or two wishes at once would both plan the same payment's refund
      if (!(await isOpenPlayer(tx, player))) return { reason: 'account-closed' };

      const planned = await planWithdrawal(deps, tx, player, wish);
      if ('reason' in planned) {
        await askMissing(deps, tx, player, planned);
        return refused(tx, player, wish, planned);
      }
      const atStake = await holdBonus(deps, tx, player, wish);
      if (atStake && 'reason' in atStake) return refused(tx, player, wish, atStake);
      const asked = await askForCode(deps)(tx, player, withdrawalAct(planned), wish.bot);
      if ('reason' in asked) return asked;
      const w: NewWithdrawal = { ...planned, confirmBy: asked.expiresAt };
      const short = await holdWithdrawal(tx, w);
      if (short) {
        await takeBack(deps.enqueue, tx, asked.codeId);
        return refused(
          tx,
          player,
          wish,
          short.reason === 'rail-short' ? { reason: 'rail-short' } : await spentMeanwhile(tx, w),
        );
      }
      if (atStake) await endBonus({ ...deps, bot: wish.bot }, tx, player, atStake.grant.id, 'withdrawn');
      await deps.enqueue.startWorkflow(tx, withdrawalStart(w, deps.patience));
      await append(tx, {
        actor: 'player',
        actorId: player,
        action: 'withdrawal.requested',
        subject: w.id,
        detail: {
          rail: w.rail,
          asset: w.amount.asset,
          amount: w.amount.minor.toString(),
          fee: w.fee.minor.toString(),
          ...(atStake ? { givesUp: atStake.grant.id } : {}),
          ...(w.arrives ? { sends: w.arrives.sends, about: w.arrives.about.minor.toString() } : {}),
        },
      });
      tx.afterCommit(() => {
        deps.hint(player, { what: 'withdrawal', id: w.id });
        deps.hint(player, { what: 'balances' });
      });
      return { withdrawalId: w.id, isNew: true };
    });

/**
 * The bonus that ends with this withdrawal, held before any money is, as bets hold it; undefined: none does. The player is asked first, and says
 * which one they give up: it may have become another one meanwhile.
 */
async function holdBonus(
  deps: Deps,
  tx: Tx,
  player: PlayerId,
  { amount: { asset }, givesUp }: WithdrawalWish,
): Promise<BonusAtStake | Extract<WithdrawalRefusal, { reason: 'bonus-would-be-lost' | 'blocked' }> | undefined> {
  await lockActiveGrant(tx, player);
  const at = new Date(deps.now());
  const found = await bonusAtStake(tx, player, asset, at);
  if (!found || found.way === 'yields' || (found.way === 'asks' && found.grant.id === givesUp)) return found;
  if (found.way === 'asks')
    return {
      reason: 'bonus-would-be-lost',
      cost: costOf(found.grant, await availableOf(tx, player, asset), at),
    };
  // Claimed in this very moment, after the wish was looked at.
  const left = await deps.seams.leftToWager(tx, player, asset);
  return { reason: 'blocked', blockers: [{ reason: 'bonus-locked', left: left ?? money(asset, 0n) }] };
}

type Planned = Omit<NewWithdrawal, 'confirmBy'> & Pick<Required<NewWithdrawal>, 'arrives'>;

/** The wish with its fee and its parts, or everything that stands in its way. */
async function planWithdrawal(
  deps: Deps,
  tx: Tx,
  player: PlayerId,
  { rail: railId, amount, destination, shownIn }: WithdrawalWish,
): Promise<Planned | WithdrawalRefusal> {
  const rail = deps.rails[railId];
  const terms = rail?.terms[amount.asset];
  if (!rail || !terms) return { reason: 'blocked', blockers: [{ reason: 'no-way-out' }] };
  const available = await availableOf(tx, player, amount.asset);
  const { facts, plan, market } = await look(deps, tx, player, rail, available, amount, destination);
  const blockers = blockersFor(amount, facts);
  if (blockers.length > 0) return { reason: 'blocked', blockers };
  assert(plan, 'what nothing stands in the way of has a plan');
  assertWhole(rail, plan.parts, amount);
  const arrives = market && arrivingOf(terms, plan.parts, market);
  if (market && !arrives)
    return { reason: 'blocked', blockers: [{ reason: 'below-minimum', least: money(amount.asset, terms.least) }] };
  const requestedAt = new Date(deps.now());
  return {
    id: newId(requestedAt.getTime()) as WithdrawalId,
    player,
    rail: rail.id,
    amount,
    fee: withdrawalFee(amount, terms),
    arrives,
    destination: plan.destination ?? plan.parts.map(({ target }) => target).join(', '),
    parts: plan.parts,
    requestedAt,
    shownIn,
  };
}

/** What the player is shown of the asset that arrives; undefined where it would be nothing. */
function arrivingOf(
  terms: AssetTerms,
  parts: readonly { readonly amount: Money }[],
  market: ExchangeRate,
): NewWithdrawal['arrives'] {
  const sent = sentTerms(terms);
  assert(sent, 'a market is asked for where another asset arrives');
  const estimate = estimateSent(
    parts.map(({ amount }) => amount),
    sent,
    market,
  );
  return estimate && { ...estimate, ...sent, market };
}

function assertWhole({ id }: PayoutRail, parts: readonly { readonly amount: Money }[], amount: Money): void {
  const sum = parts.reduce((total, part) => total + part.amount.minor, 0n);
  assert(sum === amount.minor && parts.every((part) => part.amount.minor > 0n), `the plan of ${id} is not the whole`);
}

/** What is missing was asked for when the money came in; whoever lost that letter, or was verified for a while only, is asked again. */
async function askMissing(deps: Deps, tx: Tx, player: PlayerId, refusal: WithdrawalRefusal): Promise<void> {
  const blockers = refusal.reason === 'blocked' ? refusal.blockers : [];
  const aims = blockers.flatMap((each) => (each.reason === 'verification-missing' ? [each.level] : [])).at(0);
  if (aims !== undefined && aims !== 'none')
    await deps.requestVerification(tx, player, { aims, because: 'withdrawal' });
}

/** The code was never sent: its letter is drawn from what it is now, and it is nothing. */
async function takeBack(enqueue: Enqueue, tx: Tx, codeId: CodeId): Promise<void> {
  await endCode(tx, codeId, 'changed');
  await endedCode(enqueue, tx, codeId);
}

/** It was there when it was looked at, and a bet was faster. */
async function spentMeanwhile(
  tx: Tx,
  { player, amount, fee }: Omit<NewWithdrawal, 'confirmBy'>,
): Promise<WithdrawalRefusal> {
  const available = await availableOf(tx, player, amount.asset);
  return {
    reason: 'blocked',
    blockers: [
      { reason: 'insufficient-funds', available, fee: amount.minor > available.minor ? money(amount.asset, 0n) : fee },
    ],
  };
}

async function refused(tx: Tx, player: PlayerId, { rail, amount }: WithdrawalWish, refusal: WithdrawalRefusal) {
  await append(tx, {
    actor: 'player',
    actorId: player,
    action: 'withdrawal.refused',
    detail: {
      rail,
      asset: amount.asset,
      amount: amount.minor.toString(),
      reasons: refusal.reason === 'blocked' ? refusal.blockers.map(({ reason }) => reason) : [refusal.reason],
    },
  });
  return refusal;
}
