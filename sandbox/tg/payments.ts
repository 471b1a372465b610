import { randomBytes, randomUUID } from 'node:crypto';
import type { Delivery } from './delivery.ts';
import { badRequest } from './refusals.ts';
import { type ChargeMade, type Invoice, playerUser, type World } from './world.ts';

/** How a payment should end, as the person at the pay sheet chooses. */
export type Ending = 'goes through' | 'is declined' | 'is confirmed late' | 'is reported twice';
export type PayOutcome = { readonly outcome: 'paid' } | { readonly outcome: 'refused' | 'declined'; readonly message: string };

/** Telegram gives a bot ten seconds to answer (Bot API, answerPreCheckoutQuery). */
const ANSWER_MS = 10_000;

type Waiting = { readonly bot: number; answer: (ok: boolean, message: string) => void };

/** Smallest and largest amounts, in minor units; about one and ten thousand dollars (core.telegram.org/bots/payments/currencies.json). */
const bounds: Record<string, [number, number]> = { EUR: [87, 870_000], USD: [100, 1_000_000], RUB: [8_000, 80_000_000], GBP: [75, 750_000] };

export class Payments {
  readonly #world: World;
  readonly #delivery: Delivery;
  readonly #providers: readonly string[];
  readonly #lateMs: number;
  readonly #waiting = new Map<string, Waiting>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(world: World, delivery: Delivery, options: { providers: readonly string[]; lateMs: number }) {
    this.#world = world;
    this.#delivery = delivery;
    this.#providers = options.providers;
    this.#lateMs = options.lateMs;
  }

  /** An invoice with its own link. Refuses what Telegram refuses. */
  create(bot: number, args: Record<string, unknown>): Invoice {
    const text = (name: string, most: number, unit: (value: string) => number = (value) => [...value].length): string => {
      const value = String(args[name] ?? '');
      if (value === '') throw badRequest(`${name === 'payload' ? 'INVOICE_PAYLOAD_INVALID' : `${name.toUpperCase()}_EMPTY`}`);
      if (unit(value) > most) throw badRequest(name === 'payload' ? 'INVOICE_PAYLOAD_INVALID' : `${name.toUpperCase()}_TOO_LONG`);
      return value;
    };
    const title = text('title', 32);
    const description = text('description', 255);
    const payload = text('payload', 128, Buffer.byteLength);
    const currency = String(args['currency'] ?? '');
    const prices = args['prices'] as { label?: string; amount?: number }[] | undefined;
    if (!Array.isArray(prices) || prices.length === 0) throw badRequest("can't parse prices JSON object");
    if (prices.some(({ label, amount }) => !label || !Number.isInteger(amount))) throw badRequest("can't parse prices JSON object");
    const total = prices.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
    const provider = String(args['provider_token'] ?? '');
    if (currency === 'XTR') {
      if (prices.length !== 1 || provider !== '') throw badRequest('STARS_INVOICE_INVALID');
      if (total < 1 || total > 10_000) throw badRequest('CURRENCY_TOTAL_AMOUNT_INVALID');
    } else {
      if (!this.#providers.includes(provider)) throw badRequest('PAYMENT_PROVIDER_INVALID');
      const range = bounds[currency];
      if (!range) throw badRequest('CURRENCY_INVALID');
      if (total < range[0] || total > range[1]) throw badRequest('CURRENCY_TOTAL_AMOUNT_INVALID');
    }
    const invoice: Invoice = { slug: randomBytes(12).toString('base64url').replaceAll(/[-_]/g, 'x'), bot, title, description, payload, currency, total, provider };
    this.#world.saved.invoices.push(invoice);
    return invoice;
  }

  bySlug(slug: string): Invoice | undefined {
    return this.#world.saved.invoices.find((invoice) => invoice.slug === slug);
  }

  /** A player presses Pay: the bot is asked, then the card is charged, then the bot is told. */
  async pay(user: number, slug: string, ending: Ending = 'goes through'): Promise<PayOutcome> {
    const invoice = this.bySlug(slug);
    if (!invoice) return { outcome: 'refused', message: 'This invoice does not exist.' };
    const answer = await this.#ask(user, invoice);
    if (!answer.ok) return { outcome: 'refused', message: answer.message };
    if (ending === 'is declined') return { outcome: 'declined', message: 'The card was declined. Nothing was charged.' };
    const charge = this.#charge(user, invoice);
    if (ending === 'is confirmed late') this.#later(() => this.#report(charge, invoice));
    else this.#report(charge, invoice);
    if (ending === 'is reported twice') this.#reportAgain(charge, invoice);
    return { outcome: 'paid' };
  }

  /** answerPreCheckoutQuery. */
  answer(bot: number, id: string, ok: boolean, message: string): void {
    const waiting = this.#waiting.get(id);
    if (!waiting || waiting.bot !== bot) throw badRequest('query is too old and response timeout expired or query ID is invalid');
    if (!ok && message === '') throw badRequest('error message must be non-empty');
    waiting.answer(ok, message);
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const waiting of this.#waiting.values()) waiting.answer(false, 'The sandbox is closing.');
  }

  #ask(user: number, invoice: Invoice): Promise<{ ok: boolean; message: string }> {
    const id = BigInt(`0x${randomBytes(8).toString('hex')}`).toString();
    return new Promise((resolve) => {
      const finish = (ok: boolean, message: string): void => {
        clearTimeout(timer);
        this.#timers.delete(timer);
        this.#waiting.delete(id);
        resolve({ ok, message });
      };
      const timer = setTimeout(() => finish(false, 'The bot did not answer in time. Nothing was charged.'), ANSWER_MS);
      this.#timers.add(timer);
      this.#waiting.set(id, { bot: invoice.bot, answer: finish });
      const from = playerUser(this.#world.user(user) as never);
      // No chat: a question before payment waits behind nothing, and nothing waits behind it.
      this.#delivery.push(invoice.bot, -Number(id.slice(0, 12)), {
        pre_checkout_query: { id, from, currency: invoice.currency, total_amount: invoice.total, invoice_payload: invoice.payload },
      });
      this.#world.announce({ kind: 'checkout', bot: invoice.bot, user, id });
    });
  }

  #charge(user: number, invoice: Invoice): ChargeMade {
    const charge: ChargeMade = {
      id: `tg_${randomUUID().replaceAll('-', '')}`,
      providerCharge: invoice.currency === 'XTR' ? '' : `pi_${randomBytes(12).toString('hex')}`,
      bot: invoice.bot,
      user,
      payload: invoice.payload,
      currency: invoice.currency,
      amount: invoice.total,
      at: this.#world.seconds(),
      refunded: false,
    };
    this.#world.saved.charges.push(charge);
    return charge;
  }

  #report(charge: ChargeMade, invoice: Invoice): void {
    const { wire } = this.#serviceMessage(charge, invoice);
    this.#delivery.push(charge.bot, charge.user, { message: wire });
  }

  /** The same update again, and the same charge under another update. */
  #reportAgain(charge: ChargeMade, invoice: Invoice): void {
    const wire = this.#wireOf(charge, invoice, this.#world.saved.nextMessage);
    this.#delivery.push(charge.bot, charge.user, { message: wire });
  }

  #serviceMessage(charge: ChargeMade, invoice: Invoice): { wire: unknown } {
    const stored = this.#world.put(charge.bot, charge.user, { mine: true, payment: { currency: charge.currency, total_amount: charge.amount, charge: charge.id } });
    return { wire: this.#wireOf(charge, invoice, stored.message_id) };
  }

  #wireOf(charge: ChargeMade, invoice: Invoice, messageId: number): unknown {
    const player = playerUser(this.#world.user(charge.user) as never);
    return {
      message_id: messageId,
      date: this.#world.seconds(),
      chat: { id: charge.user, type: 'private', first_name: player.first_name },
      from: player,
      successful_payment: {
        currency: charge.currency,
        total_amount: charge.amount,
        invoice_payload: invoice.payload,
        telegram_payment_charge_id: charge.id,
        provider_payment_charge_id: charge.providerCharge,
      },
    };
  }

  #later(then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, this.#lateMs);
    this.#timers.add(timer);
  }
}
