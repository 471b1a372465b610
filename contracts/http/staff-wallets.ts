import { z } from 'zod';
import { signerCalls, walletCalls } from '../operations.ts';
import { railIds } from '../rails.ts';
import { amountBody, momentBody } from './amounts.ts';
import { route } from './route.ts';

const difference = z.object({ isMissing: z.boolean(), amount: amountBody });

/** A hot wallet: what it holds on its chain, and what the books say of it. */
const walletStandingBody = z
  .object({
    rail: z.enum(railIds),
    address: z.string().meta({ description: 'where more of it is sent to: the same for TON and for USDT' }),
    holds: amountBody.meta({ description: 'by everything that is final' }),
    books: amountBody.meta({ description: 'what must be there by the books, with what is under way' }),
    difference: difference
      .nullable()
      .meta({ description: '`isMissing`: less is on the chain than in the books; null: they are the same' }),
    promised: amountBody.meta({ description: 'to withdrawals that have not left' }),
    free: amountBody.meta({
      description:
        'what it holds less what is promised, nothing where more is promised: what floor and ceiling speak of',
    }),
    floor: amountBody.nullable(),
    ceiling: amountBody.nullable(),
    daily: z.object({ sent: amountBody, most: amountBody.nullable() }),
    lastBlockAt: momentBody.nullable().meta({ description: 'the time of the last block we were told of' }),
    calls: z.array(z.enum([...walletCalls, ...signerCalls])).meta({ description: 'what staff are called for' }),
  })
  .meta({ id: 'WalletStanding' });
export type WalletStandingBody = z.infer<typeof walletStandingBody>;

/** A payout in the queue. Who is paid is not in it. */
const queuedBody = z
  .object({
    reference: z.uuid().meta({ description: 'by which `hot-wallet resume` names it' }),
    withdrawalId: z.uuid().nullable(),
    arrivalId: z
      .uuid()
      .nullable()
      .meta({ description: 'what goes back to its sender; with neither it is the operator’s own, a sweep' }),
    rail: z.enum(railIds),
    amount: amountBody,
    state: z.enum(['waiting', 'signed', 'sent']),
    answer: z.string().nullable().meta({ description: 'what it waits for, in a word of docs/operations.md' }),
    askedAt: momentBody,
    transaction: z.object({ hash: z.string(), explorer: z.url() }).nullable().meta({ description: 'that sent it' }),
  })
  .meta({ id: 'QueuedPayout' });
export type QueuedBody = z.infer<typeof queuedBody>;

/** Who signs for the hot wallet, and what waits for it: TON and USDT leave from one. */
const signerBody = z
  .object({
    address: z.string(),
    explorer: z.url(),
    reserve: amountBody.meta({ description: 'stays there for gas' }),
    stopped: z
      .object({ why: z.string(), since: momentBody })
      .nullable()
      .meta({ description: 'nothing is signed until people say so' }),
    lookedAt: momentBody.nullable().meta({ description: 'when somebody who has the key looked at the queue' }),
    underWay: z
      .object({
        seqno: z.int(),
        signedAt: momentBody,
        validUntil: momentBody,
        sentTimes: z.int(),
        failed: z.int().meta({ description: 'how often it was let in and could send nothing' }),
        payouts: z.int(),
      })
      .nullable()
      .meta({ description: 'the message under way' }),
    waiting: z.int().meta({ description: 'how many are in the queue' }),
    queue: z.array(queuedBody).meta({ description: 'the oldest of them' }),
  })
  .meta({ id: 'WalletSigner' });
export type SignerBody = z.infer<typeof signerBody>;

export const walletsBody = z
  .object({ wallets: z.array(walletStandingBody), signer: signerBody.nullable() })
  .meta({ id: 'HotWallets' });

/** Nothing of it is personal: looking is not recorded. */
export const staffWalletRoutes = {
  hotWallets: route({
    method: 'get',
    path: '/staff/wallets',
    about: 'The hot wallet, asset by asset: what it holds, what the books say, what it is called for',
    who: ['ops', 'compliance', 'auditor'],
    answer: walletsBody,
    status: 200,
    refusals: {},
  }),
} as const;
