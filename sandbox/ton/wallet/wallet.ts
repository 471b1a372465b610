import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Address } from '@ton/core';
import type { Clock } from '../../ground/clock.ts';
import type { Table, Tables } from '../../ground/durable-tables.ts';
import { createHub } from '../../ground/hub.ts';
import type { BridgeMessages } from '../bridge/messages.ts';
import type { Chain } from '../chain/chain.ts';
import type { Jetton } from '../chain/jetton.ts';
import type { Names as ChainNames } from '../explorer/names.ts';
import { type Ask, type ConnectAsk, createAsks, type PayAsk } from './asks.ts';
import { type Balances, type Coin, openCoins } from './coins.ts';
import { type ConnectEnding, createConnecting } from './connecting.ts';
import { FINAL_AFTER } from './history.ts';
import { type Holder, type HolderKind, openHolders } from './holders.ts';
import { createWalletPage } from './page-api.ts';
import type { PageLinks } from './page-view.ts';
import { createPaying, type NotPaid, type PayEnding } from './paying.ts';
import { createSessions } from './sessions.ts';
import { createTransfers, type Sending } from './transfers.ts';

export type WalletOptions = {
  readonly chain: Chain;
  readonly usdt: Jetton;
  /** The chain's id as TON Connect writes it: `-3` for the test network. */
  readonly network: string;
  /** Of the operator's cold wallet. */
  readonly coldSeed: Buffer;
  /** The faucet's: TON in nano. It is there when this ends. */
  readonly give: (to: Address, nano: bigint) => Promise<void>;
  readonly bridge: BridgeMessages;
  readonly clock: Clock;
  readonly tables: Tables;
  /** Who is who on this chain: the holders are written there, too. */
  readonly names: Pick<ChainNames, 'set' | 'of'>;
  readonly links?: PageLinks;
  /** How late an answer is that comes late. Milliseconds. */
  readonly lateMs?: number;
};

/** In the explorer. */
const nameOf = (name: string, kind: HolderKind): string =>
  kind === 'treasury' ? 'Cage, cold wallet' : kind === 'exchange' ? name : `${name}’s wallet`;

/** One holder's hands: what a test does in place of fingers on the page. */
export type WalletHands = {
  readonly holder: Holder;
  /** Opens an app's universal link; the manifest is fetched before this answers. Throws for what is no such link. */
  opens(link: string): Promise<ConnectAsk>;
  /** The oldest payment that waits for this holder's word; waits for one. */
  asked(options?: { timeoutMs?: number }): Promise<PayAsk>;
  connects(ask: ConnectAsk, ending?: ConnectEnding): void;
  pays(ask: PayAsk, ending?: PayEnding): Promise<NotPaid | undefined>;
  declines(ask: Ask): void;
  /** Leaves every app. */
  disconnects(): void;
  /** By hand, no app asking. Answers the external message. */
  sends(sending: Sending): Promise<Buffer>;
  /** From the faucet, and waits until it is there. */
  gets(coin: Coin, minor: bigint): Promise<void>;
  balances(): Balances;
  /** The apps it is connected to, by name. */
  apps(): string[];
};

export type Wallet = {
  /** True when the path was the wallet's: /wallets.json, /wallet.png, /wallet and below. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>;
  /** Goes on with what was kept. */
  open(): void;
  /** Gives everybody what they start with, once. */
  giveFirstMoney(): Promise<void>;
  readonly holders: readonly Holder[];
  of(name: string): WalletHands;
  close(): void;
};

/** What everybody starts with, in minor units. Bruno has nothing: somebody must be short of gas. */
const FIRST_MONEY: Readonly<Record<string, { TON: bigint; USDT: bigint }>> = {
  Irina: { TON: 100_000_000_000n, USDT: 500_000_000n },
  Chidi: { TON: 25_000_000_000n, USDT: 300_000_000n },
  Emil: { TON: 4_000_000_000n, USDT: 0n },
  Exchange: { TON: 10_000_000_000_000n, USDT: 50_000_000_000n },
};

/** A TON Connect wallet for several people, with real keys, that listens at the bridge of this box. */
export async function createWallet(options: WalletOptions): Promise<Wallet> {
  const { chain, usdt, network, bridge, clock, tables, links = {}, lateMs = 20_000 } = options;
  const hub = createHub<'changed'>();
  const onChange = (): void => hub.tell('changed');
  const marks: Table<true> = tables.table('wallet-marks');
  const holders = openHolders(tables, network, options.coldSeed);
  const holderOf = (name: string): Holder => {
    const holder = holders.find((each) => each.name === name);
    if (!holder) throw new Error(`There is no wallet of ${name}.`);
    return holder;
  };
  const coins = await openCoins({ chain, usdt, isForged: marks.get('forged') === true });
  const transfers = createTransfers({ chain, coins, clock });
  const asks = createAsks({ clock, tables, onChange, onExpired: (ask) => ask.kind === 'pay' && paying.expired(ask) });
  const sessions = createSessions({ bridge, clock, tables, onChange, onCall: (from, call) => paying.hear(from, call) });
  const connecting = createConnecting({ clock, network, asks, sessions });
  const paying = createPaying({ clock, network, asks, sessions, transfers, coins, holderOf, lateMs });
  for (const { name, address, kind } of holders) options.names.set(address, nameOf(name, kind));
  let newsUntil = 0;
  const stopBlocks = chain.listen(({ seqno }, landed) => {
    if (landed.length > 0) newsUntil = seqno + FINAL_AFTER;
    if (seqno <= newsUntil) onChange(); // what landed becomes final by blocks without anything
  });

  const give = async (coin: Coin, { address }: Holder, minor: bigint): Promise<void> => {
    if (coin === 'TON') return options.give(address, minor);
    if (coin === 'FAKE') marks.put('forged', true);
    await (coin === 'FAKE' ? await coins.forge() : usdt).mint(address, minor);
    await chain.settle();
  };
  const page = createWalletPage({
    ...{ chain, coins, network, hub, asks, sessions, transfers, connecting, paying, holders, links, give },
    chainNames: options.names,
  });

  return {
    handle: page.handle,
    holders,
    open() {
      asks.open();
      sessions.open();
    },
    async giveFirstMoney() {
      for (const holder of holders) {
        const money = FIRST_MONEY[holder.name];
        if (!money || marks.get(`given ${holder.name}`)) continue;
        marks.put(`given ${holder.name}`, true);
        await give('TON', holder, money.TON);
        if (money.USDT > 0n) await give('USDT', holder, money.USDT);
      }
    },
    of(name) {
      const holder = holderOf(name);
      return {
        holder,
        async opens(link) {
          const ask = await connecting.open(link);
          if (!ask) throw new Error(`not a TON Connect link: ${link}`);
          return ask;
        },
        asked: ({ timeoutMs = 10_000 } = {}) => nextPayment(holder.name, timeoutMs),
        connects: (ask, ending = 'connects') => connecting.approve(ask, holder, ending),
        pays: (ask, ending = 'arrives') => paying.approve(ask, ending),
        declines: (ask) => (ask.kind === 'pay' ? paying.decline(ask) : connecting.decline(ask)),
        disconnects() {
          for (const session of sessions.all()) if (session.holder === name) sessions.end(session.id);
        },
        sends: (sending) => transfers.byHand(holder, sending),
        gets: (coin, minor) => give(coin, holder, minor),
        balances: () => coins.balancesOf(holder.address),
        apps: () => sessions.all().flatMap(({ holder: of, manifest }) => (of === name ? [manifest.name] : [])),
      };
    },
    close() {
      stopBlocks();
      asks.close();
      sessions.close();
      page.close();
    },
  };

  function nextPayment(holder: string, timeoutMs: number): Promise<PayAsk> {
    const waiting = (): PayAsk | undefined =>
      asks.all().find((ask) => ask.kind === 'pay' && ask.holder === holder && ask.state === 'open') as
        | PayAsk
        | undefined;
    return new Promise((resolve, reject) => {
      const end = (): void => {
        stop();
        clearTimeout(timer);
      };
      const look = (): void => {
        const ask = waiting();
        if (!ask) return;
        end();
        resolve(ask);
      };
      const stop = hub.listen(look);
      const timer = setTimeout(() => {
        end();
        reject(new Error(`nobody asked ${holder} for a payment within ${timeoutMs} ms`));
      }, timeoutMs);
      look();
    });
  }
}
