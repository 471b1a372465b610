import { allHandlersFinished, condition, defineSignal, patched, setHandler } from '@temporalio/workflow';
import type { RefundId } from '../contracts/ids.ts';
import { type RefundInput, type RefundResult, signalNames } from '../contracts/workflows.ts';
import { type ParkingLot, parkingLot } from './parking.ts';
import { lookAgain } from './second-look.ts';
import { askAboutRefused, type Courier, sendParts, type Verb } from './sending.ts';
import { step } from './steps.ts';
import { tell } from './telling.ts';

export const refundMoved = defineSignal<[Record<string, never>]>(signalNames.refundMoved);

const REFUND_ACTIONS = ['refund.retry', 'refund.resolve'] as const;

/**
 * Money that was paid and credited to nobody goes back to its payer, once. The refund's row is what everybody reads and what this
 * starts from: begun anew, reset or told twice, it goes on from there. Where no rail can send it, a person gives it back.
 */
export async function refund(input: RefundInput): Promise<RefundResult> {
  const { refundId: id, patienceMs } = input;
  let moves = 0;
  let seen = 0;
  const looking = (): void => {
    seen = moves;
  };
  setHandler(refundMoved, () => void moves++, {
    description: 'The refund moved. A hint: what is true is read from the database. Sending it again is harmless.',
  });
  const courier = courierOf(input, parkingLot(REFUND_ACTIONS), () => moves, looking);
  const read = () =>
    step(
      { title: 'See where it stands', kind: 'quick', patienceMs, meanwhile: 'The money is set aside and waits.' },
      (via) => via.readRefundStanding(id),
    );

  let now = await read();
  while (now.state !== 'paid' && now.state !== 'dropped') {
    if (now.state === 'refused') await askAboutRefused(courier, id, byHand(id, now.said));
    else await sendParts(courier, [{ reference: id, state: now.state }]);
    now = await read();
  }
  // What was said since the last look-up may be that a bank sent it back. Those that ended before anybody looked end as they did.
  while (moves > seen && patched('what-ended-is-looked-at'))
    await lookAgain(
      {
        ...courier,
        look: (via, reference) => {
          looking();
          return via.lookAgainAtRefund(reference);
        },
        settle: (via, reference, by) => via.settleRefund(reference, by),
      },
      id,
    );
  await condition(allHandlersFinished);
  tell({ stage: now.state, attention: null, details: ended(now.state, id) });
  return { state: now.state };
}

function courierOf(
  input: RefundInput,
  lot: ParkingLot<(typeof REFUND_ACTIONS)[number]>,
  timesMoved: () => number,
  looking: () => void,
): Courier<RefundId> {
  return {
    ...input,
    noun: 'refund',
    timesMoved,
    mayDecide: { unknown: DECISIONS, unsent: DECISIONS, unfinished: DECISIONS },
    railOff: {
      attention: 'refund-by-hand',
      title: 'It must be given back by hand',
      details:
        'no rail is configured in the worker that could. Nothing was sent, and its money is set aside. Refund the whole payment at its provider, then `resolve` it as paid; or put the settings in and `retry`. What came over the chain goes back by itself when two members of staff say so at the desk, in _Owed_.',
    },
    async ask(why, mayDecide, until) {
      const taken = await lot.park({ ...why, allowed: mayDecide.flatMap(actionOf) }, until);
      if (taken?.action !== 'refund.resolve') return taken && { verb: 'retry' };
      return { verb: 'resolve', by: taken.by, decision: taken.decision };
    },
    send: (via, reference) => via.sendRefund(reference),
    lookUp: (via, reference) => {
      looking();
      return via.lookUpRefund(reference);
    },
    resolve: (via, reference, by) => via.resolveRefund(reference, by),
  };
}

const DECISIONS = ['retry', 'resolve'] as const;
const actionOf = (verb: Verb) => (verb === 'abort' ? [] : [`refund.${verb}` as const]);

const byHand = (id: RefundId, said: string) => ({
  attention: 'refund-by-hand' as const,
  title: 'It must be given back by hand',
  details: `The refund \`${id}\` was refused: *${said}*. Nothing left us, and its money is set aside. Refund the whole payment at its provider, and \`resolve\` it as paid. A refund or a dispute that the provider tells us of ends this by itself.`,
});

const ended = (state: string, id: RefundId): string =>
  state === 'paid'
    ? `## Given back\nRefund \`${id}\`: the money has left us and is booked; the player was told.`
    : `## Went back in another way\nRefund \`${id}\`: the provider gave the payment back without us, and that is booked.`;
