import type { SessionBody } from '../../contracts/http/sign-in.ts';
import { type Ask, Refused } from './api/client.ts';
import { forgetKept } from './kept.ts';
import type { OutsideReason } from './places.ts';
import { deviceStore } from './store.ts';
import type { Telegram } from './telegram-host.ts';

const CAME_IN = 'cage:signed-in';

/** Whether this browser was signed in when it was last here: only then is it worth asking. */
export function rememberComingIn(isIn: boolean): void {
  if (isIn) deviceStore.set(CAME_IN, '1');
  else deviceStore.remove(CAME_IN);
}

/** The way in that is open here; or why there is none, and somebody must choose one. Throws when nobody answers. */
export async function comeIn(ask: Ask, telegram: Telegram | undefined): Promise<SessionBody | OutsideReason> {
  if (telegram) return ask('signInFromMiniApp', { body: { initData: telegram.initData } });
  const { result, login, isIn, failed } = takeLogin();
  if (result) return ask('signInFromWidget', { body: { result, login } });
  const cameIn = isIn || deviceStore.get(CAME_IN) !== undefined;
  if (!cameIn) return failed ?? 'browser';
  try {
    return await ask('refresh', { body: {} });
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.status !== 401) throw error;
    rememberComingIn(false);
    forgetKept(); // whoever uses this browser next
    return isIn ? 'login-failed' : (failed ?? 'ended');
  }
}

const LOGIN_ENDINGS: Readonly<Record<string, OutsideReason>> = { refused: 'login-refused', away: 'login-away' };

/** What a page for logins brought back, taken out of the address: it is a key for some minutes, and is told once. */
function takeLogin(): {
  result: string | undefined;
  login: string;
  isIn: boolean;
  failed: OutsideReason | undefined;
} {
  const result = /[#&]tgAuthResult=([\w+/=-]+)/.exec(location.hash)?.[1];
  const query = new URLSearchParams(location.search);
  const login = query.get('login') ?? '';
  const ending = query.get('sign-in');
  const isIn = query.has('signed-in');
  if (result || ending !== null || isIn) history.replaceState(null, '', location.pathname);
  return { result, login, isIn, failed: ending === null ? undefined : (LOGIN_ENDINGS[ending] ?? 'login-failed') };
}

/** Why somebody who tried to come in is not in. */
export function reasonOf(error: unknown, telegram: Telegram | undefined): OutsideReason {
  const problem = error instanceof Refused ? error.problem : undefined;
  if (problem?.status !== 401) return 'unreachable';
  if (telegram) return 'launch-used';
  return problem.reason === 'login-refused' ? 'login-refused' : 'login-failed';
}
