import { type FormEvent, useCallback, useState } from 'react';
import type { SeedsBody } from '../../../contracts/http/games.ts';
import { CLIENT_SEED_MOST, readClientSeed } from '../../../domain/fairness.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { useOneAct } from '../parts/one-act.ts';
import { Sheet } from '../parts/sheet.tsx';
import { ListSkeleton } from '../parts/skeletons.tsx';
import type { Place } from '../places.ts';
import { useTexts } from '../texts.tsx';
import { drawClientSeed } from './client-seed.ts';
import { inSixteens } from './proved.ts';
import { seedsRefusal } from './refusals.ts';
import { isUnplayed } from './seeds-cards.tsx';
import { useSeeds } from './use-seeds.ts';
import '../styles/fairness.css';

/** Changes the pair of seeds, over whichever page. What is below is left where it was. */
export function SeedsSheet({ place }: { place: Place }) {
  const t = useTexts();
  const { go } = useApp();
  const { value, failed, retry } = useSeeds();
  const { sheet: _, ...below } = place;
  const page = JSON.stringify(below);
  const close = useCallback(() => go(JSON.parse(page) as Place), [go, page]);
  return (
    <Sheet title={t('seeds-change')} onClose={close}>
      {value ? (
        <ChangeSeeds seeds={value} onDone={close} onAgain={retry} />
      ) : failed ? (
        <Failed problem={failed} onRetry={retry} />
      ) : (
        <ListSkeleton rows={3} />
      )}
    </Sheet>
  );
}

/** The next commitment stands first, and stays: only then is the other half written. */
function ChangeSeeds({ seeds, onDone, onAgain }: { seeds: SeedsBody; onDone: () => void; onAgain: () => void }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const [text, setText] = useState(drawClientSeed);
  const { busy, failed, act, forget } = useOneAct();
  const clientSeed = readClientSeed(text);
  const isFresh = isUnplayed(seeds);
  const isWrong = typeof clientSeed !== 'string';
  const write = (next: string) => {
    setText(next);
    forget();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typeof clientSeed !== 'string' || seeds.openRound) return;
    void act(async () => {
      try {
        cache.put('seeds', await ask('changeSeeds', { body: { next: seeds.next.id, clientSeed } }));
      } catch (error) {
        onAgain(); // whatever came of it: the commitment that is shown is the one that counts
        throw error;
      }
      void cache.refresh('fairness-rounds');
      onDone();
    });
  };
  return (
    <form className="form-rows" onSubmit={submit} noValidate>
      <div className="body">
        <p className="small muted">{t('seeds-change-first')}</p>
        <code className="hash" dir="ltr">
          {inSixteens(seeds.next.commitment)}
        </code>
        <div className="field">
          <label htmlFor="client-seed">{t('seeds-change-yours')}</label>
          <div className={isWrong ? 'input invalid' : 'input'} dir="ltr">
            <input
              id="client-seed"
              className="seed-input"
              value={text}
              maxLength={CLIENT_SEED_MOST}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              enterKeyHint="done"
              aria-invalid={isWrong}
              aria-describedby="client-seed-note"
              onChange={(event) => write(event.target.value)}
            />
            <button
              type="button"
              className="icon-button seed-draw"
              aria-label={t('seeds-draw')}
              onClick={() => write(drawClientSeed())}
            >
              <Icon name="refresh" size="s" />
            </button>
          </div>
          <p className={isWrong ? 'error' : 'hint'} id="client-seed-note" role={isWrong ? 'alert' : undefined}>
            {t(isWrong ? 'seeds-change-wrong' : 'seeds-change-hint')}
          </p>
        </div>
        {!isFresh && <p className="small muted">{t('seeds-change-after')}</p>}
      </div>
      <div className="dock seeds-dock">
        {seeds.openRound && <RoundIsOpen round={seeds.openRound} />}
        {failed && !seeds.openRound && (
          <p className="small error" role="alert">
            {seedsRefusal(t, failed)}
          </p>
        )}
        <button
          type="submit"
          className="button wide two-lines"
          aria-disabled={isWrong || seeds.openRound !== null}
          aria-busy={busy}
        >
          {busy && <i className="rosette-spin" />}
          {t(isFresh ? 'seeds-choose-key' : 'seeds-change-key')}
        </button>
      </div>
    </form>
  );
}

/** Its mines lie where these seeds put them: they are not opened before it is over. */
function RoundIsOpen({ round }: { round: string }) {
  const t = useTexts();
  const { ask, cache, go } = useApp();
  const { value } = useKnown(cache, `round:${round}`, () => ask('round', { id: round }));
  return (
    <p className="callout warn" role="status">
      <Icon name="lock" />
      <span>
        {t('seeds-open-round')}{' '}
        {value && (
          <button type="button" className="link inline" onClick={() => go({ page: 'game', game: value.game })}>
            {t('seeds-to-round')}
          </button>
        )}
      </span>
    </p>
  );
}
