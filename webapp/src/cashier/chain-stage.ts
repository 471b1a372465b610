import type { ArrivalBody } from '../../../contracts/http/chain.ts';
import type { DepositBody } from '../../../contracts/http/deposits.ts';

/**
 * `preparing`: its place to pay is being made. `open`: nothing came yet. `under-way`: something did. `ran-out`: nothing came while
 * its rate was held; what still comes is credited all the same.
 */
export type ChainStage = 'preparing' | 'open' | 'under-way' | 'ran-out' | 'credited' | 'owed';

type Standing = Pick<DepositBody, 'status' | 'owed' | 'chain'>;

/** Where a deposit over the chain stands, by what we are told; what a wallet says counts for nothing here. */
export function chainStageOf({ status, owed, chain }: Standing): ChainStage {
  if (status === 'credited') return 'credited';
  if (owed.length > 0) return 'owed';
  if (chain && chain.arrivals.length > 0) return 'under-way';
  if (status === 'expired') return 'ran-out';
  return status === 'opening' || !chain ? 'preparing' : 'open';
}

export type ChainStep = {
  readonly name: 'sent' | 'seen' | 'final' | 'credited';
  readonly state: 'done' | 'now' | 'next' | 'stopped';
  readonly at: string | undefined;
};

/**
 * The way of one transfer in the three words of the chain, and into the cash. One that was seen and is gone stands at `seen`:
 * it may come back.
 */
export function stepsOf(arrival: ArrivalBody | undefined): readonly ChainStep[] {
  const state = arrival?.state;
  const at = arrival?.at;
  const wasSeen = state === 'seen' || state === 'final';
  return [
    { name: 'sent', state: arrival ? 'done' : 'now', at: state === 'sent' ? at : undefined },
    {
      name: 'seen',
      state: wasSeen ? 'done' : state === 'vanished' ? 'stopped' : arrival ? 'now' : 'next',
      at: wasSeen ? at : undefined,
    },
    { name: 'final', state: state === 'final' ? 'done' : state === 'seen' ? 'now' : 'next', at: undefined },
    { name: 'credited', state: state === 'final' ? 'now' : 'next', at: undefined },
  ];
}

/** What has come, and is not as it was asked for: told before it is credited, so that nobody is surprised. */
export function oddityOf(
  arrival: ArrivalBody | undefined,
  { pay, expiresAt }: Pick<DepositBody, 'pay' | 'expiresAt'>,
): readonly ('late' | 'less' | 'more')[] {
  if (!arrival?.amount) return [];
  const [came, asked] = [BigInt(arrival.amount.minor), BigInt(pay.minor)];
  return [
    ...(Date.parse(arrival.at) > Date.parse(expiresAt) ? (['late'] as const) : []),
    ...(came < asked ? (['less'] as const) : came > asked ? (['more'] as const) : []),
  ];
}
