import { useApp } from '../app-context.ts';
import { dayName, idOf, Row } from '../cashier/history-list.tsx';
import { Icon } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';
import { useTexts } from '../texts.tsx';
import type { Day, Entry } from './days.ts';
import { signed } from './net.ts';
import { RoundRows } from './round-rows.tsx';
import '../styles/rounds.css';

/** Money and play in one list. The head of a day tells them apart, and says nothing of what is not known in full. */
export function HistoryDays({ days, current }: { days: readonly Day[]; current: string | undefined }) {
  const t = useTexts();
  return days.map((day) => (
    <section key={day.key}>
      <div className="day day-head">
        <h2 className="strong">{dayName(t, day.at)}</h2>
        <DaySums day={day} />
      </div>
      <ul className="card list">
        {day.entries.map((entry) => (
          <li key={keyOf(entry)}>
            {entry.kind === 'money' ? (
              <Row item={entry.item} isCurrent={idOf(entry.item) === current} />
            ) : (
              <RoundRows rounds={entry.rounds} />
            )}
          </li>
        ))}
      </ul>
    </section>
  ));
}

const keyOf = (entry: Entry): string => (entry.kind === 'money' ? idOf(entry.item) : (entry.rounds.at(-1)?.id ?? ''));

function DaySums({ day }: { day: Day }) {
  const t = useTexts();
  return (
    <ul className="day-sums small muted">
      {day.play.map(({ asset, cash, bonus }) => (
        <li key={`play ${asset}`} className="day-play">
          <span>
            {t('day-play')} <Money {...signed(cash, asset)} />
          </span>
          {bonus !== 0n && (
            <span className="tag-bonus">
              <Icon name="ticket" size="xs" />
              <Money {...signed(bonus, asset)} />
            </span>
          )}
        </li>
      ))}
      {day.in.map((amount) => (
        <li key={`in ${amount.asset}`}>
          {t('day-in')} <Money amount={amount} sign="+" />
        </li>
      ))}
      {day.out.map((amount) => (
        <li key={`out ${amount.asset}`}>
          {t('day-out')} <Money amount={amount} sign="−" />
        </li>
      ))}
    </ul>
  );
}

/** Where the rounds of the whole list end: the rest of them is a list of its own. */
export function EarlierRounds({ onShow }: { onShow: () => void }) {
  const t = useTexts();
  const { telegram } = useApp();
  return (
    <button
      type="button"
      className="link earlier"
      onClick={() => {
        telegram?.press();
        onShow();
      }}
    >
      {t('rounds-earlier')}
    </button>
  );
}
