import type { BonusesBody, CostBody } from '../../../contracts/http/bonuses.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import type { Asset } from '../../../domain/assets.ts';
import { type AmountBody, moneyOf } from '../amounts.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';

/** What taking this money out ends: said before an amount is typed, with the way to all of it. */
export function GivesUp({ asset }: { asset: Asset }) {
  const { ask, cache } = useApp();
  const bonuses = useKnown<BonusesBody>(cache, 'bonuses', () => ask('bonuses')).value;
  if (!bonuses) return null;
  const { active, offers, withdrawable } = bonuses;
  const lapsing = offers.filter(({ deposit }) => deposit?.asset === asset).length;
  return (
    <>
      {active && withdrawable.givesUp === active.id && active.balance.asset === asset && (
        <Warned grant={active.id} key={active.id} />
      )}
      {lapsing > 0 && <Lapses count={lapsing} />}
    </>
  );
}

/** What came with a deposit can be taken no more once cash goes out. */
function Lapses({ count }: { count: number }) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <section className="callout">
      <Icon name="ticket" />
      <div>
        <p className="small">{t('ends-offers', { count })}</p>
        <button type="button" className="link" onClick={() => go({ page: 'rewards' })}>
          {t('ends-offers-see')}
        </button>
      </div>
    </section>
  );
}

function Warned({ grant }: { grant: string }) {
  const t = useTexts();
  const { ask, cache, go } = useApp();
  const cost = useKnown<CostBody>(cache, `bonus-cost:${grant}`, () => ask('bonusCost', { id: grant })).value;
  return (
    <section className="callout warn" aria-labelledby="gives-up">
      <Icon name="ticket" />
      <div>
        <h3 className="strong" id="gives-up">
          {t('gives-up-head')}
        </h3>
        {cost ? <Cost cost={cost} /> : <p className="skeleton line" />}
        <button type="button" className="link" onClick={() => go({ page: 'home', sheet: 'bonus-cost', grant })}>
          {t('gives-up-see')}
        </button>
      </div>
    </section>
  );
}

/** What is lost, line by line, and what is kept. */
function Cost({ cost: { keeps, loses } }: { cost: CostBody }) {
  const t = useTexts();
  const inWords = (of: AmountBody): string => formatMoney(moneyOf(of), t.language);
  return (
    <>
      <ul className="small">
        <li>{t('give-up-bonus', { bonus: inWords(loses.bonus) })}</li>
        {loses.spins > 0 && <li>{t('give-up-spins', { count: loses.spins })}</li>}
        {loses.openRounds > 0 && <li>{t('give-up-rounds', { count: loses.openRounds })}</li>}
      </ul>
      <p className="small">{t('give-up-keeps', { cash: inWords(keeps.cash) })}</p>
    </>
  );
}

type Props = {
  cost: CostBody;
  /** What would be withdrawn, in words. */
  amount: string;
  busy: boolean;
  onKeep: () => void;
  onGiveUp: () => void;
};

/** Taking cash out gives the bonus up: what is lost and what is kept, to the cent, before anything is set aside. The safe choice comes first. */
export function GiveUp({ cost, amount, busy, onKeep, onGiveUp }: Props) {
  const t = useTexts();
  return (
    <div className="dock">
      <section className="callout warn in-the-way" role="alert">
        <h3 className="heading">{t('give-up-head')}</h3>
        <Cost cost={cost} />
        <p className="small">{t('give-up-at-once')}</p>
      </section>
      <button type="button" className="button wide second-line" onClick={onKeep}>
        {t('give-up-keep')}
      </button>
      <button type="button" className="button quiet danger wide second-line" aria-busy={busy} onClick={onGiveUp}>
        {t('give-up-do', { amount })}
      </button>
    </div>
  );
}
