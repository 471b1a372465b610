import type { Router } from 'express';
import { routes } from '../../contracts/http/routes.ts';
import type { KycCaseBody } from '../../contracts/http/staff-kyc.ts';
import { kycWorkflowId, type PlayerId } from '../../contracts/ids.ts';
import { shortCode } from '../../domain/ids.ts';
import { approvalsNeeded } from '../../records/compliance/verification-reads.ts';
import type { CaseToReview, staffVerification } from '../../use-cases/staff-verification.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';

export type StaffKycDeps = {
  readonly guard: Guard;
  /** Where decisions are made; undefined when nobody said. */
  readonly workflows: string | undefined;
  readonly reviews: ReturnType<typeof staffVerification>;
  readonly now: () => number;
};

/** Who waits to be verified, and what a reviewer must see to decide. */
export function staffKyc({ guard, workflows, reviews, now }: StaffKycDeps): Router {
  const router = createRouter();

  mount(router, routes.kycCases, guard, async () => {
    const { cases, more } = await reviews.cases();
    return {
      cases: cases.map(({ player, status, aims, because, submittedAt, reviewBy, looks }) => ({
        player,
        code: `P-${shortCode(player)}`,
        status,
        aims,
        because: because ?? null,
        submittedAt: at(submittedAt),
        promisedBy: at(reviewBy),
        isLate: reviewBy !== undefined && reviewBy.getTime() < now(),
        looks,
      })),
      more,
    };
  });

  mount(router, routes.kycCase, guard, async ({ staff, id }) => {
    const found = await reviews.look(staff.staff, id as PlayerId);
    return found ? caseOf(found, workflows) : { reason: 'unknown-case' };
  });

  mount(router, routes.showKycFacts, guard, async ({ staff, id }) => {
    const shown = await reviews.showFacts(staff.staff, id as PlayerId);
    if ('reason' in shown) return shown;
    return { facts: shown.facts ?? null, matches: [...shown.matches] };
  });
  return router;
}

const at = (moment: Date | undefined): string | null => moment?.toISOString() ?? null;

function caseOf(found: CaseToReview, workflows: string | undefined): KycCaseBody {
  const { verification: v, isOwn, documents, decisions, names } = found;
  const workflowId = kycWorkflowId(v.player);
  const named = (staff: string): string => names.get(staff) ?? staff;
  return {
    player: v.player,
    code: `P-${shortCode(v.player)}`,
    workflowId,
    workflow: workflows === undefined ? null : `${workflows}/${encodeURIComponent(workflowId)}`,
    status: v.status,
    level: v.level,
    levelUntil: v.levelUntil ?? null,
    aims: v.aims,
    because: v.because ?? null,
    revision: v.revision,
    submittedAt: at(v.submittedAt),
    promisedBy: at(v.reviewBy),
    isOwn,
    approvalsNeeded: approvalsNeeded(v.checks),
    approvedBy: v.approvedBy.map(named),
    refusedWhy: v.refusedWhy ?? null,
    asked: v.asked.map(({ kind, state, why }) => ({ kind, state, why: why ?? null })),
    checks: v.checks.map(({ kind, outcome, found: codes, at: when }) => ({
      kind,
      outcome,
      found: [...codes],
      at: when.toISOString(),
    })),
    documents: documents.flatMap(({ id, kind, state, pages, bytes, sentAt, revision }) =>
      state === 'refused' ? [] : [{ id, kind, state, pages, bytes, sentAt: sentAt.toISOString(), revision }],
    ),
    decisions: decisions.map(({ at: when, staff, outcome, decision }) => ({
      at: when.toISOString(),
      by: named(staff),
      outcome,
      decision: { ...decision },
    })),
  };
}
