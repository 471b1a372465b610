import { childUuid } from '../../../domain/ids.ts';
import { asRefused, Refused } from '../api/client.ts';
import type { App } from '../app-context.ts';
import { deviceStore } from '../store.ts';
import type { Answer, BetIntent } from './betting.ts';

/**
 * A bet that nobody answered yet, as this device keeps it: whose it is, when it was meant, and when it was last sent. Of the device, not of
 * the tab: a Mini App that is opened again is another tab to the browser.
 */
export type Unanswered = {
  readonly player: string;
  readonly bet: BetIntent;
  readonly meantMs: number;
  readonly sentMs: number;
};

const KEY = 'cage:bets';

/** So long a bet means what it meant when it was pressed. After that its player may be looking elsewhere, and it is staked no more. */
export const MEANT_MS = 60_000;
/** No request lives so long: what did not arrive by then never will. */
export const QUIET_MS = 60_000;

/** How to hear of it: by sending it again; by looking for its round, while it may still be on its way; or by looking a last time. */
export function howToHear({ meantMs, sentMs }: Unanswered, nowMs: number): 'send' | 'look' | 'look-last' {
  // A device whose clock was set back meanwhile pressed nothing in the future: what is far off either way is old.
  if (Math.abs(nowMs - meantMs) < MEANT_MS) return 'send';
  return Math.abs(nowMs - sentMs) < QUIET_MS ? 'look' : 'look-last';
}

function kept(): readonly Unanswered[] {
  try {
    const read: unknown = JSON.parse(deviceStore.get(KEY) ?? '[]');
    return Array.isArray(read) ? read.filter(isKept) : [];
  } catch {
    return []; // somebody else wrote there
  }
}

const isKept = (each: Partial<Unanswered> | null): boolean =>
  typeof each?.player === 'string' && typeof each.bet?.key === 'string' && typeof each.bet.body === 'object';

const without = (key: string): readonly Unanswered[] => kept().filter(({ bet }) => bet.key !== key);
const write = (all: readonly Unanswered[]): void =>
  all.length > 0 ? deviceStore.set(KEY, JSON.stringify(all)) : deviceStore.remove(KEY);

/** Those of this player: what somebody else left here is not theirs to see. */
export const unansweredOf = (player: string): readonly Unanswered[] => kept().filter((each) => each.player === player);

/** It is answered, or it was refused. */
export const forgetBet = (key: string): void => write(without(key));

/**
 * Asks for a bet once, whichever time it is, and keeps it until it is answered: what it is kept under is the key it is sent with, so that
 * no reload can make a second bet of it. Throws Refused; `never-arrived` means that there is no such round, and never will be.
 */
export async function askForBet({ ask, me }: Pick<App, 'ask' | 'me'>, bet: BetIntent): Promise<Answer> {
  const nowMs = Date.now();
  const before = kept().find((each) => each.bet.key === bet.key) ?? {
    player: me.id,
    bet,
    meantMs: nowMs,
    sentMs: nowMs,
  };
  const how = howToHear(before, nowMs);
  if (how !== 'send') return lookUp({ ask, me }, bet, how === 'look-last' ? 'never-arrived' : 'unavailable');
  write([...without(bet.key), { ...before, sentMs: nowMs }]);
  return ask('bet', { key: bet.key, body: bet.body });
}

async function lookUp({ ask, me }: Pick<App, 'ask' | 'me'>, { key }: BetIntent, missing: string): Promise<Answer> {
  try {
    return { round: await ask('round', { id: await roundOf(key, me.id) }) };
  } catch (error) {
    if (asRefused(error).problem.reason !== 'no-such-round') throw error;
    throw new Refused({ reason: missing });
  }
}

/** The round that a bet under this key is, as the house names it. */
async function roundOf(key: string, player: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${key}:${player}`));
  return childUuid(key, new Uint8Array(hash));
}
