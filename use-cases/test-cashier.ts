import type { PlayerHint } from '../contracts/http/events.ts';
import type { PlayerId } from '../contracts/ids.ts';
import type { DepositTerms } from '../domain/quotes.ts';
import type { DepositRail } from '../rails/deposit-rail.ts';
import type { DepositRails } from '../rails/registry.ts';
import { noDepositRails } from '../rails/test-rails.ts';
import { createReceive } from '../records/delivery/inbox.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import type { Guest, House, Order } from '../records/test-house.ts';
import { createLogger } from '../runtime/logger.ts';
import { createMetrics } from '../runtime/metrics.ts';
import type { Hint } from '../runtime/pokes.ts';
import { loadTexts } from '../runtime/texts.ts';
import { answerPreCheckout } from './answer-pre-checkout.ts';
import { type DepositPatience, openDeposit } from './open-deposit.ts';
import type { Protection } from './protection.ts';
import { receiveUpdate } from './receive-update.ts';
import { recordPayment } from './record-payment.ts';
import { unbound } from './test-protection.ts';

export const terms: DepositTerms = {
  assets: { EUR: { least: 500n, most: 500_000n, fee: { fixed: 0n, bps: 250n } } },
  validForMs: 900_000,
};

/** Roubles, too: 1 % and at least ten of them, and 2 % of the market's rate. */
export const termsInRoubles: DepositTerms = {
  ...terms,
  assets: {
    ...terms.assets,
    RUB: { least: 50_000n, most: 50_000_000n, fee: { fixed: 0n, bps: 100n, least: 1_000n }, spreadBps: 200n },
  },
};

export const patience: DepositPatience = { lateWindowMs: 3_600_000, patienceMs: 1_000 };

/** A rail that is on, and asked for nothing but its terms. */
export const plainRail = (railTerms = terms): DepositRail => ({
  id: 'telegram-invoice',
  terms: railTerms,
  open: async () => ({ link: 'https://t.me/$invoice' }),
  readEvent: () => undefined,
});

export const rails = (rail: DepositRail | undefined = plainRail()): DepositRails => ({
  ...noDepositRails,
  'telegram-invoice': rail,
});
export const noRails = noDepositRails;

/** The use cases as a process builds them, over the house's database, on a clock a test may turn. */
export function openCashier(house: House, { playMoney = false } = {}) {
  const metrics = createMetrics();
  const logged: string[] = [];
  const clock = { offsetMs: 0 };
  const now = () => Date.now() + clock.offsetMs;
  const enqueue = createEnqueue(() => undefined);
  const { transaction } = house;
  const receiveWith = (pool: House['app'], within = transaction) =>
    receiveUpdate({
      receive: createReceive(pool),
      answer: answerPreCheckout({ transaction: within, now }),
      playMoney,
      texts: loadTexts(),
      metrics,
      log: createLogger('test', 'info', { write: (line) => void logged.push(JSON.parse(line).msg) }),
    });
  const hints: { player: PlayerId; hint: PlayerHint }[] = [];
  const hint: Hint = (player, told) => void hints.push({ player, hint: told });
  const deps = { transaction, enqueue, hint, patience, protection: unbound as Protection, now };
  return {
    clock,
    logged,
    /** What the screens of players were told, in order. */
    hints,
    receive: receiveWith(house.app),
    receiveWith,
    openDeposit: openDeposit({ ...deps, rails: rails() }),
    openDepositWith: (these: DepositRails, changed: Partial<typeof deps> = {}) =>
      openDeposit({ ...deps, ...changed, rails: these }),
    recordPayment: recordPayment(deps),
    /** How often updates of a kind came to this. */
    async counted(kind: string, outcome: string): Promise<number> {
      const { values } = await metrics.updates.get();
      return values.find(({ labels }) => labels.kind === kind && labels.outcome === outcome)?.value ?? 0;
    },
    async answered(answer: string): Promise<number> {
      const { values } = await metrics.checkouts.get();
      return values.find(({ labels }) => labels.answer === answer)?.value ?? 0;
    },
  };
}

let updates = 0;
export const nextUpdateId = (): number => ++updates;

/** What Telegram sends when somebody writes to the bot. */
export const messageFrom = (person: number, text = 'hello', update_id = nextUpdateId()) => ({
  update_id,
  message: {
    message_id: update_id,
    date: 1,
    chat: { id: person, type: 'private', first_name: 'Ada' },
    from: { id: person, is_bot: false, first_name: 'Ada', language_code: 'en' },
    text,
  },
});

/** What Telegram asks before it charges: just as the order was placed, or as it is changed here. */
export const checkoutOf = (
  order: Order,
  changed: { payer?: Guest; currency?: string; minor?: bigint; payload?: string } = {},
) => ({
  update_id: nextUpdateId(),
  pre_checkout_query: {
    id: `query-${updates}`,
    from: {
      id: Number((changed.payer ?? order.player).telegramId),
      is_bot: false,
      first_name: 'Ada',
      language_code: 'en',
    },
    currency: changed.currency ?? order.asset,
    total_amount: Number(changed.minor ?? order.minor),
    invoice_payload: changed.payload ?? order.id,
  },
});
