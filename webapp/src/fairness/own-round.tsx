import { useEffect, useMemo } from 'react';
import type { RoundBody, SeedBody, SeedsBody } from '../../../contracts/http/games.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { BackLink } from '../parts/back-link.tsx';
import { Failed } from '../parts/failed.tsx';
import { ListSkeleton } from '../parts/skeletons.tsx';
import { useTexts } from '../texts.tsx';
import { ProofView } from './proof-view.tsx';
import { prove } from './proved.ts';
import { rememberRound } from './remembered.ts';
import { fileOf } from './round-file.ts';
import { ChangeToOpen } from './seeds-cards.tsx';

type Props = {
  id: string;
  seeds: SeedsBody;
  /** Those that are known already; one of them needs no connection. */
  played: readonly RoundBody[];
  onBack: () => void;
};

/** A round of the player's own, as far as it can be proved now. */
export function OwnRound({ id, seeds, played, onBack }: Props) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const { value, failed, retry } = useKnown<RoundBody>(cache, `round:${id}`, () => ask('round', { id }));
  const round = value ?? played.find((each) => each.id === id);
  const isMissing = failed?.problem.reason === 'no-such-round';
  return (
    <>
      <BackLink onBack={onBack} label={t('check-another')} />
      {round ? (
        <Provable round={round} seeds={seeds} />
      ) : isMissing ? (
        <p className="card pad muted">{t('check-missing')}</p>
      ) : failed ? (
        <Failed problem={failed} onRetry={retry} />
      ) : (
        <ListSkeleton rows={3} />
      )}
    </>
  );
}

function Provable({ round, seeds }: { round: RoundBody; seeds: SeedsBody }) {
  const t = useTexts();
  if (round.state === 'open')
    return (
      <section className="card pad">
        <h2 className="heading">{t('check-still-open')}</h2>
        <p className="muted">{t('check-still-open-text')}</p>
      </section>
    );
  if (round.seed.id === seeds.now.id) return <ChangeToOpen round={round.id} />;
  const serverSeed = openedOf(seeds.before, round);
  if (serverSeed) return <Proof round={round} serverSeed={serverSeed} />;
  return (
    <section className="card pad">
      <h2 className="heading">{t('check-seed-older')}</h2>
      <p className="muted">{t('check-seed-older-text')}</p>
    </section>
  );
}

/** Counted here and now, and kept on this device, so that it can be counted again without a connection. */
function Proof({ round, serverSeed }: { round: RoundBody; serverSeed: string }) {
  const { me } = useApp();
  const proved = useMemo(() => prove(fileOf(round, serverSeed)), [round, serverSeed]);
  useEffect(() => rememberRound(me.id, proved.round), [me.id, proved]);
  return <ProofView proved={proved} />;
}

/** The seed a round was played with, if it was opened. */
export const openedOf = (before: readonly SeedBody[], { seed }: RoundBody): string | undefined =>
  before.find(({ id }) => id === seed.id)?.serverSeed ?? undefined;
