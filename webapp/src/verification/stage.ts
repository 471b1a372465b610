import type { KycBody } from '../../../contracts/http/kyc.ts';
import type { DocumentKind } from '../../../domain/verification.ts';

/** What the page shows: as the status says, and `again` where a reviewer sent some of it back. */
export type Stage = KycBody['status'] | 'again';

export const stageOf = ({ status, asked }: Pick<KycBody, 'status' | 'asked'>): Stage =>
  status === 'asked' && asked.some(({ state }) => state === 'again') ? 'again' : status;

type Asked = KycBody['asked'][number];

const ORDER = ['again', 'asked', 'received', 'accepted'] as const satisfies readonly Asked['state'][];

/** What needs doing comes first; among the same, the order in which it was asked for. */
export const inOrder = (asked: readonly Asked[]): Asked[] =>
  [...asked].sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));

/** The kinds of which something must still be sent. */
export const missingOf = (asked: readonly Asked[]): DocumentKind[] =>
  asked.filter(({ state }) => state === 'asked' || state === 'again').map(({ kind }) => kind);

/** A file that waits for its look through: until then nothing can be handed in. */
export const isHeld = (asked: readonly Asked[]): boolean =>
  asked.some(({ files }) => files.some(({ state }) => state === 'held'));

/** What stands between the player and handing it in; undefined: nothing does. */
export function whyNotYet(asked: readonly Asked[], isSending: boolean): 'missing' | 'sending' | 'held' | undefined {
  if (isSending) return 'sending';
  if (missingOf(asked).length > 0) return 'missing';
  return isHeld(asked) ? 'held' : undefined;
}
