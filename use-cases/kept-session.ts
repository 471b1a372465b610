import { z } from 'zod';
import { playerId, staffId } from '../contracts/ids.ts';
import { staffRoles } from '../contracts/staff.ts';
import type { SessionView, StaffSessionView } from '../records/identity/reads.ts';

/** What Redis keeps of a session, so that a request need not ask the database who it is from. */
const keptPlayer = z.object({
  webSessionId: z.uuid(),
  playerId,
  telegramId: z.string().optional(),
  door: z.enum(['mini-app', 'widget', 'oidc', 'chat', 'browser']),
  bot: z.string().optional(),
  expiresAt: z.coerce.date(),
});
const keptStaff = z.object({
  webSessionId: z.uuid(),
  staffId,
  name: z.string(),
  roles: z.array(z.enum(staffRoles)),
  expiresAt: z.coerce.date(),
});

export function keptOf(session: SessionView | StaffSessionView): string {
  if ('staff' in session) {
    const { id, staff, name, roles, expiresAt } = session;
    return JSON.stringify({ webSessionId: id, staffId: staff, name, roles, expiresAt });
  }
  const { id, player, chat, door, bot, expiresAt } = session;
  return JSON.stringify({ webSessionId: id, playerId: player, telegramId: chat, door, bot, expiresAt });
}

/** Undefined for what another version of us wrote: it is looked up. */
export function keptPlayerSession(text: string): SessionView | undefined {
  const read = keptPlayer.safeParse(parsed(text));
  if (!read.success) return undefined;
  const { webSessionId, playerId: player, telegramId, door, bot, expiresAt } = read.data;
  return { id: webSessionId, player, chat: telegramId, door, bot, expiresAt };
}

export function keptStaffSession(text: string): StaffSessionView | undefined {
  const read = keptStaff.safeParse(parsed(text));
  if (!read.success) return undefined;
  const { webSessionId, staffId: staff, name, roles, expiresAt } = read.data;
  return { id: webSessionId, staff, name, roles, expiresAt };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
