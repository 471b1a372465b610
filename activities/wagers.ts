import type { GrantId } from '../contracts/ids.ts';
import { formatMoney } from '../contracts/texts/format.ts';
import type { GrantState } from '../domain/bonuses.ts';
import { type JudgeDeps, judgeGrant } from '../use-cases/judge-grant.ts';
import { type RemindDeps, remindOfBonus } from '../use-cases/remind-of-bonus.ts';

export type WagerActivityDeps = { readonly wagers: JudgeDeps & RemindDeps };

/** Where a grant stands, as its workflow tells of it: amounts in plain words, and nothing that names anybody. */
export type GrantStanding = {
  readonly state: GrantState;
  readonly done: string;
  readonly needed: string;
  readonly balance: string;
  readonly openRounds: number;
  readonly spinsLeft: number;
  /** What became cash, and what went back to the house, once it ended. */
  readonly converted: string | undefined;
  readonly forfeited: string | undefined;
};

const LANGUAGE = 'en';

export const wagerActivities = ({ wagers: deps }: WagerActivityDeps) => ({
  /** Ends the grant if it is due to. Repeated: it ended once, and its player is told once. */
  async judgeGrant(grant: GrantId): Promise<GrantStanding> {
    const now = await judgeGrant(deps)(grant);
    const say = (amount: typeof now.done): string => formatMoney(amount, LANGUAGE);
    return {
      state: now.state,
      done: say(now.done),
      needed: say(now.needed),
      balance: say(now.balance),
      openRounds: now.openRounds,
      spinsLeft: now.spinsLeft,
      converted: now.converted && say(now.converted),
      forfeited: now.forfeited && say(now.forfeited),
    };
  },

  /** Has the player told that the end is near, if they wish to be. Repeated: told once. */
  async remindOfBonus(grant: GrantId): Promise<void> {
    await remindOfBonus(deps)(grant);
  },
});
