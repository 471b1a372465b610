import { expect, test } from 'vitest';
import { walletOf } from '../domain/exchange-rates.ts';
import { assetsOf } from '../domain/terms.ts';
import { depositTerms } from './terms.ts';

test.each(['stripe', 'adyen'] as const)(
  '%s, which tells of what it takes back, takes nothing that is exchanged: a take-back is booked in the currency that came, and the cash it was credited as would stay',
  (rail) => {
    const taken = assetsOf(depositTerms[rail].assets);
    expect(taken).not.toEqual([]);
    expect(taken.map(walletOf)).toEqual(taken);
  },
);
