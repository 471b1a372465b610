import { Address } from '@ton/core';
import type { PayoutId } from '../../contracts/ids.ts';
import { sql } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import { type Batch, type Chosen, chooseBatch } from './batch.ts';
import type { ChainAccount } from './chain-client.ts';
import {
  explainPayouts,
  keepAttempt,
  type OpenAttempt,
  type QueuedPayout,
  readQueue,
  readWriter,
  refusePayout,
  stopWriter,
} from './queue.ts';
import type { Desk } from './writer-desk.ts';

/** After so many messages that could send nothing, the last of them with this payout alone, people look. */
const MOST_FAILURES = 3;
const AT_ONCE = 40;

/**
 * Signs what waits, as much as goes into one message. True when something changed.
 * @param send hands what was signed to the chain
 */
export function nextMessage(desk: Desk, send: (attempt: OpenAttempt) => Promise<void>): () => Promise<boolean> {
  return async () => {
    const { ready, refused } = await takeQueue(desk);
    if (ready.length === 0) {
      await desk.troubles.over('waiting-for-funds');
      return refused;
    }
    const stand = await standOfWallet(desk, ready);
    if (!stand) return refused;
    const jettonWallet = await readJettonWallet(desk);
    const jettons = jettonWallet ? ((await desk.client.jettonBalance(jettonWallet))?.balance ?? 0n) : 0n;
    const batch = await chooseBatch(
      {
        client: desk.client,
        wallet: desk.wallet.address,
        jettonWallet,
        jettonMaster: desk.jettonMaster === undefined ? undefined : Address.parseRaw(desk.jettonMaster),
        mayPay: desk.mayPay,
      },
      ready,
      { nano: stand.account.balance - desk.reserve, jettons },
    );
    await tell(desk, batch);
    const signed = batch.chosen.length > 0 ? await sign(desk, batch.chosen, stand) : undefined;
    if (signed) await send(signed);
    return signed !== undefined || batch.refused.length > 0 || refused;
  };
}

/** What waits and may be signed; what may not says why, and what ended in our books is taken out. */
async function takeQueue(desk: Desk) {
  const queue = await readQueue(desk, desk.hot, AT_ONCE);
  const ready: QueuedPayout[] = [];
  let refused = false;
  let fails = false;
  for (const payout of queue) {
    const isHopeless = payout.failures >= MOST_FAILURES;
    const why = payout.heldBack ?? (isHopeless ? 'payout-fails' : undefined);
    fails ||= isHopeless;
    if (why === undefined) ready.push(payout);
    else if (why === 'ended') refused = (await refuse(desk, payout.reference, why)) || refused;
    else await explainPayouts(desk, [payout.reference], why);
  }
  await desk.troubles.say('payout-fails', 'TON', fails);
  return { ready, refused };
}

type Stand = { readonly account: ChainAccount; readonly seqno: number };

/** Where the wallet stands; undefined: nothing is signed now, and the queue says why. */
async function standOfWallet(desk: Desk, ready: readonly QueuedPayout[]): Promise<Stand | undefined> {
  const wait = async (why: string): Promise<undefined> => {
    await explainPayouts(
      desk,
      ready.map(({ reference }) => reference),
      why,
    );
  };
  const account = await desk.client.account(desk.wallet.address);
  if (Math.abs(desk.now() - account.syncedAt.getTime()) > desk.mostLagMs) return wait('chain-lags');
  const seqno = await desk.client.seqno(desk.wallet.address);
  const isDeployed = account.state === 'active' && seqno !== 0;
  await desk.troubles.say('wallet-not-deployed', 'TON', !isDeployed);
  if (!isDeployed) return wait('wallet-not-deployed');
  if (seqno === undefined) return wait('chain-away');
  // After the chain was asked: a message of another writer's that brought it there is known by now, or under way.
  if (await stopWriter(desk, desk.hot, 'seqno-conflict', seqno))
    desk.log.error({ seqno }, 'the hot wallet has sent what was not signed here: somebody else uses its key');
  const { nextSeqno = seqno, stopped } = await readWriter(desk, desk.hot);
  await desk.troubles.say('seqno-conflict', 'TON', stopped === 'seqno-conflict');
  await desk.troubles.say('strange-messages', 'TON', stopped === 'strange-messages');
  if (stopped !== undefined) return wait(stopped);
  return nextSeqno === seqno ? { account, seqno } : wait('chain-lags');
}

async function tell(desk: Desk, { waits, refused, short }: Batch): Promise<void> {
  for (const [why, references] of byReason(waits)) await explainPayouts(desk, references, why);
  for (const { reference, why } of refused) await refuse(desk, reference, why);
  for (const asset of ['TON', 'USDT'] as const) await desk.troubles.say('waiting-for-funds', asset, short.has(asset));
}

/** Signed and written down, to be shown to anybody only then; undefined: it was not. */
async function sign(
  desk: Desk,
  chosen: readonly Chosen[],
  { account, seqno }: Stand,
): Promise<OpenAttempt | undefined> {
  const validUntil = Math.floor((account.syncedAt.getTime() + desk.lifeMs) / 1_000);
  const signed = await desk.wallet.sign({ seqno, validUntil, messages: chosen.map(({ message }) => message) });
  const attempt = {
    id: newId(desk.now()),
    wallet: desk.hot,
    seqno,
    boc: Buffer.from(signed.boc, 'base64'),
    hash: signed.hash,
    validUntil: new Date(validUntil * 1_000),
    messages: chosen.map(({ payout: { reference }, message: { to, value, body } }) => ({
      payout: reference,
      destination: to.toRawString(),
      nano: value,
      bodyHash: body.hash().toString('hex'),
    })),
  };
  const kept = await keepAttempt(desk, attempt);
  if (kept !== 'signed') {
    if (kept === 'not-watched')
      await explainPayouts(
        desk,
        attempt.messages.map(({ payout }) => payout),
        kept,
      );
    desk.log.info({ kept }, 'another writer was first, or something changed: nothing was sent');
    return undefined;
  }
  desk.log.info({ attempt: attempt.id, seqno, payouts: chosen.length }, 'signed');
  return { ...attempt, sentAt: undefined };
}

const refuse = (desk: Desk, reference: PayoutId, why: string): Promise<boolean> =>
  desk.transaction(async (tx) => {
    const isNews = await refusePayout(tx, reference, why);
    if (isNews) await desk.onEnded(tx, reference);
    return isNews;
  });

/** As the scan knows it: what is not watched is not spent from. */
async function readJettonWallet(desk: Desk): Promise<Address | undefined> {
  const [row] = await desk.query<{ address: string }>(
    sql`select address from chain.account where owner = ${desk.hot} and kind = 'jetton' and master = ${desk.jettonMaster ?? null}`,
  );
  return row && Address.parseRaw(row.address);
}

function byReason(waits: Batch['waits']): Map<string, PayoutId[]> {
  const reasons = new Map<string, PayoutId[]>();
  for (const { reference, why } of waits) reasons.set(why, [...(reasons.get(why) ?? []), reference]);
  return reasons;
}
