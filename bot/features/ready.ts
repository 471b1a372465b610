import { playTwin } from '../../domain/assets.ts';
import { type Money, money } from '../../domain/money.ts';
import { cashOf, starsOf } from '../../records/ledger/reads.ts';
import type { ChatPlay } from '../../use-cases/play-in-chat.ts';
import type { CageContext } from '../context.ts';
import { type ChatGame, freeBy, type Purses, purseOf, type Ready, stakeFrom, usualPurse } from '../screens/purses.ts';

/** A game from the purse that is named, or from that which is used where none is. */
export async function readyOf(
  ctx: CageContext,
  play: ChatPlay,
  game: ChatGame,
  named?: { readonly from: string; readonly asked?: bigint },
): Promise<Ready> {
  const purses = await pursesOf(ctx, play, game);
  const purse = (named && purseOf(named.from, purses)) ?? usualPurse(purses);
  const firstPair = await play.firstPair(ctx.tx, ctx.player.id);
  const mark = ctx.update.update_id.toString(36);
  return { game, purse, purses, stake: stakeFrom(purse, game, named?.asked), mark, firstPair };
}

async function pursesOf(ctx: CageContext, play: ChatPlay, game: ChatGame): Promise<Purses> {
  const { funds, spins } = await play.bonus(ctx.tx, ctx.player.id);
  const stars = await starsOf(ctx.tx, ctx.player.id);
  const held = await cashIn(ctx);
  return [
    { kind: 'cash', held, bonus: funds?.balance.asset === held.asset ? funds : undefined },
    ...(stars ? [{ kind: 'stars', held: stars } as const] : []),
    ...(spins && freeBy[spins.game] === game ? [{ kind: 'free', spins } as const] : []),
  ];
}

/** Cash that is played with: the wallet, or its play twin where that is what they hold. */
export async function cashIn({ tx, player }: CageContext): Promise<Money> {
  const held = await cashOf(tx, player.id);
  const twin = playTwin(player.wallet);
  const filled = [player.wallet, twin].flatMap((asset) =>
    held.filter((cash) => cash.asset === asset && cash.minor > 0n),
  );
  return filled[0] ?? money(player.wallet, 0n);
}
