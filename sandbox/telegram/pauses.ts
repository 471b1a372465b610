/** Every duration that Telegram decides, so that a test can shorten it. */
export type Pauses = {
  /** How long a webhook may take to answer. */
  readonly webhookTimeoutMs: number;
  /** The second redelivery waits twice this, each later one twice as long again; the first comes at once. */
  readonly redeliverMs: number;
  /** From here to twice this lies the longest wait between redeliveries. */
  readonly redeliverMostMs: number;
  readonly preCheckoutMs: number;
  /** How long a bot may answer a tap. */
  readonly callbackMs: number;
  /** How long an update of a message waits for a bot, and one that asks for an answer (callback, pre-checkout). */
  readonly messageLivesMs: number;
  readonly queryLivesMs: number;
  /** How late "confirmed late" is. */
  readonly lateMs: number;
  readonly chatActionMs: number;
};

/** telegram-bot-api, WebhookActor.cpp and Client.cpp; core.telegram.org/bots/payments for the ten seconds. */
export const telegramPauses: Pauses = {
  webhookTimeoutMs: 60_000,
  redeliverMs: 1_000,
  redeliverMostMs: 60_000,
  preCheckoutMs: 10_000,
  callbackMs: 150_000,
  messageLivesMs: 86_400_000,
  queryLivesMs: 150_000,
  lateMs: 120_000,
  chatActionMs: 5_000,
};
