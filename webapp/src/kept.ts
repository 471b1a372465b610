import type { BalancesBody } from '../../contracts/http/account.ts';
import type { HistoryBody } from '../../contracts/http/deposits.ts';
import type { RoundFile } from './fairness/round-file.ts';
import { deviceStore } from './store.ts';

/** What this device keeps for the time without a connection: the last that was shown, of the player who was here last. */
export type Kept = {
  readonly player: string;
  /** The Telegram user they are: what is kept is shown to nobody else who opened the app on this device. */
  readonly telegramId?: string;
  readonly balances?: BalancesBody;
  readonly history?: HistoryBody;
  /** Rounds that were checked, with their opened seeds. */
  readonly rounds?: readonly RoundFile[];
  /** Commitments that were here before any round was played under them. */
  readonly seals?: readonly string[];
};

const KEY = 'cage:kept';

export function readKept(): Kept | undefined {
  try {
    return JSON.parse(deviceStore.get(KEY) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** Another player's things are forgotten, never mixed. A full or closed store is no reason to stop. */
export function keep(player: string, change: Partial<Omit<Kept, 'player'>>): void {
  const before = readKept();
  const mine = before?.player === player ? before : { player };
  deviceStore.set(KEY, JSON.stringify({ ...mine, ...change }));
}

export function forgetKept(): void {
  deviceStore.remove(KEY);
  deviceStore.removeAll('ton-connect'); // which wallet was connected is nobody else's to see
}
