import { z } from 'zod';
import { amountBody, assetBody, momentBody, rateBody } from './amounts.ts';
import { route } from './route.ts';

/** The rails whose money comes over a chain: to one address of ours, told apart by the memo. */
export const chainRailIds = ['ton', 'usdt'] as const;
export type ChainRailId = (typeof chainRailIds)[number];

/**
 * `sent`: a wallet says so, and nobody has seen it yet. `seen`: in a block. `final`: still there some blocks later, and credited
 * from then on. `vanished`: it was seen and is not there any more; it may come back.
 */
export const arrivalStates = ['sent', 'seen', 'final', 'vanished'] as const;

/** The networks of TON, as TON Connect names them (`account.chain`). */
export const tonNetworks = { mainnet: '-239', testnet: '-3' } as const;
export const tonNetworkBody = z.enum([tonNetworks.mainnet, tonNetworks.testnet]);

export const arrivalBody = z
  .object({
    state: z.enum(arrivalStates),
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({ description: 'of the transaction; while it is `sent`, of the message that is to cause it' }),
    explorer: z.url().nullable().meta({ description: 'a page about this transaction; null while it is `sent`' }),
    at: momentBody.meta({ description: "the chain's own time; while it is `sent`, when we were told" }),
    amount: amountBody.nullable().meta({ description: 'what came; null while it is `sent`' }),
    blocks: z
      .object({ passed: z.int().nonnegative(), needed: z.int().positive() })
      .meta({ description: 'blocks since it was first seen, of those after which it is final' }),
  })
  .meta({ id: 'Arrival' });
export type ArrivalBody = z.infer<typeof arrivalBody>;

const placeFields = {
  network: tonNetworkBody.meta({ description: '"-239": the main network, "-3": a test network' }),
  address: z.string().meta({ description: 'where to, as wallets show it: not bounceable. It is always the same' }),
  memo: z.string().meta({ description: "the player's own, for ever: without it nobody sees whose money it is" }),
};

/** Where a deposit is paid on its chain, and what has come of it so far. */
export const depositChainBody = z
  .object({
    ...placeFields,
    link: z.string().meta({ description: 'ton://transfer/… with address, amount and memo: for a QR code or a wallet' }),
    arrivals: z.array(arrivalBody).meta({ description: 'the oldest first' }),
  })
  .meta({ id: 'DepositChain' });
export type DepositChainBody = z.infer<typeof depositChainBody>;

/** Where money may be sent without opening a deposit first: it is credited at the rate of the minute in which it comes. */
export const depositAddressBody = z
  .object({
    ...placeFields,
    rail: z.enum(chainRailIds),
    asset: assetBody,
    credits: assetBody.meta({ description: 'what the wallet holds it as' }),
    link: z.string().meta({ description: 'ton://transfer/… with address and memo' }),
    least: amountBody.meta({ description: 'less is kept for the player, and not credited' }),
    most: amountBody.meta({ description: 'what one deposit may be' }),
    rate: rateBody.nullable().meta({
      description: 'what one of `asset` becomes of `credits` now; no promise. null: nobody knows at the moment',
    }),
    finalAfterBlocks: z.int().positive(),
  })
  .meta({ id: 'DepositAddress' });
export type DepositAddressBody = z.infer<typeof depositAddressBody>;

const account = z
  .string()
  .regex(/^(-?\d{1,10}:[0-9a-fA-F]{64}|[A-Za-z0-9_+/-]{48})$/)
  .meta({ description: 'an address of TON: `0:<hex>` as TON Connect tells it, or as wallets show it' });

export const planTransferBody = z.object({
  from: account.meta({ description: "the connected wallet (TON Connect's `account.address`)" }),
  network: z.string().max(20).meta({ description: "the network it is on (TON Connect's `account.chain`)" }),
});

/** A TON Connect `sendTransaction` request: to be handed on as it is. */
export const transferBody = z
  .object({
    validUntil: z.int().meta({ description: 'Unix seconds: the wallet signs nothing after it' }),
    network: tonNetworkBody,
    from: z.string(),
    messages: z.array(
      z.object({
        address: z.string(),
        amount: z.string().meta({ description: 'nanotons, a decimal string' }),
        payload: z.string().meta({ description: 'a BOC in base64' }),
      }),
    ),
  })
  .meta({ id: 'Transfer' });
export type TransferBody = z.infer<typeof transferBody>;

export const sentBody = z.object({
  boc: z
    .string()
    .min(8)
    .max(16_384)
    .regex(/^[A-Za-z0-9+/_-]+={0,2}$/)
    .meta({ description: 'what the wallet answered: the signed message, a BOC in base64. A hint, and never believed' }),
});

const theirs = { kind: 'deposit', missing: 'unknown-deposit' } as const;
const notOnChain = {
  'unknown-deposit': [404, 'The player has no such deposit'],
  'not-on-chain': [409, 'This deposit is not paid on a chain'],
} as const;

/** @param answer the deposit: it is described where deposits are */
export const chainRoutes = <A extends z.ZodType>(answer: A) =>
  ({
    depositAddress: route({
      method: 'get',
      path: '/deposit-address',
      about: 'Where to send by hand, and with which memo, without opening a deposit',
      who: 'player',
      query: z.object({ rail: z.enum(chainRailIds) }),
      answer: depositAddressBody,
      status: 200,
      refusals: {
        'rail-off': [503, 'This way to pay is closed at the moment'],
        'rail-paused': [503, 'This way to pay is paused at the moment'],
        'no-telegram': [409, 'This way to pay needs a Telegram account: join one first'],
        'account-closed': [409, 'This account was joined with another one'],
        excluded: [409, 'The player takes a pause from play; see `until`, which is missing where it is for ever'],
        'kyc-refused': [409, 'The verification of this player was refused'],
        'verification-needed': [409, 'The player must be verified before they pay in or play; see `level`'],
      },
    }),
    planTransfer: route({
      method: 'post',
      path: '/deposits/{id}/transfer',
      about: 'What the connected wallet is to sign to pay this deposit',
      who: 'player',
      limited: 'wallet',
      object: theirs,
      body: planTransferBody,
      answer: transferBody,
      status: 200,
      refusals: {
        ...notOnChain,
        'not-payable': [409, 'The deposit is not open any more: open another one'],
        'already-sent': [409, 'A payment of this deposit is on its way'],
        'wrong-network': [409, 'The wallet is on another network; see `network`'],
        'address-invalid': [409, 'This is no address of an account on the basic workchain'],
        'too-little-balance': [409, 'The wallet holds too little of it; see `needs` and `has`'],
        'too-little-gas': [409, 'The wallet holds too little TON for the network fee; see `needs` and `has`'],
        'rail-off': [503, 'This way to pay is closed at the moment'],
        'rail-paused': [503, 'This way to pay is paused at the moment'],
        'chain-away': [503, 'The network does not answer; try again, or send by hand'],
      },
    }),
    sawSent: route({
      method: 'post',
      path: '/deposits/{id}/sent',
      about:
        'The wallet says that it sent: progress to show. Money is credited for what the chain says, and for nothing else',
      who: 'player',
      object: theirs,
      body: sentBody,
      answer,
      status: 200,
      refusals: { ...notOnChain, 'not-a-message': [409, 'This is no signed message to a wallet'] },
    }),
  }) as const;
