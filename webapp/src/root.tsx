import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BalancesBody, MeBody, SessionBody } from '../../contracts/http/account.ts';
import type { HistoryBody } from '../../contracts/http/deposits.ts';
import { type Language, nearestLanguage } from '../../contracts/languages.ts';
import { type Cache, createCache } from './api/cache.ts';
import { type Ask, createAsk, Refused } from './api/client.ts';
import { AppShell } from './app.tsx';
import { type App, AppProvider } from './app-context.ts';
import { keep } from './kept.ts';
import type { OutsideReason } from './pages/outside.tsx';
import { Notices, useOnline, useUpdate } from './parts/notices.tsx';
import { Starting } from './parts/starting.tsx';
import { placeOfLink, usePlace } from './places.ts';
import type { Telegram } from './telegram-host.ts';
import { loadTexts, type Texts, TextsProvider, writeIn } from './texts.tsx';

const Outside = lazy(() => import('./pages/outside.tsx').then((file) => ({ default: file.Outside })));

type Session = { readonly me: MeBody };

/** Who is here, in which language, and what they see. */
export function Root({ telegram, firstTexts }: { telegram: Telegram | undefined; firstTexts: Texts }) {
  const [texts, setTexts] = useState<Texts>(() => firstTexts);
  const [session, setSession] = useState<Session>();
  const [outside, setOutside] = useState<OutsideReason | undefined>(telegram ? undefined : 'browser');
  const token = useRef<string>(undefined);
  const cache = useMemo(createCache, []);
  const ask = useMemo(
    () =>
      createAsk(
        () => token.current,
        () => setOutside('ended'),
      ),
    [],
  );
  const [place, go] = usePlace();

  const speak = useCallback(async (language: Language) => {
    const spoken = await loadTexts(language);
    setTexts(() => spoken); // texts are a function, which a setter would call
  }, []);
  useEffect(() => writeIn(texts.language), [texts]);

  const signIn = useCallback(async () => {
    if (!telegram) return;
    try {
      const opened = await ask('signInFromMiniApp', { body: { initData: telegram.initData } });
      token.current = opened.token;
      await enter(opened, speak);
      setSession({ me: opened.me });
      setOutside(undefined);
    } catch (error) {
      setOutside(reasonOf(error));
    }
  }, [telegram, ask, speak]);
  useEffect(() => void signIn(), [signIn]);

  // A link into the app opens its place once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    const wanted = placeOfLink(telegram?.startParam);
    if (wanted) go(wanted);
  }, []);

  useKeeping(cache, session?.me, texts.language, telegram?.userId);
  const isLive = useLive(session, token.current, cache, ask, setSession, speak);
  const botLink = useBotLink(ask, session !== undefined && telegram === undefined);

  // After what they are the first to show: an effect runs when it is drawn.
  useEffect(() => {
    if (session || outside) telegram?.ready();
  }, [session, outside, telegram]);

  const app = useMemo<App | undefined>(() => {
    if (!session) return undefined;
    const chooseLanguage = async (language: Language | null) => {
      const me = await ask('choosePreferences', { body: { language } });
      await speak(me.language);
      setSession({ me });
    };
    return { me: session.me, ask, cache, telegram, botLink, go, chooseLanguage };
  }, [session, ask, cache, telegram, botLink, go, speak]);

  return (
    <TextsProvider value={texts}>
      <Notices online={useOnline()} live={isLive || !session} update={useUpdate()} />
      {outside ? (
        <Suspense>
          <Outside reason={outside} ask={ask} viewer={telegram?.userId} onRetry={() => void signIn()} />
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

async function enter({ me }: SessionBody, speak: (language: Language) => Promise<void>): Promise<void> {
  await speak(nearestLanguage(me.language));
}

function reasonOf(error: unknown): OutsideReason {
  const reason = error instanceof Refused ? error.problem.reason : 'unavailable';
  return reason.startsWith('launch-data') ? 'ended' : 'unreachable';
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
  session: Session | undefined,
  token: string | undefined,
  cache: Cache,
  ask: Ask,
  setSession: (session: Session) => void,
  speak: (language: Language) => Promise<void>,
): boolean {
  const [isLive, setLive] = useState(true);
  const isIn = session !== undefined;
  useEffect(() => {
    if (!isIn || token === undefined) return;
    const missed = { line: false };
    let stop = (): void => undefined;
    let stopped = false;
    // What was asked for meanwhile failed, though the line itself may never have noticed.
    const online = () => cache.refreshAll();
    addEventListener('online', online);
    void import('./api/live.ts').then(({ listen }) => {
      if (stopped) return;
      stop = listen(token, {
        open() {
          setLive(true);
          if (missed.line) cache.refreshAll();
          missed.line = false;
        },
        lost() {
          missed.line = true;
          setLive(false);
        },
        ended: () => void cache.refresh('balances'), // which says that the session is over
        hint(hint) {
          if (hint.what === 'preferences')
            void ask('me').then(async (me) => {
              await speak(me.language);
              setSession({ me });
            });
          else if (hint.what === 'balances') void cache.refresh('balances');
          else {
            void cache.refresh(`deposit:${hint.id}`);
            void cache.refresh('history');
          }
        },
      });
    });
    return () => {
      stopped = true;
      removeEventListener('online', online);
      stop();
    };
  }, [isIn, token, cache, ask, setSession, speak]);
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
