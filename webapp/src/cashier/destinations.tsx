import { useState } from 'react';
import type { DestinationBody, DestinationsBody } from '../../../contracts/http/destinations.ts';
import type { WithdrawalBody } from '../../../contracts/http/withdrawals.ts';
import { type PaidTo, paidAs } from '../../../domain/destinations.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { nearMoment } from '../parts/moments.ts';
import { useOneAct } from '../parts/one-act.ts';
import { ListSkeleton } from '../parts/skeletons.tsx';
import { whyNot } from '../sign-in/refusals.ts';
import { type Texts, useTexts } from '../texts.tsx';

/** Where a player has money sent to, asked for once and kept up to date. */
export function useDestinations() {
  const { ask, cache } = useApp();
  return useKnown<DestinationsBody>(cache, 'destinations', () => ask('destinations'));
}

/** What a way out pays to. */
export const paysTo = (rail: WithdrawalBody['rail']): PaidTo => (rail === 'ton' || rail === 'usdt' ? 'ton' : 'iban');

type Props = {
  known: ReturnType<typeof useDestinations>;
  /** The places of this kind alone: to another nothing is paid by the way that was chosen. */
  to: PaidTo;
  chosen: string | undefined;
  onChoose: (id: string) => void;
  /** To add one, or to confirm one that waits for its code. */
  onAdd: (unconfirmed?: DestinationBody) => void;
};

/** The saved places, one of them chosen; a new one is added here, an old one removed. */
export function Destinations({ known: { value, failed, retry }, to, chosen, onChoose, onAdd }: Props) {
  const t = useTexts();
  const [leaving, setLeaving] = useState<DestinationBody>();
  if (!value) return failed ? <Failed problem={failed} onRetry={retry} /> : <ListSkeleton rows={1} />;
  const { destinations, most } = value;
  const shown = destinations.filter(({ kind }) => paidAs[kind] === to);
  const mayAdd = value.kinds.some((kind) => paidAs[kind] === to) && destinations.length < most;
  return (
    <>
      <fieldset className="ways places">
        <legend className="sr">{t(to === 'ton' ? 'destinations-of-ton' : 'destinations')}</legend>
        {shown.map((each) => (
          <div className="place" key={each.id}>
            <Choice destination={each} isChosen={each.id === chosen} onChoose={onChoose} onConfirm={onAdd} />
            <button
              type="button"
              className="icon-button"
              aria-label={t('destination-remove', { label: each.label })}
              onClick={() => setLeaving(each)}
            >
              <Icon name="close" size="s" />
            </button>
          </div>
        ))}
      </fieldset>
      {mayAdd && (
        <button type="button" className="link" onClick={() => onAdd()}>
          <Icon name="plus" size="s" />
          {t(to === 'ton' ? 'destination-add-place' : 'destination-add')}
        </button>
      )}
      {destinations.length >= most && <p className="small muted">{t('destination-most', { count: most })}</p>}
      {leaving && <Remove destination={leaving} onDone={() => setLeaving(undefined)} />}
    </>
  );
}

const ICONS: Record<DestinationBody['kind'], string> = {
  iban: 'bank',
  'card-token': 'card',
  'ton-wallet': 'wallet',
  'ton-address': 'ton',
};

type ChoiceProps = {
  destination: DestinationBody;
  isChosen: boolean;
  onChoose: (id: string) => void;
  onConfirm: (destination: DestinationBody) => void;
};

function Choice({ destination, isChosen, onChoose, onConfirm }: ChoiceProps) {
  const t = useTexts();
  const about = (
    <>
      <span className="badge">
        <Icon name={ICONS[destination.kind]} />
      </span>
      <span className="grow">
        <span className="strong name">
          <bdi>{destination.label}</bdi>
        </span>
        <span className="small muted">{stateOf(t, destination)}</span>
      </span>
    </>
  );
  if (destination.status === 'unconfirmed')
    return (
      <button type="button" className="choice" onClick={() => onConfirm(destination)}>
        {about}
        <Icon name="key" size="s" />
      </button>
    );
  return (
    <label className="choice" data-chosen={isChosen || undefined}>
      <input
        type="radio"
        className="sr"
        name="destination"
        checked={isChosen}
        onChange={() => onChoose(destination.id)}
      />
      {about}
    </label>
  );
}

function stateOf(t: Texts, { status, newUntil, kind }: DestinationBody): string {
  if (status === 'unconfirmed') return t('destination-unconfirmed');
  return newUntil ? t('destination-new', { time: nearMoment(t, newUntil) }) : t(`destination-${kind}`);
}

function Remove({ destination: { id, label }, onDone }: { destination: DestinationBody; onDone: () => void }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const { busy, failed, act } = useOneAct();
  const remove = () =>
    void act(async () => {
      await ask('removeDestination', { id });
      await cache.refresh('destinations');
      onDone();
    });
  return (
    <Confirm
      title={t('destination-remove', { label })}
      safe={t('destination-keep')}
      act={t('destination-remove-now')}
      busy={busy}
      onSafe={onDone}
      onAct={remove}
    >
      <p className="muted">{t('destination-remove-text')}</p>
      {failed && (
        <p className="small error" role="alert">
          {whyNot(t, failed)}
        </p>
      )}
    </Confirm>
  );
}
