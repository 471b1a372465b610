import { judgeNotice } from '../domain/notices.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import {
  endNotice,
  holdDueNotices,
  type NoticeNews,
  type NoticeView,
  putOffNotice,
  readNotices,
} from '../records/play/notices.ts';

type Deps = {
  readonly transaction: Transaction;
  readonly enqueue: Pick<Enqueue, 'showInChat'>;
  /** Who writes to whoever knows us by no bot of ours yet; undefined: nobody does. */
  readonly bot: string | undefined;
  readonly now: () => number;
};

/**
 * Hands what is due to the chat, behind everything else that waits there, if its player wishes it and it is not quiet where they are;
 * both are judged now, however long ago it was written. Answers how many were looked at; each is handed over once.
 */
export const sendNotices =
  (deps: Deps) =>
  (atMost: number): Promise<number> =>
    deps.transaction(async (tx) => {
      const at = new Date(deps.now());
      const keys = await holdDueNotices(tx, at, atMost);
      for (const notice of await readNotices(tx, keys)) await handOver(deps, tx, notice, at);
      return keys.length;
    });

async function handOver(deps: Deps, tx: Tx, notice: NoticeView, at: Date): Promise<void> {
  const verdict = judgeNotice(notice.facts, at.getTime());
  if (typeof verdict === 'object') return putOffNotice(tx, notice.key, new Date(verdict.quietUntil));
  const { chat, bot = deps.bot } = notice;
  if (verdict === 'unwanted' || chat === undefined || bot === undefined) return endNotice(tx, notice.key, 'unwanted');
  const letter = { show: 'notice', bot, chat, notice: notice.key } as const;
  await deps.enqueue.showInChat(tx, `notice:${notice.key}`, letter, 'promotion');
  await endNotice(tx, notice.key, 'sent');
}

export type NoticeToShow = NoticeNews & { readonly language: string };

/** A notice as it leaves: undefined when it waited so long that its player does not wish it any more. */
export const drawNotice =
  (reader: Pick<Tx, 'query'>, now: () => number) =>
  async (key: string): Promise<NoticeToShow | undefined> => {
    const [notice] = await readNotices(reader, [key]);
    // Quiet hours that began since it was handed over end no letter that is on its way.
    if (!notice?.news || judgeNotice(notice.facts, now()) === 'unwanted') return undefined;
    return { ...notice.news, language: notice.language };
  };
