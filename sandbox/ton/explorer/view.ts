import type { Address } from '@ton/core';
import { Address as Addresses, loadMessage } from '@ton/core';
import type { Chain, View } from '../chain/chain.ts';
import { type Jetton, op } from '../chain/jetton.ts';
import { bocOf } from '../chain/machine.ts';
import { isInternal, messageCells, readAddress } from '../chain/messages.ts';
import type { Landed } from '../chain/shown.ts';
import { stateOf } from '../toncenter/wire.ts';
import { type Explored, hexOf, type Place, placeOf, written } from './names.ts';
import { type Asset, type Fact, type Reading, readMessage, seqnoOf, walletKind } from './reading.ts';
import { endingOf, traceOf } from './trace.ts';

/** So many blocks later a transaction is called final here; what the product waits for is a setting of its own. */
const FINAL_BLOCKS = 2;
const MOST_LISTED = 60;
const MOST_SEARCHED = 5_000;

type Sum = { readonly minor: string; readonly asset: Asset };
type Row = {
  readonly hash: string;
  readonly at: number;
  readonly direction: 'in' | 'out';
  readonly other?: Place;
  /** Whose transaction it is, where a list is of several accounts. */
  readonly account: Place;
  readonly says: string;
  readonly isComment: boolean;
  readonly sum?: Sum;
  readonly stage: Stage;
};
type Stage = { readonly state: 'seen' | 'final' | 'came-back' | 'failed'; readonly blocks: number };

/** What was sent lately from outside, each once with where it went; and who is known here. */
export function overview(explored: Explored) {
  const { chain, names, usdt } = explored;
  const view = chain.view();
  const rows: Row[] = [];
  for (const landed of view.latest()) {
    if (rows.length >= MOST_LISTED) break;
    if (landed.transaction.inMessage?.info.type === 'internal') continue;
    rows.push(...rowsOf(explored, view, landed));
  }
  return {
    ...headOf(chain),
    known: names.all().map(({ address }) => ({
      ...placeOf(explored, address),
      balances: balancesOf(view, usdt, address),
    })),
    rows,
  };
}

const headOf = (chain: Chain) => ({
  head: chain.head.seqno,
  at: chain.head.at,
  waiting: chain.waiting,
  finalBlocks: FINAL_BLOCKS,
});

const balancesOf = (view: View, usdt: Jetton, address: Address): Sum[] => [
  { minor: String(view.account(address).account?.storage.balance.coins ?? 0n), asset: 'TON' },
  { minor: String(usdt.balanceOf(address)), asset: 'USDT' },
];

/** An account with its transactions and those of its USDT wallet, as one story. */
export function accountPage(explored: Explored, address: Address) {
  const { chain, usdt } = explored;
  const view = chain.view();
  const held = view.account(address);
  const own = firstOf(view.history(address));
  const tokens = firstOf(view.history(usdt.walletOf(address)));
  const landed = [...own, ...tokens].sort((a, b) => (a.lt < b.lt ? 1 : -1)).slice(0, MOST_LISTED);
  return {
    ...headOf(chain),
    ...placeOf(explored, address),
    bounceable: address.toString({ testOnly: true }),
    raw: address.toRawString(),
    state: stateOf(held),
    contract: contractOf(explored, view, address),
    seqno: seqnoOf(address, view) ?? null,
    balances: balancesOf(view, usdt, address),
    usdtWallet: placeOf(explored, usdt.walletOf(address)),
    changedAt: own[0]?.block.at ?? null,
    rows: landed.flatMap((each) => rowsOf(explored, view, each, address)),
  };
}

function firstOf(history: Iterable<Landed>): Landed[] {
  const first: Landed[] = [];
  for (const landed of history) {
    if (first.length === MOST_LISTED) break;
    first.push(landed);
  }
  return first;
}

function contractOf({ usdt, names }: Explored, view: View, address: Address): string {
  if (address.equals(usdt.master)) return 'USDT master';
  if (names.ownerOf(address)) return 'USDT wallet';
  return walletKind(address, view) ?? (stateOf(view.account(address)) === 'active' ? 'another contract' : 'none');
}

/** What one transaction means to its owner: what came in, or each message that went out. */
function rowsOf(explored: Explored, view: View, landed: Landed, owner?: Address): Row[] {
  const { inMessage, outMessages } = landed.transaction;
  const account = Addresses.parse(landed.account);
  const about = {
    hash: hexOf(landed.hash),
    at: landed.block.at,
    account: placeOf(explored, owner ?? account),
    stage: stageOf(explored.chain, landed),
  };
  if (!inMessage) return [];
  const isTokenWallet = owner !== undefined && !account.equals(owner);
  if (isTokenWallet && isInternal(inMessage)) return tokenRows(explored, view, landed, about);
  if (isInternal(inMessage)) {
    const { src, value } = inMessage.info;
    return [
      rowOf(explored, readMessage(inMessage, view), { ...about, direction: 'in', other: src, minor: value.coins }),
    ];
  }
  const sent = outMessages.values().filter(isInternal);
  const hasComeBack = traceOf(explored, view, landed).failures.length > 0;
  const stage: Stage = hasComeBack ? { ...about.stage, state: 'came-back' } : about.stage;
  return sent.map((message) => {
    const { dest, value } = message.info;
    const reading = readMessage(message, view);
    return rowOf(explored, reading, {
      ...about,
      stage,
      direction: 'out',
      other: reading.party ?? dest,
      minor: value.coins,
    });
  });
}

type About = Pick<Row, 'hash' | 'at' | 'account' | 'stage'>;

function rowOf(
  explored: Explored,
  reading: Reading,
  { minor, other, ...about }: About & { direction: 'in' | 'out'; other: Address; minor: bigint },
): Row {
  const isTokens = (reading.op === op.transfer || reading.op === op.mint) && reading.tokens !== undefined;
  return {
    ...about,
    other: placeOf(explored, other),
    says: reading.comment ?? (reading.kind === 'plain transfer' ? 'no comment' : reading.kind),
    isComment: reading.comment !== undefined,
    sum: isTokens ? { minor: String(reading.tokens), asset: 'USDT' } : { minor: String(minor), asset: 'TON' },
  };
}

/** Of a token wallet only what moves its tokens in belongs to its owner's story: what goes out stands there already. */
function tokenRows(explored: Explored, view: View, { transaction }: Landed, about: About): Row[] {
  const reading = transaction.inMessage ? readMessage(transaction.inMessage, view) : undefined;
  if (reading?.op !== op.internalTransfer || reading.tokens === undefined) return [];
  return [
    {
      ...about,
      direction: 'in',
      ...(reading.party ? { other: placeOf(explored, reading.party) } : {}),
      says: reading.comment ?? 'no comment',
      isComment: reading.comment !== undefined,
      sum: { minor: String(reading.tokens), asset: 'USDT' },
    },
  ];
}

function stageOf({ head }: Chain, landed: Landed): Stage {
  const blocks = head.seqno - landed.block.seqno;
  const ending = endingOf(landed);
  if (ending) return { state: ending.state, blocks };
  return { state: blocks >= FINAL_BLOCKS ? 'final' : 'seen', blocks };
}

/** A transaction, everything that led to it and everything it led to. */
export function transactionPage(explored: Explored, landed: Landed) {
  const { chain } = explored;
  const view = chain.view();
  const { inMessage, totalFees } = landed.transaction;
  const reading = inMessage ? readMessage(inMessage, view) : undefined;
  const { tree, fees, isWhole, failures } = traceOf(explored, view, landed);
  const { incoming } = messageCells(landed.transaction);
  return {
    ...headOf(chain),
    hash: hexOf(landed.hash),
    lt: String(landed.lt),
    block: landed.block.seqno,
    landedAt: landed.block.at,
    account: placeOf(explored, Addresses.parse(landed.account)),
    stage: stageOf(chain, landed),
    ending: endingOf(landed) ?? null,
    kind: reading?.kind ?? 'a transaction without a message',
    facts: (reading?.facts ?? []).map((fact) => factWire(explored, fact)),
    fee: String(totalFees.coins),
    feesOfAll: String(fees),
    isWhole,
    failures,
    tree,
    message: incoming ? { hash: hexOf(incoming.hash()), boc: bocOf(incoming) } : null,
    op: reading?.op ?? null,
    query: reading?.queryId === undefined ? null : String(reading.queryId),
    out: messageCells(landed.transaction).outgoing.map((cell) => ({
      hash: hexOf(cell.hash()),
      kind: readMessage(loadMessage(cell.beginParse()), view).kind,
    })),
  };
}

const factWire = (explored: Explored, { name, text, address, amount, code }: Fact) => ({
  name,
  ...(text === undefined ? {} : { text }),
  ...(address ? { place: placeOf(explored, address) } : {}),
  ...(amount ? { sum: { minor: String(amount.minor), asset: amount.asset } } : {}),
  ...(code ? { code } : {}),
});

/** Where the text leads: an address, a hash of a transaction or of an external message, a comment, a name. */
export function find(explored: Explored, text: string): { readonly path: string } | undefined {
  const wanted = text.trim();
  const address = readAddress(wanted);
  if (address) return { path: `/explorer/address/${written(address)}` };
  const view = explored.chain.view();
  const hash = /^[0-9a-f]{64}$/i.test(wanted) ? Buffer.from(wanted, 'hex') : Buffer.from(wanted, 'base64');
  const landed = hash.length === 32 ? (view.transaction(hash) ?? view.ofExternal(hash)) : undefined;
  if (landed) return { path: `/explorer/tx/${hexOf(landed.hash)}` };
  const named = explored.names.all().find(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
  if (named && wanted) return { path: `/explorer/address/${written(named.address)}` };
  let searched = 0;
  for (const each of view.latest()) {
    searched += 1;
    if (searched > MOST_SEARCHED || !wanted) return undefined;
    const message = each.transaction.inMessage;
    if (message && readMessage(message, view).comment === wanted) return { path: `/explorer/tx/${hexOf(each.hash)}` };
  }
  return undefined;
}
