import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { BalancesBody, MeBody } from '../../contracts/http/account.ts';
import type { HistoryBody } from '../../contracts/http/deposits.ts';
import type { PlayerRoutes } from '../../contracts/http/routes.ts';
import type { SessionBody } from '../../contracts/http/sign-in.ts';
import { type Language, nearestLanguage } from '../../contracts/languages.ts';
import { type Cache, createCache } from './api/cache.ts';
import { type Ask, createAsk, playerPlaces, Refused, tradeAt } from './api/client.ts';
import { createSession, type Session } from './api/session.ts';
import { AppShell } from './app.tsx';
import { type App, AppProvider } from './app-context.ts';
import { keep } from './kept.ts';
import { Notices, useOnline, useUpdate } from './parts/notices.tsx';
import { Starting } from './parts/starting.tsx';
import { type OutsideReason, placeOfLink, usePlace } from './places.ts';
import { deviceStore } from './store.ts';
import type { Telegram } from './telegram-host.ts';
import { loadTexts, type Texts, TextsProvider, writeIn } from './texts.tsx';

const Outside = lazy(() => import('./pages/outside.tsx').then((file) => ({ default: file.Outside })));

type Entered = { readonly me: MeBody };

/** Whether this browser was signed in when it was last here: only then is it worth asking. */
const CAME_IN = 'cage:signed-in';

/** Who is here, in which language, and what they see. */
export function Root({ telegram, firstTexts }: { telegram: Telegram | undefined; firstTexts: Texts }) {
  const [texts, setTexts] = useState<Texts>(() => firstTexts);
  const [entered, setEntered] = useState<Entered>();
  const [outside, setOutside] = useState<OutsideReason>();
  const cache = useMemo(createCache, []);
  const session = useMemo(() => createSession(tradeAt('/auth/refresh'), () => setOutside('ended')), []);
  const ask = useMemo(() => createAsk<PlayerRoutes>(playerPlaces, session), [session]);
  const [place, go] = usePlace();

  const speak = useCallback(async (language: Language) => {
    const spoken = await loadTexts(language);
    setTexts(() => spoken); // texts are a function, which a setter would call
  }, []);
  useEffect(() => writeIn(texts.language), [texts]);

  /** Somebody came in, by whichever way. */
  const enter = useCallback(
    async (handed: SessionBody) => {
      session.use(handed);
      await speak(nearestLanguage(handed.me.language));
      if (!telegram) deviceStore.set(CAME_IN, '1');
      setEntered({ me: handed.me });
      setOutside(undefined);
    },
    [session, speak, telegram],
  );

  const leave = useCallback(
    (reason: OutsideReason) => {
      session.forget();
      deviceStore.remove(CAME_IN);
      setEntered(undefined);
      setOutside(reason);
    },
    [session],
  );

  const signIn = useCallback(async () => {
    try {
      const handed = await comeIn(ask, telegram);
      if (handed) await enter(handed);
      else setOutside('browser');
    } catch (error) {
      setOutside(reasonOf(error));
    }
  }, [telegram, ask, enter]);
  useEffect(() => void signIn(), [signIn]);

  // A link into the app opens its place once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    const wanted = placeOfLink(telegram?.startParam);
    if (wanted) go(wanted);
  }, []);

  useKeeping(cache, entered?.me, texts.language, telegram?.userId);
  const isLive = useLive(entered, session, cache, ask, setEntered, speak);
  const botLink = useBotLink(ask, entered !== undefined && telegram === undefined);

  // After what they are the first to show: an effect runs when it is drawn.
  useEffect(() => {
    if (entered || outside) telegram?.ready();
  }, [entered, outside, telegram]);

  const app = useMemo<App | undefined>(() => {
    if (!entered) return undefined;
    const chooseLanguage = async (language: Language | null) => {
      const me = await ask('choosePreferences', { body: { language } });
      await speak(me.language);
      setEntered({ me });
    };
    return { me: entered.me, ask, cache, telegram, botLink, go, chooseLanguage, enter, leave };
  }, [entered, ask, cache, telegram, botLink, go, speak, enter, leave]);

  return (
    <TextsProvider value={texts}>
      <Notices online={useOnline()} live={isLive || !entered} update={useUpdate()} />
      {outside ? (
        <Suspense>
          <Outside reason={outside} ask={ask} telegram={telegram} onRetry={() => void signIn()} onEnter={enter} />
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

/** The way in that is open here; undefined when there is none, and somebody must choose one. */
async function comeIn(ask: Ask, telegram: Telegram | undefined): Promise<SessionBody | undefined> {
  if (telegram) return ask('signInFromMiniApp', { body: { initData: telegram.initData } });
  const result = /[#&]tgAuthResult=([\w+/=-]+)/.exec(location.hash)?.[1];
  if (result) {
    history.replaceState(null, '', location.pathname + location.search); // it is a key for some minutes
    return ask('signInFromWidget', { body: { result } });
  }
  const returned = new URLSearchParams(location.search).has('signed-in');
  if (returned) history.replaceState(null, '', location.pathname);
  if (!returned && deviceStore.get(CAME_IN) === undefined) return undefined;
  try {
    return await ask('refresh', { body: {} });
  } catch (error) {
    if (error instanceof Refused && error.problem.status === 401) return undefined;
    throw error;
  }
}

function reasonOf(error: unknown): OutsideReason {
  const reason = error instanceof Refused ? error.problem.reason : 'unavailable';
  return reason.startsWith('launch-data') || reason === 'proof-used' ? 'ended' : 'unreachable';
}

/** What was last shown stays on the device, for the time without a connection. */
function useKeeping(cache: Cache, me: MeBody | undefined, language: Language, telegramId: string | undefined): void {
  useEffect(() => {
    if (!me) return;
    const save = () => {
      const balances = cache.get<BalancesBody>('balances').value;
      const history = cache.get<HistoryBody>('history').value;
      keep(me.id, {
        language,
        ...(telegramId ? { telegramId } : {}),
        ...(balances ? { balances } : {}),
        ...(history ? { history } : {}),
      });
    };
    save();
    return cache.subscribe(save);
  }, [cache, me, language, telegramId]);
}

/** Hints say what to ask again; after a break everything that is shown is asked again. */
function useLive(
  entered: Entered | undefined,
  session: Session,
  cache: Cache,
  ask: Ask,
  setEntered: (entered: Entered) => void,
  speak: (language: Language) => Promise<void>,
): boolean {
  const [isLive, setLive] = useState(true);
  const player = entered?.me.id;
  useEffect(() => {
    if (player === undefined) return;
    const missed = { line: false };
    let stop = (): void => undefined;
    let stopped = false;
    // What was asked for meanwhile failed, though the line itself may never have noticed.
    const online = () => cache.refreshAll();
    addEventListener('online', online);
    void import('./api/live.ts').then(({ listen }) => {
      if (stopped) return;
      stop = listen(session, {
        open() {
          setLive(true);
          if (missed.line) cache.refreshAll();
          missed.line = false;
        },
        lost() {
          missed.line = true;
          setLive(false);
        },
        hint(hint) {
          switch (hint.what) {
            case 'preferences':
            case 'link':
              void ask('me').then(async (me) => {
                await speak(me.language);
                setEntered({ me });
              });
              return void cache.refresh('link');
            case 'deposit':
              void cache.refresh(`deposit:${hint.id}`);
              return void cache.refresh('history');
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
  }, [player, session, cache, ask, setEntered, speak]);
  return isLive;
}

function useBotLink(ask: Ask, wanted: boolean): string | undefined {
  const [link, setLink] = useState<string>();
  useEffect(() => {
    if (wanted)
      ask('about').then(
        ({ bot }) => setLink(bot?.link),
        () => undefined,
      );
  }, [ask, wanted]);
  return link;
}
