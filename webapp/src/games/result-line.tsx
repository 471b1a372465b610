import type { BalancesBody } from '../../../contracts/http/account.ts';
import type { RoundBody } from '../../../contracts/http/games.ts';
import type { AmountBody } from '../amounts.ts';
import { useApp } from '../app-context.ts';
import { isolated } from '../parts/isolate.ts';
import { aroundOf, hasBonus, hasCash } from '../rounds/net.ts';
import { type Texts, useTexts } from '../texts.tsx';
import type { Betting } from './betting.ts';
import type { Phase, Said } from './board.ts';
import { netOf, plain, signedText } from './played.ts';
import { betRefusal, WAYS } from './refusals.ts';

type Props = { betting: Betting; phase: Phase; round: RoundBody | undefined; said: Said };

/** Below the board: what came of it, in words and as a sum; or why nothing came, and where on. */
export function ResultLine({ betting, phase, round, said }: Props) {
  const t = useTexts();
  if (betting.at === 'asking' && betting.lost > 0)
    return (
      <div className="result" role="alert">
        <div className="grow">
          <p className="strong">{t('bet-unknown')}</p>
          <p className="line">{t(betting.intent.kind === 'bet' ? 'bet-unknown-text' : 'act-unknown-text')}</p>
        </div>
      </div>
    );
  if (betting.at === 'rest' && betting.refused) return <Refusal refused={betting.refused} />;
  const over = phase === 'shown' && round?.state === 'settled' ? round : undefined;
  // Ended by its rule, not by its player: that needs a reason more than the sums do.
  const paid = over && (over.leaves === 'left' ? t('round-left') : (said.line ?? paidLine(t, over)));
  const sum = over ? signedText(netOf(over), over.stake.asset, t.language) : said.sum;
  return (
    <div className="result">
      <div className="grow">
        <p className="strong">{said.title}</p>
        <p className="line">{paid ?? said.line ?? '\u00a0'}</p>
      </div>
      {sum && (
        <p className={over && netOf(over) > 0n ? 'sum up' : 'sum'}>
          <bdi dir="ltr">{sum}</bdi>
        </p>
      )}
      {over && <AroundLine round={over} />}
    </div>
  );
}

function Refusal({ refused }: { refused: Parameters<typeof betRefusal>[1] }) {
  const t = useTexts();
  const { go } = useApp();
  const { text, way } = betRefusal(t, refused);
  return (
    <div className="result" role="alert">
      <p className="grow">{text}</p>
      {way && (
        <button type="button" className="button small way-on" onClick={() => go(WAYS[way])}>
          {t(`way-${way}`)}
        </button>
      )}
    </div>
  );
}

/** What they had, and what they have now: of the money that the round was about. */
function AroundLine({ round }: { round: RoundBody }) {
  const t = useTexts();
  const around = aroundOf(round);
  const [of, money] =
    hasCash(round) || !hasBonus(round) ? (['cash', around?.cash] as const) : (['bonus', around?.bonus] as const);
  if (!money) return null;
  const said = (amount: AmountBody): string => isolated(plain(amount, t.language));
  return (
    <p className="line around">
      {t(`round-went-${of}`, { before: money.before ? said(money.before) : 'none', after: said(money.after) })}
    </p>
  );
}

const paidLine = (t: Texts, { isFree, stake, win }: RoundBody): string =>
  t('round-line', { stake: isFree ? 'free' : plain(stake, t.language), paid: plain(win, t.language) });

/** The same for whoever listens: once for each round that is over, with what the player has then. */
export function ResultTold({ betting, said }: { betting: Betting; said: Said }) {
  const t = useTexts();
  const { cache, me } = useApp();
  const over =
    betting.at === 'rest' && !betting.refused && betting.last?.state === 'settled' ? betting.last : undefined;
  const cash = cache.get<BalancesBody>('balances').value?.cash.find(({ asset }) => asset === me.wallet);
  return (
    <p className="sr" role="status">
      {over &&
        t('round-told', {
          title: said.title,
          net: signedText(netOf(over), over.stake.asset, t.language),
          cash: cash ? plain(cash, t.language) : 'none',
        })}
    </p>
  );
}
