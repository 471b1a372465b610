import type { PlayerId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import { readStartPayload } from '../domain/start-payload.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { noteArrival } from '../records/identity/arrivals.ts';
import type { TelegramUser } from '../records/identity/player-for.ts';
import { newGuest } from '../records/identity/players.ts';
import { spendProof } from '../records/identity/proofs.ts';
import type { SessionDoor } from '../records/identity/sessions.ts';
import type { AccessTokens } from '../runtime/access-tokens.ts';
import type { Gate } from '../runtime/gate.ts';
import { newId } from '../runtime/ids.ts';
import type { LoginRefusal } from '../runtime/oidc/refusals.ts';
import type { Claims } from '../runtime/oidc/relying-party.ts';
import type { BotToken } from '../runtime/settings.ts';
import { type Launch, type LaunchRefusal, readLaunchData } from '../runtime/telegram/launch-data.ts';
import { readLoginWidget, type WidgetLogin } from '../runtime/telegram/login-widget.ts';
import { readTelegramClaims } from '../runtime/telegram/oidc-claims.ts';
import { admitPlayer, FIRST_WALLET } from './admit-player.ts';
import {
  type Credentials,
  handOver,
  letPlayerIn,
  type Opened,
  type PlayerIn,
  type Redirected,
  type SessionSpans,
  sendIn,
} from './let-in.ts';

export type SignInDeps = {
  transaction: Transaction;
  tokens: AccessTokens;
  gate: Gate;
  bots: readonly BotToken[];
  /** Telegram's own key, by which it signs launch data. */
  launchKey: string;
  spans: SessionSpans;
  onEnded: (sessions: readonly string[]) => void;
  now: () => number;
};

type Used = { readonly reason: 'proof-used' };
export type LaunchSignInRefusal = LaunchRefusal | Used;
export type LoginSignInRefusal = LoginRefusal | Used;
type SignedIn = Credentials<PlayerIn>;

/** Proofs are refused by their age after five minutes, and may be dated a minute ahead. */
const REMEMBERED_MS = 10 * 60_000;

/** Who somebody is, by Telegram's word, and what they came with. */
type Proven = {
  readonly user: TelegramUser;
  readonly bot: string;
  readonly startParam?: string | undefined;
  /** Of a proof that may be shown once. */
  readonly fingerprint?: Uint8Array;
};

/** Somebody opened the Mini App: who they are is Telegram's word, checked for each bot of ours. */
export const signInFromMiniApp =
  (deps: SignInDeps) =>
  async (initData: string, device: string): Promise<SignedIn | LaunchSignInRefusal> => {
    const { bots, launchKey, now } = deps;
    const at = now();
    const proven = byOneOf<Launch, LaunchRefusal>(bots, (bot) => readLaunchData(initData, { ...bot, launchKey }, at));
    if ('reason' in proven) return proven;
    const opened = await enter(deps, 'mini-app', proven, device);
    return 'reason' in opened ? opened : handOver(deps, opened);
  };

/** Somebody logged in on Telegram's page for websites, and brought its answer along. */
export const signInFromWidget =
  (deps: SignInDeps) =>
  async (result: string, device: string): Promise<SignedIn | LoginSignInRefusal> => {
    const at = deps.now();
    const proven = byOneOf<WidgetLogin, LoginRefusal>(deps.bots, (bot) => readLoginWidget(result, bot, at));
    if ('reason' in proven) return proven;
    const user = { ...proven.user, language: undefined };
    const opened = await enter(deps, 'widget', { ...proven, user }, device);
    return 'reason' in opened ? opened : handOver(deps, opened);
  };

/** Somebody logged in with Telegram by OpenID Connect; the claims were checked, and their code was used. */
export const signInFromOidc =
  (deps: SignInDeps) =>
  async (claims: Claims, device: string): Promise<Redirected | LoginSignInRefusal> => {
    const login = readTelegramClaims(claims);
    const [bot] = deps.bots;
    if ('reason' in login) return login;
    const opened = await enter(deps, 'oidc', { user: login.user, bot: bot?.botId ?? '' }, device);
    return 'reason' in opened ? opened : sendIn(deps, opened);
  };

/** What the first of our bots says under whose token it holds; else why it holds under none. */
function byOneOf<P extends object, R extends { readonly reason: string }>(
  bots: readonly BotToken[],
  read: (bot: BotToken) => P | R,
): (Exclude<P, R> & { readonly bot: string }) | R {
  let refusal: R | undefined;
  for (const bot of bots) {
    const answer = read(bot);
    if (!isRefusal<P, R>(answer)) return { ...(answer as Exclude<P, R>), bot: bot.botId };
    // Too old says more than not ours: it was ours.
    if (!refusal || !answer.reason.endsWith('-invalid')) refusal = answer;
  }
  assert(refusal, 'there is a bot');
  return refusal;
}

const isRefusal = <P extends object, R extends { readonly reason: string }>(answer: P | R): answer is R =>
  'reason' in answer;

/** The one way in, whatever proved who somebody is: known or new, by which link, and with a session of their own. */
async function enter(
  deps: SignInDeps,
  door: SessionDoor,
  { user, bot, startParam, fingerprint }: Proven,
  device: string,
): Promise<Opened<PlayerIn> | Used> {
  return deps.transaction(async (tx): Promise<Opened<PlayerIn> | Used> => {
    if (fingerprint && !(await spendProof(tx, fingerprint, new Date(deps.now() + REMEMBERED_MS))))
      return { reason: 'proof-used' };
    const player = await admitPlayer({ transaction: (fn) => fn(tx), now: deps.now })(user);
    await noteArrivalBy(tx, player, startParam);
    return letPlayerIn(tx, { player: player.id, chat: user.id, door, bot, device }, deps);
  });
}

/** An invitation or a campaign in the link somebody came by. */
export async function noteArrivalBy(
  tx: Tx,
  player: { id: PlayerId; isNew: boolean },
  link: string | undefined,
): Promise<void> {
  const payload = readStartPayload(link);
  if (payload && payload.kind !== 'ticket') await noteArrival(tx, player.id, payload, player.isNew);
}

/** Somebody begins in a browser, without Telegram: a player with nothing yet, whom a chat may be joined with later. */
export const beginAsGuest =
  (deps: SignInDeps) =>
  async (language: string, device: string): Promise<SignedIn> => {
    const opened = await deps.transaction(async (tx) => {
      const player = newId(deps.now()) as PlayerId;
      await newGuest(tx, player, language, FIRST_WALLET);
      return letPlayerIn(tx, { player, chat: undefined, door: 'browser', bot: undefined, device }, deps);
    });
    return handOver(deps, opened);
  };
