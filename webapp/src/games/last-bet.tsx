import { useEffect, useState } from 'react';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { useKept } from '../api/cache.ts';
import { asRefused } from '../api/client.ts';
import { type App, useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import type { Place } from '../places.ts';
import { useTexts } from '../texts.tsx';
import { isUnanswered, pause } from './betting.ts';
import { LAST_BET, type LastBet, netOf, signedText, tellLast, tellMoney, tellRound } from './played.ts';
import { betRefusal } from './refusals.ts';
import { askForBet, forgetBet, type Unanswered, unansweredOf } from './unanswered.ts';

/** A bet that was left without an answer, by a reload or by leaving its table: asked for wherever its player is, and told. */
export function LastBetNotice({ place }: { place: Place }) {
  const t = useTexts();
  const app = useApp();
  const waits = useHearing(app, place);
  const last = useKept<LastBet>(app.cache, LAST_BET);
  if (last) return <Told last={last} onSeen={() => app.cache.put(LAST_BET, undefined)} />;
  if (!waits) return null;
  return (
    <p className="callout" role="status">
      <Icon name="clock" />
      <span>
        <b>{t('last-bet-waits', { game: t(`game-${waits.bet.body.game}`) })}</b> {t('bet-unknown-text')}
      </span>
    </p>
  );
}

/** The table of its game hears of its own bets, and brings them to show. */
function useHearing(app: App, { page, game }: Place): Unanswered | undefined {
  const table = page === 'game' ? game : undefined;
  const [waits, setWaits] = useState<Unanswered>();
  useEffect(() => {
    const here = { isHere: true };
    void (async () => {
      for (const each of unansweredOf(app.me.id)) {
        if (each.bet.body.game === table || !here.isHere) continue;
        setWaits(each);
        await hear(app, each, here);
        if (here.isHere) setWaits(undefined);
      }
    })();
    return () => {
      here.isHere = false;
      setWaits(undefined);
    };
  }, [app, table]);
  return waits;
}

/** Until it is answered, or somebody else asks. */
async function hear(app: App, { bet }: Unanswered, here: { readonly isHere: boolean }): Promise<void> {
  for (let lost = 1; here.isHere; lost++) {
    try {
      const answer = await askForBet(app, bet);
      forgetBet(bet.key);
      tellMoney(app.cache, answer);
      tellRound(app.cache, answer.round);
      return tellLast(app.cache, { round: answer.round });
    } catch (error) {
      const refused = asRefused(error);
      if (!isUnanswered(refused, lost)) {
        forgetBet(bet.key);
        return tellLast(app.cache, { refused, bet });
      }
    }
    await pause(lost);
  }
}

function Told({ last, onSeen }: { last: LastBet; onSeen: () => void }) {
  const t = useTexts();
  const { go } = useApp();
  const round = 'round' in last ? last.round : undefined;
  return (
    <div className="callout last-bet" role="status">
      <Icon name={round ? 'check' : 'info'} />
      <p className="grow">
        <Words last={last} />{' '}
        {round && (
          <button
            type="button"
            className="link"
            onClick={() =>
              go(
                round.state === 'open'
                  ? { page: 'game', game: round.game }
                  : { page: 'history', sheet: 'round', round: round.id },
              )
            }
          >
            {t(round.state === 'open' ? 'last-bet-go-on' : 'last-bet-see')}
          </button>
        )}
      </p>
      <button type="button" className="icon-button" aria-label={t('close')} onClick={onSeen}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function Words({ last }: { last: LastBet }) {
  const t = useTexts();
  if ('refused' in last)
    return (
      <>
        {t('last-bet-not', {
          game: t(`game-${last.bet.body.game}`),
          stake: formatMoney(moneyOf(last.bet.body.stake), t.language),
        })}{' '}
        {betRefusal(t, last.refused).text}
      </>
    );
  const { round } = last;
  return t(round.state === 'open' ? 'last-bet-open' : 'last-bet-played', {
    game: t(`game-${round.game}`),
    stake: formatMoney(moneyOf(round.stake), t.language),
    net: signedText(netOf(round), round.stake.asset, t.language),
  });
}
