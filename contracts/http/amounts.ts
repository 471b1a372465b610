import { z } from 'zod';
import { type Asset, assets } from '../../domain/assets.ts';
import { MAX_MINOR, type Money, money } from '../../domain/money.ts';

/** An asset's code, as domain/assets.ts lists them. */
export const assetBody = z
  .enum(Object.keys(assets) as [Asset, ...Asset[]])
  .meta({ description: 'An asset; its scale never changes' });

/** Money on the wire: a decimal string of minor units, because JSON's numbers lose digits, beside its asset. */
export const amountBody = z
  .object({
    asset: assetBody,
    minor: z
      .string()
      .regex(/^(0|[1-9]\d{0,18})$/, { abort: true }) // what follows reads it as a number
      .refine((minor) => BigInt(minor) <= MAX_MINOR, 'is more than the ledger holds')
      .meta({ description: 'Minor units, as a decimal string: €25.00 is "2500"' }),
  })
  .meta({ id: 'Amount' });
export type AmountBody = z.infer<typeof amountBody>;

export const amountOf = ({ asset, minor }: Money): AmountBody => ({ asset, minor: minor.toString() });
export const moneyOf = ({ asset, minor }: AmountBody): Money => money(asset, BigInt(minor));

/** So much of one asset for one of another, in whole units: an exact decimal. */
export const rateBody = z.string().regex(/^\d{1,19}(\.\d{1,18})?$/);

/** A moment, ISO 8601 in UTC. */
export const momentBody = z.iso.datetime();
