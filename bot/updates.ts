import type { Logger } from '../runtime/logger.ts';
import type { Round } from '../runtime/loop.ts';
import type { TelegramClient } from '../runtime/telegram/client.ts';

type Kinds = readonly ('message' | 'callback_query' | 'pre_checkout_query' | 'my_chat_member')[];

/**
 * Sees to it that updates come by webhook, and that they are exactly the ones we know: Telegram keeps the old list when
 * none is given (Bot API, setWebhook), and somebody may have pointed the bot elsewhere since.
 */
export const keepWebhook = (
  telegram: TelegramClient,
  wanted: { url: string; secret: string; kinds: Kinds },
  log: Logger,
) => {
  let isOurs = false; // the secret cannot be read back, so it is set once by every process that starts
  return async (): Promise<Round> => {
    const now = await telegram.call('getWebhookInfo', undefined);
    const same =
      now.url === wanted.url && [...(now.allowed_updates ?? [])].sort().join() === [...wanted.kinds].sort().join();
    if (!isOurs || !same) {
      await telegram.call('setWebhook', {
        url: wanted.url,
        secret_token: wanted.secret,
        allowed_updates: wanted.kinds,
        max_connections: 40,
      });
      isOurs = true;
      log.info({ bot: telegram.botId }, 'updates come by webhook');
    }
    if (now.last_error_message)
      log.warn(
        { bot: telegram.botId, waiting: now.pending_update_count, why: now.last_error_message },
        'Telegram had trouble reaching the webhook',
      );
    return 'rest';
  };
};

/**
 * Fetches updates by long polling and confirms them only after each is stored: the offset of the next call is the
 * acknowledgement (Bot API, getUpdates).
 */
export const pollUpdates = (
  telegram: TelegramClient,
  options: { kinds: Kinds; seconds: number; held: () => Promise<boolean>; stopping: AbortSignal },
  receive: (update: unknown) => Promise<unknown>,
) => {
  let offset = 0;
  let webhookGone = false;
  return async (): Promise<Round> => {
    if (!(await options.held())) return 'rest';
    if (!webhookGone) await telegram.call('deleteWebhook', {});
    webhookGone = true;
    const updates = await telegram
      .call(
        'getUpdates',
        { offset, timeout: options.seconds, allowed_updates: options.kinds },
        { timeoutMs: (options.seconds + 5) * 1_000, signal: options.stopping },
      )
      .catch((error) => {
        webhookGone = false; // somebody may have set one: Telegram answers 409 then
        if (options.stopping.aborted) return [];
        throw error;
      });
    for (const update of updates) {
      await receive(update);
      offset = update.update_id + 1;
    }
    return options.stopping.aborted ? 'rest' : 'again';
  };
};
