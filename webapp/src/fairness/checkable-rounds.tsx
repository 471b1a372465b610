import type { RoundBody, SeedsBody } from '../../../contracts/http/games.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { nearMoment } from '../parts/moments.ts';
import { useTexts } from '../texts.tsx';
import { openedOf } from './own-round.tsx';
import { lineOf } from './proof-view.tsx';
import { fileOf } from './round-file.ts';

/** The player's last rounds whose seed is open; nobody has to copy anything to check one of them. */
export function CheckableRounds({ seeds, played }: { seeds: SeedsBody; played: readonly RoundBody[] }) {
  const t = useTexts();
  const { go } = useApp();
  const rounds = played.flatMap((round) => {
    const serverSeed = openedOf(seeds.before, round);
    return serverSeed ? [{ id: round.id, at: round.settledAt, file: fileOf(round, serverSeed) }] : [];
  });
  return (
    <section aria-labelledby="check-yours">
      <div className="section-head">
        <h2 className="heading" id="check-yours">
          {t('check-yours')}
        </h2>
      </div>
      {rounds.length === 0 ? (
        <p className="card pad small muted">{t('check-yours-none')}</p>
      ) : (
        <ul className="card list checkable">
          {rounds.map(({ id, at, file: { at: _, ...file } }) => (
            <li key={id}>
              <button type="button" className="row check-row" onClick={() => go({ page: 'fairness', round: id })}>
                <span className="grow">
                  <span className="name">{lineOf(t, file)}</span>
                  {at && <span className="sub small muted">{nearMoment(t, at)}</span>}
                </span>
                <Icon name="chevron" size="xs" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
