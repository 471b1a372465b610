import type { Attention } from '../contracts/workflows.ts';

/** What people are told who are asked. */
export type Asked = { readonly attention: Attention; readonly title: string; readonly details: string };

/** How often a part is sent, each time after proof that it was never accepted, before people are asked what is wrong. */
export const MOST_SENDS = 3;

/**
 * Why it cannot be sent, or what is sent of it cannot be fixed, for whoever is asked.
 * @param it what waits, as a sentence begins
 */
export function whyUnsent(railOff: Asked, said: string, it: string): Asked {
  if (said === 'rail-off') return { ...railOff, details: `${it} cannot be sent: ${railOff.details}` };
  if (said === 'rail-paused')
    return {
      attention: 'rail-paused',
      title: 'This way out is paused',
      details: `${it} waits: ops have paused its rail at the staff desk. Nothing was sent, and its money is held. It goes on by itself when the rail does.`,
    };
  if (said === 'open-dispute')
    return {
      attention: 'held-by-dispute',
      title: 'A payment of this player is disputed',
      details: `${it} waits: a dispute was opened after it was looked at. Nothing was sent, and its money is held. It goes on by itself when the bank has decided.`,
    };
  if (said === 'no-rate')
    return {
      attention: 'no-rate',
      title: 'Nobody knows the rate',
      details: `${it} arrives as another asset, and there is no rate to fix how much of it: no quote beats a wrong one. Nothing was sent, and its money is held. It goes on by itself when there is a rate; see the price sources.`,
    };
  if (said === 'rail-short')
    return {
      attention: 'rail-short',
      title: 'We hold too little where it goes out',
      details: `${it} needs more than what is left on our account there beside what is promised already. Nothing was sent, and its money is held. Top the account up; it goes on by itself, at the rate of that minute.`,
    };
  return {
    attention: 'not-accepted',
    title: 'The provider does not accept it',
    details: `${it} was tried ${MOST_SENDS} times, and each time the provider proved that it never accepted it. Nothing was sent, and its money is held. See whether the provider is in trouble.`,
  };
}
