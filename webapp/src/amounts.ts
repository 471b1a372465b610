import type { AmountBody } from '../../contracts/http/amounts.ts';
import { assets } from '../../domain/assets.ts';
import { type Money, money } from '../../domain/money.ts';

export type { AmountBody };

/** Between the wire and the rules; the contract's own of the same name brings the schema library along. */
export const moneyOf = ({ asset, minor }: AmountBody): Money => money(asset, BigInt(minor));
export const amountOf = ({ asset, minor }: Money): AmountBody => ({ asset, minor: minor.toString() });
export const zero = (asset: AmountBody['asset']): AmountBody => ({ asset, minor: '0' });

/** Stars are to play with, and never become cash. */
export const isStars = (asset: AmountBody['asset']): boolean => assets[asset].nature === 'stars';
