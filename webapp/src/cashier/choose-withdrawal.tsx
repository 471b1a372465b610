import { type FormEvent, useRef, useState } from 'react';
import type { DestinationBody } from '../../../contracts/http/destinations.ts';
import { scheduleOf } from '../../../contracts/http/fees.ts';
import type { WithdrawalWayBody } from '../../../contracts/http/withdrawals.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { paidAs } from '../../../domain/destinations.ts';
import { type Money as Amount, add, isMoreThan, money, parseAmount } from '../../../domain/money.ts';
import type { AssetTerms } from '../../../domain/terms.ts';
import { mostWithdrawable, withdrawalFee } from '../../../domain/withdrawals.ts';
import { amountOf, moneyOf } from '../amounts.ts';
import { useApp } from '../app-context.ts';
import { useOneAct } from '../parts/one-act.ts';
import { type Texts, useTexts } from '../texts.tsx';
import { AddDestination } from './add-destination.tsx';
import { AddPlace } from './add-place.tsx';
import { AmountField } from './amount-field.tsx';
import { blockerText } from './blockers.ts';
import { Destinations, paysTo, useDestinations } from './destinations.tsx';
import { GivesUp, GiveUp } from './give-up.tsx';
import { keyOf, WaysOut, WhyNotOthers } from './ways-out.tsx';
import { Summary } from './withdrawal-summary.tsx';

type Props = {
  first: WithdrawalWayBody;
  ways: readonly WithdrawalWayBody[];
  /** There are other ways, which are shut. */
  isPart: boolean;
};

/** How much, by which way and where to, and what it costs, before anything is set aside. Nothing is chosen for the player. */
export function ChooseWithdrawal({ first, ways, isPart }: Props) {
  const t = useTexts();
  const [by, setBy] = useState(keyOf(first));
  const [text, setText] = useState('');
  const [adding, setAdding] = useState<{ readonly unconfirmed: DestinationBody | undefined }>();
  const way = ways.find((each) => keyOf(each) === by) ?? first;
  const amount = parseAmount(text, way.asset);
  const place = usePlaceFor(way, amount);
  const wish = useWish(way, place.chosen);
  const { blockers, cost } = wish.refused?.problem ?? {};
  const problem = whyNotThis(t, text, amount, way);
  const isReady = amount !== undefined && !problem && (!place.isNeeded || place.chosen !== undefined);
  const change = (next: string) => {
    setText(next);
    wish.forget();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) wish.make(amount);
  };
  const Add = paysTo(way.rail) === 'ton' ? AddPlace : AddDestination;
  if (adding)
    return (
      <Add
        unconfirmed={adding.unconfirmed}
        onBack={() => setAdding(undefined)}
        onDone={({ id }) => {
          place.choose(id);
          setAdding(undefined);
        }}
      />
    );
  return (
    <form className="form-rows" onSubmit={submit} noValidate>
      <div className="body">
        {!(cost && isReady) && <GivesUp asset={way.asset} />}
        <AmountField
          asset={way.asset}
          text={text}
          amount={amount}
          presets={presetsOf(t, way)}
          problem={problem}
          hint={t('withdraw-limits', { least: inWords(t, way.least), most: inWords(t, largest(way)) })}
          onChange={change}
        />
        {blockers && (
          <ul className="callout warn in-the-way" role="alert">
            {blockers.map((blocker) => (
              <li key={blocker.reason}>{blockerText(t, blocker)}</li>
            ))}
          </ul>
        )}
        <section aria-labelledby="pay-out-by">
          <h3 className="heading" id="pay-out-by">
            {t('withdraw-to')}
          </h3>
          <WaysOut way={way} ways={ways} onWay={setBy} />
          {way.takesDestination && (
            <WhereTo way={way} place={place} onAdd={(unconfirmed) => setAdding({ unconfirmed })} />
          )}
          {isPart && <WhyNotOthers />}
        </section>
      </div>
      {cost && isReady ? (
        <GiveUp
          cost={cost}
          amount={formatMoney(amount, t.language)}
          busy={wish.busy}
          onKeep={wish.forget}
          onGiveUp={() => wish.make(amount, cost.grant)}
        />
      ) : (
        <Summary
          way={way}
          terms={termsOf(way)}
          amount={problem ? undefined : amount}
          isReady={isReady}
          busy={wish.busy}
          refused={wish.refused}
        />
      )}
    </form>
  );
}

/** Where it goes: what does not go back the way it came needs a place of the player's own. A single one is taken. */
function usePlaceFor({ rail, takesDestination, withoutDestination }: WithdrawalWayBody, amount: Amount | undefined) {
  const known = useDestinations();
  const [wanted, setWanted] = useState<string>();
  const confirmed =
    known.value?.destinations.filter(({ status, kind }) => status === 'confirmed' && paidAs[kind] === paysTo(rail)) ??
    [];
  const [only, ...others] = confirmed;
  const isNeeded =
    takesDestination &&
    (amount === undefined || withoutDestination === null || isMoreThan(amount, moneyOf(withoutDestination)));
  const chosen = confirmed.find(({ id }) => id === wanted) ?? (others.length === 0 ? only : undefined);
  return { known, isNeeded, chosen: isNeeded ? chosen?.id : undefined, choose: setWanted };
}

type WhereToProps = {
  way: WithdrawalWayBody;
  place: ReturnType<typeof usePlaceFor>;
  onAdd: (unconfirmed?: DestinationBody) => void;
};

function WhereTo({ way, place, onAdd }: WhereToProps) {
  const t = useTexts();
  const { withoutDestination } = way;
  const goesBack = withoutDestination && withoutDestination.minor !== '0' ? withoutDestination : undefined;
  return (
    <div className="where-to">
      {goesBack && <p className="small muted">{t('goes-back-first', { amount: inWords(t, goesBack) })}</p>}
      {place.isNeeded && (
        <Destinations
          known={place.known}
          to={paysTo(way.rail)}
          chosen={place.chosen}
          onChoose={place.choose}
          onAdd={onAdd}
        />
      )}
    </div>
  );
}

/** One key for each wish: when the answer is lost, the same wish is made again and sets nothing aside twice. */
function useWish(way: WithdrawalWayBody, destination: string | undefined) {
  const { ask, cache, go, telegram } = useApp();
  const { busy, failed: refused, act, forget } = useOneAct();
  const last = useRef<{ what: string; key: string }>(undefined);
  const make = (amount: Amount, givesUp?: string) =>
    void act(async () => {
      const what = `${keyOf(way)}:${amount.minor}:${destination ?? ''}:${givesUp ?? ''}`;
      if (last.current?.what !== what) last.current = { what, key: crypto.randomUUID() };
      telegram?.press();
      const body = {
        rail: way.rail,
        amount: amountOf(amount),
        ...(destination ? { destination } : {}),
        ...(givesUp ? { givesUp } : {}),
      };
      const asked = await ask('requestWithdrawal', { body, key: last.current.key });
      last.current = undefined;
      cache.put(`withdrawal:${asked.id}`, asked);
      go({ page: 'home', sheet: 'withdrawal', withdrawal: asked.id });
    });
  return { busy, refused, make, forget };
}

const termsOf = (way: WithdrawalWayBody): AssetTerms => ({
  least: BigInt(way.least.minor),
  most: BigInt(way.most.minor),
  fee: scheduleOf(way),
});

/** The most that can go out by this way now: where its own rules set a bound, the last of what is offered is at it. */
const largest = (way: WithdrawalWayBody): WithdrawalWayBody['most'] => way.presets.at(-1) ?? way.most;

/** All of it has a name; it is never chosen beforehand. */
function presetsOf(t: Texts, way: WithdrawalWayBody) {
  const all = mostWithdrawable(moneyOf(way.available), termsOf(way))?.minor.toString();
  return way.presets.map((amount) => ({ amount, name: amount.minor === all ? t('withdraw-all') : undefined }));
}

/** What is known here already; the rest is said by whoever is asked, all at once. */
function whyNotThis(t: Texts, text: string, amount: Amount | undefined, way: WithdrawalWayBody): string | undefined {
  if (text.trim() === '') return undefined;
  if (!amount) return t('amount-unclear');
  const [available, least, most] = [moneyOf(way.available), moneyOf(way.least), moneyOf(way.most)];
  if (isMoreThan(least, amount)) return blockerText(t, { reason: 'below-minimum', least: way.least });
  if (isMoreThan(amount, most)) return blockerText(t, { reason: 'above-maximum', most: way.most });
  const fee = withdrawalFee(amount, termsOf(way));
  if (isMoreThan(add(amount, fee), available)) {
    const shown = isMoreThan(amount, available) ? money(way.asset, 0n) : fee;
    return blockerText(t, { reason: 'insufficient-funds', available: way.available, fee: amountOf(shown) });
  }
  return undefined;
}

const inWords = (t: Texts, amount: WithdrawalWayBody['least']): string => formatMoney(moneyOf(amount), t.language);
