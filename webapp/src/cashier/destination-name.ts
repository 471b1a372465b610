import type { WithdrawalBody } from '../../../contracts/http/withdrawals.ts';
import type { Texts } from '../texts.tsx';

/** Where it goes, in the player's words: a card has no name of its own there. */
export const destinationOf = (t: Texts, { destination, rail }: Pick<WithdrawalBody, 'destination' | 'rail'>): string =>
  destination === 'card' ? t('to-card') : destination || t(`rail-${rail}`);
