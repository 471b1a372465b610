import type { AnswerOf, SentBodyOf } from '../../../contracts/http/route.ts';
import type { PlayerRoutes } from '../../../contracts/http/routes.ts';
import { forgetAsked, keepAsked } from './asked.ts';
import { type Told, toldBy } from './trouble.ts';

/** `signing`: the wallet has the request, or is about to; `open` shows it there again. */
export type Phase =
  | { readonly at: 'idle' | 'planning' | 'told' }
  | {
      readonly at: 'signing';
      readonly untilMs: number;
      readonly sinceMs: number;
      readonly open: (() => void) | undefined;
    };

export type PaymentState = { readonly phase: Phase; readonly told: Told | undefined };

type Plan = AnswerOf<PlayerRoutes['planTransfer']>;

/** What a payment needs of the line to a wallet, and of us. */
export type PaymentDeps = {
  readonly deposit: string;
  readonly account: () => { readonly address: string; readonly chain: string } | null;
  readonly plan: (from: SentBodyOf<PlayerRoutes['planTransfer']>) => Promise<Plan>;
  /** Answers with what the wallet signed; `onSent` when the request lies with it. */
  readonly send: (plan: Plan, onSent: (open: () => void) => void) => Promise<{ readonly boc: string }>;
  /** A hint for the page: whoever never tells us is credited all the same. */
  readonly tell: (boc: string) => void;
  /** The deposit is not what the page takes it for. */
  readonly lookAgain: () => void;
  /** Ends when the wallet may not sign any more. */
  readonly over: (untilMs: number) => Promise<unknown>;
  readonly now: () => number;
};

const IDLE: PaymentState = { phase: { at: 'idle' }, told: undefined };

/** One payment by a connected wallet. What the wallet answers moves this page, and no money: that is the chain's to say. */
export function createPayment(deps: PaymentDeps) {
  let state = IDLE;
  /** The account the request was made for. Each request is one object, so that an old one cannot speak for the next. */
  let asked: { readonly address: string } | undefined;
  const listeners = new Set<() => void>();
  const put = (next: PaymentState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const stop = (told?: Told): void => {
    asked = undefined;
    put({ phase: { at: 'idle' }, told });
  };

  const pay = async (): Promise<void> => {
    const from = deps.account();
    if (!from || asked) return;
    const mine = { address: from.address };
    asked = mine;
    const goesOn = (phase: Phase): void => {
      if (asked === mine) put({ phase, told: undefined });
    };
    goesOn({ at: 'planning' });
    let isWithWallet = false;
    try {
      const plan = await deps.plan({ from: from.address, network: from.chain as Network });
      if (asked !== mine) return;
      const untilMs = plan.validUntil * 1_000;
      const sinceMs = deps.now();
      keepAsked(deps.deposit, untilMs);
      goesOn({ at: 'signing', untilMs, sinceMs, open: undefined });
      isWithWallet = true;
      const answer = deps.send(plan, (open) => goesOn({ at: 'signing', untilMs, sinceMs, open }));
      // Also when it comes after we stopped waiting.
      void answer.then(
        ({ boc }) => deps.tell(boc),
        () => undefined,
      );
      const isOver = await Promise.race([answer.then(() => false), deps.over(untilMs).then(() => true)]);
      if (asked !== mine) return;
      if (isOver) return stop({ trouble: 'request-over' });
      asked = undefined;
      put({ phase: { at: 'told' }, told: undefined });
    } catch (error) {
      const said = toldBy(error);
      // Once a wallet has it, nobody but the wallet knows that nothing was sent.
      const why: Told = isWithWallet && said.trouble === 'failed' ? { trouble: 'request-refused' } : said;
      if (why.trouble === 'declined') forgetAsked(deps.deposit);
      if (why.trouble === 'not-payable' || why.trouble === 'already-sent') deps.lookAgain();
      if (asked === mine) stop(why);
    }
  };

  return {
    state: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pay,
    /** The player waits no longer. */
    stop: () => stop(),
    forget: () => put({ ...state, told: undefined }),
    /** Which account is connected now: a request is for the one that was there when it was made. */
    sees(address: string | undefined): void {
      if (!asked || asked.address === address) return;
      stop({ trouble: address === undefined ? 'disconnected' : 'switched' });
    },
  };
}

type Network = SentBodyOf<PlayerRoutes['planTransfer']>['network'];
