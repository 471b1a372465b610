import type { PlayerId } from '../contracts/ids.ts';
import type { Act } from '../domain/acts.ts';
import type { Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { unlinkTelegramOf } from '../records/identity/players.ts';
import { readDevices, telegramOf } from '../records/identity/reads.ts';
import { lockOrdersOf } from '../records/payments/orders.ts';
import type { Hint } from '../runtime/pokes.ts';
import { type EndDeps, endSessions } from './end-sessions.ts';
import { factsOf } from './join-accounts.ts';
import { lonelySpans } from './let-in.ts';

export type UnlinkRefusal = { readonly reason: 'no-telegram' | 'only-way-in' | 'holds-money' };

export const unlinkAct = (player: PlayerId): Act<'unlink-telegram'> => ({ kind: 'unlink-telegram', id: player });

/**
 * Why a player's Telegram account cannot be unlinked now; undefined when it can. A browser must be signed in that stays so:
 * without one nobody would reach the account. Nor may it hold money, or expect some: codes come by the chat, and without
 * them nothing leaves.
 */
export async function whyNotUnlink(tx: Tx, player: PlayerId): Promise<UnlinkRefusal | undefined> {
  if ((await telegramOf(tx, player)) === undefined) return { reason: 'no-telegram' };
  await lockOrdersOf(tx, player);
  const { holdsMoney, expectsMoney } = await factsOf(tx, player, false);
  if (holdsMoney || expectsMoney) return { reason: 'holds-money' };
  const staying = (await readDevices(tx, player)).filter(({ door }) => door !== 'mini-app');
  return staying.length === 0 ? { reason: 'only-way-in' } : undefined;
}

/**
 * Unlinks a player's Telegram account, confirmed by a code: the account goes on in the browsers that are signed in; the chat is
 * nobody's, and may begin anew.
 */
export const unlinkTelegram =
  ({ gate, onEnded, hint }: EndDeps & { hint: Hint }) =>
  async (tx: Tx, player: PlayerId): Promise<UnlinkRefusal | undefined> => {
    const refusal = await whyNotUnlink(tx, player);
    if (refusal) return refusal;
    const by = { actor: 'player', actorId: player } as const;
    await endSessions(tx, { gate, onEnded }, { owner: { player }, doors: ['mini-app'] }, 'unlinked', by);
    const staying = await unlinkTelegramOf(tx, player, lonelySpans);
    await append(tx, { ...by, action: 'telegram.unlinked', subject: player });
    tx.afterCommit(() => {
      void gate.drop(staying); // what is kept of them names the chat
      hint(player, { what: 'link' });
    });
    return undefined;
  };
