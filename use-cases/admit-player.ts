import type { Asset } from '../domain/assets.ts';
import type { Transaction } from '../prisma/tx.ts';
import { type Player, playerFor, type TelegramUser } from '../records/identity/player-for.ts';
import { newId } from '../runtime/ids.ts';

/** Every wallet's currency until the player chooses another, before their first deposit. */
export const FIRST_WALLET: Asset = 'EUR';

/** Somebody writes to the bot: they are a player from now on, or already were. Safe to repeat. */
export const admitPlayer =
  ({ transaction, now }: { transaction: Transaction; now: () => number }) =>
  (user: TelegramUser): Promise<Player> =>
    transaction((tx) =>
      playerFor(tx, { id: user.id, language: user.language?.slice(0, 35) }, newId(now()), FIRST_WALLET),
    );
