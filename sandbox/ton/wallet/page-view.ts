import type { Chain } from '../chain/chain.ts';
import type { Names as ChainNames } from '../explorer/names.ts';
import { appView, createAskView, type Names, payeesOf } from './ask-view.ts';
import type { Asks, PayAsk } from './asks.ts';
import type { Coins } from './coins.ts';
import { historyOf } from './history.ts';
import type { Holder } from './holders.ts';
import type { Payment } from './payment.ts';
import type { Sessions } from './sessions.ts';

/** What the page's bar points at beside its neighbours. */
export type PageLinks = { readonly operations?: string; readonly workflows?: string };

type Tools = {
  readonly chain: Chain;
  readonly coins: Coins;
  readonly network: string;
  readonly asks: Asks;
  readonly sessions: Sessions;
  readonly holders: readonly Holder[];
  readonly links: PageLinks;
  readonly chainNames: Pick<ChainNames, 'of'>;
  readonly paymentOf: (ask: PayAsk) => Payment | undefined;
};

const MOST_HAPPENED = 30;
const MOST_ASKS = 20;

/** What the page shows. Amounts are minor units. */
export function createPageView(tools: Tools) {
  const { chain, coins, network, asks, sessions, holders, links, paymentOf } = tools;
  const sinceOf = (session: string): number | undefined => sessions.get(session)?.since;
  return (wanted: string) => {
    const holder = holders.find(({ name }) => name === wanted) ?? holders[0];
    if (!holder) throw new Error('There are no wallets.');
    const names = namesOf(tools);
    const askView = createAskView({ coins, holders, names, paymentOf, sinceOf });
    return {
      network,
      links,
      holder: holder.name,
      holders: holders.map(({ name, initials, colour, version, kind, address }) => ({
        ...{ name, initials, colour, version, kind, address: names.friendly(address) },
        balances: coins.balancesOf(address),
      })),
      happened: historyOf(holder.address, { chain, coins }, MOST_HAPPENED).map(({ with: other, ...line }) => ({
        ...line,
        address: other && names.friendly(other),
        name: names.of(other),
      })),
      sessions: sessions
        .all()
        .filter((session) => session.holder === holder.name)
        .map(({ id, since, manifest }) => ({ id, since, app: appView(manifest) })),
      asks: asks.all().slice(-MOST_ASKS).map(askView),
    };
  };
}

/** People of this box by name, and whoever was to be paid by the name of the app that asked. */
function namesOf({ network, holders, asks, chainNames, paymentOf }: Tools): Names {
  const known = new Map<string, string>();
  for (const ask of asks.all()) {
    const payment = ask.kind === 'pay' ? paymentOf(ask) : undefined;
    if (ask.kind === 'pay' && payment) for (const to of payeesOf(payment)) known.set(to.toRawString(), ask.app.name);
  }
  for (const { name, address } of holders) known.set(address.toRawString(), name);
  return {
    /** As wallets write addresses: not bounceable, and marked when the network is one for tests. */
    friendly: (address, bounceable = false) => address.toString({ bounceable, testOnly: network !== '-239' }),
    of: (address) => (address ? (known.get(address.toRawString()) ?? chainNames.of(address)) : undefined),
  };
}
