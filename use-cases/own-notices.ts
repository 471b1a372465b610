import type { PlayerId } from '../contracts/ids.ts';
import { type NoticeChoice, unchosen } from '../domain/notices.ts';
import { isZone } from '../domain/quiet-hours.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { keepNoticeChoice, readNoticeChoice } from '../records/play/notices.ts';
import type { Hint } from '../runtime/pokes.ts';

export type NoticesShown = NoticeChoice & {
  /** False: they were never asked, and are told what needs no yes. */
  readonly isChosen: boolean;
};

/** What the bot may write to a player of its own accord. */
export async function showNotices(tx: Pick<Tx, 'query'>, player: PlayerId): Promise<NoticesShown> {
  const chosen = await readNoticeChoice(tx, player);
  return { ...(chosen ?? unchosen), isChosen: chosen !== undefined };
}

export type NoticesRefusal = { readonly reason: 'no-such-zone' };

/** A player chooses what the bot may write, and when it is quiet: works at once, also for what waits already. Safe to repeat. */
export const chooseNotices =
  ({ transaction, hint }: { transaction: Transaction; hint: Hint }) =>
  async (player: PlayerId, choice: NoticeChoice): Promise<NoticesShown | NoticesRefusal> => {
    if (!isZone(choice.zone)) return { reason: 'no-such-zone' };
    return transaction(async (tx) => {
      const before = await readNoticeChoice(tx, player);
      if (before && sameChoice(before, choice)) return { ...before, isChosen: true };
      await keepNoticeChoice(tx, player, choice);
      const { promotions, wagering, vip, quiet, zone, isListed } = choice;
      await append(tx, {
        actor: 'player',
        actorId: player,
        action: 'notices.chosen',
        subject: player,
        // Advertising rests on this yes: when it was given, and taken back.
        detail: { promotions, wagering, vip, quiet: quiet ? `${quiet.from}-${quiet.until}` : null, zone, isListed },
      });
      tx.afterCommit(() => hint(player, { what: 'preferences' }));
      return { ...choice, isChosen: true };
    });
  };

const sameChoice = (a: NoticeChoice, b: NoticeChoice): boolean =>
  a.promotions === b.promotions &&
  a.wagering === b.wagering &&
  a.vip === b.vip &&
  a.quiet?.from === b.quiet?.from &&
  a.quiet?.until === b.quiet?.until &&
  a.zone === b.zone &&
  a.isListed === b.isListed;
