import { claimBonus, declineBonus } from '../use-cases/answer-offer.ts';
import { cancelBonus } from '../use-cases/give-up-bonus.ts';
import { enterCode } from '../use-cases/offer-bonus.ts';
import { bonusCost, showBonuses } from '../use-cases/show-bonuses.ts';
import type { ApiDeps } from './deps.ts';
import type { Guard } from './guard.ts';

type Parts = Omit<Parameters<typeof claimBonus>[0] & Parameters<typeof enterCode>[0], 'bot'> & {
  readonly bots: readonly { readonly botId: string }[];
};

/** Bonuses, as the gateway does them for players. */
export function serveBonuses(parts: Parts, guard: Guard): ApiDeps['bonuses'] {
  const { transaction, enqueue, hint, now } = parts;
  const deps = { transaction, enqueue, hint, now, bot: parts.bots[0]?.botId };
  const [show, cost] = [showBonuses(deps), bonusCost(deps)];
  return {
    guard,
    shown: (player) => transaction((tx) => show(tx, player)),
    claim: claimBonus(deps),
    decline: declineBonus(deps),
    cost: (player, grant) => transaction((tx) => cost(tx, player, grant)),
    cancel: cancelBonus(deps),
    enterCode: enterCode(deps),
  };
}
