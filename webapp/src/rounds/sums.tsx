import type { RoundBody } from '../../../contracts/http/games.ts';
import { Icon } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';
import { hasBonus, hasCash, netsOf, signed } from './net.ts';

/** What came of rounds of one asset: cash in its line, bonus in its own. Gold is for what is won above the stake. */
export function Sums({ rounds }: { rounds: readonly RoundBody[] }) {
  return netsOf(rounds).flatMap(({ asset, cash, bonus }) => [
    ...(rounds.some(hasCash) || !rounds.some(hasBonus)
      ? [
          <span key={`${asset} cash`} className={cash > 0n ? 'sum up' : 'sum'}>
            <Money {...signed(cash, asset)} />
          </span>,
        ]
      : []),
    ...(rounds.some(hasBonus)
      ? [
          <span key={`${asset} bonus`} className="sum of-bonus">
            <Icon name="ticket" size="xs" />
            <Money {...signed(bonus, asset)} />
          </span>,
        ]
      : []),
  ]);
}
