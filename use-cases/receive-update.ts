import { z } from 'zod';
import { isAsset, playTwin } from '../domain/assets.ts';
import type { CheckoutRefusal } from '../domain/checkout.ts';
import type { Batcher } from '../prisma/batcher.ts';
import type { Arrival } from '../records/delivery/inbox.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { explain, type TelegramClient } from '../runtime/telegram/client.ts';
import type { Catalogue } from '../runtime/texts.ts';
import type { CheckoutQuestion } from './answer-pre-checkout.ts';

/** Pinned at Telegram and here: what is not listed is not asked for, and not kept when it comes all the same. */
export const updateKinds = ['message', 'callback_query', 'pre_checkout_query', 'my_chat_member'] as const;

const anyUpdate = z.looseObject({ update_id: z.number().int().nonnegative() });
const chatOf = z.object({ chat: z.object({ id: z.number() }) });
const laneOf = z.union([
  z.object({ message: chatOf }).transform((update) => update.message.chat.id),
  z.object({ my_chat_member: chatOf }).transform((update) => update.my_chat_member.chat.id),
  z
    .object({ callback_query: z.object({ from: z.object({ id: z.number() }) }) })
    .transform((update) => update.callback_query.from.id),
]);
const checkoutUpdate = z.object({
  pre_checkout_query: z.object({
    id: z.string(),
    from: z.object({ id: z.number(), language_code: z.string().optional() }),
    currency: z.string(),
    total_amount: z.number().int().positive(),
    invoice_payload: z.string(),
  }),
});

/** `ignored`: not for us, or not an update at all. Throws on an outage: Telegram must send it again. */
export type Received = 'stored' | 'known' | 'answered' | 'ignored';

type Deps = {
  receive: Batcher<Arrival, boolean>;
  answer: (asked: CheckoutQuestion) => Promise<CheckoutRefusal | undefined>;
  playMoney: boolean;
  texts: Catalogue;
  metrics: Metrics;
  log: Logger;
};

/**
 * An update came in, by webhook or by polling. It is stored once and worked on later, in order per chat; only the question
 * before a payment is answered here and now, because it must not wait behind anything.
 */
export const receiveUpdate =
  (deps: Deps) =>
  async (telegram: TelegramClient, update: unknown): Promise<Received> => {
    const { success, data } = anyUpdate.safeParse(update);
    const kind = success ? (Object.keys(data).find((key) => key !== 'update_id') ?? 'empty') : 'malformed';
    const known = (updateKinds as readonly string[]).includes(kind);
    const outcome = success && known ? await accept(deps, telegram, kind, data) : 'ignored';
    deps.metrics.updates.inc({ kind: known ? kind : 'other', outcome });
    return outcome;
  };

async function accept(
  deps: Deps,
  telegram: TelegramClient,
  kind: string,
  update: z.infer<typeof anyUpdate>,
): Promise<Received> {
  if (kind === 'pre_checkout_query') return answerCheckout(deps, telegram, update);
  const lane = laneOf.safeParse(update);
  if (!lane.success) return 'ignored';
  const isNew = await deps.receive({
    source: inboxSource(telegram.botId),
    externalId: String(update.update_id),
    lane: String(lane.data),
    body: update,
  });
  return isNew ? 'stored' : 'known';
}

export const inboxSource = (botId: string): string => `telegram:${botId}`;

async function answerCheckout(
  { answer, playMoney, texts, metrics, log }: Deps,
  telegram: TelegramClient,
  update: unknown,
): Promise<Received> {
  const parsed = checkoutUpdate.safeParse(update);
  if (!parsed.success) return 'ignored';
  const query = parsed.data.pre_checkout_query;
  const refusal = await answer({
    payload: query.invoice_payload,
    payer: String(query.from.id),
    asset: booked(query.currency, playMoney),
    minor: BigInt(query.total_amount),
  });
  metrics.checkouts.inc({ answer: refusal ?? 'ok' });
  const said = await telegram.try(
    'answerPreCheckoutQuery',
    refusal
      ? {
          pre_checkout_query_id: query.id,
          ok: false,
          error_message: texts.of(query.from.language_code)(`checkout-${refusal}`),
        }
      : { pre_checkout_query_id: query.id, ok: true },
    { timeoutMs: 3_000 },
  );
  // Too old, or answered before: nobody is charged on a question that went unanswered.
  if (said.kind !== 'done') log.warn({ outcome: explain(said) }, 'a pre-checkout answer did not arrive');
  if (said.kind === 'unreached' || said.kind === 'wait')
    throw new Error('the pre-checkout answer did not leave; Telegram will ask again');
  return 'answered';
}

const booked = (currency: string, playMoney: boolean): string => {
  const twin = playMoney && isAsset(currency) ? playTwin(currency) : undefined;
  return twin ?? currency;
};
