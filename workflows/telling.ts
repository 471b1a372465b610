import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import {
  type Attention,
  type DepositStage,
  type KycStage,
  type RefundStage,
  searchAttributes,
  type WagerStage,
  type WithdrawalStage,
} from '../contracts/workflows.ts';

export type Chapter = {
  /** Low-cardinality; what the Web UI's list is filtered by. */
  readonly stage?: DepositStage | WithdrawalStage | RefundStage | KycStage | WagerStage;
  /** Why a person should look; null takes it back. */
  readonly attention?: Attention | null;
  /** Markdown for whoever opens the workflow: what happened, what is waited for, until when, what to press. No personal data. */
  readonly details?: string;
};

/** The one place where a workflow speaks to the people who watch it. */
export function tell({ stage, attention, details }: Chapter): void {
  if (details !== undefined) setCurrentDetails(details);
  const pairs = [
    ...(stage === undefined ? [] : [{ key: searchAttributes.stage, value: stage }]),
    ...(attention === undefined ? [] : [{ key: searchAttributes.attention, value: attention }]),
  ];
  if (pairs.length > 0) upsertSearchAttributes(pairs);
}

/** A moment in a workflow's own time, to the second: `18:19:05 UTC on 2026-11-21`. */
export function moment(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(11, 19)} UTC on ${iso.slice(0, 10)}`;
}
