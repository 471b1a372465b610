import { SEND_TRANSACTION_ERROR_CODES } from '@tonconnect/protocol';
import { type Clock, unixTime } from '../../ground/clock.ts';
import type { Asks, PayAsk } from './asks.ts';
import type { Coins } from './coins.ts';
import type { Holder } from './holders.ts';
import { messageOf, type Payment, readPayment } from './payment.ts';
import type { AppCall, Session, Sessions } from './sessions.ts';
import { MOST_FEE, type Transfers } from './transfers.ts';

/** How an approved payment goes on. */
export const PAY_ENDINGS = ['arrives', 'late', 'silent', 'unsent', 'twice'] as const;
export type PayEnding = (typeof PAY_ENDINGS)[number];

/** Why an approval was not carried out; the request stays open. */
export type NotPaid = { readonly why: string };

type Tools = {
  readonly clock: Clock;
  readonly network: string;
  readonly asks: Asks;
  readonly sessions: Sessions;
  readonly transfers: Transfers;
  readonly coins: Coins;
  readonly holderOf: (name: string) => Holder;
  readonly lateMs: number;
};

const CODES = SEND_TRANSACTION_ERROR_CODES;

/** Connected apps that want something sent. */
export function createPaying({ clock, network, asks, sessions, transfers, coins, holderOf, lateMs }: Tools) {
  const fail = ({ session, call }: PayAsk, code: number, message: string): void =>
    sessions.answer(session, call, { error: { code, message } });

  const read = ({ params, holder }: PayAsk, nowS = unixTime(clock)) =>
    readPayment(params, { holder: holderOf(holder), network, nowS });

  return {
    /** A call came over the bridge. What no wallet would show is refused at once. */
    hear({ id: session, holder, manifest }: Session, { id: call, method, params }: AppCall): void {
      const id = `${session}-${call}`;
      if (asks.get(id)) return; // the bridge told it again
      const at = clock.now();
      const ask: PayAsk = {
        id,
        kind: 'pay',
        at,
        expiresAt: at,
        state: 'open',
        session,
        app: manifest,
        holder,
        call,
        params,
      };
      const payment =
        method === 'sendTransaction'
          ? read(ask)
          : { code: CODES.METHOD_NOT_SUPPORTED, message: `${method} is not supported` };
      if ('code' in payment) {
        asks.put({ ...ask, state: 'refused', why: payment.message });
        fail(ask, payment.code, payment.message);
      } else asks.put({ ...ask, expiresAt: payment.validUntil * 1_000 });
    },
    /** What it asks or asked for; undefined for what no wallet can show. */
    paymentOf(ask: PayAsk): Payment | undefined {
      const payment = read(ask, 0);
      return 'code' in payment ? undefined : payment;
    },
    async approve(ask: PayAsk, ending: PayEnding): Promise<NotPaid | undefined> {
      const holder = holderOf(ask.holder);
      const payment = read(ask);
      if ('code' in payment) return { why: payment.message };
      if (coins.balancesOf(holder.address).TON < neededFor(payment))
        return { why: 'There is not enough TON for it and for the network’s fee.' };
      if (asks.get(ask.id)?.state !== 'open') return { why: 'It is answered already.' };
      asks.end(ask.id, 'working');
      const messages = payment.messages.map(messageOf);
      const send = () => transfers.send(holder, messages, payment.validUntil);
      try {
        const boc = await (ending === 'unsent' ? transfers.signOnly(holder, messages, payment.validUntil) : send());
        asks.end(ask.id, 'approved');
        const answer = () => sessions.answer(ask.session, ask.call, { result: boc.toString('base64') });
        if (ending === 'late') clock.after(lateMs, answer);
        else if (ending !== 'silent') answer();
        if (ending === 'twice') await send();
        return undefined;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        const sent = asks.get(ask.id)?.state === 'approved'; // only the repetition failed
        if (!sent) {
          asks.end(ask.id, 'refused', { why });
          fail(ask, CODES.UNKNOWN_ERROR, why);
        }
        return { why };
      }
    },
    decline(ask: PayAsk): void {
      if (asks.get(ask.id)?.state !== 'open') return;
      asks.end(ask.id, 'declined');
      fail(ask, CODES.USER_REJECTS_ERROR, 'User declined the transaction');
    },
    expired: (ask: PayAsk): void => fail(ask, CODES.BAD_REQUEST_ERROR, 'Request timed out'),
  };
}

/** Nano: what the messages carry, and what sending them may cost. */
export const neededFor = ({ messages }: Payment): bigint =>
  messages.reduce((sum, { amount }) => sum + amount, MOST_FEE);
