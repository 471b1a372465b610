import { allHandlersFinished, condition, defineSignal, patched, setHandler } from '@temporalio/workflow';
import type { Standing } from '../activities/withdrawals.ts';
import type { PayoutId } from '../contracts/ids.ts';
import {
  type PayoutMoved,
  signalNames,
  type WithdrawalInput,
  type WithdrawalResult,
  type WithdrawalStage,
} from '../contracts/workflows.ts';
import { isOver } from '../domain/withdrawals.ts';
import { approvalDesk } from './approving.ts';
import { untilFixed } from './fixing.ts';
import { type ParkingLot, parkingLot } from './parking.ts';
import { lookAgain } from './second-look.ts';
import { type Courier, sendParts } from './sending.ts';
import { step } from './steps.ts';
import { moment, tell } from './telling.ts';

const nothing = defineSignal<[Record<string, never>]>;
export const withdrawalConfirmed = nothing(signalNames.withdrawalConfirmed);
export const codeOver = nothing(signalNames.codeOver);
export const withdrawalCancelled = nothing(signalNames.withdrawalCancelled);
export const payoutMoved = defineSignal<[PayoutMoved]>(signalNames.payoutMoved);

/**
 * A player takes money out: confirmed by a code, looked at, sent, and booked once. The withdrawal's row is what everybody reads and
 * what every step starts from: begun anew, reset or pressed twice, it goes on from there and pays nothing twice.
 */
export async function withdrawal(input: WithdrawalInput): Promise<WithdrawalResult> {
  const { withdrawalId: id, patienceMs } = input;
  const heard = listen();
  const desk = approvalDesk(id, patienceMs);
  const lot = parkingLot(SENDING_ACTIONS);
  const courier = courierOf(input, lot, heard);
  const move = (title: string, meanwhile: string, run: Parameters<typeof step<Standing>>[1]): Promise<Standing> =>
    step({ title, kind: 'quick', patienceMs, meanwhile }, run);

  let now = await move('See where it stands', 'The withdrawal is stored and waits.', (via) => via.readStanding(id));
  if (now.status === 'awaiting-code') now = await untilAnswered(input, heard, move);
  if (now.status === 'confirmed' && !now.isReviewed) {
    const meanwhile = 'The player has confirmed; whether people must look at it first is not decided yet.';
    now = await move('Look at it before it goes', meanwhile, (via) => via.reviewWithdrawal(id));
  }
  while (now.status === 'awaiting-approval' && now.approvalsLeft > 0) {
    const read = () =>
      move('See where it stands', 'It was decided upon, and goes on from there.', (via) => via.readStanding(id));
    await desk.wait(now, heard.answers, async () => {
      const { status, approvalsLeft } = await read();
      return status === 'awaiting-approval' && approvalsLeft > 0;
    });
    now = await read();
  }
  if (now.status === 'confirmed' || now.status === 'awaiting-approval')
    now = await move('Let it go', 'It may go, and nothing is sent yet.', (via) => via.startSending(id));
  // Those that began before another asset could arrive say nothing of fixing, and go on as they began.
  if (now.toFix) now = await untilFixed(courier, id);
  while (now.status === 'sending') {
    await sendParts(courier, now.parts);
    const meanwhile = 'How its parts ended is stored; it is not in the books yet.';
    now = await move('Book what was paid, free the rest', meanwhile, (via) => via.finishWithdrawal(id));
  }
  await lookAtWhatMoved(courier, heard, now);
  await condition(allHandlersFinished);
  tell({ stage: now.status, attention: null, details: ended(now.status, id) });
  return { status: now.status };
}

const SENDING_ACTIONS = ['withdrawal.retry', 'withdrawal.resolve', 'withdrawal.abort'] as const;

/** How its parts are sent, and what staff may decide about them. */
function courierOf(
  input: WithdrawalInput,
  lot: ParkingLot<(typeof SENDING_ACTIONS)[number]>,
  { timesMoved, looked }: Heard,
): Courier<PayoutId> {
  return {
    ...input,
    noun: 'payout',
    timesMoved,
    mayDecide: {
      unknown: ['retry', 'resolve', 'abort'],
      unsent: ['retry', 'abort'],
      unfinished: ['retry', 'resolve'],
    },
    railOff: {
      attention: 'rail-off',
      title: 'This way out is switched off',
      details: 'the settings of its rail are missing in the worker. Nothing was sent, and its money is held.',
    },
    async ask(why, mayDecide, until) {
      const taken = await lot.park({ ...why, allowed: mayDecide.map((verb) => `withdrawal.${verb}` as const) }, until);
      switch (taken?.action) {
        case 'withdrawal.resolve':
          return { verb: 'resolve', by: taken.by, decision: taken.decision };
        case 'withdrawal.abort': {
          const { by, decision } = taken;
          return { verb: 'abort', stop: (via) => via.dropPayouts(input.withdrawalId, { ...by, ...decision }) };
        }
        default:
          return taken && { verb: 'retry' };
      }
    },
    send: (via, reference) => via.sendPayout(reference),
    lookUp: (via, reference) => {
      looked(reference);
      return via.lookUpPayout(reference);
    },
    resolve: (via, reference, by) => via.resolvePayout(reference, by),
  };
}

/** What was said of parts that had ended, or ended without a look-up: a bank may send back what was paid. */
async function lookAtWhatMoved(
  courier: Courier<PayoutId>,
  { isUnseen, looked }: Heard,
  { parts }: Standing,
): Promise<void> {
  for (;;) {
    const part = parts.find(({ reference }) => isUnseen(reference));
    // Those that ended before anybody looked again end as they did.
    if (!part || !patched('what-ended-is-looked-at')) return;
    looked(part.reference);
    await lookAgain(
      {
        ...courier,
        look: (via, reference) => {
          looked(reference);
          return via.lookAgainAtPayout(reference);
        },
        settle: (via, reference, by) => via.settlePayout(reference, by),
      },
      part.reference,
    );
  }
}

type Heard = ReturnType<typeof listen>;

/** What the outside tells. Each is a hint: what is true is read. Anybody may press Send in the Web UI. */
function listen() {
  let answers = 0;
  let moves = 0;
  const unseen = new Set<string>();
  const description = 'A hint: what is true is read from the database. Sending it again is harmless.';
  setHandler(withdrawalConfirmed, () => void answers++, { description: `The player confirmed. ${description}` });
  setHandler(codeOver, () => void answers++, { description: `The code is void. ${description}` });
  setHandler(withdrawalCancelled, () => void answers++, { description: `The player took it back. ${description}` });
  const movedNow = (told?: Partial<PayoutMoved>): void => {
    moves++;
    if (told?.reference !== undefined) unseen.add(told.reference);
  };
  setHandler(payoutMoved, movedNow, {
    description: `The provider said something of a payout. ${description}`,
  });
  return {
    answers: () => answers,
    timesMoved: () => moves,
    /** This part is being looked up: what was said of it until now is seen. */
    looked: (reference: string) => void unseen.delete(reference),
    isUnseen: (reference: string) => unseen.has(reference),
  };
}

/** Until the player has answered, or their time is over. */
async function untilAnswered(
  { withdrawalId: id, confirmByMs }: WithdrawalInput,
  heard: ReturnType<typeof listen>,
  move: (title: string, meanwhile: string, run: Parameters<typeof step<Standing>>[1]) => Promise<Standing>,
): Promise<Standing> {
  tell({
    stage: 'awaiting-code',
    details: `## Waiting for the player's code\nWithdrawal \`${id}\`: its money is held, and a code is in the player's chat, good until **${moment(confirmByMs)}**. Not confirmed by then, it ends and its money is free again.\n\nNothing needs to be done.`,
  });
  for (;;) {
    const before = heard.answers();
    const leftMs = confirmByMs - Date.now();
    if (leftMs > 0) await condition(() => heard.answers() > before, leftMs, { summary: 'Until the code runs out' });
    const isDue = confirmByMs <= Date.now();
    const meanwhile = 'The player has answered, or their time is over; that is not worked on yet.';
    const now = await move('See what the player answered', meanwhile, (via) => via.settleCode(id, isDue));
    if (now.status !== 'awaiting-code') return now;
  }
}

function ended(status: WithdrawalStage, id: string): string {
  const [title, text] = isOver(status) ? ENDINGS[status as keyof typeof ENDINGS] : ['Not over', `It is \`${status}\`.`];
  return `## ${title}\nWithdrawal \`${id}\`: ${text}`;
}

const ENDINGS = {
  paid: ['Paid', 'the money has left us and is booked; the player has the receipt.'],
  'paid-in-part': ['Paid in part', 'what was paid is booked, the rest is in the cash again; the player was told.'],
  refused: ['Not paid', 'nothing left us, and the money is in the cash again; the player was told.'],
  'rate-moved': [
    'Not sent: the rate moved',
    'what would have arrived was less than the player was shown, beyond the tolerance; nothing left us, and the money is in the cash again; the player was told and may ask anew.',
  ],
  declined: ['Declined', 'staff declined it, and the money is in the cash again.'],
  expired: ['Never confirmed', 'nobody confirmed it in time, and the money is in the cash again.'],
  cancelled: ['Taken back', 'the player took it back, and the money is in the cash again.'],
} as const;
