import type { PlayerId } from '../contracts/ids.ts';
import type { VerificationLevel, VerificationStatus } from '../domain/verification.ts';
import type { Tx } from '../prisma/tx.ts';
import { holdVerification } from '../records/compliance/verification.ts';
import {
  approvalsNeeded,
  type Check,
  readVerification,
  type VerificationView,
} from '../records/compliance/verification-reads.ts';
import type { Reviewer } from '../records/identity/passes.ts';
import { type CheckDeps, checkVerification } from '../use-cases/check-verification.ts';
import {
  type DecideDeps,
  type Decided,
  decideVerification,
  type KycDecision,
} from '../use-cases/decide-verification.ts';
import { type RequestDeps, requestVerification } from '../use-cases/request-verification.ts';
import { tellPlayer } from '../use-cases/tell-verification.ts';

export type KycActivityDeps = {
  readonly kyc: CheckDeps &
    DecideDeps &
    RequestDeps & {
      /** A statement of its own, for reads. */
      readonly query: Tx['query'];
    };
};

/** Where a verification stands, as its workflow goes on from there: today, after a reset, or begun anew. Nothing of it names anybody. */
export type KycStanding = {
  readonly status: VerificationStatus;
  readonly revision: number;
  readonly aims: VerificationLevel;
  readonly level: VerificationLevel;
  readonly because: string | undefined;
  /** Milliseconds since 1970; undefined where nothing is waited for. */
  readonly answerByMs: number | undefined;
  readonly reviewByMs: number | undefined;
  /** The end of the level's last day. */
  readonly levelUntilMs: number | undefined;
  readonly checks: readonly Check[];
  readonly approvals: number;
  readonly approvalsNeeded: number;
};

export const kycActivities = ({ kyc: deps }: KycActivityDeps) => ({
  /** Where it stands. */
  async readVerification(player: PlayerId): Promise<KycStanding> {
    const v = await readVerification(deps, player);
    return v ? standingOf(v) : NOBODY_ASKED;
  },

  /** Looks at what was sent, without a person. Repeated: of one submission it is done once. */
  async checkVerification(player: PlayerId): Promise<KycStanding> {
    await checkVerification(deps)(player);
    const v = await readVerification(deps, player);
    return v ? standingOf(v) : NOBODY_ASKED;
  },

  /**
   * Tells the player that they were asked and have not answered. Repeated: told once for each `nth` of an asking; not at all once
   * they have.
   * @param nth `late`: their time is over
   */
  async remindOfVerification(player: PlayerId, revision: number, nth: number | 'late'): Promise<void> {
    await deps.transaction(async (tx) => {
      const v = await holdVerification(tx, player);
      if (v?.status === 'asked' && v.revision === revision) await tellPlayer(deps, tx, v, `reminder-${nth}`);
    });
  },

  /** A reviewer decides. Repeated: answers as before. */
  async decideVerification(player: PlayerId, by: Reviewer, decision: KycDecision): Promise<Decided> {
    return decideVerification(deps)(player, by, decision);
  },

  /** Asks for a new document, for the old one ends. Repeated: it is asked for already. */
  async renewVerification(player: PlayerId): Promise<void> {
    await deps.transaction(async (tx) => {
      const v = await holdVerification(tx, player);
      if (v?.status !== 'approved' || v.level === 'none') return;
      await requestVerification(deps)(tx, player, { aims: v.level, because: 'document-expired' });
    });
  },
});

const NOBODY_ASKED: KycStanding = {
  status: 'idle',
  revision: 0,
  aims: 'none',
  level: 'none',
  because: undefined,
  answerByMs: undefined,
  reviewByMs: undefined,
  levelUntilMs: undefined,
  checks: [],
  approvals: 0,
  approvalsNeeded: 1,
};

const DAY_MS = 86_400_000;

const standingOf = (v: VerificationView): KycStanding => ({
  status: v.status,
  revision: v.revision,
  aims: v.aims,
  level: v.level,
  because: v.because,
  answerByMs: v.answerBy?.getTime(),
  reviewByMs: v.reviewBy?.getTime(),
  levelUntilMs: v.levelUntil === undefined ? undefined : Date.parse(v.levelUntil) + DAY_MS,
  checks: v.checks.map(({ kind, outcome, found }) => ({
    kind,
    outcome,
    found: kind === 'sanctions' ? found.map(scoreOf) : found,
  })),
  approvals: v.approvedBy.length,
  approvalsNeeded: approvalsNeeded(v.checks),
});

/** Who it is on a list is for the desk: a workflow's history says how alike, and nothing else. */
const scoreOf = (found: string): string => found.replace(/^.*:(\d+)$/, 'match-$1');
