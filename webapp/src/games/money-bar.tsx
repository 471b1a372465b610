import type { BalancesBody } from '../../../contracts/http/account.ts';
import type { BonusesBody } from '../../../contracts/http/bonuses.ts';
import type { LimitsBody } from '../../../contracts/http/limits.ts';
import { type AmountBody, zero } from '../amounts.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { sessionNet } from '../limits/net.ts';
import { clockOf } from '../limits/reminding.ts';
import { useElapsed } from '../limits/session-card.tsx';
import type { Place } from '../places.ts';
import { pathOf } from '../places.ts';
import { useTexts } from '../texts.tsx';
import { plain } from './played.ts';

/** What they have, how long they have played and what came of it: in sight for as long as they play. */
export function MoneyBar({ cash, bonus }: { cash: AmountBody | undefined; bonus: AmountBody | undefined }) {
  const t = useTexts();
  const { ask, cache, me } = useApp();
  const balances = useKnown<BalancesBody>(cache, 'balances', () => ask('balances')).value;
  const bonuses = useKnown<BonusesBody>(cache, 'bonuses', () => ask('bonuses')).value;
  const session = useKnown<LimitsBody>(cache, 'limits', () => ask('limits')).value?.session;
  const held = cash ?? balances?.cash.find(({ asset }) => asset === me.wallet) ?? zero(me.wallet);
  const ticket = bonus ?? bonuses?.active?.balance;
  return (
    <section className="card session" aria-label={t('play-money')}>
      <Cell name={t('cash')} place={{ page: 'home' }} look="cash">
        {balances ? plain(held, t.language) : '…'}
      </Cell>
      {ticket && (
        <Cell name={t('play-bonus')} place={{ page: 'rewards' }} look="bonus">
          {plain(ticket, t.language)}
        </Cell>
      )}
      <Cell name={t('play-session')} place={{ page: 'limits' }}>
        {session ? <Clock session={session} /> : '…'}
      </Cell>
      <Cell name={t('play-net')} place={{ page: 'limits' }}>
        {session ? sessionNet(session, t.language) : '…'}
      </Cell>
    </section>
  );
}

type CellProps = { name: string; place: Place; look?: 'cash' | 'bonus'; children: React.ReactNode };

function Cell({ name, place, look, children }: CellProps) {
  const { go } = useApp();
  return (
    <a
      href={pathOf(place)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        go(place);
      }}
    >
      <span className="k">{name}</span>
      <bdi className={look ? `v ${look}` : 'v'} dir="ltr">
        {children}
      </bdi>
    </a>
  );
}

function Clock({ session }: { session: LimitsBody['session'] }) {
  return <span role="timer">{clockOf(useElapsed(session))}</span>;
}
