import { kycWorkflowId, type PlayerId } from '../contracts/ids.ts';
import type { WorkflowStart } from '../contracts/outbox.ts';
import { type KycInput, type KycWaits, signalNames } from '../contracts/workflows.ts';
import type { Tx } from '../prisma/tx.ts';
import { holdVerification, keepToldIn } from '../records/compliance/verification.ts';
import type { VerificationView } from '../records/compliance/verification-reads.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { chatOf } from '../records/identity/reads.ts';
import type { Hint } from '../runtime/pokes.ts';

const DAY_MS = 86_400_000;

/** How the workflow of a verification waits. Arguments, so that a test need not. */
export const kycWaits: KycWaits = {
  patienceMs: 10_000,
  remindBeforeMs: [7 * DAY_MS, DAY_MS],
  renewBeforeMs: 30 * DAY_MS,
};

/** How the workflow of a player's verification is started, the first time or again after its history was lost. */
export function kycStart(player: PlayerId, waits: KycWaits): WorkflowStart {
  const input: KycInput = { playerId: player, ...waits };
  return {
    type: 'kyc',
    workflowId: kycWorkflowId(player),
    input,
    summary: 'Verification of a player',
    details: [
      "A player is verified, for as long as there is the player. What is true is the verification's row in PostgreSQL; this workflow moves it along.",
      `- player \`${player}\``,
      'What the player says of themselves, and their documents, are at the staff desk and nowhere here.',
    ].join('\n'),
    attributes: { playerId: player, stage: 'asked' },
  };
}

export type TellDeps = {
  readonly enqueue: Enqueue;
  readonly hint: Hint;
  readonly waits: KycWaits;
  /** The bot that writes to somebody whose chat with us nobody knows the bot of. */
  readonly bot: string | undefined;
};

/**
 * Wakes the workflow of a verification that has moved, once for each revision, or starts it.
 * @param moment wakes it once more for the same revision
 */
export const wakeKyc = (
  { enqueue, waits }: Pick<TellDeps, 'enqueue' | 'waits'>,
  tx: Tx,
  { player, revision }: Pick<VerificationView, 'player' | 'revision'>,
  moment?: string,
): Promise<void> =>
  enqueue.signalWorkflow(tx, `signal:${letterOf(player, revision, moment)}`, {
    workflowId: kycWorkflowId(player),
    signal: signalNames.verificationMoved,
    input: {},
    start: kycStart(player, waits),
  });

/** A case of somebody who was refused under another account of theirs is over: its workflow looks, and calls nobody any more. */
export async function wakeRefused(deps: Pick<TellDeps, 'enqueue' | 'waits'>, tx: Tx, player: PlayerId): Promise<void> {
  const v = await holdVerification(tx, player);
  if (v?.status === 'refused') await wakeKyc(deps, tx, v, 'joined');
}

const letterOf = (player: PlayerId, revision: number, moment?: string): string =>
  `kyc:${player}:${revision}${moment === undefined ? '' : `:${moment}`}`;

/** The page looks anew. */
export const hintVerification = (hint: Hint, tx: Tx, player: PlayerId): void =>
  tx.afterCommit(() => hint(player, { what: 'kyc' }));

/**
 * Tells the player where their verification stands, in a new message, which is noticed; told again of the same revision it is told
 * once. Somebody without a chat reads it in the app.
 * @param moment tells of the same revision once more, as a reminder does
 */
export async function tellPlayer(
  { enqueue, hint, bot: usual }: TellDeps,
  tx: Tx,
  { player, revision }: Pick<VerificationView, 'player' | 'revision'>,
  moment?: string,
): Promise<void> {
  hintVerification(hint, tx, player);
  const { chat, bot = usual } = await chatOf(tx, player);
  if (chat === undefined || bot === undefined) return;
  await enqueue.showInChat(tx, letterOf(player, revision, moment), {
    show: 'verification',
    bot,
    chat,
    player,
    sentAs: null,
  });
  if (moment === undefined) await keepToldIn(tx, player, revision);
}

/** Has the message that told of it last drawn anew: it goes on, and nobody needs to be called for that. */
export async function redrawForPlayer(
  { enqueue, hint, bot: usual }: TellDeps,
  tx: Tx,
  { player, revision, toldIn }: Pick<VerificationView, 'player' | 'revision' | 'toldIn'>,
  moment: 'submitted' | 'checked',
): Promise<void> {
  hintVerification(hint, tx, player);
  const { chat, bot = usual } = await chatOf(tx, player);
  if (chat === undefined || bot === undefined || toldIn === undefined) return;
  const sentAs = letterOf(player, toldIn);
  await enqueue.showInChat(tx, letterOf(player, revision, moment), {
    show: 'verification',
    bot,
    chat,
    player,
    sentAs,
  });
}
