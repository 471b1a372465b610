import { createHash } from 'node:crypto';
import type { Agenda } from '../ground/agenda.ts';
import { type CardEnd, cardEnd, plainNumber } from './cards.ts';
import type { Events } from './events.ts';
import { impossible, type Refused } from './refusal.ts';
import type { ChargeWire, DueKind, Failure, IntentWire, Session, SessionWire } from './shapes.ts';
import { newId, now, type World } from './world.ts';

export type SessionWish = Pick<SessionWire, 'cancel_url' | 'client_reference_id' | 'metadata' | 'success_url'> & {
  readonly amount: number;
  readonly currency: string;
  readonly expiresAt: number;
  readonly intentMetadata: Record<string, string>;
  readonly title: string;
  readonly description: string;
};

/** What the buyer's page is answered. `no-answer`: it went through, and nobody says so. */
export type Attempt =
  | { readonly outcome: 'paid'; readonly returnTo: string }
  | { readonly outcome: 'declined'; readonly message: string }
  | { readonly outcome: 'asks-bank' }
  | { readonly outcome: 'no-answer' }
  | { readonly outcome: 'closed' };

export type Checkout = {
  open(wish: SessionWish, pageUrl: string): SessionWire;
  expire(id: string): SessionWire | Refused;
  /** Sessions whose time is over; looked at before anything is read. */
  expireDue(): void;
  /** The buyer presses Pay. @param changed what else than asked for the provider took, as nobody would expect */
  pay(id: string, number: string, changed?: { readonly amount?: number; readonly currency?: string }): Attempt;
  /** The buyer answered their bank. */
  confirm(id: string, number: string, yes: boolean): Attempt;
  /** A slow method has settled, or failed to. */
  settle(intent: string, succeeds: boolean): void;
};

type Tools = { readonly events: Events; readonly agenda: Agenda<DueKind> };

/** The hosted payment page and what becomes of it (docs.stripe.com/payments/checkout). */
export function createCheckout(world: World, { events, agenda }: Tools): Checkout {
  const keepSession = (session: Session, change: Partial<SessionWire>): SessionWire => {
    const wire = { ...session.wire, ...change };
    world.sessions.put(wire.id, { ...session, wire });
    return wire;
  };
  const keepIntent = (intent: IntentWire, change: Partial<IntentWire> = {}): IntentWire => {
    const kept = { ...intent, ...change };
    world.intents.put(kept.id, kept);
    return kept;
  };
  const intentOf = (session: Session, changed: { amount?: number; currency?: string }): IntentWire => {
    const known = world.intents.get(session.wire.payment_intent ?? '');
    if (known) return known;
    const intent = keepIntent({
      id: newId(world, 'pi'),
      object: 'payment_intent',
      amount: changed.amount ?? session.wire.amount_total ?? 0,
      amount_received: 0,
      canceled_at: null,
      cancellation_reason: null,
      created: now(world),
      currency: changed.currency ?? session.wire.currency ?? 'eur',
      customer: null,
      last_payment_error: null,
      latest_charge: null,
      livemode: false,
      metadata: session.intentMetadata,
      status: 'requires_payment_method',
    });
    events.tell('payment_intent.created', intent);
    return intent;
  };

  const fail = (
    session: Session,
    number: string,
    { code, message }: Extract<CardEnd, { kind: 'declined' }>,
  ): Attempt => {
    const error: Failure = { type: 'card_error', code: 'card_declined', decline_code: code, message };
    const before = intentOf(session, {});
    const charge = chargeOf(world, before, number, { status: 'failed', failure: error });
    const intent = keepIntent(before, { latest_charge: charge.id, last_payment_error: error });
    keepSession(session, { payment_intent: intent.id });
    events.tell('charge.failed', charge);
    events.tell('payment_intent.payment_failed', intent);
    return { outcome: 'declined', message };
  };

  const take = (
    session: Session,
    number: string,
    end: CardEnd,
    changed: { amount?: number; currency?: string },
  ): Attempt => {
    const before = intentOf(session, changed);
    const isLate = end.kind === 'pays-late';
    const silently = end.kind === 'pays-silently';
    const charge = chargeOf(world, before, number, { status: isLate ? 'pending' : 'succeeded' });
    const intent = keepIntent(before, {
      latest_charge: charge.id,
      status: isLate ? 'processing' : 'succeeded',
      amount_received: isLate ? 0 : before.amount,
      last_payment_error: null,
    });
    const completed = keepSession(session, {
      payment_intent: intent.id,
      payment_status: isLate ? 'unpaid' : 'paid',
      status: 'complete',
      url: null,
    });
    events.tell(isLate ? 'charge.pending' : 'charge.succeeded', charge, { silently });
    events.tell(isLate ? 'payment_intent.processing' : 'payment_intent.succeeded', intent, { silently });
    events.tell('checkout.session.completed', completed, { silently });
    if (isLate) agenda.add(world.pauses.settlesAfterMs, 'settle', intent.id);
    if (end.kind === 'pays-and-disputes') agenda.add(world.pauses.disputesAfterMs, 'dispute', charge.id);
    return silently ? { outcome: 'no-answer' } : { outcome: 'paid', returnTo: returnAddress(completed) };
  };

  const openSession = (id: string): Session | undefined => {
    expireDue();
    const session = world.sessions.get(id);
    return session?.wire.status === 'open' ? session : undefined;
  };
  const expireOne = (session: Session): SessionWire => {
    const wire = keepSession(session, { status: 'expired', url: null });
    events.tell('checkout.session.expired', wire);
    return wire;
  };
  const expireDue = (): void => {
    for (const session of [...world.sessions.values()])
      if (session.wire.status === 'open' && session.wire.expires_at <= now(world)) expireOne(session);
  };

  return {
    expireDue,
    open(wish, pageUrl) {
      const id = newId(world, 'cs_test');
      const wire: SessionWire = {
        id,
        object: 'checkout.session',
        amount_subtotal: wish.amount,
        amount_total: wish.amount,
        cancel_url: wish.cancel_url,
        client_reference_id: wish.client_reference_id,
        created: now(world),
        currency: wish.currency,
        customer: null,
        expires_at: wish.expiresAt,
        livemode: false,
        metadata: wish.metadata,
        mode: 'payment',
        payment_intent: null,
        payment_status: 'unpaid',
        status: 'open',
        success_url: wish.success_url,
        url: `${pageUrl}/c/pay/${id}`,
      };
      const { intentMetadata, title, description } = wish;
      world.sessions.put(id, { wire, intentMetadata, title, description });
      world.hub.tell({ kind: 'changed' });
      return wire;
    },
    expire(id) {
      const session = openSession(id);
      if (session) return expireOne(session);
      return impossible('', 'Only Checkout Sessions with a status in ["open"] can be expired.');
    },
    pay(id, number, changed = {}) {
      const session = openSession(id);
      if (!session) return { outcome: 'closed' };
      const end = cardEnd(number);
      if (!end) return { outcome: 'declined', message: 'Your card number is invalid.' };
      if (end.kind === 'declined') return fail(session, number, end);
      if (end.kind === 'asks-bank') {
        keepIntent(intentOf(session, changed), { status: 'requires_action' });
        return { outcome: 'asks-bank' };
      }
      return take(session, number, end, changed);
    },
    confirm(id, number, yes) {
      const session = openSession(id);
      if (!session || cardEnd(number)?.kind !== 'asks-bank') return { outcome: 'closed' };
      if (yes) return take(session, number, { kind: 'pays' }, {});
      const message = 'We are unable to authenticate your payment method.';
      return fail(session, number, { kind: 'declined', code: 'authentication_required', message });
    },
    settle(id, succeeds) {
      const before = world.intents.get(id);
      const charge = world.charges.get(before?.latest_charge ?? '');
      const session = [...world.sessions.values()].find(({ wire }) => wire.payment_intent === id);
      if (before?.status !== 'processing' || !charge || !session) return;
      const settled: ChargeWire = succeeds
        ? { ...charge, status: 'succeeded', paid: true, captured: true, amount_captured: charge.amount }
        : { ...charge, status: 'failed', failure_code: 'insufficient_funds' };
      world.charges.put(charge.id, settled);
      const intent = keepIntent(
        before,
        succeeds ? { status: 'succeeded', amount_received: before.amount } : { status: 'requires_payment_method' },
      );
      const wire = succeeds ? keepSession(session, { payment_status: 'paid' }) : session.wire;
      events.tell(succeeds ? 'charge.succeeded' : 'charge.failed', settled);
      events.tell(succeeds ? 'payment_intent.succeeded' : 'payment_intent.payment_failed', intent);
      events.tell(
        succeeds ? 'checkout.session.async_payment_succeeded' : 'checkout.session.async_payment_failed',
        wire,
      );
    },
  };
}

const returnAddress = ({ id, success_url }: SessionWire): string =>
  (success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', id);

function chargeOf(
  world: World,
  intent: IntentWire,
  number: string,
  { status, failure }: { status: 'succeeded' | 'pending' | 'failed'; failure?: Failure },
): ChargeWire {
  const plain = plainNumber(number);
  const isPaid = status === 'succeeded';
  const charge: ChargeWire = {
    id: newId(world, 'ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: isPaid ? intent.amount : 0,
    amount_refunded: 0,
    captured: isPaid,
    created: now(world),
    currency: intent.currency,
    customer: null,
    disputed: false,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    livemode: false,
    metadata: intent.metadata,
    paid: isPaid,
    payment_intent: intent.id,
    payment_method_details: {
      type: 'card',
      card: {
        brand: plain.startsWith('5') ? 'mastercard' : 'visa',
        country: 'DE',
        // The same card has the same one in every payment, and nothing of the number is in it.
        fingerprint: createHash('sha256').update(`stand-in:${plain}`).digest('base64url').slice(0, 16),
        last4: plain.slice(-4),
      },
    },
    refunded: false,
    status,
  };
  world.charges.put(charge.id, charge);
  return charge;
}
