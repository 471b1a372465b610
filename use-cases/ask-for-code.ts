import { randomBytes } from 'node:crypto';
import type { CodeId, PlayerId } from '../contracts/ids.ts';
import type { Act } from '../domain/acts.ts';
import type { Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { type AskRefusal, askCode } from '../records/identity/codes.ts';
import { newId } from '../runtime/ids.ts';
import { actDigest } from '../runtime/one-time-code.ts';
import { endedCode } from './end-code.ts';
import { showCode } from './show-code.ts';

export type AskedCode = { readonly codeId: CodeId; readonly expiresAt: Date };
export type AskCodeRefusal = AskRefusal;

type Deps = { readonly enqueue: Enqueue; readonly now: () => number };

/**
 * Sends the player a code for exactly this act, in the transaction of the flow that needs it. An older open code of theirs
 * is void from then on, whatever it was for: the newest message is the one that counts.
 * @param bot the bot they are here with: of their session, or of the chat
 * @param until when the act itself runs out, where it does before its code would
 */
export const askForCode =
  ({ enqueue, now }: Deps) =>
  async <K extends string>(
    tx: Tx,
    player: PlayerId,
    act: Act<K>,
    bot: string,
    until?: Date,
  ): Promise<AskedCode | AskCodeRefusal> => {
    const id = newId(now()) as CodeId;
    const asked = await askCode(tx, { id, player, act, digest: actDigest(act), salt: randomBytes(16), bot, until });
    const by = { actor: 'player', actorId: player, subject: id } as const;
    const what = { kind: act.kind, act: act.id };
    if ('reason' in asked) {
      await append(tx, { ...by, action: 'code.refused', detail: { ...what, reason: asked.reason } });
      return asked;
    }
    if (asked.earlier) await endedCode(enqueue, tx, asked.earlier);
    await showCode(enqueue, tx, { id, bot, chat: asked.chat }, 'asked');
    await append(tx, { ...by, action: 'code.asked', detail: what });
    return { codeId: id, expiresAt: asked.expiresAt };
  };
