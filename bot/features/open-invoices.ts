import { openInvoices } from '../../records/payments/reads.ts';
import type { CageContext } from '../context.ts';
import { namingInvoices } from '../screens/deposit.ts';
import type { Screen } from '../screens/screen.ts';

/** The menu of somebody whose invoices lie further up, or were opened in the app, names what still waits for them. */
export async function withOpenInvoices(ctx: CageContext, screen: Screen): Promise<Screen> {
  return namingInvoices(ctx.t, screen, await openInvoices(ctx.tx, ctx.player.id));
}
