/** What the API hands over: an access token, and the token that renews it, or null where a cookie does. */
export type Handed = { readonly token: string; readonly expiresAt: string; readonly refresh?: string | null };

export type Session = {
  /** A token that is good for a while; undefined when nobody is signed in. Throws nothing: what fails is asked for again. */
  token(): Promise<string | undefined>;
  /** Trades the refresh token for the next one. */
  renew(): Promise<Renewal>;
  use(handed: Handed): void;
  forget(): void;
};

/** `unreached`: nobody answered, and what is held may still do. */
export type Renewal = 'done' | 'ended' | 'unreached';

/** A token is renewed so long before its end: clocks differ, and requests take time. */
const AHEAD_MS = 20_000;

/**
 * The tokens of this page, in memory alone: a Mini App is a frame of another site, and what lies in a store is there for
 * every script. A browser's refresh token is in a cookie that no script reads.
 * @param trade asks for the next tokens; undefined when the session is over. Throws when nobody answers.
 */
export function createSession(
  trade: (refresh: string | undefined) => Promise<Handed | undefined>,
  onEnded: () => void,
): Session {
  let held: Handed | undefined;
  let renewing: Promise<Renewal> | undefined;
  const renewNow = async (): Promise<Renewal> => {
    const before = held;
    let next: Handed | undefined;
    try {
      next = await trade(before?.refresh ?? undefined);
    } catch {
      return 'unreached';
    }
    if (held !== before) return 'done'; // another session was handed over meanwhile, and this answer is of the old one
    held = next;
    if (held) return 'done';
    onEnded();
    return 'ended';
  };
  const session: Session = {
    async token() {
      if (held && Date.parse(held.expiresAt) - Date.now() < AHEAD_MS) await session.renew();
      return held?.token;
    },
    // Those who find the token too old in the same moment wait for one trade.
    renew() {
      renewing ??= renewNow().finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
    use(handed) {
      held = handed;
    },
    forget() {
      held = undefined;
    },
  };
  return session;
}
