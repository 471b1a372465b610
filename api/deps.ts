import type { Check } from '../runtime/health.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { Hint } from '../runtime/pokes.ts';
import type { TelegramClient } from '../runtime/telegram/client.ts';
import type { Received } from '../use-cases/receive-update.ts';
import type { CodecDeps } from './routes/codec.ts';
import type { DepositsDeps } from './routes/deposits.ts';
import type { PlayerDeps } from './routes/player.ts';
import type { StatementDeps } from './routes/statement.ts';
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
  readonly waiting: () => Promise<readonly { queue: string; status: string; rows: number }[]>;
  /** For how long the audit trail's first unsealed entry has waited. */
  readonly unsealedMs: () => Promise<number>;
  readonly player: PlayerDeps;
  readonly deposits: DepositsDeps;
  readonly statement: StatementDeps;
  readonly onHint: (hear: Hint) => void;
  readonly webApp: WebAppDeps;
};
