import type { PayoutId } from '../../contracts/ids.ts';
import type { PayoutRailId } from '../../contracts/rails.ts';
import { payoutTerms } from '../../contracts/terms.ts';
import { assert } from '../../domain/assert.ts';
import { playTwin } from '../../domain/assets.ts';
import { inPlay } from '../../domain/terms.ts';
import type { PayoutTerms } from '../../domain/withdrawals.ts';
import { sql, type Tx } from '../../prisma/tx.ts';
import type { OpenDestination, PayoutAnswer, PayoutLook, PayoutPart, PayoutRail } from '../payout-rail.ts';
import { askPayout } from './queue.ts';

/** In front of the id of a destination. */
const TO = 'destination:';

export type ChainPayoutDeps = {
  readonly play: boolean;
  /** The hot wallet, as `0:<hex>`. Neither it nor the jetton's master is anybody's to be paid at. */
  readonly wallet: string;
  readonly jettonMaster: string | undefined;
  /** Where payouts wait to be signed. */
  readonly query: Tx['query'];
  readonly openDestination: OpenDestination;
  readonly now: () => number;
  /** How long a statement whose answer was lost may still be on its way. */
  readonly quietMs?: number | undefined;
};

const QUIET_MS = 120_000;

/** What arrives, whatever the player's wallet is kept in. */
const ASSET = { ton: 'TON', usdt: 'USDT' } as const;

export const tonPayout = (deps: ChainPayoutDeps): PayoutRail => chainPayout('ton', deps);

/**
 * Money out by the chain. To send is to put it into a queue, once for its reference; whoever holds the key signs what waits there
 * (`writer.ts`), and the look-up says what became of it.
 */
export function chainPayout(id: Extract<PayoutRailId, 'ton' | 'usdt'>, deps: ChainPayoutDeps): PayoutRail {
  const { play, query, openDestination, now, quietMs = QUIET_MS } = deps;
  const terms: PayoutTerms = play ? inPlay(payoutTerms[id]) : payoutTerms[id];

  const find = async ({ reference }: PayoutPart): Promise<Standing | undefined> => {
    const [row] = await query<Standing>(sql`
      select p.reference, p.state, p.answer, a.found_hash as hash
      from chain.payout p left join chain.attempt_message m on m.payout = p.reference and m.created_lt is not null
        left join chain.attempt a on a.id = m.attempt_id
      where p.reference = ${reference}`);
    return row;
  };

  return {
    id,
    terms,
    takes: 'ton',

    plan({ amount, destination }) {
      if (!destination) return { reason: 'destination-missing', most: { ...amount, minor: 0n } };
      return { parts: [{ amount, target: `${TO}${destination.id}` }], destination: destination.label };
    },

    async send(part) {
      const known = await find(part);
      if (known) return answerOf(known);
      assert(part.target.startsWith(TO), `a payout by ${id} goes to a destination, not to ${part.target}`);
      const sends = play ? playTwin(ASSET[id]) : ASSET[id];
      assert(part.amount.asset === sends, `a payout by ${id} is of ${sends}, not of ${part.amount.asset}`);
      const to = await openDestination(part.target.slice(TO.length));
      if (to.kind !== 'ton') return { outcome: 'refused', why: 'not-on-the-chain' };
      if (!/^0:[0-9a-f]{64}$/.test(to.address)) return { outcome: 'refused', why: 'other-workchain' };
      if (to.address === deps.wallet || to.address === deps.jettonMaster) return { outcome: 'refused', why: 'ours' };
      const { reference, amount } = part;
      const { address: recipient, isBounceable, memo } = to;
      const asked = { reference, rail: id, wallet: deps.wallet, recipient, amount, isBounceable, memo };
      await askPayout({ query }, asked);
      return { outcome: 'accepted', providerRef: reference, isFinal: false };
    },

    async lookUp(part) {
      const found = await find(part);
      if (found) return lookOf(found);
      // It is not in the queue; the statement that puts it there may be on its way.
      const { firstSentAt } = part;
      if (!firstSentAt || now() - firstSentAt.getTime() < quietMs)
        throw new Error('too early to say that it is not there');
      return { state: 'never-accepted' };
    },
  };
}

type Standing = {
  readonly reference: PayoutId;
  readonly state: 'waiting' | 'signed' | 'sent' | 'paid' | 'bounced' | 'refused';
  readonly answer: string | null;
  /** The hot wallet's transaction that sent it. */
  readonly hash: string | null;
};

function lookOf({ reference, state, answer, hash }: Standing): Exclude<PayoutLook, { state: 'never-accepted' }> {
  const providerRef = hash ?? reference;
  const why = answer === null ? {} : { why: answer };
  if (state === 'paid') return { state, providerRef };
  return { state: state === 'bounced' || state === 'refused' ? 'refused' : 'pending', providerRef, ...why };
}

function answerOf(standing: Standing): PayoutAnswer {
  const { state, providerRef, why } = lookOf(standing);
  return state === 'refused'
    ? { outcome: 'refused', why: why ?? 'refused', providerRef }
    : { outcome: 'accepted', providerRef: standing.reference, isFinal: state === 'paid' };
}
