import type { CodeId } from '../contracts/ids.ts';
import type { Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { type CodeView, readCode } from '../records/identity/codes.ts';
import { digitsOf } from '../runtime/one-time-code.ts';

/** The outbox row that sends a code's message; what becomes of the code is an edit of that message. */
export const codeLetter = (code: CodeId): string => `code:${code}`;

type InChat = Pick<CodeView, 'id' | 'bot' | 'chat'>;

/** Has the code's own message drawn: as a new one when it was just asked for, in place once it has ended. */
export const showCode = (
  enqueue: Enqueue,
  tx: Tx,
  { id, bot, chat }: InChat,
  moment: 'asked' | 'over',
): Promise<void> =>
  enqueue.showInChat(
    tx,
    moment === 'asked' ? codeLetter(id) : `${codeLetter(id)}:over`,
    { show: 'code', bot, chat, codeId: id, notice: null },
    'code',
  );

/** Tells that there are no codes for a while, in a message that is noticed: an edit is not. */
export const tellLocked = (enqueue: Enqueue, tx: Tx, { id, bot, chat }: InChat): Promise<void> =>
  enqueue.showInChat(tx, `${codeLetter(id)}:locked`, { show: 'code', bot, chat, codeId: id, notice: 'locked' }, 'code');

/** A code as its message shows it. */
export type CodeToShow = {
  readonly code: CodeView;
  /** While it is open. */
  readonly digits: string | undefined;
};

type Deps = { readonly query: Tx['query']; readonly pepper: Buffer };

/** Draws a code for its message. The digits are made here, at the last moment. */
export const drawCode =
  ({ query, pepper }: Deps) =>
  async (id: CodeId): Promise<CodeToShow | undefined> => {
    const code = await readCode({ query }, id);
    if (!code) return undefined;
    const digits = code.end ? undefined : digitsOf({ pepper, codeId: id, salt: code.salt, act: code.act });
    return { code, digits };
  };
