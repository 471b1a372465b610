import type { CodeId, PlayerId } from '../contracts/ids.ts';
import type { Act, ActKind } from '../domain/acts.ts';
import { type Transaction, type Tx, unlessRefused } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { endCode, holdCode, readCode, type Tried, tryCode } from '../records/identity/codes.ts';
import { playerOfTelegram } from '../records/identity/reads.ts';
import { actDigest, areDigits } from '../runtime/one-time-code.ts';
import { endedCode } from './end-code.ts';
import { tellLocked } from './show-code.ts';

/**
 * Why an act was not done after all. `act-changed`: it is no longer what the act says, and the code for it is void; with
 * any other reason the code stays open. What was done before the refusal is taken back.
 */
export type PerformRefusal = { readonly reason: string };

/**
 * Does exactly what the act says, or refuses. Runs in the transaction that uses the code up: both are done, or neither. It
 * holds against what is true now that the act is still the one the player read.
 */
type Perform<K extends string> = (tx: Tx, player: PlayerId, act: Act<K>) => Promise<PerformRefusal | undefined>;

/** What does each act; a forgotten one does not compile. */
export type Performers<K extends string = ActKind> = { readonly [Kind in K]: Perform<Kind> };

export type ConfirmDeps<K extends string = ActKind> = {
  readonly transaction: Transaction;
  readonly enqueue: Enqueue;
  readonly performers: Performers<K>;
};

export type Confirmed = { readonly confirmed: CodeId };

export type ConfirmRefusal =
  /** No such code of this player's for this act. */
  | { readonly reason: 'code-unknown' }
  /** Used, void, or its time is over. */
  | { readonly reason: 'code-over' }
  /** `lockedUntil`: this try locked the player's codes. */
  | { readonly reason: 'code-wrong'; readonly triesLeft: number; readonly lockedUntil: Date | undefined }
  /** What would be done is not what the message spelled out. The code is void. */
  | { readonly reason: 'act-changed' }
  /** It could not be done, and nothing was; the code is still open. */
  | { readonly reason: 'act-refused'; readonly why: string };

/**
 * The player types the six digits, in the app. Five tries, counted whatever else fails; used once; bound to the act.
 * @param act as it would be done now, read by the caller: it must be what the message spelled out
 */
export const confirmByDigits =
  <K extends string = ActKind>(deps: ConfirmDeps<K> & { readonly pepper: Buffer }) =>
  (player: PlayerId, codeId: CodeId, act: Act<K>, digits: string): Promise<Confirmed | ConfirmRefusal> =>
    deps.transaction(async (tx) => {
      const code = await readCode(tx, codeId);
      const source = { pepper: deps.pepper, codeId, salt: code?.salt ?? new Uint8Array(16), act };
      const isRight = areDigits(source, digits) && code !== undefined;
      const tried = await tryCode(tx, { code: codeId, player, act, digest: actDigest(act), isRight });
      if (tried.outcome === 'right') return perform(deps, tx, { codeId, player, act, by: 'digits' });
      return refused(deps, tx, { codeId, player, act }, tried);
    });

/** The player presses "Yes" below the message, in their own chat: done is what the message spelled out. */
export const confirmByButton =
  <K extends string = ActKind>(deps: ConfirmDeps<K>) =>
  (telegramUserId: string, codeId: CodeId): Promise<Confirmed | ConfirmRefusal> =>
    deps.transaction(async (tx) => {
      const pressed = await inTheirChat(tx, telegramUserId, codeId);
      if ('reason' in pressed) return pressed;
      // Whoever asked for it took it from the same registry of kinds.
      const act = pressed.act as Act<K>;
      return perform(deps, tx, { codeId, player: pressed.player, act, by: 'button' });
    });

/** The player presses "No": the code is void, and nothing is done. */
export const denyByButton =
  ({ transaction, enqueue }: { transaction: Transaction; enqueue: Enqueue }) =>
  (telegramUserId: string, codeId: CodeId): Promise<{ readonly denied: CodeId } | ConfirmRefusal> =>
    transaction(async (tx) => {
      const pressed = await inTheirChat(tx, telegramUserId, codeId);
      if ('reason' in pressed) return pressed;
      await endCode(tx, codeId, 'denied');
      await endedCode(enqueue, tx, codeId);
      return { denied: codeId };
    });

type Wish<K extends string> = { readonly codeId: CodeId; readonly player: PlayerId; readonly act: Act<K> };

/** Does the act under a code that this transaction holds, and uses the code up. */
async function perform<K extends string>(
  { enqueue, performers }: ConfirmDeps<K>,
  tx: Tx,
  { codeId, player, act, by }: Wish<K> & { readonly by: 'digits' | 'button' },
): Promise<Confirmed | ConfirmRefusal> {
  const failed = await unlessRefused(
    tx,
    (attempt) => performers[act.kind](attempt, player, act),
    (answer) => answer !== undefined,
  );
  if (failed === undefined) {
    await endCode(tx, codeId, 'confirmed');
    await endedCode(enqueue, tx, codeId, { by });
    return { confirmed: codeId };
  }
  if (failed.reason === 'act-changed') {
    await endCode(tx, codeId, 'changed');
    await endedCode(enqueue, tx, codeId);
    return { reason: 'act-changed' };
  }
  await tell(tx, { codeId, player, act }, failed.reason);
  return { reason: 'act-refused', why: failed.reason };
}

async function refused(
  { enqueue }: { enqueue: Enqueue },
  tx: Tx,
  wish: Wish<string>,
  tried: Exclude<Tried, { outcome: 'right' }>,
): Promise<ConfirmRefusal> {
  switch (tried.outcome) {
    case 'act-changed':
      await endedCode(enqueue, tx, wish.codeId);
      return { reason: 'act-changed' };
    case 'code-wrong': {
      const { triesLeft, lockedUntil } = tried;
      if (triesLeft > 0) await tell(tx, wish, 'code-wrong', { triesLeft });
      else {
        const code = await endedCode(enqueue, tx, wish.codeId, { reason: 'code-wrong' });
        if (lockedUntil) await tellLocked(enqueue, tx, code);
      }
      return { reason: 'code-wrong', triesLeft, lockedUntil };
    }
    default:
      await tell(tx, wish, tried.outcome);
      return { reason: tried.outcome };
  }
}

/** Holds the code and answers what it is for, when this is the chat of the player whose code it is. */
async function inTheirChat(
  tx: Tx,
  telegramUserId: string,
  codeId: CodeId,
): Promise<{ player: PlayerId; act: Act<string> } | ConfirmRefusal> {
  const player = await playerOfTelegram(tx, telegramUserId);
  const code = await readCode(tx, codeId);
  const isTheirs = player !== undefined && code?.player === player && code.chat === telegramUserId;
  const held = isTheirs ? await holdCode(tx, codeId, player) : 'code-unknown';
  if (isTheirs && held === 'open') return { player, act: code.act };
  const reason = held === 'code-over' ? 'code-over' : 'code-unknown';
  await append(tx, {
    actor: 'player',
    ...(player ? { actorId: player } : {}),
    action: 'code.refused',
    subject: codeId,
    detail: { reason, ...(isTheirs ? { kind: code.act.kind, act: code.act.id } : {}) },
  });
  return { reason };
}

const tell = (tx: Tx, { codeId, player, act }: Wish<string>, reason: string, more: Record<string, unknown> = {}) =>
  append(tx, {
    actor: 'player',
    actorId: player,
    action: 'code.refused',
    subject: codeId,
    detail: { kind: act.kind, act: act.id, reason, ...more },
  });
