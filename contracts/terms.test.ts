import { expect, test } from 'vitest';
import { walletOf } from '../domain/exchange-rates.ts';
import { assetsOf } from '../domain/terms.ts';
import { depositTerms } from './terms.ts';

test.each(['stripe', 'adyen'] as const)(
  '%s, by which money goes back the way it came, takes nothing that is exchanged: a withdrawal finds payments of its own currency alone, and the rest may leave by a bank',
  (rail) => {
    const taken = assetsOf(depositTerms[rail].assets);
    expect(taken).not.toEqual([]);
    expect(taken.map(walletOf)).toEqual(taken);
  },
);
