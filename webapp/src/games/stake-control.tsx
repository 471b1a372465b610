import type { AmountBody } from '../amounts.ts';
import { Icon } from '../parts/icon.tsx';
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

/** How much: a step at a time. While a round runs it is locked with everything else. */
export function StakeControl({ asset, bounds, stake, isLocked, beside, onStake }: Props) {
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
          disabled={isLocked || down === undefined}
          aria-label={t('stake-lower', { to: down === undefined ? 'none' : said(down) })}
          onClick={() => down !== undefined && onStake(down)}
        >
          <Icon name="minus" />
        </button>
        <output className="value" aria-live="polite">
          <bdi>{said(stake)}</bdi>
        </output>
        <button
          type="button"
          disabled={isLocked || up === undefined}
          aria-label={t('stake-raise', { to: up === undefined ? 'none' : said(up) })}
          onClick={() => up !== undefined && onStake(up)}
        >
          <Icon name="plus" />
        </button>
      </fieldset>
    </div>
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
        disabled={isLocked || half === undefined}
        aria-label={`½ ${t('stake-half')}`}
        onClick={() => half !== undefined && onStake(half)}
      >
        ½
      </button>
      {presetsOf(bounds).map((preset) => (
        <button
          key={preset.toString()}
          type="button"
          className="preset"
          disabled={isLocked}
          aria-pressed={stake === preset}
          onClick={() => onStake(preset)}
        >
          <bdi>{said(preset)}</bdi>
        </button>
      ))}
      <button
        type="button"
        className="preset"
        disabled={isLocked || double === undefined}
        aria-label={`2× ${t('stake-twice')}`}
        onClick={() => double !== undefined && onStake(double)}
      >
        2×
      </button>
    </fieldset>
  );
}
