import type { ChainRailId } from '../contracts/http/chain.ts';
import type { PlayerId } from '../contracts/ids.ts';
import { afterSpread, type ExchangeRate } from '../domain/exchange-rates.ts';
import type { Jurisdiction } from '../domain/jurisdictions/jurisdiction.ts';
import { isAtLeast, levelOf } from '../domain/jurisdictions/rules.ts';
import type { VerificationLevel } from '../domain/verification.ts';
import type { Tx } from '../prisma/tx.ts';
import type { DepositRails } from '../rails/registry.ts';
import type { TonSettings } from '../rails/ton/settings.ts';
import { isRefused, levelNumberOf, pauseOf } from '../records/compliance/exclusions.ts';
import { isOpenPlayer } from '../records/identity/players.ts';
import { telegramOf } from '../records/identity/reads.ts';
import { isPaused } from '../records/payments/pause-reads.ts';
import { type ChainPlace, chainPlace } from './deposit-chain.ts';
import { type DepositWay, depositWays, marketOf, type RateOf } from './deposit-ways.ts';

/** Where to send by hand, with no order. */
export type DepositAddress = ChainPlace & {
  readonly way: DepositWay;
  /** What one of the asset becomes now, after the spread: no promise. Undefined while nobody knows. */
  readonly rate: ExchangeRate | undefined;
  readonly finalBlocks: number;
};

export type AddressRefusal =
  | { readonly reason: 'rail-off' | 'rail-paused' | 'no-telegram' | 'account-closed' }
  /** The player takes a pause: what they sent would not be credited. */
  | { readonly reason: 'kyc-refused' }
  | { readonly reason: 'excluded'; readonly until: Date | undefined }
  /** The profile lets nobody play, and so nobody pay in, before they are verified so far. */
  | { readonly reason: 'verification-needed'; readonly level: Exclude<VerificationLevel, 'none'> };

type Deps = {
  readonly ton: TonSettings | undefined;
  readonly rails: DepositRails;
  readonly rateOf: RateOf;
  readonly profile: Jurisdiction;
  readonly now: () => number;
};

/**
 * A player wants to send whenever and as much as they like. Their address is the house's and their memo their own, both for ever; what
 * comes is credited at the rate of the minute in which it does.
 * @param bot in whose chat it is shown, where it is
 */
export const depositAddress =
  ({ ton, rails, rateOf, profile, now }: Deps) =>
  async (
    reader: Pick<Tx, 'query'>,
    player: PlayerId,
    rail: ChainRailId,
    bot?: string,
  ): Promise<DepositAddress | AddressRefusal> => {
    const way = depositWays(rails).find((each) => each.rail === rail);
    if (!ton || !way) return { reason: 'rail-off' };
    if (await isPaused(reader, rail, 'in')) return { reason: 'rail-paused' };
    if (!(await isOpenPlayer(reader, player))) return { reason: 'account-closed' };
    if (!(await telegramOf(reader, player))) return { reason: 'no-telegram' };
    const pause = await pauseOf(reader, player, new Date(now()));
    if (pause) return { reason: 'excluded', until: pause.until };
    if (await isRefused(reader, player)) return { reason: 'kyc-refused' };
    // What is sent by hand asks nobody first: who may not play yet is not told where to.
    const needed = profile.playsBefore;
    if (needed !== 'none' && !isAtLeast(levelOf(await levelNumberOf(reader, player)), needed))
      return { reason: 'verification-needed', level: needed };
    const place = await chainPlace({ ton, reader }, player, rail, { bot });
    if (!place) return { reason: 'rail-off' };
    const market = await marketOf(way.asset, rateOf);
    const rate = market === undefined ? undefined : afterSpread(market, way.terms.spreadBps ?? 0n);
    return { ...place, way, rate, finalBlocks: ton.finalBlocks };
  };
