import type { KeyboardEvent } from 'react';
import type { AmountBody } from '../amounts.ts';
import { Icon } from '../parts/icon.tsx';
import { isolated } from '../parts/isolate.ts';
import { useTexts } from '../texts.tsx';
import { plain } from './played.ts';
import { type Bounds, halfOf, presetsOf, stepDown, stepUp, twice } from './stakes.ts';

type Props = {
  asset: AmountBody['asset'];
  bounds: Bounds;
  stake: bigint;
  isLocked: boolean;
  /** Beside the word Stake. */
  beside: string | undefined;
  onStake: (stake: bigint) => void;
};

/**
 * How much: a step at a time. While a round runs it is locked with everything else. What does nothing now stays a button: a key that was
 * pressed once too often keeps the focus where it is.
 */
export function StakeControl({
  asset,
  bounds,
  stake,
  isLocked,
  beside,
  onStake,
  mostWin,
}: Props & Pick<RangeProps, 'mostWin'>) {
  const t = useTexts();
  const said = (minor: bigint): string => plain({ asset, minor: minor.toString() }, t.language);
  const [down, up] = [stepDown(bounds, stake), stepUp(bounds, stake)];
  return (
    <div>
      <p className="stake-label">
        <span>
          {t('stake')} {isLocked && <Icon name="lock" size="xs" />}
        </span>
        {beside && <span>{beside}</span>}
      </p>
      <fieldset className="stepper" aria-label={t(isLocked ? 'stake-locked' : 'stake')} aria-disabled={isLocked}>
        <button
          type="button"
          aria-disabled={isLocked || down === undefined}
          aria-label={t('stake-lower', { to: down === undefined ? 'none' : said(down) })}
          onClick={() => isLocked || down === undefined || onStake(down)}
        >
          <Icon name="minus" />
        </button>
        <output className="value" aria-live="polite">
          <bdi>{said(stake)}</bdi>
        </output>
        <button
          type="button"
          aria-disabled={isLocked || up === undefined}
          aria-label={t('stake-raise', { to: up === undefined ? 'none' : said(up) })}
          onClick={() => isLocked || up === undefined || onStake(up)}
        >
          <Icon name="plus" />
        </button>
      </fieldset>
      <StakeRange bounds={bounds} mostWin={mostWin} />
    </div>
  );
}

/** With the focus on stake or round button, arrows up and down are a step each; nowhere else does a key touch a stake. */
export function stakeByKey(
  event: KeyboardEvent,
  { bounds, stake, isLocked, onStake }: Pick<Props, 'bounds' | 'stake' | 'isLocked' | 'onStake'>,
): void {
  const isUp = event.key === 'ArrowUp';
  if (!isUp && event.key !== 'ArrowDown') return;
  event.preventDefault(); // the page stays where it is
  const next = isUp ? stepUp(bounds, stake) : stepDown(bounds, stake);
  if (!isLocked && next !== undefined) onStake(next);
}

type RangeProps = { bounds: Bounds; mostWin: AmountBody };

/** What can be staked with these choices, and why no more: said before the bet, and always in its place. */
function StakeRange({ bounds, mostWin }: RangeProps) {
  const t = useTexts();
  const said = (minor: bigint): string => isolated(plain({ ...mostWin, minor: minor.toString() }, t.language));
  return (
    <p className="stake-range">
      {bounds.most < bounds.least
        ? t('stake-none')
        : t(`stake-from-${bounds.from}`, {
            least: said(bounds.least),
            most: said(bounds.most),
            win: said(BigInt(mostWin.minor)),
          })}
      <span className="keys-hint">{t('stake-keys')}</span>
    </p>
  );
}

/** The ways to a stake that are one press: half, twice, and some that many choose. Never the most. */
export function StakePresets({ asset, bounds, stake, isLocked, onStake }: Omit<Props, 'beside'>) {
  const t = useTexts();
  const said = (minor: bigint): string => plain({ asset, minor: minor.toString() }, t.language);
  const [half, double] = [halfOf(bounds, stake), twice(bounds, stake)];
  return (
    <fieldset className="stake-presets" aria-label={t('stakes')}>
      <button
        type="button"
        className="preset"
        aria-disabled={isLocked || half === undefined}
        aria-label={`½ ${t('stake-half')}`}
        onClick={() => isLocked || half === undefined || onStake(half)}
      >
        ½
      </button>
      {presetsOf(bounds).map((preset) => (
        <button
          key={preset.toString()}
          type="button"
          className="preset"
          aria-disabled={isLocked}
          aria-pressed={stake === preset}
          onClick={() => isLocked || onStake(preset)}
        >
          <bdi>{said(preset)}</bdi>
        </button>
      ))}
      <button
        type="button"
        className="preset"
        aria-disabled={isLocked || double === undefined}
        aria-label={`2× ${t('stake-twice')}`}
        onClick={() => isLocked || double === undefined || onStake(double)}
      >
        2×
      </button>
    </fieldset>
  );
}
