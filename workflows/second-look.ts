import type { ActivityInterfaceFor } from '@temporalio/workflow';
import type { Activities } from '../activities/activities.ts';
import type { SecondLook } from '../activities/sendings.ts';
import type { Chosen, Courier } from './sending.ts';
import { step } from './steps.ts';

type Via = ActivityInterfaceFor<Activities>;

/** How something that has ended is looked at once more, and how what staff saw of it is written down. */
export type SecondLooker<R extends string> = Pick<Courier<R>, 'ask' | 'noun' | 'patienceMs' | 'timesMoved'> & {
  look(via: Via, reference: R): Promise<SecondLook>;
  settle(via: Via, reference: R, by: SeenBy): Promise<void>;
};
type Resolved = Extract<Chosen, { verb: 'resolve' }>;
type SeenBy = Resolved['by'] & Resolved['decision'];

/**
 * The provider said something of what has ended. It is looked up; where the answer contradicts our books, and they cannot be put right
 * by themselves, people are asked until they have seen to it, or the provider says what we have.
 */
export async function lookAgain<R extends string>(looker: SecondLooker<R>, reference: R): Promise<void> {
  const { noun, patienceMs } = looker;
  for (;;) {
    const before = looker.timesMoved();
    const seen = await step(
      {
        title: `Look the ${noun} up once more`,
        kind: 'provider',
        patienceMs,
        meanwhile: `The provider said something of the ${noun} \`${reference}\`, whose end is booked; what it means is not known yet.`,
      },
      (via) => looker.look(via, reference),
    );
    if (seen.finding !== 'contradicted') return;
    const chosen = await looker.ask(
      whatIsContradicted(noun, reference, seen),
      ['retry', 'resolve'],
      () => looker.timesMoved() > before,
    );
    if (chosen?.verb !== 'resolve') continue;
    return step(
      {
        title: 'Note how it is, as staff saw it',
        kind: 'quick',
        patienceMs,
        meanwhile: `Staff have seen how the ${noun} stands; it is not written down yet.`,
      },
      (via) => looker.settle(via, reference, { ...chosen.by, ...chosen.decision }),
    );
  }
}

const whatIsContradicted = (noun: 'payout' | 'refund', reference: string, { state, said }: SecondLook) => ({
  attention: 'contradicted' as const,
  title: 'The provider says another end than our books',
  details: [
    `The ${noun} \`${reference}\` is booked as **${state}**, and the provider says now: *${said}*. Nothing was moved by that.`,
    '',
    "See in the provider's dashboard, and on its statement, where the money is; then `resolve` with what you saw. `retry` asks the provider again.",
    ...(noun === 'payout'
      ? ['', '`resolve` as refused gives the money of a payout that is booked as paid back to the player, once.']
      : [
          '',
          'The booking of a refund stays: money that came back is given to its payer by hand, before you `resolve`.',
        ]),
  ].join('\n'),
});
