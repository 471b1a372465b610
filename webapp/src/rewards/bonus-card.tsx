import type { GrantBody } from '../../../contracts/http/bonuses.ts';
import { formatMoney, formatPercent } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { nearMoment } from '../parts/moments.ts';
import { Money, Parts, wide } from '../parts/money.tsx';
import { gameName, gamesIn } from '../rounds/game.ts';
import { useTexts } from '../texts.tsx';
import { becomesInWords } from './terms.tsx';
import { isNothing, leftToPlay, playedInWords, playedPercent } from './wagering.ts';

/** The active bonus: a ticket of its own, how far it is played, and until when. */
export function BonusCard({ grant }: { grant: GrantBody }) {
  const t = useTexts();
  const { go } = useApp();
  const { id, terms, balance, wager, spinsLeft, playUntil } = grant;
  return (
    <section className="pass" aria-labelledby="bonus-now">
      <div className="ticket main-part">
        <div className="top">
          <h2 className="tag-bonus" id="bonus-now">
            <Icon name="ticket" size="s" /> {t('bonus')}
          </h2>
          <span className="pass-kind small muted">{t(`bonus-kind-${terms.kind}`)}</span>
        </div>
        <p className="sum" style={wide(balance, t.language)}>
          <Parts amount={balance} />
        </p>
        {isNothing(wager.needed) ? (
          <p className="small muted">{t('spins-first')}</p>
        ) : (
          <>
            <Bar grant={grant} />
            <p className="foot">
              <bdi>{playedInWords(t, wager)}</bdi>
              <bdi>{t('bonus-to-go', { left: formatMoney(moneyOf(leftToPlay(wager)), t.language) })}</bdi>
            </p>
          </>
        )}
      </div>
      <div className="ticket stub">
        <dl className="facts">
          <div>
            <dt>{t('bonus-most-stake')}</dt>
            <dd>
              <Money amount={terms.mostStake} />
            </dd>
          </div>
          {playUntil && (
            <div>
              <dt>{t('bonus-ends')}</dt>
              <dd>
                <bdi>{nearMoment(t, playUntil)}</bdi>
              </dd>
            </div>
          )}
          <div>
            <dt>{t('bonus-becomes')}</dt>
            <dd>{becomesInWords(t, terms)}</dd>
          </div>
        </dl>
        <div className="acts">
          <button
            type="button"
            className="link terms-link"
            onClick={() => go({ page: 'rewards', sheet: 'bonus', grant: id })}
          >
            {t('bonus-terms')}
          </button>
          <button
            type="button"
            className="link give"
            onClick={() => go({ page: 'rewards', sheet: 'bonus-cost', grant: id })}
          >
            {t('bonus-give-up')}
          </button>
        </div>
      </div>
      {spinsLeft > 0 && terms.spins && <Spins spins={terms.spins} left={spinsLeft} />}
    </section>
  );
}

function Bar({ grant: { wager } }: { grant: GrantBody }) {
  const t = useTexts();
  const percent = playedPercent(wager);
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={t('bonus-bar')}
      aria-valuenow={percent}
      aria-valuetext={playedInWords(t, wager)}
    >
      <i style={{ inlineSize: `${percent}%` }} />
    </div>
  );
}

function Spins({ spins, left }: { spins: NonNullable<GrantBody['terms']['spins']>; left: number }) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <div className="card row spins">
      <span className="badge">
        <Icon name="spin" />
      </span>
      <span className="grow">
        <span className="name strong">{t('spins-left', { count: left })}</span>
        <span className="sub small muted">
          {t('spins-left-text', {
            game: gameName(t, spins.game),
            stake: formatMoney(moneyOf(spins.stake), t.language),
          })}
        </span>
      </span>
      <button type="button" className="button quiet small" onClick={() => go({ page: 'game', game: spins.game })}>
        {t('spins-play')}
      </button>
    </div>
  );
}

/** What of a stake counts, game by game. */
export function Counts({ terms }: { terms: GrantBody['terms'] }) {
  const t = useTexts();
  return (
    <section className="card pad" aria-labelledby="what-counts">
      <h2 className="heading" id="what-counts">
        {t('counts-title')}
      </h2>
      <dl className="terms small">
        {gamesIn(terms.contributionBps).map(({ game, bps }) => (
          <div key={game}>
            <dt>{gameName(t, game)}</dt>
            <dd>
              <bdi>{formatPercent(bps, t.language)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p className="small muted">
        {t(`counts-${terms.counts}`)} {t('counts-others')}
      </p>
    </section>
  );
}
