import type { GamesBody, RoundsBody } from '../../../contracts/http/games.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { type GameId, gameOf } from '../../../domain/games/index.ts';
import { moneyOf } from '../amounts.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Failed } from '../parts/failed.tsx';
import { Waits } from '../parts/waits.tsx';
import { type Place, pathOf } from '../places.ts';
import { useTexts } from '../texts.tsx';
import { Art } from './art.tsx';
import { percentInWords } from './figures.ts';
import { useChat } from './in-chat.tsx';
import { OPEN_ROUNDS } from './played.ts';
import '../styles/games.css';

/** What can be played, and what was begun and waits. */
export function GameGrid() {
  const t = useTexts();
  const { ask, cache, go } = useApp();
  const games = useKnown<GamesBody>(cache, 'games', () => ask('games'));
  const open = useKnown<RoundsBody>(cache, OPEN_ROUNDS, () => ask('rounds', { query: { state: 'open' } })).value;
  const { link, open: openChat } = useChat();
  const fairness: Place = { page: 'fairness' };
  return (
    <>
      {open?.rounds.map(({ id, game, stake }) => (
        <Waits
          key={id}
          icon="lock"
          title={t('waits-round', { game: t(`game-${game}`) })}
          text={t('waits-round-text', { stake: formatMoney(moneyOf(stake), t.language) })}
          place={{ page: 'game', game }}
        />
      ))}
      <section aria-labelledby="games">
        <div className="section-head">
          <h2 className="heading" id="games">
            {t('games')}
          </h2>
          <button type="button" className="link" onClick={() => go(fairness)}>
            {t('how-fair')}
          </button>
        </div>
        {games.failed && !games.value && <Failed problem={games.failed} onRetry={games.retry} />}
        <div className="games">
          {games.value?.games.map(({ id, place }) =>
            place === 'chat' ? (
              link && (
                <a className="game-card" key={id} href={link} target="_blank" rel="noreferrer" onClick={openChat}>
                  <Card game={id} isInChat />
                </a>
              )
            ) : (
              <a
                className="game-card"
                key={id}
                href={pathOf({ page: 'game', game: id })}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey) return;
                  event.preventDefault();
                  go({ page: 'game', game: id });
                }}
              >
                <Card game={id} />
              </a>
            ),
          )}
        </div>
      </section>
    </>
  );
}

function Card({ game, isInChat = false }: { game: GameId; isInChat?: boolean }) {
  const t = useTexts();
  const rules = gameOf(game);
  const returns = percentInWords(rules.returns(rules.examples[0]?.choices ?? {}), t.language);
  return (
    <>
      <span className="art">
        <Art game={game} />
      </span>
      <span className="name">{t(`game-${game}`)}</span>
      <span className="meta">{`${isInChat ? `${t('in-chat')} · ` : ''}${t('returns', { share: returns })}`}</span>
    </>
  );
}
