import { cashOf, starsOf } from '../../records/ledger/reads.ts';
import { openInvoices } from '../../records/payments/reads.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { namingInvoices } from '../screens/deposit.ts';
import { type Held, homeScreen } from '../screens/home.ts';
import type { Screen } from '../screens/screen.ts';

/** All that a player has, each kind apart. */
export const heldBy = async ({ tx, player }: CageContext, { bonuses }: Pick<BotDeps, 'bonuses'>): Promise<Held> => ({
  cash: await cashOf(tx, player.id),
  stars: await starsOf(tx, player.id),
  bonus: (await bonuses.shown(tx, player.id)).active,
});

/** What they have, and where on. Only what works is offered. */
export const menuOf = async (ctx: CageContext, deps: BotDeps, isNew = false): Promise<Screen> =>
  homeScreen(ctx.t, {
    ...(await heldBy(ctx, deps)),
    isNew,
    canDeposit: deps.ways.length > 0,
    canWithdraw: deps.canWithdraw,
    canPlay: deps.play !== undefined,
    appUrl: deps.appUrl,
  });

/** The menu of somebody whose invoices lie further up, or were opened in the app, names what still waits for them. */
export async function withOpenInvoices(ctx: CageContext, screen: Screen): Promise<Screen> {
  return namingInvoices(ctx.t, screen, await openInvoices(ctx.tx, ctx.player.id));
}
