import type { RoundBody } from '../../../contracts/http/games.ts';
import type { Fields } from '../../../domain/games/game.ts';
import type { AmountBody } from '../amounts.ts';
import { useTexts } from '../texts.tsx';
import type { GameBoard, Phase } from './board.ts';
import { plain } from './played.ts';

type Props<C extends Fields> = {
  board: GameBoard<C>;
  phase: Phase;
  round: RoundBody | undefined;
  stake: AmountBody;
  isFree: boolean;
  /** Nothing can be staked with these choices; why is said beside it. */
  isShort: boolean;
  onBet: () => void;
  onTake: (action: Fields) => void;
  onHurry: () => void;
};

/**
 * The one button of a round, always in its place, always named by what it does. It stays a button while an answer is awaited, so that
 * it keeps the focus, and does nothing; a key that is held down is one press: nothing here plays by itself.
 */
export function RoundButton<C extends Fields>(props: Props<C>) {
  const t = useTexts();
  const { name, cost, does, isOff } = actOf(t, props);
  return (
    <button
      type="button"
      className="spin"
      aria-keyshortcuts="ArrowUp ArrowDown"
      aria-disabled={does === undefined}
      data-off={isOff || undefined}
      onClick={does}
      onKeyDown={(event) => event.repeat && event.preventDefault()}
    >
      {name}
      {cost !== undefined && (
        <span className="cost">
          <bdi>{cost}</bdi>
        </span>
      )}
    </button>
  );
}

/** `isOff`: there is nothing to press for, and that is drawn; an answer that is awaited is not. */
type Act = { name: string; cost: string | undefined; does: (() => void) | undefined; isOff: boolean };

function actOf<C extends Fields>(
  t: ReturnType<typeof useTexts>,
  { board, phase, round, stake, isFree, isShort, onBet, onTake, onHurry }: Props<C>,
): Act {
  const take = round?.state === 'open' && phase !== 'idle' ? board.take?.(t, round) : undefined;
  const isOpen = round?.state === 'open' && phase !== 'idle';
  if (phase === 'running' && !isOpen) return { name: t('land'), cost: undefined, does: onHurry, isOff: false };
  if (isOpen) {
    const does = take && phase === 'open' ? () => onTake(take.action) : undefined;
    return { name: take?.name ?? t('take'), cost: take && plain(take.gets, t.language), does, isOff: !take };
  }
  return {
    name: board.press(t),
    cost: isFree ? t('stake-free') : plain(stake, t.language),
    does: phase === 'asking' || isShort ? undefined : onBet,
    isOff: isShort,
  };
}
