import type { WithdrawalBody } from '../../../contracts/http/withdrawals.ts';

export type StepName =
  | 'requested'
  | 'code'
  | 'approval'
  | 'sending'
  | Extract<
      WithdrawalBody['status'],
      'paid' | 'paid-in-part' | 'refused' | 'rate-moved' | 'declined' | 'expired' | 'cancelled'
    >;

/** `stopped`: it ended here, and not as it was meant to. */
export type Step = {
  readonly name: StepName;
  readonly state: 'done' | 'now' | 'next' | 'stopped';
  readonly at: string | null;
};

type Standing = Pick<WithdrawalBody, 'status' | 'approvals' | 'requestedAt' | 'confirmedAt' | 'sendingAt' | 'endedAt'>;

/** Nothing more will happen to it. */
export const isEnded = ({ endedAt }: Pick<Standing, 'endedAt'>): boolean => endedAt !== null;

/**
 * The way of a withdrawal, as far as it is known: what is done, what it is at, and what comes. One that ended otherwise ends its
 * way there; people are on it only where they are asked.
 */
export function stepsOf(w: Standing): Step[] {
  const { status } = w;
  const asksPeople = status === 'awaiting-approval' || (w.approvals?.needed ?? 0) > 0;
  const way: Step[] = [
    { name: 'requested', state: 'done', at: w.requestedAt },
    { name: 'code', state: w.confirmedAt ? 'done' : status === 'awaiting-code' ? 'now' : 'next', at: w.confirmedAt },
    ...(asksPeople ? [approval(w)] : []),
    { name: 'sending', state: sending(w, asksPeople), at: w.sendingAt },
  ];
  switch (status) {
    case 'paid':
      return [...way, { name: status, state: 'done', at: w.endedAt }];
    case 'paid-in-part':
    case 'refused':
    case 'rate-moved':
    case 'declined':
    case 'expired':
    case 'cancelled':
      return [...way.filter(({ state }) => state === 'done'), { name: status, state: 'stopped', at: w.endedAt }];
    default:
      return [...way, { name: 'paid', state: 'next', at: null }];
  }
}

/** When the last of them agreed is not told: the time it went on is. */
const approval = ({ status, sendingAt }: Standing): Step => ({
  name: 'approval',
  state: status === 'awaiting-approval' ? 'now' : sendingAt ? 'done' : 'next',
  at: sendingAt,
});

function sending({ status, sendingAt, endedAt }: Standing, asksPeople: boolean): Step['state'] {
  if (status === 'sending') return 'now';
  if (sendingAt && endedAt) return 'done';
  return status === 'confirmed' && !asksPeople ? 'now' : 'next';
}
