import { createHash } from 'node:crypto';
import { type Address, beginCell, Cell, contractAddress, Dictionary, toNano } from '@ton/core';
import { createShardAccount } from '@ton/sandbox';
import imported from 'tonweb';
import type { Chain } from './chain.ts';
import { type Person, personOf } from './people.ts';

/** The library's types say `default` where its module is the class itself. */
const TonWeb = imported as unknown as typeof imported.default;

/** Source: TEP-74. */
export const op = {
  transfer: 0x0f8a7ea5,
  internalTransfer: 0x178d4519,
  transferNotification: 0x7362d09c,
  burn: 0x595f07bc,
  burnNotification: 0x7bdd97de,
  excesses: 0xd53276db,
  /** Of the reference minter that tonweb carries. */
  mint: 21,
  changeContent: 4,
} as const;

/** A token like USDT: a master contract that its issuer commands, and a wallet contract for each holder. */
export type Jetton = {
  readonly master: Address;
  readonly issuer: Person;
  walletOf(owner: Address): Address;
  /** Of this owner, in the token's smallest unit. */
  balanceOf(owner: Address): bigint;
  /** The issuer makes tokens; they arrive after three blocks. */
  mint(owner: Address, amount: bigint): Promise<void>;
  /** From now on the owner's token wallet turns down whatever comes, so that transfers to it bounce, and sends nothing. */
  lock(owner: Address): Promise<void>;
  unlock(owner: Address): Promise<void>;
};

export type JettonWish = {
  readonly name: string;
  readonly symbol: string;
  readonly decimals: number;
  /** Who issues it, by name; another issuer's token has another master, whatever it is called. */
  readonly issuer: string;
};

export const USDT: JettonWish = { name: 'Tether USD', symbol: 'USD₮', decimals: 6, issuer: 'USDT issuer' };

/** The token of this description; its address follows from it. It is deployed when it is not there yet. */
export async function openJetton(chain: Chain, wish: JettonWish): Promise<Jetton> {
  codes ??= contractCodes();
  const [code, walletCode] = await codes;
  const issuer = await personOf(chain, wish.issuer);
  const data = beginCell()
    .storeCoins(0)
    .storeAddress(issuer.address)
    .storeRef(contentOf(wish))
    .storeRef(walletCode)
    .endCell();
  const master = contractAddress(0, { code, data });
  if (!chain.view().account(master).account) {
    await issuer.sends({ to: master, value: toNano('1'), init: { code, data }, body: editContent(wish) });
    await chain.settle();
  }
  const walletData = (owner: Address): Cell =>
    beginCell().storeCoins(0).storeAddress(owner).storeAddress(master).storeRef(walletCode).endCell();
  const walletOf = (owner: Address): Address => contractAddress(0, { code: walletCode, data: walletData(owner) });
  const stateOf = (owner: Address) => {
    const state = chain.view().account(walletOf(owner)).account?.storage.state;
    return state?.type === 'active' ? state.state : undefined;
  };
  const setCode = async (owner: Address, change: (code: Cell) => Cell): Promise<void> => {
    const address = walletOf(owner);
    const state = stateOf(owner);
    const account = createShardAccount({
      address,
      balance: chain.view().account(address).account?.storage.balance.coins ?? toNano('0.05'),
      code: change(state?.code ?? walletCode),
      data: state?.data ?? walletData(owner),
    });
    const { lastTransactionHash, lastTransactionLt } = chain.view().account(address);
    if (account.account) account.account.storage.lastTransLt = lastTransactionLt + 1n;
    await chain.put(address, { ...account, lastTransactionHash, lastTransactionLt });
  };
  return {
    master,
    issuer,
    walletOf,
    balanceOf: (owner) => stateOf(owner)?.data?.beginParse().loadCoins() ?? 0n,
    mint: (owner, amount) => issuer.sends({ to: master, value: toNano('0.1'), body: mintBody(owner, amount) }),
    lock: (owner) => setCode(owner, locked),
    unlock: (owner) => setCode(owner, (held) => (isLocked(held) ? (held.refs[0] as Cell) : held)),
  };
}

let codes: ReturnType<typeof contractCodes> | undefined;

/** The reference contracts (TEP-74) as tonweb carries them. */
async function contractCodes(): Promise<readonly [Cell, Cell]> {
  const { JettonMinter, JettonWallet } = TonWeb.token.jetton;
  const minter = new JettonMinter(new TonWeb.HttpProvider(), {
    adminAddress: new TonWeb.utils.Address(`0:${'0'.repeat(64)}`),
    jettonContentUri: '',
    jettonWalletCodeHex: JettonWallet.codeHex,
  });
  const { code } = minter.options as { code: { toBoc(hasIndex: boolean): Promise<Uint8Array> } };
  return [cellOf(Buffer.from(await code.toBoc(false))), cellOf(Buffer.from(JettonWallet.codeHex, 'hex'))];
}

const cellOf = (boc: Buffer): Cell => Cell.fromBoc(boc)[0] as Cell;

/** On-chain metadata. Source: TEP-64. */
function contentOf({ name, symbol, decimals }: JettonWish): Cell {
  const entries = Dictionary.empty(Dictionary.Keys.Buffer(32), Dictionary.Values.Cell());
  for (const [key, value] of Object.entries({ name, symbol, decimals: String(decimals) })) {
    const text = beginCell().storeUint(0, 8).storeStringTail(value).endCell();
    entries.set(createHash('sha256').update(key).digest(), text);
  }
  return beginCell().storeUint(0, 8).storeDict(entries).endCell();
}

const editContent = (wish: JettonWish): Cell =>
  beginCell().storeUint(op.changeContent, 32).storeUint(0, 64).storeRef(contentOf(wish)).endCell();

const mintBody = (owner: Address, amount: bigint): Cell =>
  beginCell()
    .storeUint(op.mint, 32)
    .storeUint(0, 64)
    .storeAddress(owner)
    .storeCoins(toNano('0.05'))
    .storeRef(
      beginCell()
        .storeUint(op.internalTransfer, 32)
        .storeUint(0, 64)
        .storeCoins(amount)
        .storeAddress(null)
        .storeAddress(null)
        .storeCoins(0)
        .storeBit(false)
        .endCell(),
    )
    .endCell();

/**
 * The real issuer's lock is a field of its wallets, which the reference wallet has not. Here a few instructions stand before
 * the wallet's own: DUP; THROWIFNOT 45. So messages fail with the real one's exit code, and get-methods still answer.
 */
const LOCK = Buffer.from('20f2ad', 'hex');
const locked = (code: Cell): Cell => (isLocked(code) ? code : beginCell().storeBuffer(LOCK).storeRef(code).endCell());
const isLocked = (code: Cell): boolean =>
  code.bits.length === LOCK.length * 8 && code.beginParse().loadBuffer(LOCK.length).equals(LOCK);

export type TransferWish = {
  readonly amount: bigint;
  readonly to: Address;
  /** What the contracts do not use up goes back there. */
  readonly excessesTo: Address;
  /** Nanoton that the recipient's notification carries; without it there is none. */
  readonly forward?: bigint;
  readonly payload?: Cell;
  readonly queryId?: bigint;
};

/** What an owner sends to their token wallet to pay. */
export const transferBody = ({ amount, to, excessesTo, forward = 0n, payload, queryId = 0n }: TransferWish): Cell =>
  beginCell()
    .storeUint(op.transfer, 32)
    .storeUint(queryId, 64)
    .storeCoins(amount)
    .storeAddress(to)
    .storeAddress(excessesTo)
    .storeBit(false)
    .storeCoins(forward)
    .storeMaybeRef(payload)
    .endCell();
