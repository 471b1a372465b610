import type { OrderId } from '../contracts/ids.ts';
import type { PayoutRailId, RailId } from '../contracts/rails.ts';
import type { Tx } from '../prisma/tx.ts';
import type { Settings } from '../runtime/settings.ts';
import type { TelegramClient } from '../runtime/telegram/client.ts';
import { readPaymentTokens } from '../runtime/telegram/payment-tokens.ts';
import { type AdyenAccount, createAdyenClient } from './adyen/client.ts';
import { adyenPayout } from './adyen/payout.ts';
import { adyenRail } from './adyen/rail.ts';
import { adyenRefund } from './adyen/refund.ts';
import { adyenTold } from './adyen/told.ts';
import type { DepositRail, RailEvent } from './deposit-rail.ts';
import type { OpenDestination, PayoutRail } from './payout-rail.ts';
import type { RefundRail } from './refund-rail.ts';
import { starsRail } from './stars/rail.ts';
import { starsRefund } from './stars/refund.ts';
import { createStripeClient, type StripeAccount } from './stripe/client.ts';
import { stripePayout } from './stripe/payout.ts';
import { stripeRail } from './stripe/rail.ts';
import { stripeRefund, telegramInvoiceRefund } from './stripe/refund.ts';
import { stripeTold } from './stripe/told.ts';
import { telegramInvoiceRail } from './telegram-invoice/rail.ts';
import type { ToldRail } from './told-rail.ts';
import { tonPayout } from './ton/payout.ts';
import { type ChainRailDeps, tonRail } from './ton/rail.ts';
import { chainRefund } from './ton/refund.ts';
import { assertSameMoney, type TonSettings, tonSettingNames, tonSettings } from './ton/settings.ts';
import { usdtPayout } from './usdt/payout.ts';
import { usdtRail } from './usdt/rail.ts';

/** Every rail by its id: one that is forgotten here does not compile. Undefined: its settings are missing, it is off. */
export type DepositRails = Readonly<Record<RailId, DepositRail | undefined>>;

/** Those whose provider tells by a webhook of its own. */
export type ToldRails = Readonly<Partial<Record<RailId, ToldRail | undefined>>>;

export type RailSettings = {
  /** One for each bot in their order, each as `readPaymentTokens` reads it. */
  readonly providerTokens: readonly string[];
  readonly playMoneyRails: readonly RailId[];
  /** Whether the bots take Telegram Stars: they need no provider. */
  readonly takesStars?: boolean;
  /** How long a provider may take to answer a call, and a call whose answer was lost to come to its end over there. */
  readonly timeoutMs?: number;
  readonly quietMs?: number;
  /** Undefined: no cards. */
  readonly stripe?: StripeSettings | undefined;
  /** Undefined: no Adyen. */
  readonly adyen?: AdyenSettings | undefined;
  /** Undefined: no chain. */
  readonly ton?: ChainSettings | undefined;
};

/** @property publicUrl where the world reaches us: players are sent back there from Stripe's page */
type StripeSettings = StripeAccount & { readonly publicUrl: string };

type ChainSettings = TonSettings & { readonly publicUrl: string };

type AdyenSettings = AdyenAccount & { readonly publicUrl: string };

/** What the rails are built from, by a process's settings. A Stripe account of which half is missing is off. */
export const railSettings = (
  settings: Pick<
    Settings,
    | 'TELEGRAM_PROVIDER_TOKEN'
    | 'TELEGRAM_STARS'
    | 'PLAY_MONEY_RAILS'
    | 'PUBLIC_URL'
    | 'PROVIDER_TIMEOUT_MS'
    | 'PAYOUT_QUIET_MS'
    | 'STRIPE_SECRET_KEY'
    | 'STRIPE_WEBHOOK_SECRET'
    | 'STRIPE_API_BASE'
    | AdyenSettingName
    | (typeof tonSettingNames)[number]
    | 'TON_TESTNET_IS_MONEY'
  >,
): RailSettings => ({
  providerTokens: settings.TELEGRAM_PROVIDER_TOKEN,
  playMoneyRails: settings.PLAY_MONEY_RAILS,
  takesStars: settings.TELEGRAM_STARS === 'on',
  timeoutMs: settings.PROVIDER_TIMEOUT_MS,
  quietMs: settings.PAYOUT_QUIET_MS,
  stripe:
    settings.STRIPE_SECRET_KEY && settings.STRIPE_WEBHOOK_SECRET
      ? {
          secretKey: settings.STRIPE_SECRET_KEY,
          webhookSecret: settings.STRIPE_WEBHOOK_SECRET,
          apiBase: settings.STRIPE_API_BASE,
          publicUrl: settings.PUBLIC_URL,
        }
      : undefined,
  adyen: adyenSettings(settings),
  ton: chainSettings(settings),
});

function chainSettings(
  settings: Parameters<typeof tonSettings>[0] & Parameters<typeof assertSameMoney>[0] & Pick<Settings, 'PUBLIC_URL'>,
) {
  const ton = tonSettings(settings);
  if (ton) assertSameMoney(settings);
  return ton && { ...ton, publicUrl: settings.PUBLIC_URL };
}

function adyenSettings(settings: Pick<Settings, AdyenSettingName | 'PUBLIC_URL'>): AdyenSettings | undefined {
  const { ADYEN_API_KEY: apiKey, ADYEN_HMAC_KEY: hmacKeys, ADYEN_MERCHANT_ACCOUNT: merchantAccount } = settings;
  if (!apiKey || hmacKeys.length === 0 || !merchantAccount) return undefined;
  return {
    apiKey,
    hmacKeys,
    merchantAccount,
    balanceAccount: settings.ADYEN_BALANCE_ACCOUNT,
    livePrefix: settings.ADYEN_LIVE_PREFIX,
    apiBase: settings.ADYEN_API_BASE,
    publicUrl: settings.PUBLIC_URL,
  };
}

const adyenSettingNames = [
  'ADYEN_API_KEY',
  'ADYEN_HMAC_KEY',
  'ADYEN_MERCHANT_ACCOUNT',
  'ADYEN_BALANCE_ACCOUNT',
  'ADYEN_LIVE_PREFIX',
  'ADYEN_API_BASE',
] as const;
type AdyenSettingName = (typeof adyenSettingNames)[number];

/** What a process asks for to build rails. */
export const railSettingNames = [
  'TELEGRAM_PROVIDER_TOKEN',
  'TELEGRAM_STARS',
  'PLAY_MONEY_RAILS',
  'PUBLIC_URL',
  'PROVIDER_TIMEOUT_MS',
  'PAYOUT_QUIET_MS',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'STRIPE_API_BASE',
  ...adyenSettingNames,
  ...tonSettingNames,
  'TON_TESTNET_IS_MONEY',
] as const;

/** @param bots in the order of their provider tokens; a bot without one takes no invoices */
export function createDepositRails(
  bots: readonly TelegramClient[],
  { providerTokens, playMoneyRails, stripe, adyen, ton, takesStars, timeoutMs }: RailSettings,
): DepositRails {
  const shops = bots.flatMap((telegram, n) => {
    const tokens = readPaymentTokens(providerTokens[n] ?? '');
    return tokens === undefined ? [] : [{ telegram, tokens }];
  });
  return {
    stars: takesStars && bots.length > 0 ? starsRail({ bots: bots.map((telegram) => ({ telegram })) }) : undefined,
    'telegram-invoice':
      shops.length > 0 ? telegramInvoiceRail({ shops, play: playMoneyRails.includes('telegram-invoice') }) : undefined,
    stripe:
      stripe &&
      stripeRail({
        stripe: createStripeClient(stripe, timeoutMs),
        returnTo: (order, as) => returnAddress(stripe.publicUrl, order, as),
        play: playMoneyRails.includes('stripe'),
        now: Date.now,
      }),
    adyen:
      adyen &&
      adyenRail({
        adyen: createAdyenClient(adyen, timeoutMs),
        returnTo: (order) => returnAddress(adyen.publicUrl, order, 'paid'),
        play: playMoneyRails.includes('adyen'),
        now: Date.now,
      }),
    ton: ton && tonRail(onChain(ton, playMoneyRails.includes('ton'))),
    usdt: ton?.usdtMaster === undefined ? undefined : usdtRail(onChain(ton, playMoneyRails.includes('usdt'))),
  };
}

const onChain = ({ publicUrl }: ChainSettings, play: boolean): ChainRailDeps => ({
  pageOf: (order) => new URL(`/app/deposit/${order}`, publicUrl).href,
  play,
});

/** Every way out by its id. Undefined: its settings are missing, it is off. */
export type PayoutRails = Readonly<Record<PayoutRailId, PayoutRail | undefined>>;

/** @param sender for the process that sends; the others only plan */
export const createPayoutRails = (
  { stripe, adyen, ton, playMoneyRails, timeoutMs, quietMs }: RailSettings,
  { openDestination, query }: PayoutSender = sendsNothing,
): PayoutRails => ({
  stripe:
    stripe &&
    stripePayout({
      stripe: createStripeClient(stripe, timeoutMs),
      play: playMoneyRails.includes('stripe'),
      now: Date.now,
      quietMs,
    }),
  adyen:
    adyen?.balanceAccount === undefined
      ? undefined
      : adyenPayout({
          adyen: createAdyenClient(adyen, timeoutMs),
          openDestination,
          play: playMoneyRails.includes('adyen'),
          now: Date.now,
          quietMs,
        }),
  ton:
    ton &&
    tonPayout({
      wallet: ton.hotWallet,
      jettonMaster: ton.usdtMaster,
      query,
      openDestination,
      play: playMoneyRails.includes('ton'),
      now: Date.now,
      quietMs,
    }),
  usdt:
    ton?.usdtMaster === undefined
      ? undefined
      : usdtPayout({
          wallet: ton.hotWallet,
          jettonMaster: ton.usdtMaster,
          query,
          openDestination,
          play: playMoneyRails.includes('usdt'),
          now: Date.now,
          quietMs,
        }),
});

/** What a rail that sends needs of the house: where destinations are opened, and where payouts wait to be signed. */
export type PayoutSender = { readonly openDestination: OpenDestination; readonly query: Tx['query'] };

const planning = () => Promise.reject(new Error('this process sends no money'));
const sendsNothing: PayoutSender = { openDestination: planning, query: planning };

/** How money that nobody was credited for goes back, by the rail it came by. Undefined: a person gives it back. */
export type RefundRails = Readonly<Record<RailId, RefundRail | undefined>>;

/**
 * What was paid by a Telegram invoice goes back through the Stripe account, where that is behind the bots' payment token. Stars go
 * back also while none are taken any more.
 */
export function createRefundRails(
  bots: readonly TelegramClient[],
  { stripe, adyen, ton, timeoutMs, quietMs = QUIET_MS }: RailSettings,
  query: Tx['query'],
): RefundRails {
  const deps = stripe && { stripe: createStripeClient(stripe, timeoutMs), now: Date.now, quietMs };
  return {
    stars:
      bots.length > 0
        ? starsRefund({ bots: bots.map((telegram) => ({ telegram })), now: Date.now, quietMs })
        : undefined,
    'telegram-invoice': deps && telegramInvoiceRefund(deps),
    stripe: deps && stripeRefund(deps),
    adyen:
      adyen?.balanceAccount === undefined
        ? undefined
        : adyenRefund({ adyen: createAdyenClient(adyen, timeoutMs), now: Date.now, quietMs }),
    ton: ton && chainRefund('ton', { query, now: Date.now, quietMs }),
    usdt: ton?.usdtMaster === undefined ? undefined : chainRefund('usdt', { query, now: Date.now, quietMs }),
  };
}

/** A call that was given up may still be at work over there for so long. */
const QUIET_MS = 120_000;

export const createToldRails = ({ stripe, adyen, playMoneyRails, timeoutMs }: RailSettings): ToldRails => ({
  stripe:
    stripe &&
    stripeTold(createStripeClient(stripe, timeoutMs), stripe.webhookSecret, playMoneyRails.includes('stripe')),
  adyen: adyen && adyenTold({ ...adyen, play: playMoneyRails.includes('adyen') }),
});

/** The deposit's own page; what the provider's page says of the payment goes with it as a hint. */
const returnAddress = (publicUrl: string, order: OrderId, as: 'paid' | 'left'): string =>
  new URL(`/app/deposit/${order}?card=${as}`, publicUrl).href;

/** What a provider's message means to the rail it belongs to; undefined when it belongs to none. */
export function readRailEvent(rails: DepositRails, message: unknown): RailEvent | undefined {
  for (const rail of Object.values(rails)) {
    const event = rail?.readEvent(message);
    if (event) return event;
  }
  return undefined;
}
