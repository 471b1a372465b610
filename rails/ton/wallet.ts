import { Address, Cell, loadMessage, loadMessageRelaxed, type Message } from '@ton/core';
import imported from 'tonweb';
import { assert } from '../../domain/assert.ts';
import type { OutMessage } from './messages.ts';
import { messageHash } from './transaction.ts';

/** Its types say that the module has a default; Node gives the module itself. */
const TonWeb = imported as unknown as typeof imported.default;

/** What v4R2 carries in one message of ours. */
export const MOST_MESSAGES = 4;

/** Gas is paid on top, and an error of one message is an error of them all: either every one leaves, or none does. */
const ALL_OR_NONE = 1;

/** Of the first wallet in the basic workchain (tonweb and all others). */
const WALLET_ID = 698_983_191;
const MODE_BITS = 8;

/** A message to the hot wallet, signed. */
export type Signed = {
  /** Base64. */
  readonly boc: string;
  /** TEP-467, in hex: by this it is found. */
  readonly hash: string;
};

export type Orders = {
  readonly seqno: number;
  /** Chain time, in unix seconds: from then on nobody may carry it out. */
  readonly validUntil: number;
  readonly messages: readonly OutMessage[];
};

export type HotWallet = Awaited<ReturnType<typeof openHotWallet>>;

/**
 * The hot wallet: a v4R2 contract, and the key that it obeys. The only place that signs. Throws where the key is not that of `address`.
 * @param seed 32 bytes, Ed25519
 */
export async function openHotWallet(seed: Uint8Array, address: Address) {
  const { publicKey, secretKey } = TonWeb.utils.nacl.sign.keyPair.fromSeed(seed);
  // It is used to sign alone: what it would ask of the chain is asked by our own client, which knows an outage from an answer.
  const contract = new TonWeb.Wallets.all.v4R2(new TonWeb.HttpProvider(), { publicKey, wc: 0 }) as unknown as Contract;
  const own = Address.parseRaw((await contract.getAddress()).toString(false));
  assert(own.equals(address), 'TON_HOT_WALLET_KEY is not the key of TON_HOT_WALLET: its v4R2 wallet is another one');

  return {
    address,

    /** @param orders one to four messages; `seqno` 0 is refused, because nothing would ever make such a message run out */
    async sign(orders: Orders): Promise<Signed> {
      const { seqno, validUntil, messages } = orders;
      assert(seqno > 0, 'the hot wallet is deployed before anything is paid from it');
      assert(messages.length > 0 && messages.length <= MOST_MESSAGES, 'one to four messages');
      const { message } = await contract.createTransferMessages(
        secretKey,
        seqno,
        messages.map(({ to, value, bounce, body }) => ({
          toAddress: to.toString({ bounceable: bounce, urlSafe: true }),
          amount: new TonWeb.utils.BN(value.toString()),
          payload: TonWeb.boc.Cell.oneFromBoc(new Uint8Array(body.toBoc())),
          sendMode: ALL_OR_NONE,
        })),
        false,
        validUntil,
      );
      const signed = await readCell(message);
      assertSays(signed, own, orders);
      return { boc: signed.cell.toBoc().toString('base64'), hash: messageHash(signed.message) };
    },

    /** The message that deploys it and moves nothing: anybody may send it again. Its address needs some TON first. */
    async deployment(): Promise<Signed> {
      const signed = await readCell((await contract.createInitExternalMessage(secretKey)).message);
      return { boc: signed.cell.toBoc().toString('base64'), hash: messageHash(signed.message) };
    },
  };
}

/** Of tonweb 0.0.66 what its types leave out. */
type Contract = {
  getAddress(): Promise<{ toString(isUserFriendly: boolean): string }>;
  createTransferMessages(
    secretKey: Uint8Array,
    seqno: number,
    messages: readonly object[],
    dummySignature: boolean,
    expireAt: number,
  ): Promise<{ message: TonWebCell }>;
  createInitExternalMessage(secretKey: Uint8Array): Promise<{ message: TonWebCell }>;
};
type TonWebCell = { toBoc(hasIdx?: boolean): Promise<Uint8Array> };

type Read = { readonly cell: Cell; readonly message: Message };

async function readCell(cell: TonWebCell): Promise<Read> {
  const [read] = Cell.fromBoc(Buffer.from(await cell.toBoc(false)));
  assert(read, 'a signed message is a cell');
  return { cell: read, message: loadMessage(read.beginParse()) };
}

/** What was signed says what was meant, to the bit, as another library reads it: tonweb has been seen to write other things. */
function assertSays({ message }: Read, own: Address, { seqno, validUntil, messages }: Orders): void {
  assert(message.info.type === 'external-in' && message.info.dest.equals(own) && !message.init, 'it is to our wallet');
  const said = message.body.beginParse();
  said.skip(512); // the signature
  const head = [said.loadUint(32), said.loadUint(32), said.loadUint(32), said.loadUint(8)];
  assert(head.join() === [WALLET_ID, validUntil, seqno, 0].join(), 'its wallet, expiry, number and operation are ours');
  for (const { to, value, bounce, body } of messages) {
    assert(said.loadUint(MODE_BITS) === ALL_OR_NONE, 'all of them or none');
    const { info, init, body: told } = loadMessageRelaxed(said.loadRef().beginParse());
    const isMeant =
      info.type === 'internal' && info.dest.equals(to) && info.value.coins === value && info.bounce === bounce;
    assert(isMeant && !init && told.equals(body), 'each message is what was meant');
  }
  assert(said.remainingBits === 0 && said.remainingRefs === 0, 'and nothing else');
}
