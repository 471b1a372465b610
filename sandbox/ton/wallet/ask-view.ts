import type { Address } from '@ton/core';
import type { Ask, ConnectAsk, PayAsk } from './asks.ts';
import type { Coin, Coins } from './coins.ts';
import type { Holder } from './holders.ts';
import type { Manifest } from './link.ts';
import { neededFor } from './paying.ts';
import { readBody } from './payloads.ts';
import type { Payment, PaymentMessage } from './payment.ts';

/** How the page writes and calls addresses. */
export type Names = {
  friendly(address: Address, bounceable?: boolean): string;
  of(address: Address | null): string | undefined;
};

type Tools = {
  readonly coins: Coins;
  readonly holders: readonly Holder[];
  readonly names: Names;
  readonly paymentOf: (ask: PayAsk) => Payment | undefined;
  readonly sinceOf: (session: string) => number | undefined;
};

/** What a question looks like to whom it is put. Amounts are minor units. */
export function createAskView({ coins, holders, names, paymentOf, sinceOf }: Tools) {
  const payView = (ask: PayAsk) => {
    const holder = holders.find(({ name }) => name === ask.holder);
    const payment = paymentOf(ask);
    if (!holder || !payment) return {};
    const lines = payment.messages.map((message) => lineOf(message, holder.address, { coins, names }));
    const sum = (coin: Coin): bigint =>
      lines.reduce((total, line) => total + (line.coin === coin ? line.minor : 0n), 0n);
    const has = coins.balancesOf(holder.address);
    const needed = neededFor(payment);
    const left = { TON: has.TON - needed, USDT: has.USDT - sum('USDT') };
    const short = left.TON < 0n ? 'TON' : left.USDT < 0n ? 'USDT' : undefined;
    return { lines, needed, left, has, short, validUntil: payment.validUntil };
  };
  const connectView = ({ link, manifest, holder }: ConnectAsk) => ({
    app: manifest ? appView(manifest) : { name: new URL(link.manifestUrl).host, host: '', iconUrl: '' },
    wantsProof: link.proofPayload !== undefined,
    ret: link.ret,
    holder,
  });
  return (ask: Ask) => {
    const { id, kind, state, why, at } = ask;
    const common = { id, kind, state, why, at };
    if (ask.kind === 'connect') return { ...common, ...connectView(ask) };
    const { holder, session, app } = ask;
    return { ...common, holder, session, app: appView(app), since: sinceOf(session), ...payView(ask) };
  };
}

export const appView = ({ name, url, iconUrl }: Manifest) => ({ name, host: new URL(url).host, iconUrl });

/** Whom the messages pay. */
export const payeesOf = ({ messages }: Payment): Address[] =>
  messages.map(({ to, payload }) => {
    const said = readBody(payload);
    return said.kind === 'jetton-transfer' ? said.to : to;
  });

type Line = {
  readonly coin: Coin | 'OTHER';
  readonly minor: bigint;
  readonly to: string;
  readonly name?: string | undefined;
  readonly comment?: string | undefined;
  /** Nano that go with a token; most of it comes back. */
  readonly gas?: bigint;
  readonly warnings: readonly string[];
};

function lineOf(message: PaymentMessage, payer: Address, { coins, names }: Pick<Tools, 'coins' | 'names'>): Line {
  const said = readBody(message.payload);
  const warnings = message.stateInit ? ['It deploys a contract.'] : [];
  if (said.kind === 'jetton-transfer') {
    const coin = coins.coinOf(message.to, payer) ?? 'OTHER';
    if (coin === 'OTHER') warnings.push('It moves a token that this wallet does not know.');
    if (coin === 'FAKE') warnings.push('This token calls itself USDT and is not: another issuer made it.');
    const { minor, to, comment } = said;
    return { coin, minor, to: names.friendly(to), name: names.of(to), comment, gas: message.amount, warnings };
  }
  if (said.kind !== 'nothing' && said.kind !== 'comment') {
    warnings.push('It carries instructions that this wallet cannot read. Send it only when you know what they do.');
  }
  const comment = said.kind === 'comment' ? said.text : undefined;
  const to = names.friendly(message.to, message.bounce);
  return { coin: 'TON', minor: message.amount, to, name: names.of(message.to), comment, warnings };
}
