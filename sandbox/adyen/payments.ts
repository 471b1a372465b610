import type { Agenda } from '../ground/agenda.ts';
import { cardEnd, plainNumber } from './cards.ts';
import type { Notices } from './notices.ts';
import type { Amount, DueKind, LinkWire, Payment } from './shapes.ts';
import type { Transfers } from './transfers.ts';
import { newId, nowText, type World } from './world.ts';

export type LinkWish = Pick<LinkWire, 'amount' | 'description' | 'expiresAt' | 'reference' | 'returnUrl'>;

/** What the buyer's page is answered. `no-answer`: it went through, and nobody says so. */
export type Attempt =
  | { readonly outcome: 'paid'; readonly returnTo: string }
  | { readonly outcome: 'declined'; readonly message: string }
  | { readonly outcome: 'asks-bank' }
  | { readonly outcome: 'no-answer' }
  | { readonly outcome: 'closed' };

export type Payments = {
  open(wish: LinkWish, pageUrl: string): LinkWire;
  /** As it is now: a link whose time is over says so. */
  link(id: string): LinkWire | undefined;
  expire(id: string): LinkWire | undefined;
  /** The buyer presses Pay. @param changed what else than asked for was taken, as nobody would expect */
  pay(id: string, number: string, changed?: Partial<Amount>): Attempt;
  /** The buyer answered their bank. */
  confirm(id: string, number: string, yes: boolean): Attempt;
  /** A slow method has settled, or failed to. */
  settle(psp: string, succeeds: boolean): void;
};

type Tools = { readonly notices: Notices; readonly transfers: Transfers; readonly agenda: Agenda<DueKind> };

/** The hosted payment page and what becomes of it (docs.adyen.com, "Pay by Link"). */
export function createPayments(world: World, { notices, transfers, agenda }: Tools): Payments {
  const keep = (link: LinkWire, status: LinkWire['status']): LinkWire => {
    const kept = { ...link, status, updatedAt: nowText(world) };
    world.links.put(kept.id, kept);
    world.hub.tell({ kind: 'changed' });
    return kept;
  };
  const linkNow = (id: string): LinkWire | undefined => {
    const link = world.links.get(id);
    const isOver = link?.status === 'active' && new Date(link.expiresAt).getTime() <= world.clock.now();
    return link && isOver ? keep(link, 'expired') : link;
  };
  const open = (id: string): LinkWire | undefined => {
    const link = linkNow(id);
    return link?.status === 'active' ? link : undefined;
  };
  const paymentOf = (link: LinkWire, number: string, changed: Partial<Amount>, status: Payment['status']): Payment => {
    const payment: Payment = {
      psp: newId(world),
      link: link.id,
      reference: link.reference,
      amount: { ...link.amount, ...changed },
      card: plainNumber(number).slice(-4),
      at: world.clock.now(),
      status,
      refunded: 0,
      dispute: null,
    };
    world.payments.put(payment.psp, payment);
    return payment;
  };
  const authorised = (payment: Payment, success: boolean, silently = false): void =>
    notices.tell(
      {
        eventCode: 'AUTHORISATION',
        psp: payment.psp,
        reference: payment.reference,
        amount: payment.amount,
        success,
        // As Adyen writes it: the code of the bank, the last digits and the expiry of the card.
        reason: success ? `074971:${payment.card}:03/2030` : 'Refused',
        additionalData: { cardSummary: payment.card, expiryDate: '03/2030', paymentLinkId: payment.link },
      },
      { silently },
    );
  const captured = (payment: Payment): void => transfers.capture(payment);

  const refuse = (link: LinkWire, number: string, message: string): Attempt => {
    authorised(paymentOf(link, number, {}, 'refused'), false);
    return { outcome: 'declined', message };
  };
  const take = (link: LinkWire, number: string, changed: Partial<Amount>): Attempt => {
    const end = cardEnd(number);
    if (end === 'pays-late') {
      const waiting = paymentOf(link, number, changed, 'pending');
      keep(link, 'paymentPending');
      agenda.add(world.pauses.settlesAfterMs, 'settle', waiting.psp);
      return { outcome: 'paid', returnTo: link.returnUrl };
    }
    const payment = paymentOf(link, number, changed, 'captured');
    keep(link, 'completed');
    const silently = end === 'pays-silently';
    authorised(payment, true, silently);
    captured(payment);
    if (end === 'disputes') agenda.add(world.pauses.disputesAfterMs, 'dispute', payment.psp);
    return silently ? { outcome: 'no-answer' } : { outcome: 'paid', returnTo: link.returnUrl };
  };

  return {
    open(wish, pageUrl) {
      const id = newId(world, 'PL');
      const link: LinkWire = {
        ...wish,
        id,
        merchantAccount: world.merchantAccount,
        reusable: false,
        status: 'active',
        updatedAt: nowText(world),
        url: `${pageUrl}/PL/${id}`,
      };
      world.links.put(id, link);
      world.hub.tell({ kind: 'changed' });
      return link;
    },
    link: linkNow,
    expire(id) {
      const link = open(id);
      return link && keep(link, 'expired');
    },
    pay(id, number, changed = {}) {
      const link = open(id);
      if (!link) return { outcome: 'closed' };
      const end = cardEnd(number);
      if (!end) return { outcome: 'declined', message: 'This card number is not valid.' };
      if (end === 'declined') return refuse(link, number, 'The payment was refused.');
      return end === 'asks-bank' ? { outcome: 'asks-bank' } : take(link, number, changed);
    },
    confirm(id, number, yes) {
      const link = open(id);
      if (!link || cardEnd(number) !== 'asks-bank') return { outcome: 'closed' };
      return yes ? take(link, number, {}) : refuse(link, number, 'The payment was not authenticated.');
    },
    settle(psp, succeeds) {
      const waiting = world.payments.get(psp);
      const link = world.links.get(waiting?.link ?? '');
      if (waiting?.status !== 'pending' || !link) return;
      const payment: Payment = { ...waiting, status: succeeds ? 'captured' : 'refused' };
      world.payments.put(psp, payment);
      keep(link, succeeds ? 'completed' : 'expired');
      authorised(payment, succeeds);
      if (succeeds) captured(payment);
    },
  };
}
