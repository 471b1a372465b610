import type { GrantId } from '../contracts/ids.ts';
import type { Tx } from '../prisma/tx.ts';
import { readProfile } from '../records/identity/reads.ts';
import { type GrantView, readGrant } from '../records/play/grant-reads.ts';

/** What a message tells of a bonus, and in which language. */
export type BonusToShow = GrantView & { readonly language: string };

/** Draws a bonus for its message, as it is at that moment; undefined: there is none. An offer whose time is over reads so, whoever wrote it down. */
export const drawBonus =
  ({ query, now }: { readonly query: Tx['query']; readonly now: () => number }) =>
  async (id: GrantId): Promise<BonusToShow | undefined> => {
    const grant = await readGrant({ query }, id);
    const profile = grant && (await readProfile({ query }, grant.player));
    if (!grant || !profile) return undefined;
    const isOver = grant.state === 'offered' && grant.offerUntil.getTime() <= now();
    return { ...grant, state: isOver ? 'expired' : grant.state, language: profile.language };
  };
