import { z } from 'zod';
import type { Asset } from '../../domain/assets.ts';
import type { FeeSchedule } from '../../domain/fees.ts';
import { money } from '../../domain/money.ts';
import { type AmountBody, amountBody, amountOf } from './amounts.ts';

/** A fee schedule over the wire: what a client computes from it is what is charged (domain/fees.ts). */
export const feeFields = {
  feeFixed: amountBody,
  feeBps: z.int().nonnegative().meta({ description: 'of the amount, in hundredths of a percent; rounded up' }),
  feeLeast: amountBody.nullable().meta({ description: 'the whole fee is not less than this' }),
  feeMost: amountBody.nullable().meta({ description: 'the whole fee is not more than this' }),
};

type FeeFields = {
  readonly feeFixed: AmountBody;
  readonly feeBps: number;
  readonly feeLeast: AmountBody | null;
  readonly feeMost: AmountBody | null;
};

export const feeFieldsOf = (asset: Asset, { fixed, bps, least, most }: FeeSchedule): FeeFields => ({
  feeFixed: amountOf(money(asset, fixed)),
  feeBps: Number(bps),
  feeLeast: least === undefined ? null : amountOf(money(asset, least)),
  feeMost: most === undefined ? null : amountOf(money(asset, most)),
});

export const scheduleOf = ({ feeFixed, feeBps, feeLeast, feeMost }: FeeFields): FeeSchedule => ({
  fixed: BigInt(feeFixed.minor),
  bps: BigInt(feeBps),
  ...(feeLeast ? { least: BigInt(feeLeast.minor) } : {}),
  ...(feeMost ? { most: BigInt(feeMost.minor) } : {}),
});
