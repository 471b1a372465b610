import type { Transaction } from '../prisma/tx.ts';
import { holdPlayers } from '../records/identity/players.ts';
import type { SessionView } from '../records/identity/reads.ts';
import type { BotToken } from '../runtime/settings.ts';
import { type AskCodeRefusal, type AskedCode, askForCode } from './ask-for-code.ts';
import { type UnlinkRefusal, unlinkAct, whyNotUnlink } from './unlink-telegram.ts';

type Deps = Parameters<typeof askForCode>[0] & {
  readonly transaction: Transaction;
  readonly bots: readonly BotToken[];
};

/**
 * A player wants to unlink their Telegram account: they are sent a code for it, unless it cannot be done now. The player is
 * held before their orders, as whoever confirms or joins holds them (docs/architecture.md, "What is held, and in which order").
 */
export const askToUnlink =
  ({ transaction, bots, ...deps }: Deps) =>
  ({
    player,
    bot = bots[0]?.botId,
  }: Pick<SessionView, 'player' | 'bot'>): Promise<AskedCode | UnlinkRefusal | AskCodeRefusal> =>
    transaction(async (tx) => {
      await holdPlayers(tx, [player]);
      const refusal = await whyNotUnlink(tx, player);
      if (refusal) return refusal;
      return bot === undefined ? { reason: 'no-chat' } : askForCode(deps)(tx, player, unlinkAct(player), bot);
    });
