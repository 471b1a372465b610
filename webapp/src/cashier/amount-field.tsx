import type { AmountBody } from '../../../contracts/http/amounts.ts';
import { moneyParts } from '../../../contracts/texts/format.ts';
import { assets } from '../../../domain/assets.ts';
import { type Money as Amount, toDecimal } from '../../../domain/money.ts';
import { moneyOf } from '../amounts.ts';
import { useTexts } from '../texts.tsx';

type Props = {
  asset: AmountBody['asset'];
  text: string;
  /** What the text means; undefined when it means no amount. */
  amount: Amount | undefined;
  /** What is offered to press, and what to call it where it has a name. */
  presets: readonly { readonly amount: AmountBody; readonly name?: string | undefined }[];
  problem: string | undefined;
  hint: string;
  onChange: (text: string) => void;
};

/** How much: typed, or one of what is offered. What is wrong with it stands below, in the place of the limits. */
export function AmountField({ asset, text, amount, presets, problem, hint, onChange }: Props) {
  const t = useTexts();
  const unit = unitOf(asset, t.language);
  return (
    <div className="amount-box">
      <label className="amount-line" dir="ltr">
        <span className="sr">{t('amount-in', { unit })}</span>
        <span className="unit" aria-hidden="true">
          {unit}
        </span>
        <input
          inputMode="decimal"
          autoComplete="off"
          enterKeyHint="done"
          maxLength={16}
          placeholder="0"
          value={text}
          aria-invalid={problem !== undefined}
          aria-describedby="amount-note"
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <fieldset className="presets">
        <legend className="sr">{t('amounts')}</legend>
        {presets.map(({ amount: preset, name }) => (
          <button
            key={preset.minor}
            type="button"
            className="preset"
            aria-pressed={amount?.minor === BigInt(preset.minor)}
            onClick={() => onChange(asTyped(moneyOf(preset)))}
          >
            {name ?? <bdi>{roundly(moneyOf(preset), t.language)}</bdi>}
          </button>
        ))}
      </fieldset>
      <p id="amount-note" className={problem ? 'hint error' : 'hint'} role={problem ? 'alert' : undefined}>
        {problem ?? hint}
      </p>
    </div>
  );
}

/** As a person would type it: without the zeros that nobody does, and never so that three places look like thousands. */
export function asTyped(amount: Amount): string {
  const { scale } = assets[amount.asset];
  if (scale <= 2) return toDecimal(amount);
  const short = toDecimal(amount).replace(/\.?0+$/, '');
  return /\.\d{3}$/.test(short) ? `${short}0` : short;
}

const unitOf = (asset: AmountBody['asset'], language: string): string =>
  moneyParts(moneyOf({ asset, minor: '0' }), language).find(({ type }) => type === 'symbol')?.text ?? asset;

/** Without the cents it has not. */
const roundly = (amount: Amount, language: string): string =>
  moneyParts(amount, language)
    .filter(({ type, text }) => !(type === 'point' || (type === 'fraction' && /^0+$/.test(text))))
    .map(({ text }) => text)
    .join('');
