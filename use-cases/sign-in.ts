import type { PlayerId } from '../contracts/ids.ts';
import { readStartPayload } from '../domain/start-payload.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { noteArrival } from '../records/identity/arrivals.ts';
import { newGuest } from '../records/identity/doors.ts';
import type { TelegramUser } from '../records/identity/player-for.ts';
import { spendProof } from '../records/identity/proofs.ts';
import type { SessionView } from '../records/identity/reads.ts';
import type { SessionDoor } from '../records/identity/sessions.ts';
import type { AccessTokens } from '../runtime/access-tokens.ts';
import type { Gate } from '../runtime/gate.ts';
import { newId } from '../runtime/ids.ts';
import type { BotToken } from '../runtime/settings.ts';
import { type Launch, type LaunchRefusal, readLaunchData } from '../runtime/telegram/launch-data.ts';
import { admitPlayer, FIRST_WALLET } from './admit-player.ts';
import { type Credentials, handOver, letPlayerIn, type Opened, type SessionSpans } from './let-in.ts';

export type SignInDeps = {
  transaction: Transaction;
  tokens: AccessTokens;
  gate: Gate;
  bots: readonly BotToken[];
  spans: SessionSpans;
  now: () => number;
};

export type SignInRefusal = LaunchRefusal | { readonly reason: 'proof-used' };
type SignedIn = Credentials<SessionView>;

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

/** Somebody opened the Mini App: who they are is Telegram's word, checked against the token of each bot of ours. */
export const signInFromMiniApp =
  (deps: SignInDeps) =>
  async (initData: string, device: string): Promise<SignedIn | SignInRefusal> => {
    const at = deps.now();
    const proven = byOneOf(deps.bots, (bot) => readLaunchData(initData, bot.token, at));
    return 'reason' in proven ? proven : enter(deps, 'mini-app', proven, device);
  };

/** The first bot whose token the proof holds under; else why it holds under none. */
function byOneOf(bots: readonly BotToken[], read: (bot: BotToken) => Launch | LaunchRefusal): Proven | LaunchRefusal {
  const refusals: LaunchRefusal[] = [];
  for (const bot of bots) {
    const launch = read(bot);
    if (!('reason' in launch)) return { ...launch, bot: bot.botId };
    refusals.push(launch);
  }
  return refusals.find(({ reason }) => reason === 'launch-data-old') ?? { reason: 'launch-data-invalid' };
}

/** The one way in, whatever proved who somebody is: known or new, by which link, and with a session of their own. */
async function enter(
  deps: SignInDeps,
  door: SessionDoor,
  { user, bot, startParam, fingerprint }: Proven,
  device: string,
): Promise<SignedIn | { readonly reason: 'proof-used' }> {
  const opened = await deps.transaction(async (tx): Promise<Opened<SessionView> | 'used'> => {
    if (fingerprint && !(await spendProof(tx, fingerprint, new Date(deps.now() + REMEMBERED_MS)))) return 'used';
    const player = await admitPlayer({ transaction: (fn) => fn(tx), now: deps.now })(user);
    await noteLink(tx, player, startParam);
    return letPlayerIn(tx, { player: player.id, chat: user.id, door, bot, device }, deps);
  });
  return opened === 'used' ? { reason: 'proof-used' } : handOver(deps, opened);
}

/** An invitation or a campaign in the link somebody came by. */
export async function noteLink(
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
