import type { PlayerId } from '../contracts/ids.ts';
import type { Rate } from '../domain/rate.ts';
import type { Tx } from '../prisma/tx.ts';
import {
  readSession,
  readSessionFate,
  readStaffSession,
  type SessionView,
  type StaffSessionView,
} from '../records/identity/reads.ts';
import type { AccessTokens, Audience, Claims } from '../runtime/access-tokens.ts';
import { type Gate, type GateAnswer, veiled } from '../runtime/gate.ts';
import { keptOf, keptPlayerSession } from './kept-session.ts';

/** `claims`: what the token said, where it was ours. */
export type AskerRefusal =
  | { readonly reason: 'token-invalid' }
  | {
      readonly reason: 'token-expired' | 'session-ended';
      readonly claims?: Claims;
      /** Met by whoever means well, and daily: their own session ended as sessions do, or they have none yet. */
      readonly isUsual: boolean;
    }
  | { readonly reason: 'too-fast'; readonly waitMs: number; readonly claims?: Claims };

/** How often requests may come, by who sends them. One that is over any of them waits. */
export type AskingRates = {
  readonly player: Rate;
  readonly session: Rate;
  readonly staff: Rate;
  /** Of the codec: the Web UI asks for each event of a history on its own. */
  readonly codec: Rate;
  readonly address: Rate;
};

/** More than a hand can tap, and less than a script would like. An address may be a whole village behind one router. */
export const askingRates: AskingRates = {
  player: { perSecond: 20, burst: 60 },
  session: { perSecond: 15, burst: 40 },
  staff: { perSecond: 20, burst: 60 },
  codec: { perSecond: 40, burst: 600 },
  address: { perSecond: 60, burst: 240 },
};

/** Promo codes are short words, and worth money: who has one types it once, and who guesses gets nowhere. */
export const promoRate: Rate = { perSecond: 1 / 30, burst: 20 };

/** Tries of one act by one player, through whichever door they come. */
export const triesOf = (act: string, player: PlayerId, rate: Rate) => ({ name: `${act}:p:${player}`, rate });

type Deps = {
  readonly tokens: AccessTokens;
  readonly gate: Gate;
  readonly reader: Pick<Tx, 'query'>;
  readonly rates: AskingRates;
};

const MOST_VIEWS = 20_000;
const NO_TOKEN = { reason: 'session-ended', isUsual: true } as const;

/** Whether this token of ours is for a session of theirs that ended as sessions do, or goes on with the next refresh. */
async function isUsualEnd(reader: Deps['reader'], { subject, session }: Claims): Promise<boolean> {
  // While the database is away nothing can be written down either.
  const known = await readSessionFate(reader, session).catch(() => undefined);
  return known?.owner === subject && known.endedWhy !== 'token-reused';
}

/**
 * Whose request this is, and whether they may ask so often: the token is verified once, session and rates are one call to
 * Redis. What is not there is refused, and one refresh puts it back; when Redis is away the database is asked instead.
 */
export function whoAsks({ tokens, gate, reader, rates }: Deps) {
  const asker = <S>(
    audience: Audience,
    own: (claims: Claims) => readonly { name: string; rate: Rate }[],
    kept: { readonly read: (text: string) => S | undefined; readonly write: (session: S) => string } | undefined,
    look: (reader: Pick<Tx, 'query'>, id: string) => Promise<S | undefined>,
    isTheirs: (session: S, claims: Claims) => boolean,
    isBursting = false,
  ) => {
    // The text of a session changes once in some minutes, and is read with each request.
    const views = new Map<string, { text: string; view: S | undefined }>();
    const viewOf = (id: string, text: string): S | undefined => {
      if (!kept) return undefined;
      const known = views.get(id);
      if (known?.text === text) return known.view;
      const vouched = tokens.vouched(text);
      const view = vouched === undefined ? undefined : kept.read(vouched);
      views.delete(id);
      views.set(id, { text, view });
      const [oldest] = views.keys();
      if (views.size > MOST_VIEWS && oldest !== undefined) views.delete(oldest);
      return view;
    };
    const found = async (claims: Claims, answer: GateAnswer): Promise<S | undefined> => {
      // In doubt it may be missing because it could not be kept.
      const isCertain = !answer.isAway && !gate.isDoubtful();
      if (isCertain && answer.kept === undefined && kept) return undefined;
      const view = answer.kept === undefined ? undefined : viewOf(claims.session, answer.kept);
      if (view && isCertain) return view;
      const session = await look(reader, claims.session);
      // Put back what could not be kept, or this session would be sent for a refresh as soon as Redis is trusted again.
      if (session && kept && !answer.isAway && answer.kept === undefined)
        await gate.keep(claims.session, tokens.vouch(kept.write(session)), claims.expiresAtMs - Date.now());
      return session;
    };
    return async (token: string | undefined, address: string): Promise<{ session: S } | AskerRefusal> => {
      const claims = token === undefined ? NO_TOKEN : await tokens.read(token, audience);
      if ('reason' in claims) {
        const answer = await gate.take({ counters: [{ name: `a:${veiled(address)}`, rate: rates.address }] });
        if (answer.waitMs > 0) return { reason: 'too-fast', waitMs: answer.waitMs };
        if (claims.reason !== 'token-expired') return claims;
        return { ...claims, isUsual: await isUsualEnd(reader, claims.claims) };
      }
      const answer = await gate.take({
        session: claims.session,
        counters: [...own(claims), ...(isBursting ? [] : [{ name: `a:${veiled(address)}`, rate: rates.address }])],
      });
      if (answer.waitMs > 0) return { reason: 'too-fast', waitMs: answer.waitMs, claims };
      const session = await found(claims, answer);
      if (session && isTheirs(session, claims)) return { session };
      return { reason: 'session-ended', claims, isUsual: await isUsualEnd(reader, claims) };
    };
  };

  return {
    player: asker<SessionView>(
      'cage-player',
      ({ subject, session }) => [
        { name: `p:${subject}`, rate: rates.player },
        { name: `s:${session}`, rate: rates.session },
      ],
      { read: keptPlayerSession, write: keptOf },
      readSession,
      (session, claims) => session.player === claims.subject && session.id === claims.session,
    ),
    staff: asker<StaffSessionView>(
      'cage-staff',
      ({ subject }) => [{ name: `m:${subject}`, rate: rates.staff }],
      undefined, // few people, and what they may must be true now
      readStaffSession,
      (session, claims) => session.staff === claims.subject && session.id === claims.session,
    ),
    /** The same staff at the Temporal Web UI, by what the desk gave their browser for it. */
    codec: asker<StaffSessionView>(
      'cage-codec',
      ({ subject }) => [{ name: `c:${subject}`, rate: rates.codec }],
      undefined,
      readStaffSession,
      (session, claims) => session.staff === claims.subject && session.id === claims.session,
      true, // one page of a history is more than an address may ask in a moment
    ),
    /**
     * By their address, and by the player where there is one: who asks from many addresses is still one. While Redis is away the answer
     * says so: it is one process's count.
     */
    async anybody(
      address: string,
      more: readonly { name: string; rate: Rate }[] = [],
      player?: PlayerId,
    ): Promise<GateAnswer> {
      return gate.take({
        counters: [
          { name: `a:${veiled(address)}`, rate: rates.address },
          ...more.map(({ name, rate }) => ({ name: `${name}:${veiled(address)}`, rate })),
          ...(player ? more.map(({ name, rate }) => triesOf(name, player, rate)) : []),
        ],
      });
    },
  };
}
