import type { Check } from '../runtime/health.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { Hint } from '../runtime/pokes.ts';
import type { TelegramClient } from '../runtime/telegram/client.ts';
import type { ExchangeState } from '../use-cases/exchange-state.ts';
import type { receiveEvent, ToldRails } from '../use-cases/receive-event.ts';
import type { Received } from '../use-cases/receive-update.ts';
import type { Guard } from './guard.ts';
import type { ArrivalsDeps } from './routes/arrivals.ts';
import type { AuthDeps } from './routes/auth.ts';
import type { BonusesDeps } from './routes/bonuses.ts';
import type { CodecDeps } from './routes/codec.ts';
import type { DepositsDeps } from './routes/deposits.ts';
import type { DestinationsDeps } from './routes/destinations.ts';
import type { DevicesDeps } from './routes/devices.ts';
import type { DocumentsDeps } from './routes/documents.ts';
import type { EventsDeps } from './routes/events.ts';
import type { GamesDeps } from './routes/games.ts';
import type { KycDeps } from './routes/kyc.ts';
import type { LegalDeps } from './routes/legal.ts';
import type { LimitsDeps } from './routes/limits.ts';
import type { LoginDeps } from './routes/logins.ts';
import type { PlayerDeps } from './routes/player.ts';
import type { StaffDeps } from './routes/staff.ts';
import type { StaffKycDeps } from './routes/staff-kyc.ts';
import type { StaffQueuesDeps } from './routes/staff-queues.ts';
import type { StaffWalletsDeps } from './routes/staff-wallets.ts';
import type { StandingDeps } from './routes/standing.ts';
import type { StatementDeps } from './routes/statement.ts';
import type { WalletsDeps } from './routes/wallets.ts';
import type { WithdrawalsDeps } from './routes/withdrawals.ts';
import type { WalletApps } from './wallet-apps.ts';
import type { WebAppDeps } from './webapp.ts';

export type ApiDeps = {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly checks: readonly Check[];
  readonly stopping: () => boolean;
  readonly codec: CodecDeps;
  readonly bots: ReadonlyMap<string, TelegramClient>;
  readonly webhookSecret: string;
  readonly receive: (telegram: TelegramClient, update: unknown) => Promise<Received>;
  readonly onStored: () => void;
  /** Rails whose provider tells by a webhook of its own. */
  readonly told: ToldRails;
  readonly receiveEvent: ReturnType<typeof receiveEvent>;
  readonly onEvent: () => void;
  readonly waiting: () => Promise<readonly { queue: string; status: string; rows: number }[]>;
  readonly guard: Guard;
  readonly auth: AuthDeps;
  readonly logins: LoginDeps;
  readonly devices: DevicesDeps;
  readonly staff: StaffDeps;
  readonly staffQueues: StaffQueuesDeps;
  readonly staffWallets: StaffWalletsDeps;
  readonly arrivals: ArrivalsDeps;
  readonly documents: DocumentsDeps;
  readonly games: GamesDeps;
  readonly kyc: KycDeps;
  readonly staffKyc: StaffKycDeps;
  readonly now: () => number;
  /** For how long the audit trail's first unsealed entry has waited. */
  readonly unsealedMs: () => Promise<number>;
  /** Where the house stands with its exchanges. */
  readonly exchange: () => Promise<ExchangeState>;
  /** How old the newest block of the chain is that we were told of. */
  readonly chainLooks: () => Promise<readonly { readonly rail: string; readonly behindMs: number }[]>;
  readonly player: PlayerDeps;
  readonly deposits: DepositsDeps;
  readonly withdrawals: WithdrawalsDeps;
  readonly destinations: DestinationsDeps;
  readonly ownLimits: LimitsDeps;
  readonly bonuses: BonusesDeps;
  readonly wallets: WalletsDeps;
  readonly standing: StandingDeps;
  readonly statement: StatementDeps;
  readonly legal: LegalDeps;
  readonly onHint: (hear: Hint) => void;
  readonly onEnded: EventsDeps['onEnded'];
  /** Addresses of other pages that may ask, without cookies. */
  readonly corsOrigins: readonly string[];
  readonly trustedProxies: number;
  readonly isHttps: boolean;
  /** Milliseconds by which the event loop lags behind: see `watchLag`. */
  readonly lagMs: () => number;
  /** Above it a request waits longer for us than we work for it, and every further one makes it worse. */
  readonly mostLagMs: number;
  readonly webApp: WebAppDeps;
  /** What TON Connect offers in the app. */
  readonly walletApps: WalletApps;
};
