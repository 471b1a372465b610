import type { RoundBody } from '../../../contracts/http/games.ts';
import { useApp } from '../app-context.ts';
import { useTexts } from '../texts.tsx';
import { netOf, plain, signedText } from './played.ts';

const IN_A_LINE = 6;
const IN_A_TABLE = 6;

const settled = (rounds: readonly RoundBody[], many: number): RoundBody[] =>
  rounds.filter(({ state }) => state === 'settled').slice(0, many);

/** What the last rounds came to, the newest first: a win is one only above its stake. */
export function LastNets({ rounds }: { rounds: readonly RoundBody[] }) {
  const t = useTexts();
  const last = settled(rounds, IN_A_LINE);
  if (last.length === 0) return null;
  return (
    <ol className="strip" aria-label={t('last-nets')}>
      {last.map((round) => (
        <li key={round.id} className={netOf(round) > 0n ? 'up' : undefined}>
          <bdi dir="ltr">{signedText(netOf(round), round.stake.asset, t.language)}</bdi>
        </li>
      ))}
    </ol>
  );
}

/** The same beside the board, where there is room: each leads to the whole round. */
export function LastRounds({ rounds }: { rounds: readonly RoundBody[] }) {
  const t = useTexts();
  const { go } = useApp();
  const last = settled(rounds, IN_A_TABLE);
  if (last.length === 0) return null;
  return (
    <section className="card pad" aria-labelledby="last-rounds">
      <h2 className="heading" id="last-rounds">
        {t('last-rounds')}
      </h2>
      <table className="rounds">
        <thead>
          <tr>
            <th scope="col">{t('round-number')}</th>
            <th scope="col">{t('stake')}</th>
            <th scope="col">{t('round-paid')}</th>
            <th scope="col">{t('play-net')}</th>
          </tr>
        </thead>
        <tbody>
          {last.map((round) => (
            <tr key={round.id}>
              <td>
                <button
                  type="button"
                  className="link"
                  onClick={() => go({ page: 'history', sheet: 'round', round: round.id })}
                >
                  {round.seed.nonce}
                </button>
              </td>
              <td>
                <bdi>{round.isFree ? t('stake-free') : plain(round.stake, t.language)}</bdi>
              </td>
              <td>
                <bdi>{plain(round.win, t.language)}</bdi>
              </td>
              <td className={netOf(round) > 0n ? 'up' : undefined}>
                <bdi dir="ltr">{signedText(netOf(round), round.stake.asset, t.language)}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
