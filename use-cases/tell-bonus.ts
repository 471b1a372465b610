import type { GrantId, PlayerId } from '../contracts/ids.ts';
import type { ShowBonus } from '../contracts/outbox.ts';
import type { GrantState } from '../domain/bonuses.ts';
import type { Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { chatOf } from '../records/identity/reads.ts';
import type { Hint } from '../runtime/pokes.ts';

export type TellBonusDeps = {
  readonly enqueue: Pick<Enqueue, 'showInChat'>;
  readonly hint: Hint;
  /** The bot that writes to somebody whose chat with us nobody knows the bot of. */
  readonly bot: string | undefined;
};

/** The outbox row that tells of a grant's having come to a state; told of the same again it is told once. */
export const bonusLetter = (grant: GrantId, about: GrantState): string => `grant:${grant}:${about}`;

/**
 * Tells the player where their bonus stands: the app looks anew, and the chat's message of it is drawn as it is then. A state is told
 * once, in the transaction that brought it about. Somebody without a chat reads it in the app. All letters of a grant have one
 * urgency, so that none overtakes another.
 */
export async function tellBonus(
  { enqueue, hint, bot: usual }: TellBonusDeps,
  tx: Tx,
  { player, grant }: { readonly player: PlayerId; readonly grant: GrantId },
  about: GrantState,
): Promise<void> {
  tx.afterCommit(() => {
    hint(player, { what: 'bonuses' });
    if (about !== 'offered') hint(player, { what: 'balances' });
  });
  const { chat, bot = usual } = await chatOf(tx, player);
  if (chat === undefined || bot === undefined) return;
  await enqueue.showInChat(
    tx,
    bonusLetter(grant, about),
    { show: 'bonus', bot, chat, grantId: grant, about: sortOf(about) },
    'promotion',
  );
}

const sortOf = (about: GrantState): ShowBonus['about'] => (about === 'offered' || about === 'active' ? about : 'ended');
