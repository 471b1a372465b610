import { condition, defineUpdate, setHandler } from '@temporalio/workflow';
import { type Decided, type Decision, type StaffActionName, staffActions } from '../contracts/staff-actions.ts';
import type { Attention } from '../contracts/workflows.ts';
import { callPeople } from './calling.ts';
import { checkShape, type Reviewer, refusal, reviewerOf } from './passes.ts';
import { tell } from './telling.ts';

/** What a person decided: one of the actions that were allowed, who, by which pass. */
export type Taken<A extends StaffActionName> = {
  readonly [K in A]: { readonly action: K; readonly decision: Decision<K>; readonly by: Reviewer };
}[A];

export type Parked<A extends StaffActionName> = {
  readonly attention: Attention;
  /** What happened, in a few words. */
  readonly title: string;
  /** What is known, what it means, what to look at: for whoever was called. */
  readonly details: string;
  readonly allowed: readonly A[];
};

export type ParkingLot<A extends StaffActionName> = {
  /**
   * Waits for one decision, and shows people what to press. Undefined: `until` came true first, and nobody needs to decide any
   * more.
   */
  park<B extends A>(why: Parked<B>, until?: () => boolean): Promise<Taken<B> | undefined>;
};

/**
 * Where a workflow waits that cannot go on by itself. Made once, before the first wait, with every action it may ever ask for: an
 * update that comes when nothing is parked is refused in words. Each parking takes one decision; of two at once the second is told
 * that somebody was faster, its pass being used.
 */
export function parkingLot<A extends StaffActionName>(actions: readonly A[]): ParkingLot<A> {
  let open: { readonly allowed: readonly StaffActionName[]; taken: Taken<StaffActionName> | undefined } | undefined;
  const check = (action: StaffActionName): void => {
    const why = whyNot(open, action);
    if (why !== undefined) throw refusal(why, 'too-late');
  };
  for (const action of actions) {
    const { update, about } = staffActions[action];
    setHandler(
      defineUpdate<{ status: 'taken' }, [Decided<A>]>(update),
      async (decided) => {
        const { pass: _, ...decision } = decided as Record<string, unknown>;
        const by = await reviewerOf(action, decided);
        check(action); // somebody else may have decided while the pass was looked at
        if (open) open.taken = { action, decision: decision as Decision, by } as Taken<StaffActionName>;
        return { status: 'taken' };
      },
      {
        description: `${about} Takes what the staff desk gives for ${action}.`,
        validator: (sent) => {
          check(action);
          checkShape(action, sent);
        },
      },
    );
  }
  return {
    async park({ attention, title, details, allowed }, until = () => false) {
      const here: NonNullable<typeof open> = { allowed, taken: undefined };
      open = here;
      tell({ attention, details: `## ${title}\n${details}\n\n${howToDecide(allowed, attention)}` });
      const isOver = () => here.taken !== undefined || until();
      const endCall = callPeople(attention, isOver);
      await condition(isOver);
      open = undefined;
      tell({ attention: null });
      await endCall(here.taken && { staff: here.taken.by.staff, action: here.taken.action });
      return here.taken as Taken<(typeof allowed)[number]> | undefined;
    },
  };
}

function whyNot(
  open: { readonly allowed: readonly StaffActionName[]; readonly taken: unknown } | undefined,
  action: StaffActionName,
): string | undefined {
  if (!open) return 'Nothing waits for a decision here now.';
  if (open.taken !== undefined) return 'Somebody else has just decided. See what became of it before you decide anew.';
  return open.allowed.includes(action) ? undefined : `${action} is not among what can be decided now.`;
}

const howToDecide = (allowed: readonly StaffActionName[], attention: Attention): string =>
  [
    '**What to press**',
    ...allowed.map((action) => `- \`${staffActions[action].update}\`: ${staffActions[action].about}`),
    '',
    `Take a pass for it from the staff desk (\`${allowed.join('`, `')}\`), press *More actions*, *Send an update*, choose it and paste what the desk gave. See *${attention}* in docs/operations.md.`,
  ].join('\n');
