import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { BonusesBody } from '../../../contracts/http/bonuses.ts';
import type { GamesBody, RoundBody, RoundsBody } from '../../../contracts/http/games.ts';
import type { Fields } from '../../../domain/games/game.ts';
import type { GameId } from '../../../domain/games/index.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { useSeeds } from '../fairness/use-seeds.ts';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { ListSkeleton } from '../parts/skeletons.tsx';
import { useTexts } from '../texts.tsx';
import { type GameBoard, useReducedMotion } from './board.ts';
import { GameHead } from './game-head.tsx';
import { freeSpinOf, playedWith } from './grant.ts';
import { Pays, PaysSheet } from './how-it-pays.tsx';
import { MoneyBar } from './money-bar.tsx';
import { beforeWin, roundsOf } from './played.ts';
import { ResultLine, ResultTold } from './result-line.tsx';
import { LastNets, LastRounds } from './results.tsx';
import { RoundButton } from './round-button.tsx';
import { SoundKey } from './sound-key.tsx';
import { useSounds } from './sounds.ts';
import { StakeControl, StakePresets, stakeByKey } from './stake-control.tsx';
import { boundsOf, firstStake, within } from './stakes.ts';
import { phaseOf, useRound } from './use-round.ts';
import '../styles/games.css';

const LAST = 12;

/** A game on the table: the frame is the same for every board, and only the cabinet's colour and window change. */
export function Frame<C extends Fields>({ game, board }: { game: GameId; board: GameBoard<C> }) {
  const t = useTexts();
  const { ask, cache, me } = useApp();
  const games = useKnown<GamesBody>(cache, 'games', () => ask('games'));
  const rounds = useKnown<RoundsBody>(cache, roundsOf(game), () => ask('rounds', { query: { game, limit: LAST } }));
  const table = games.value?.games.find(({ id }) => id === game)?.tables.find(({ asset }) => asset === me.wallet);
  useOnGame();
  if (!games.value || !rounds.value) {
    const failed = games.value ? rounds : games;
    return (
      <>
        <GameHead game={game} returns={board.rules.returns(board.first)} />
        {failed.failed ? <Failed problem={failed.failed} onRetry={failed.retry} /> : <ListSkeleton rows={4} />}
      </>
    );
  }
  if (!table)
    return (
      <>
        <GameHead game={game} returns={board.rules.returns(board.first)} />
        <div className="empty">
          <Icon name="coin" />
          <p>{t('no-table')}</p>
        </div>
      </>
    );
  return (
    <Promised isPlayed={rounds.value.rounds.length > 0}>
      <Table game={game} board={board} table={table} rounds={rounds.value.rounds} />
    </Promised>
  );
}

/** What the house has committed to is on this device before a first bet can be made: their part of the pair is drawn with that bet. */
function Promised({ isPlayed, children }: { isPlayed: boolean; children: ReactNode }) {
  // As it was at first: a first round takes no table away.
  const [wasPlayed] = useState(isPlayed);
  return wasPlayed ? children : <OnceSealed>{children}</OnceSealed>;
}

function OnceSealed({ children }: { children: ReactNode }) {
  const { value, failed, retry } = useSeeds();
  if (value) return children;
  return failed ? <Failed problem={failed} onRetry={retry} /> : <ListSkeleton rows={4} />;
}

type TableBody = GamesBody['games'][number]['tables'][number];
type TableProps<C extends Fields> = {
  game: GameId;
  board: GameBoard<C>;
  table: TableBody;
  rounds: readonly RoundBody[];
};

function Table<C extends Fields>({ game, board, table, rounds }: TableProps<C>) {
  const t = useTexts();
  const { go } = useApp();
  const reducedMotion = useReducedMotion();
  const sounds = useSounds(reducedMotion);
  const [isPaysOpen, setPaysOpen] = useState(false);
  const [chosen, choose] = useState<C>();
  const [staked, setStake] = useState<bigint>();
  const { betting, bet, act, onLanded, adopt, isHurried, onHurry } = useRound(game, sounds.play);
  const phase = phaseOf(betting);
  const round = betting.at === 'running' ? betting.answer.round : (betting.last ?? rounds[0]);

  // Begun before the page was loaded, or played on, or ended, on another device.
  const last = betting.last?.id;
  const moved = rounds.find(({ state }) => state === 'open') ?? rounds.find(({ id }) => id === last);
  useEffect(() => {
    if (moved) adopt(moved);
  }, [moved, adopt]);

  const isLocked = phase === 'asking' || phase === 'running' || phase === 'open';
  const locked = isLocked && phase !== 'asking' ? round : undefined;
  const choices = read(board, locked?.choices) ?? chosen ?? read(board, rounds[0]?.choices) ?? board.first;

  const grant = useActiveGrant();
  const free = freeSpinOf(grant, game, table.asset);
  const bounds = boundsOf(table, board.rules.most(choices), grant?.terms);
  const wanted = staked ?? lastStake(rounds) ?? firstStake(bounds);
  const minor = locked ? BigInt(locked.stake.minor) : free ? BigInt(free.stake.minor) : within(bounds, wanted);
  const stake = { asset: table.asset, minor: minor.toString() };
  const isShort = bounds.most < bounds.least && !locked;
  const moneyNow = betting.at === 'running' ? beforeWin(betting.answer) : {};

  const view = { choices, phase, round };
  const closePays = useCallback(() => setPaysOpen(false), []);
  const stakeProps = {
    asset: table.asset,
    bounds,
    stake: minor,
    isLocked: isLocked || free !== undefined,
    onStake: setStake,
  };
  return (
    <div className="on-table">
      <div className="play">
        <GameHead game={game} returns={board.rules.returns(choices)}>
          <SoundKey sounds={sounds} />
        </GameHead>
        <MoneyBar cash={moneyNow.cash} bonus={moneyNow.bonus} />
        <section className={`cabinet ${board.look}`} aria-label={t('cabinet')}>
          <board.Board
            {...view}
            {...{ isLocked, isHurried, onHurry, onLanded, reducedMotion }}
            onChoose={(next) => isLocked || choose(next)}
            onAct={act}
          />
          <ResultLine betting={betting} phase={phase} round={round} said={board.say(t, view)} />
        </section>
        {board.Choices && (
          <board.Choices choices={choices} isLocked={isLocked} onChoose={(next) => isLocked || choose(next)} />
        )}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: what holds the focus within it is a button, and names these keys */}
        <div className="controls" onKeyDown={(event) => stakeByKey(event, stakeProps)}>
          <StakeControl
            {...stakeProps}
            beside={free ? t('spins-left', { count: free.left }) : board.beside?.(t, choices, stake)}
            mostWin={table.mostWin}
          />
          <RoundButton
            {...{ board, phase, round, stake }}
            isFree={free !== undefined}
            isShort={isShort}
            onBet={() => bet({ stake, choices, freeSpin: free?.grant })}
            onTake={act}
            onHurry={onHurry}
          />
        </div>
        <StakePresets {...stakeProps} />
        <LastNets rounds={rounds} />
        <div className="meta-row">
          {grant && (
            <span className="chip on-page">
              <Icon name="coin" size="xs" />
              {t(`funds-${grant.terms.order}`)}
            </span>
          )}
          <button type="button" className="button quiet small to-pays" onClick={() => setPaysOpen(true)}>
            <Icon name="info" size="s" />
            {t('how-it-pays')}
          </button>
          <span className="keys">
            <button
              type="button"
              className="icon-button"
              aria-label={t('last-rounds')}
              onClick={() => go({ page: 'history' })}
            >
              <Icon name="history" />
            </button>
          </span>
        </div>
        <ResultTold betting={betting} said={board.say(t, view)} />
      </div>
      <aside className="table-side">
        <LastRounds rounds={rounds} />
        <section className="card pad" aria-label={t('how-it-pays')}>
          <h2 className="heading">{t('how-it-pays')}</h2>
          <Pays {...{ board, choices, stake, round }} />
        </section>
      </aside>
      {isPaysOpen && <PaysSheet {...{ board, choices, stake, round }} onClose={closePays} />}
    </div>
  );
}

/** While a game is on the table the app's own bars are away: the frame has its own, and more room. */
function useOnGame(): void {
  useEffect(() => {
    document.body.classList.add('on-game');
    return () => document.body.classList.remove('on-game');
  }, []);
}

function useActiveGrant(): BonusesBody['active'] {
  const { ask, cache } = useApp();
  return playedWith(useKnown<BonusesBody>(cache, 'bonuses', () => ask('bonuses')).value, Date.now());
}

/** What was chosen before, if the rules still know it. */
function read<C extends Fields>({ rules }: GameBoard<C>, raw: unknown): C | undefined {
  if (raw === undefined) return undefined;
  const choices = rules.readChoices(raw);
  return 'reason' in choices ? undefined : (choices as C);
}

const lastStake = (rounds: readonly RoundBody[]): bigint | undefined => {
  const last = rounds.find(({ isFree }) => !isFree);
  return last && BigInt(last.stake.minor);
};
