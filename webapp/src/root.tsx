import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BalancesBody, MeBody } from '../../contracts/http/account.ts';
import type { HistoryBody } from '../../contracts/http/deposits.ts';
import type { SessionBody } from '../../contracts/http/sign-in.ts';
import { type Language, nearestLanguage } from '../../contracts/languages.ts';
import { type Cache, createCache } from './api/cache.ts';
import { type AppRoutes, createAsk, playerPlaces, tradeAt } from './api/client.ts';
import { createSession, type Session } from './api/session.ts';
import { AppShell } from './app.tsx';
import { type App, AppProvider } from './app-context.ts';
import { comeIn, reasonOf, rememberComingIn } from './come-in.ts';
import { refreshHistory } from './history-keys.ts';
import { forgetKept, keep } from './kept.ts';
import { Notices, useOnline, useUpdate } from './parts/notices.tsx';
import { Starting } from './parts/starting.tsx';
import { type OutsideReason, placeOfLink, usePlace } from './places.ts';
import { keepLanguage } from './store.ts';
import type { Telegram } from './telegram-host.ts';
import { AllTexts, loadTexts, type Texts, TextsProvider, writeIn } from './texts.tsx';

const Outside = lazy(() => import('./pages/outside.tsx').then((file) => ({ default: file.Outside })));

/** Who is here, and what was read for them: nothing of it is shown to the next. */
type Entered = { readonly me: MeBody; readonly cache: Cache };

/** Who is here, in which language, and what they see. */
export function Root({ telegram, firstTexts }: { telegram: Telegram | undefined; firstTexts: Texts }) {
  const [texts, setTexts] = useState<Texts>(() => firstTexts);
  const [entered, setEntered] = useState<Entered>();
  const [outside, setOutside] = useState<OutsideReason>();
  const present = useRef<string>(undefined);
  const [place, go] = usePlace();

  const nobody = useCallback((reason: OutsideReason) => {
    present.current = undefined;
    rememberComingIn(false);
    forgetKept(); // whoever uses this device next
    setEntered(undefined);
    setOutside(reason);
  }, []);
  const session = useMemo(
    () => createSession(tradeFor(present), () => present.current !== undefined && nobody('ended')),
    [nobody],
  );
  const ask = useMemo(() => createAsk<AppRoutes>(playerPlaces, session), [session]);

  const speak = useCallback(async (language: Language) => {
    const spoken = await loadTexts(language);
    keepLanguage(language);
    setTexts(() => spoken); // texts are a function, which a setter would call
  }, []);
  useEffect(() => writeIn(texts.language), [texts]);

  /** Somebody came in, by whichever way. */
  const enter = useCallback(
    async (handed: SessionBody) => {
      session.use(handed);
      present.current = handed.me.id;
      if (!telegram) rememberComingIn(true);
      await speak(nearestLanguage(handed.me.language));
      setEntered((before) => ({
        me: handed.me,
        cache: before?.me.id === handed.me.id ? before.cache : createCache(),
      }));
      setOutside(undefined);
    },
    [session, speak, telegram],
  );

  const leave = useCallback(
    (reason: OutsideReason) => {
      session.forget();
      nobody(reason);
    },
    [session, nobody],
  );

  const signIn = useCallback(async () => {
    try {
      const outcome = await comeIn(ask, telegram);
      if (typeof outcome === 'string') setOutside(outcome);
      else await enter(outcome);
    } catch (error) {
      setOutside(reasonOf(error, telegram));
    }
  }, [telegram, ask, enter]);
  useEffect(() => void signIn(), [signIn]);

  /** What the account is may have changed elsewhere. */
  const lookAgain = useCallback(async () => {
    const me = await ask('me');
    await speak(me.language);
    setEntered((before) => before && { ...before, me });
  }, [ask, speak]);

  // A link into the app opens its place once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    const wanted = placeOfLink(telegram?.startParam);
    if (wanted) go(wanted);
  }, []);

  useKeeping(entered, telegram?.userId);
  const isLive = useLive(entered, session, lookAgain, telegram);

  // After what they are the first to show: an effect runs when it is drawn.
  useEffect(() => {
    if (entered || outside) telegram?.ready();
  }, [entered, outside, telegram]);

  const app = useMemo<App | undefined>(() => {
    if (!entered) return undefined;
    const { me, cache } = entered;
    const chooseLanguage = async (language: Language | null) => {
      const chosen = await ask('choosePreferences', { body: { language } });
      await speak(chosen.language);
      setEntered({ me: chosen, cache });
    };
    return { me, ask, session, cache, telegram, go, chooseLanguage, enter, leave, lookAgain };
  }, [entered, ask, session, telegram, go, speak, enter, leave, lookAgain]);

  // A launch by Telegram opens the app once, so that a reload would put the player out: there the next opening is the new version.
  const update = useUpdate();
  return (
    <TextsProvider value={texts}>
      <Notices online={useOnline()} live={isLive || !entered} update={telegram ? undefined : update} />
      {outside ? (
        <Suspense>
          <AllTexts>
            <Outside {...{ reason: outside, place, go, ask, telegram, speak, enter }} onRetry={() => void signIn()} />
          </AllTexts>
        </Suspense>
      ) : app ? (
        <AppProvider value={app}>
          <AppShell place={place} />
        </AppProvider>
      ) : (
        <Starting />
      )}
    </TextsProvider>
  );
}

/**
 * Trades for whoever is here. Another page of this browser may have let somebody else in since, whose cookie it is now:
 * then this page begins anew, before it shows one of them what is the other's.
 */
const tradeFor = (present: { readonly current: string | undefined }) => {
  const trade = tradeAt('/auth/refresh');
  return async (refresh: string | undefined) => {
    const handed = (await trade(refresh)) as SessionBody | undefined;
    if (handed && present.current !== undefined && handed.me.id !== present.current) {
      location.reload();
      throw new Error('somebody else is signed in');
    }
    return handed;
  };
};

/** What was last shown stays on the device, for the time without a connection. */
function useKeeping(entered: Entered | undefined, telegramId: string | undefined): void {
  const cache = entered?.cache;
  const player = entered?.me.id;
  useEffect(() => {
    if (!cache || player === undefined) return;
    const save = () => {
      const balances = cache.get<BalancesBody>('balances').value;
      const history = cache.get<HistoryBody>('history').value;
      keep(player, {
        ...(telegramId ? { telegramId } : {}),
        ...(balances ? { balances } : {}),
        ...(history ? { history } : {}),
      });
    };
    save();
    return cache.subscribe(save);
  }, [cache, player, telegramId]);
}

/** Hints say what to ask again; after a break everything that is shown is asked again. */
function useLive(
  entered: Entered | undefined,
  session: Session,
  lookAgain: () => Promise<void>,
  telegram: Telegram | undefined,
): boolean {
  const [isLive, setLive] = useState(true);
  const cache = entered?.cache;
  useEffect(() => {
    if (!cache) return;
    const look = () => void lookAgain().catch(() => undefined);
    const missed = { line: false };
    let stop = (): void => undefined;
    let stopped = false;
    // What was asked for meanwhile failed, though the line itself may never have noticed.
    const online = () => cache.refreshAll();
    addEventListener('online', online);
    // No part of a first load, either: it comes behind the line to Telegram.
    const first = telegram?.laid ?? Promise.resolve();
    void first
      .then(() => import('./api/live.ts'))
      .then(({ listen }) => {
        if (stopped) return;
        stop = listen(session, {
          open() {
            setLive(true);
            if (missed.line) {
              look();
              cache.refreshAll();
            }
            missed.line = false;
          },
          lost() {
            missed.line = true;
            setLive(false);
          },
          hint(hint) {
            switch (hint.what) {
              case 'preferences':
                return look();
              case 'link':
                look();
                return cache.refreshAll();
              case 'deposit':
                void cache.refresh(`deposit:${hint.id}`);
                return refreshHistory(cache);
              case 'withdrawal':
                void cache.refresh(`withdrawal:${hint.id}`);
                return refreshHistory(cache);
              case 'round':
                // Which game it is of, is not said: `round:<id>`, `rounds:<game>`, `rounds-open`. Seeds wait for its end.
                cache.refreshAll('round');
                return void cache.refresh('seeds');
              case 'kyc':
              case 'limits':
                // What may come in and go out depends on both.
                for (const key of [hint.what, 'ways', 'ways-out']) void cache.refresh(key);
                return;
              case 'bonuses':
                for (const key of ['bonuses', 'balances', 'ways-out']) void cache.refresh(key);
                return;
              default:
                return void cache.refresh(hint.what);
            }
          },
        });
      });
    return () => {
      stopped = true;
      removeEventListener('online', online);
      stop();
    };
  }, [cache, session, lookAgain, telegram]);
  return isLive;
}
