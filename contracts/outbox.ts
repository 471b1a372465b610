import type { Asset } from '../domain/assets.ts';
import type { TakeBackState } from '../domain/take-backs.ts';
import type { CodeId, GrantId, OrderId, PlayerId, WalletId, WithdrawalId } from './ids.ts';
import type { WorkflowType } from './workflows.ts';

/** Start a workflow once under its id. */
export type WorkflowStart = {
  readonly type: WorkflowType;
  readonly workflowId: string;
  readonly input: unknown;
  /** Plain words for the Web UI's list; no personal data. */
  readonly summary: string;
  /** Markdown beside it, for whoever opens the workflow. */
  readonly details: string;
  readonly attributes: { readonly rail?: string; readonly playerId?: string; readonly stage?: string };
};

/** Tell a workflow; `start` is used when it is gone (terminated by hand, its history lost): the ledger still settles once. */
export type WorkflowSignal = {
  readonly workflowId: string;
  readonly signal: string;
  readonly input: unknown;
  readonly start: WorkflowStart;
};

/**
 * A message as it stands. An edit names its message by number, or by the outbox row that sent it. `sendDice` is decoration:
 * whatever falls, nothing hangs on it.
 */
export type ChatCall = {
  readonly show: 'call';
  readonly bot: string;
  readonly chat: string;
  readonly method: 'sendMessage' | 'editMessageText' | 'editMessageReplyMarkup' | 'sendDice';
  readonly payload: Record<string, unknown> & { readonly message_id?: number; readonly sent_as?: string };
};

/** "Show this order as it is now" in its own message, drawn when it is sent; or tell, in a new one, why a payment of it is owed. */
export type ShowDeposit = {
  readonly show: 'deposit';
  readonly bot: string;
  readonly chat: string;
  readonly orderId: OrderId;
  readonly owed: string | null;
  /** Money of it went back to its payer, or came again: told in a new message. Amounts in minor units. */
  readonly takenBack?: {
    readonly state: TakeBackState;
    readonly asset: Asset;
    readonly minor: string;
    readonly owes: string;
    /** Missing in what was written before payments were exchanged: the same asset. */
    readonly owesIn?: Asset;
  };
  /** A payment that nobody was credited for is back at its payer: told in a new message. Minor units. */
  readonly givenBack?: { readonly asset: Asset; readonly minor: string };
  /** A wallet said that it had sent, and nothing came while it could: told in a new message. */
  readonly missed?: true;
  /** A picture for a wallet's camera, of an order that is paid on a chain, in a new message. */
  readonly qr?: true;
  /** In a new message, which is the order's own from then on. */
  readonly anew?: true;
};

/** "Tell of this money that came over a chain, as it is now", in a message of its own: it pays no order yet. */
export type ShowArrival = {
  readonly show: 'arrival';
  /** Told to whoever claimed it, in a new message: it was not theirs. */
  readonly claimedBy?: PlayerId;
  readonly bot: string;
  readonly chat: string;
  readonly arrivalId: string;
};

/** A link as a QR code, and what is said below it. */
export type ShowQr = {
  readonly show: 'qr';
  readonly bot: string;
  readonly chat: string;
  readonly link: string;
  /** Telegram's HTML. */
  readonly caption: string;
};

/** "Show this withdrawal as it is now" in its own message, drawn when it is sent. */
export type ShowWithdrawal = {
  readonly show: 'withdrawal';
  readonly bot: string;
  readonly chat: string;
  readonly withdrawalId: WithdrawalId;
};

/**
 * "Show this code as it is now" in its own message: it names the code and holds nothing of it, so that digits lie in no
 * queue. With a notice, a new message beside it: no codes for a while.
 */
export type ShowCode = {
  readonly show: 'code';
  readonly bot: string;
  readonly chat: string;
  readonly codeId: CodeId;
  readonly notice: 'locked' | null;
};

/** "Show what became of this ticket" in the message of its agreement, drawn when it is sent. */
export type ShowTicket = {
  readonly show: 'ticket';
  readonly bot: string;
  readonly chat: string;
  readonly ticketId: string;
};

/** "Tell the player that this wallet was linked to their account", in a new message: so that they notice if it was not they. */
export type ShowWallet = {
  readonly show: 'wallet';
  readonly bot: string;
  readonly chat: string;
  readonly walletId: WalletId;
};

/** "Tell the player where their verification stands", drawn when it is sent: in a new message, or in the one that told them before. */
export type ShowVerification = {
  readonly show: 'verification';
  readonly bot: string;
  readonly chat: string;
  readonly player: PlayerId;
  /** The outbox row whose message is drawn anew; null: a new message, which is noticed. */
  readonly sentAs: string | null;
};

/** "Tell the staff's chat that this waits for them, as it is now": in a new message, or in the one that told them of it. */
export type ShowAttention = {
  readonly show: 'attention';
  readonly bot: string;
  readonly chat: string;
  readonly attentionId: string;
  /** 0 the first time, and how often they were told again. */
  readonly nth: number;
  /** The outbox row whose message is drawn anew. */
  readonly sentAs: string | null;
};

/**
 * "Show this bonus as it is now" in its own message, drawn when it is sent: the first time it is told of, the message is new; after
 * that it is drawn anew, wherever it is shown. An offer that is over and was shown nowhere is not told of.
 */
export type ShowBonus = {
  readonly show: 'bonus';
  readonly bot: string;
  readonly chat: string;
  readonly grantId: GrantId;
  readonly about: 'offered' | 'active' | 'ended';
};

/** "Tell what this notice is about, as it is now", in a new message; nothing, if its player does not wish it any more. */
export type ShowNotice = {
  readonly show: 'notice';
  readonly bot: string;
  readonly chat: string;
  /** Its key. */
  readonly notice: string;
};

export type ChatDelivery =
  | ChatCall
  | ShowDeposit
  | ShowArrival
  | ShowQr
  | ShowWithdrawal
  | ShowCode
  | ShowTicket
  | ShowWallet
  | ShowVerification
  | ShowAttention
  | ShowBonus
  | ShowNotice;
