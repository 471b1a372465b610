import { digits, letters } from '../ground/chance.ts';
import { STARS } from './currencies.ts';
import { addMessage, messageOnTheWire } from './messages.ts';
import { badRequest, type Refused } from './refusal.ts';
import type { Charge, Invoice, SuccessfulPayment } from './shapes.ts';
import type { Updates } from './updates.ts';
import { botOf, changeBot, changeChat, playerOf, playerUser, type World } from './world.ts';

/** "How should it end?", as the pay sheet asks. */
export const endings = ['goes through', 'is declined', 'is confirmed late', 'is reported twice'] as const;
export type Ending = (typeof endings)[number];

export type PayOutcome =
  | { readonly outcome: 'paid'; readonly charge: Charge }
  /** `refused`: the bot said no at pre-checkout. `unanswered`: it said nothing in time. `declined`: the card did. */
  | { readonly outcome: 'refused' | 'unanswered' | 'declined'; readonly message: string };

export type Payments = {
  pay(player: number, slug: string, ending: Ending, options?: { lateMs?: number }): Promise<PayOutcome>;
  /** The bot's answer at pre-checkout. */
  answer(bot: number, query: string, refusal: string | undefined): true | Refused;
  refundStars(bot: number, player: number, charge: string): true | Refused;
  close(): void;
};

const NO_ANSWER = 'The payment could not be completed: the bot did not answer in time';
const DECLINED = 'The card was declined. Nothing was charged.';

type Answer = { readonly ok: true } | { readonly ok: false; readonly why: string } | undefined;

/**
 * Payments as Telegram runs them (core.telegram.org/bots/payments): the bot is asked, then the card is charged, then the
 * bot is told. Anybody may open an invoice's link, as often as the bot lets them.
 */
export function createPayments(world: World, updates: Updates): Payments {
  const asked = new Map<string, { bot: number; hear: (answer: Answer) => void }>();
  const callsOff = new Set<() => void>();

  const ask = (player: number, invoice: Invoice): Promise<Answer> =>
    new Promise((resolve) => {
      const id = digits(world.random, 18);
      const hear = (answer: Answer): void => {
        callOff();
        callsOff.delete(callOff);
        asked.delete(id);
        resolve(answer);
      };
      const callOff = world.clock.after(world.pauses.preCheckoutMs, () => hear(undefined));
      callsOff.add(callOff);
      asked.set(id, { bot: invoice.bot, hear });
      const { currency, total, payload } = invoice;
      const from = playerUser(playerOf(world, player));
      const body = { id, from, currency, total_amount: total, invoice_payload: payload };
      updates.push(invoice.bot, player, 'pre_checkout_query', body);
    });

  const charge = (player: number, invoice: Invoice, isReportedTwice: boolean, lateMs: number): Charge => {
    const at = world.clock.now();
    const made: Charge = {
      id: letters(world.random, 36),
      providerId: letters(world.random, 27),
      bot: invoice.bot,
      player,
      slug: invoice.slug,
      payload: invoice.payload,
      currency: invoice.currency,
      amount: invoice.total,
      at,
      reportAt: at + lateMs,
      isReportedTwice,
      reported: false,
    };
    world.charges.put(made.id, made);
    if (invoice.currency === STARS) addStars(world, invoice.bot, invoice.total);
    world.hub.tell({ kind: 'charged', charge: made });
    return made;
  };

  const report = (made: Charge): void => {
    world.charges.put(made.id, { ...made, reported: true });
    changeChat(world, made.bot, made.player, { started: true, met: true });
    const message = addMessage(world, made.bot, made.player, { from: 'player', paid: paymentOf(made) });
    const reported = made.isReportedTwice ? 'twice' : 'once';
    updates.push(made.bot, made.player, 'message', messageOnTheWire(world, message), reported);
  };

  const reportWhenDue = (made: Charge): void => {
    const inMs = made.reportAt - world.clock.now();
    if (inMs <= 0) {
      report(made);
      return;
    }
    const callOff = world.clock.after(inMs, () => {
      callsOff.delete(callOff);
      report(made);
    });
    callsOff.add(callOff);
  };
  for (const made of world.charges.values()) if (!made.reported) reportWhenDue(made);

  return {
    async pay(player, slug, ending, { lateMs = world.pauses.lateMs } = {}) {
      const invoice = world.invoices.get(slug);
      if (!invoice) return { outcome: 'refused', message: 'This invoice is not there any more.' };
      changeChat(world, invoice.bot, player, { met: true });
      const answer = await ask(player, invoice);
      if (!answer) return { outcome: 'unanswered', message: NO_ANSWER };
      if (!answer.ok) return { outcome: 'refused', message: answer.why };
      if (ending === 'is declined') return { outcome: 'declined', message: DECLINED };
      const made = charge(player, invoice, ending === 'is reported twice', ending === 'is confirmed late' ? lateMs : 0);
      reportWhenDue(made);
      return { outcome: 'paid', charge: world.charges.get(made.id) ?? made };
    },

    answer(bot, query, refusal) {
      const waiting = asked.get(query);
      if (waiting?.bot !== bot)
        return badRequest('query is too old and response timeout expired or query ID is invalid');
      waiting.hear(refusal === undefined ? { ok: true } : { ok: false, why: refusal });
      return true;
    },

    refundStars(bot, player, id) {
      const made = world.charges.get(id);
      if (made?.bot !== bot || made.player !== player || made.currency !== STARS) return badRequest('CHARGE_NOT_FOUND');
      if (made.refundedAt !== undefined) return badRequest('CHARGE_ALREADY_REFUNDED');
      world.charges.put(id, { ...made, refundedAt: world.clock.now() });
      addStars(world, bot, -made.amount);
      const message = addMessage(world, bot, player, { from: 'bot', refunded: paymentOf(made) });
      updates.push(bot, player, 'message', messageOnTheWire(world, message));
      return true;
    },

    close() {
      for (const callOff of callsOff) callOff();
      for (const { hear } of [...asked.values()]) hear(undefined);
    },
  };
}

const addStars = (world: World, bot: number, amount: number): void => {
  changeBot(world, bot, { stars: botOf(world, bot).stars + amount });
};

const paymentOf = ({ currency, amount, payload, id, providerId }: Charge): SuccessfulPayment => ({
  currency,
  total_amount: amount,
  invoice_payload: payload,
  telegram_payment_charge_id: id,
  provider_payment_charge_id: providerId,
});
