import { z } from 'zod';
import { momentBody } from './amounts.ts';
import { route } from './route.ts';

/** Networks of TON as wallets name them. */
export const tonChains = { mainnet: '-239', testnet: '-3' } as const;

/** So many wallets a player may have linked. */
export const MOST_WALLETS = 10;

/** A wallet on the chain that the player proved to be theirs. */
export const walletBody = z
  .object({
    id: z.uuid(),
    address: z.string().meta({ description: 'as wallets show it: 48 characters, not bounceable' }),
    label: z.string().meta({ description: 'shortened, to recognise it by: UQBx9a…bQk3Fd' }),
    app: z.string().nullable().meta({ description: 'the app it was linked with, as that app calls itself' }),
    linkedAt: momentBody,
    destinationId: z
      .uuid()
      .nullable()
      .meta({ description: 'the destination it is saved as; null: money is not sent to it yet' }),
  })
  .meta({ id: 'Wallet' });
export type WalletBody = z.infer<typeof walletBody>;

export const walletsBody = z
  .object({
    wallets: z.array(walletBody).meta({ description: 'the newest first' }),
    most: z.int().meta({ description: 'so many a player may have' }),
  })
  .meta({ id: 'Wallets' });
export type WalletsBody = z.infer<typeof walletsBody>;

export const walletNonceBody = z
  .object({
    payload: z.string().meta({ description: 'what the wallet signs along: the payload of the ton_proof request' }),
    expiresAt: momentBody.meta({ description: 'from then on a proof with it is refused' }),
  })
  .meta({ id: 'WalletNonce' });

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64');

/** What a wallet answers to a connect request with ton_proof, in the words of the TON Connect protocol. */
export const linkWalletBody = z.object({
  account: z.object({
    address: z.string().max(80).meta({ description: 'raw: `0:<64 hex digits>`' }),
    chain: z.string().max(12).meta({ description: '-239: the main network; -3: the test network' }),
    publicKey: z.string().max(64).optional().meta({ description: '64 hex digits, as the wallet says' }),
    walletStateInit: base64.max(16_000).meta({ description: "the bag of cells of the wallet's StateInit" }),
  }),
  proof: z.object({
    timestamp: z.int().nonnegative().meta({ description: "seconds since 1970, by the wallet's clock" }),
    domain: z.object({ lengthBytes: z.int().nonnegative(), value: z.string().max(256) }),
    payload: z
      .string()
      .max(128)
      .meta({ description: 'the one from POST /wallets/nonce, asked for by this very session' }),
    signature: base64.max(128),
  }),
  app: z
    .string()
    .trim()
    .max(60)
    .optional()
    .meta({ description: 'the name of the wallet app, as it calls itself: shown to its player alone' }),
});
export type LinkWalletBody = z.infer<typeof linkWalletBody>;

export const walletRoutes = {
  wallets: route({
    method: 'get',
    path: '/wallets',
    about: 'The wallets on the chain that the player proved to be theirs',
    who: 'player',
    answer: walletsBody,
    status: 200,
    refusals: {},
  }),
  walletNonce: route({
    method: 'post',
    path: '/wallets/nonce',
    about:
      'What a wallet must sign along, so that its proof is for this session and is used once. Valid for 15 minutes',
    who: 'player',
    limited: 'wallet',
    answer: walletNonceBody,
    status: 201,
    refusals: {},
  }),
  linkWallet: route({
    method: 'post',
    path: '/wallets',
    about:
      'Links a wallet by its ton_proof. One that the player has already is answered as it is. It is not a destination by that: see POST /destinations',
    who: 'player',
    limited: 'wallet',
    body: linkWalletBody,
    answer: walletBody,
    status: 201,
    refusals: {
      'proof-payload': [409, 'The payload is not one of this session, was used, or is too old: ask for another'],
      'wallet-address': [409, 'The address cannot be read, or is not in the basic workchain'],
      'wallet-network': [409, 'The wallet is on another network; see `network`'],
      'proof-state-init': [409, 'The StateInit is not that of the address'],
      'wallet-unknown': [409, 'The wallet is of a kind that we do not know, and does not say its key'],
      'proof-key': [409, "The key is not the wallet's"],
      'proof-domain': [409, 'The proof is for another app'],
      'proof-time': [409, 'The proof is too old, or the clock of the wallet is wrong'],
      'proof-signature': [409, 'The signature does not hold'],
      'wallet-taken': [409, 'The wallet is linked to another account'],
      'too-many-wallets': [409, 'So many are linked that one must be removed first; see `most`'],
      'account-closed': [409, 'This account was joined with another one'],
      'rail-off': [503, 'Nothing here has to do with that chain at the moment'],
    },
  }),
  removeWallet: route({
    method: 'delete',
    path: '/wallets/{id}',
    about: 'Unlinks a wallet; a destination that it was saved as is removed with it',
    who: 'player',
    object: { kind: 'wallet', missing: 'unknown-wallet' },
    status: 204,
    refusals: {
      'unknown-wallet': [404, 'The player has no such wallet'],
      'in-use': [409, 'A withdrawal to it is under way'],
    },
  }),
} as const;
