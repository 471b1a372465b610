import type { CostBody } from '../../../contracts/http/bonuses.ts';
import type { BlockerBody } from '../../../contracts/http/withdrawals.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { useTexts } from '../texts.tsx';

type Props = {
  cost: CostBody;
  /** What would be withdrawn, in words. */
  amount: string;
  busy: boolean;
  onKeep: () => void;
  onGiveUp: () => void;
};

/** Taking cash out gives the bonus up: what is lost and what is kept, to the cent, before anything is set aside. The safe choice comes first. */
export function GiveUp({ cost: { keeps, loses }, amount, busy, onKeep, onGiveUp }: Props) {
  const t = useTexts();
  const inWords = (of: NonNullable<BlockerBody['fee']>): string => formatMoney(moneyOf(of), t.language);
  return (
    <div className="dock">
      <section className="callout warn in-the-way" role="alert">
        <h3 className="heading">{t('give-up-head')}</h3>
        <ul className="small">
          <li>{t('give-up-bonus', { bonus: inWords(loses.bonus) })}</li>
          {loses.spins > 0 && <li>{t('give-up-spins', { count: loses.spins })}</li>}
          {loses.openRounds > 0 && <li>{t('give-up-rounds', { count: loses.openRounds })}</li>}
        </ul>
        <p className="small">{t('give-up-keeps', { cash: inWords(keeps.cash) })}</p>
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
