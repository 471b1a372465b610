import type { PlayerId, StaffId } from '../contracts/ids.ts';
import type { StaffRole } from '../contracts/staff.ts';
import { assert } from '../domain/assert.ts';
import type { Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { type Profile, readProfile, type SessionView, type StaffSessionView } from '../records/identity/reads.ts';
import { openSession, type SessionDoor } from '../records/identity/sessions.ts';
import type { AccessTokens } from '../runtime/access-tokens.ts';
import type { Gate } from '../runtime/gate.ts';
import { newId } from '../runtime/ids.ts';
import { hashOfToken, newRefreshToken } from '../runtime/refresh-tokens.ts';
import { keptOf } from './kept-session.ts';

/** How long sessions last. */
export type SessionSpans = { readonly idleMs: number; readonly longestMs: number };

/** A session, and what its bearer is given once; we keep neither token. */
export type Opened<S> = { readonly session: S; readonly refreshToken: string; readonly displaced: readonly string[] };
export type Credentials<S> = {
  readonly session: S;
  readonly accessToken: string;
  readonly accessExpiresAt: Date;
  readonly refreshToken: string;
};

/** A player's session, and who they are: read where it is opened, so that nothing can fail once that is committed. */
export type PlayerIn = SessionView & { readonly profile: Profile };

/** Who has no Telegram account has no way back in but this browser. */
export const lonelySpans: SessionSpans = { idleMs: 20 * 86_400_000, longestMs: 90 * 86_400_000 };

type Came = { readonly door: SessionDoor; readonly bot?: string | undefined; readonly device: string };
type Clock = { readonly now: () => number; readonly spans: SessionSpans };

/** Opens a player's session in the transaction that found out who they are. */
export async function letPlayerIn(
  tx: Tx,
  { player, chat, door, bot, device }: Came & { player: PlayerId; chat: string | undefined },
  clock: Clock,
): Promise<Opened<PlayerIn>> {
  const spans = chat === undefined ? lonelySpans : clock.spans;
  const opened = await open(tx, { owner: { player, chat }, door, bot, device }, { ...clock, spans });
  const { id, expiresAt, refreshToken, displaced } = opened;
  await append(tx, {
    actor: 'player',
    actorId: player,
    action: 'session.opened',
    subject: id,
    detail: { door, ...(bot === undefined ? {} : { bot }) },
  });
  return { session: await withProfile(tx, { id, player, chat, door, bot, expiresAt }), refreshToken, displaced };
}

export async function withProfile(tx: Tx, session: SessionView): Promise<PlayerIn> {
  const profile = await readProfile(tx, session.player);
  assert(profile, `no player ${session.player}`);
  return { ...session, profile };
}

/** Opens a session of the staff desk. */
export async function letStaffIn(
  tx: Tx,
  { staff, name, roles, device }: { staff: StaffId; name: string; roles: readonly StaffRole[]; device: string },
  clock: Clock,
): Promise<Opened<StaffSessionView>> {
  const opened = await open(tx, { owner: { staff }, door: 'staff', bot: undefined, device }, clock);
  const { id, expiresAt, refreshToken, displaced } = opened;
  await append(tx, { actor: 'staff', actorId: staff, action: 'session.opened', subject: id, detail: { roles } });
  return { session: { id, staff, name, roles, expiresAt }, refreshToken, displaced };
}

async function open(
  tx: Tx,
  came: Pick<Parameters<typeof openSession>[1], 'owner' | 'door' | 'bot' | 'device'>,
  { now, spans }: Clock,
): Promise<{ id: string; expiresAt: Date; refreshToken: string; displaced: string[] }> {
  const at = now();
  const id = newId(at);
  const refreshToken = newRefreshToken();
  const expiresAt = new Date(at + spans.longestMs);
  const displaced = await openSession(tx, {
    ...came,
    id,
    openedAt: new Date(at),
    expiresAt,
    idleMs: spans.idleMs,
    refreshHash: hashOfToken(refreshToken),
  });
  return { id, expiresAt, refreshToken, displaced };
}

type Means = {
  readonly tokens: AccessTokens;
  readonly gate: Gate;
  readonly onEnded: (sessions: readonly string[]) => void;
};

/** Who comes in by a redirect takes the refresh token along, and asks for the rest with it. */
export type Redirected = Pick<Credentials<{ readonly expiresAt: Date }>, 'refreshToken' | 'session'>;

/** What follows the commit for whoever comes in by a redirect: the sessions that had to end for theirs are forgotten. */
export async function sendIn(
  { gate, onEnded }: Pick<Means, 'gate' | 'onEnded'>,
  { session, refreshToken, displaced }: Opened<{ readonly expiresAt: Date }>,
): Promise<Redirected> {
  await gate.forget(displaced);
  onEnded(displaced);
  return { session, refreshToken };
}

/**
 * What the bearer of an opened or refreshed session is given. After the commit: a view that is kept for a session that never
 * was would let somebody in. When this is not reached, one refresh makes up for it.
 */
export async function handOver<S extends SessionView | StaffSessionView>(
  { tokens, gate, onEnded }: Means,
  { session, refreshToken, displaced }: Opened<S>,
): Promise<Credentials<S>> {
  const isStaff = 'staff' in session;
  const [{ token, expiresAt }] = await Promise.all([
    isStaff
      ? tokens.issue('cage-staff', session.staff, session.id, session.expiresAt)
      : tokens.issue('cage-player', session.player, session.id, session.expiresAt),
    // No longer than a token: whoever comes later shows that the session still lives, by a refresh.
    'staff' in session ? undefined : gate.keep(session.id, tokens.vouch(keptOf(session)), tokens.lifeMs),
    gate.forget(displaced),
  ]);
  onEnded(displaced);
  return { session, accessToken: token, accessExpiresAt: expiresAt, refreshToken };
}
