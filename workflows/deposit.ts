import {
  allHandlersFinished,
  CancellationScope,
  condition,
  defineSignal,
  isCancellation,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import type { SettleAnswer } from '../activities/deposits.ts';
import { type DepositInput, type DepositResult, type PaymentSeen, signalNames } from '../contracts/workflows.ts';
import { type ClosedEarly, howToClose, letStaffClose } from './closing.ts';
import { step } from './steps.ts';
import { moment, tell } from './telling.ts';

export const paymentSeen = defineSignal<[PaymentSeen]>(signalNames.paymentSeen);

/**
 * A player pays in: the invoice is opened, a payment waited for, the money settled. The order's row is what everybody reads;
 * this moves it. Each charge is settled once by the database, so a repeated signal, a re-run or a second run after a lost
 * history pays nothing twice.
 */
export async function deposit({
  orderId,
  expiresAtMs,
  lateWindowMs,
  patienceMs,
  form,
}: DepositInput): Promise<DepositResult> {
  const seen: PaymentSeen[] = [];
  const settled: SettleAnswer[] = [];
  setHandler(
    paymentSeen,
    (payment) => {
      // Anybody may press Send in the Web UI; what throws here would stop the workflow for good.
      if (typeof payment?.provider !== 'string' || typeof payment.chargeId !== 'string') return;
      if (!seen.some((other) => other.provider === payment.provider && other.chargeId === payment.chargeId))
        seen.push(payment);
    },
    {
      description:
        'A charge of this order was recorded: {"provider","chargeId"}. Sent by the inbox; sending it again is harmless.',
    },
  );
  // Paid twice means that the order is credited already, by an earlier run: this one has nothing left to wait for.
  const over = () =>
    settled.some((a) => a.outcome === 'credited' || (a.outcome === 'owed' && a.reason === 'paid-twice'));
  const newPayment = () => seen.length > settled.length;
  let ranOut = false;
  const closed = letStaffClose(orderId, patienceMs, () => {
    if (over()) return 'The order is paid.';
    if (newPayment()) return 'A payment was reported and is about to be credited.';
    return ranOut ? 'The invoice has run out already.' : undefined;
  });

  // Tried in the worker before it becomes an activity that people can see pending: that spares Temporal two tasks.
  const kind = form === undefined ? 'provider' : 'quick';
  const open = {
    ...(form === undefined ? { stage: 'awaiting-payment' as const } : {}),
    details: waiting(orderId, expiresAtMs),
  };
  const invoice = new CancellationScope();
  const opening = invoice.run(() =>
    step(
      {
        title: 'Open the invoice and show it',
        kind,
        patienceMs,
        meanwhile: `The provider of the invoice does not answer. ${howToClose}`,
      },
      (via) => via.openInvoice(orderId),
    ),
  );
  // It runs beside the wait: a provider that is down must not keep the order from expiring, nor a payment from counting.
  const opened = opening.then(
    () => seen.length === 0 && tell(open),
    (error) => {
      if (!isCancellation(error)) throw error;
    },
  );

  const settleUntil = async (deadlineMs: number, until: string, stop = () => false): Promise<void> => {
    const isDue = () => newPayment() || stop();
    while (!over() && (await within(deadlineMs, isDue, until)) && newPayment()) await settleNext();
  };
  const settleNext = async (): Promise<void> => {
    const payment = seen[settled.length];
    if (!payment) return;
    const meanwhile = 'A payment was reported and is stored; the player is not credited yet.';
    const settle = () =>
      step({ title: 'Credit the player', kind: 'quick', patienceMs, meanwhile }, (via) =>
        via.settleCharge(orderId, payment),
      );
    let answer = await settle();
    if (answer.outcome === 'no-rate') {
      tell({ attention: 'no-rate', details: waitingForRate(orderId) });
      for (let pauseMs = patienceMs; answer.outcome === 'no-rate'; pauseMs = Math.min(2 * pauseMs, RATE_PAUSE_MS)) {
        await sleep(pauseMs, { summary: 'Until a rate may be known' });
        answer = await settle();
      }
      tell({ attention: null });
    }
    settled.push(answer);
  };

  await settleUntil(expiresAtMs, 'Until the invoice runs out', () => closed.by !== undefined);
  ranOut = closed.by === undefined;
  if (!newPayment() && !over()) {
    invoice.cancel();
    const meanwhile = 'The invoice ran out; a payment that was made in time is still credited.';
    if (ranOut)
      await step({ title: 'Close the unpaid order', kind: 'quick', patienceMs, meanwhile }, (via) =>
        via.expireOrder(orderId),
      );
    const details = expired(orderId, expiresAtMs, lateWindowMs, closed);
    if (!newPayment()) tell({ stage: 'expired', details });
    await settleUntil(expiresAtMs + lateWindowMs, 'Until a late payment is no longer waited for');
  }
  await condition(allHandlersFinished);
  while (newPayment()) await settleNext();
  invoice.cancel();
  await opened;
  return finish(orderId, settled, closed);
}

/** True as soon as it holds, false when the deadline passes first. `until` names the timer for whoever watches. */
async function within(deadlineMs: number, holds: () => boolean, until: string): Promise<boolean> {
  const leftMs = deadlineMs - Date.now();
  return leftMs > 0 ? condition(holds, leftMs, { summary: until }) : holds();
}

function finish(orderId: string, settled: readonly SettleAnswer[], closed: ClosedEarly): DepositResult {
  const credited = settled.find((answer) => answer.outcome === 'credited');
  const owed = settled.find((answer) => answer.outcome === 'owed');
  const alsoOwed = owed
    ? `\n\nA payment is **owed**, not credited: \`${owed.reason}\`. Its charge is in \`payments.charge\`.`
    : '';
  if (credited) {
    tell({
      stage: owed ? 'owed' : 'credited',
      details: `## Credited${credited.late ? ', late' : ''}\nOrder \`${orderId}\` is paid and in the player's cash; the receipt is on its way.${alsoOwed}`,
    });
    return { status: 'credited', late: credited.late };
  }
  if (owed) {
    tell({ stage: 'owed', details: `## Paid, but not as asked\nOrder \`${orderId}\` was not credited.${alsoOwed}` });
    return { status: 'owed', reason: owed.reason };
  }
  const how = closed.by ? closedBy(closed.by) : 'ran out';
  tell({ details: `## Never paid\nOrder \`${orderId}\` ${how} and nobody paid. Nothing was charged.` });
  return { status: 'expired' };
}

/** Rates are taken twice a minute. */
const RATE_PAUSE_MS = 60_000;

const waitingForRate = (orderId: string): string =>
  `## Paid, and nobody knows the rate\nA payment of order \`${orderId}\` came after its quote had run out and must be exchanged at the rate of the minute it came in. Nobody knows that rate yet: nothing was moved, and it is asked for again by itself.\n\nNothing needs to be pressed. See *no-rate* in docs/operations.md.`;

const waiting = (orderId: string, expiresAtMs: number): string =>
  `## Waiting for the player to pay\nOrder \`${orderId}\`: the player has the invoice, open until **${moment(expiresAtMs)}**.\n\nNothing needs to be done. A payment arrives as the signal \`${signalNames.paymentSeen}\`.\n\n${howToClose}`;

const expired = (orderId: string, expiresAtMs: number, lateWindowMs: number, closed: ClosedEarly): string =>
  `${closed.by ? `## Closed by staff, nobody paid\nOrder \`${orderId}\` ${closedBy(closed.by)}` : `## Expired, nobody paid\nThe invoice of order \`${orderId}\` ran out at ${moment(expiresAtMs)}`}; a new attempt to pay is refused.\n\nA payment made in time but reported late is still credited until **${moment(expiresAtMs + lateWindowMs)}**. Nothing needs to be done.`;

const closedBy = ({ staff, pass, reason }: NonNullable<ClosedEarly['by']>): string =>
  `was closed by \`${staff}\` with pass \`${pass}\` (\`${reason}\`)`;
