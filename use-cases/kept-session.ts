import { z } from 'zod';
import { playerId } from '../contracts/ids.ts';
import type { SessionView } from '../records/identity/reads.ts';

/** What Redis keeps of a session, so that a request need not ask the database who it is from. */
const keptPlayer = z.object({
  webSessionId: z.uuid(),
  playerId,
  telegramId: z.string().optional(),
  door: z.enum(['mini-app', 'widget', 'oidc', 'chat', 'browser']),
  bot: z.string().optional(),
  expiresAt: z.coerce.date(),
});

export function keptOf({ id, player, chat, door, bot, expiresAt }: SessionView): string {
  return JSON.stringify({ webSessionId: id, playerId: player, telegramId: chat, door, bot, expiresAt });
}

/** Undefined for what another version of us wrote: it is looked up. */
export function keptPlayerSession(text: string): SessionView | undefined {
  const read = keptPlayer.safeParse(parsed(text));
  if (!read.success) return undefined;
  const { webSessionId, playerId: player, telegramId, door, bot, expiresAt } = read.data;
  return { id: webSessionId, player, chat: telegramId, door, bot, expiresAt };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
