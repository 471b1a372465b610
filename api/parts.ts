import type { PayloadCodec } from '@temporalio/common';
import type { Rate } from '../domain/rate.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import type { AccessTokens } from '../runtime/access-tokens.ts';
import type { Gate } from '../runtime/gate.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { RelyingParty } from '../runtime/oidc/relying-party.ts';
import type { Hint } from '../runtime/pokes.ts';
import type { PublicKeys } from '../runtime/sealing.ts';
import type { BotToken } from '../runtime/settings.ts';
import type { readStaffClaims } from '../runtime/staff.ts';
import type { Catalogue } from '../runtime/texts.ts';
import type { WeekBoard } from '../runtime/week-board.ts';
import type { claim } from '../use-cases/claim-arrival.ts';
import type { RateOf } from '../use-cases/deposit-ways.ts';
import type { DocumentDeps } from '../use-cases/documents.ts';
import type { HotWalletRules } from '../use-cases/hot-wallet-rules.ts';
import type { SessionSpans } from '../use-cases/let-in.ts';
import type { IsOwnCase } from '../use-cases/look-at-document.ts';
import type { DepositPatience, openDeposit } from '../use-cases/open-deposit.ts';
import type { planTransfer } from '../use-cases/plan-transfer.ts';
import type { Protection } from '../use-cases/protection.ts';
import type { AskingRates } from '../use-cases/who-asks.ts';
import type { ApiDeps } from './deps.ts';
import type { GuardDeps } from './guard.ts';
import type { Payouts } from './payouts.ts';
import type { LegalDeps } from './routes/legal.ts';
import type { LoginDeps } from './routes/logins.ts';
import type { Verifying } from './verifications.ts';

/** What the gateway's process has, of which everything it does for people is put together. */
export type Parts = {
  readonly query: Tx['query'];
  readonly transaction: Transaction;
  readonly rails: Parameters<typeof openDeposit>[0]['rails'];
  readonly payouts: Payouts;
  /** Undefined: there is no chain. */
  readonly ton: Parameters<typeof planTransfer>[0]['ton'];
  readonly chain: Parameters<typeof planTransfer>[0]['chain'] & Parameters<typeof claim>[0]['chain'];
  readonly enqueue: Enqueue;
  readonly hint: Hint;
  /** A workflow was written a signal. */
  readonly pokeWorkflows: () => void;
  readonly patience: DepositPatience;
  /** What the law of the place asks of money in and out. */
  readonly protection: Protection;
  readonly bots: readonly BotToken[];
  readonly bot: ApiDeps['player']['bot'];
  readonly texts: Catalogue;
  /** The week's points, sorted. */
  readonly board: WeekBoard;
  /** What the operator wants of the hot wallet. */
  readonly hotWallet: HotWalletRules;
  /** Undefined: no player can send files. */
  readonly documents: DocumentDeps | undefined;
  readonly isOwnCase: IsOwnCase;
  readonly verifying: Verifying;
  readonly launchKey: string;
  readonly pepper: Buffer;
  /** Telegram's OpenID Connect, and the provider of the staff; undefined where it is not set up. */
  readonly logins: {
    readonly player: RelyingParty | undefined;
    readonly staff: StaffLogin | undefined;
    readonly widget?: LoginDeps['widget'];
  };
  /** A pool with time for what is long. */
  readonly slowQuery: Tx['query'];
  readonly auditKeys: PublicKeys;
  readonly tokens: AccessTokens;
  readonly gate: Gate;
  /** What is in workflows in the clear, and the Web UIs that may ask for it. */
  readonly codec: { readonly payloads: PayloadCodec; readonly origins: readonly string[] };
  readonly onEnded: (sessions: readonly string[]) => void;
  readonly spans: SessionSpans;
  readonly staffSpans: SessionSpans;
  /** How often requests may come; an argument, so that a test can be quick. */
  readonly rates: AskingRates;
  readonly limits: GuardDeps['limits'];
  readonly notes: Rate;
  /** Where links to Telegram lead. */
  readonly linkRoot: string;
  /** Rates as screens show them. */
  readonly rateOf: RateOf;
  /** Where the world reaches us. */
  readonly publicUrl: string;
  readonly operator: LegalDeps['operator'];
  /** Pages of these origins may ask with a token of their own. */
  readonly corsOrigins: readonly string[];
  /** The Temporal Web UI, for staff. */
  readonly workflowsUrl: string | undefined;
  readonly metrics: Pick<Metrics, 'refusals'>;
  readonly log: Logger;
  readonly now: () => number;
};

/** Where staff log in, and what their roles are called there. */
type StaffLogin = {
  readonly party: RelyingParty;
  readonly issuer: string;
  readonly roles: Parameters<typeof readStaffClaims>[1];
};
