import { createContext, useContext } from 'react';
import type { MeBody } from '../../contracts/http/account.ts';
import type { SessionBody } from '../../contracts/http/sign-in.ts';
import type { Language } from '../../contracts/languages.ts';
import type { Cache } from './api/cache.ts';
import type { Ask } from './api/client.ts';
import type { Session } from './api/session.ts';
import type { OutsideReason, Place } from './places.ts';
import type { Telegram } from './telegram-host.ts';

/** What every part of the app may need: who is here, how to ask, and where to go. */
export type App = {
  readonly me: MeBody;
  readonly ask: Ask;
  /** For what is sent without `ask`: files, whose progress is shown. */
  readonly session: Session;
  readonly cache: Cache;
  readonly telegram: Telegram | undefined;
  readonly go: (place: Place) => void;
  /** Somebody else is here from now on, or the same person by another session. */
  readonly enter: (handed: SessionBody) => Promise<void>;
  /** Nobody is here any more. */
  readonly leave: (reason: OutsideReason) => void;
  /** Asks again who is here: what the account is may have changed. */
  readonly lookAgain: () => Promise<void>;
  readonly chooseLanguage: (language: Language | null) => Promise<void>;
};

const Context = createContext<App | undefined>(undefined);
export const AppProvider = Context.Provider;

/** Telegram around the app. Asked outside of it, too, where rounds are checked by people who are no players: there it is undefined. */
export const useTelegram = (): Telegram | undefined => useContext(Context)?.telegram;

export function useApp(): App {
  const app = useContext(Context);
  if (!app) throw new Error('the app is there before its parts');
  return app;
}
