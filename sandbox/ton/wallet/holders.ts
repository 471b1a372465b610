import { randomBytes } from 'node:crypto';
import {
  type Address,
  beginCell,
  type Cell,
  external,
  type MessageRelaxed,
  storeMessage,
  storeStateInit,
} from '@ton/core';
import { type KeyPair, keyPairFromSeed } from '@ton/crypto';
import { WalletContractV3R2, WalletContractV4, WalletContractV5R1 } from '@ton/ton';
import type { Table, Tables } from '../../ground/durable-tables.ts';

export type WalletVersion = 'v3R2' | 'v4R2' | 'v5R1';

export type HolderKind = 'person' | 'exchange' | 'treasury';

/** Somebody with a wallet. */
export type Holder = {
  readonly name: string;
  readonly initials: string;
  /** A colour of the look. */
  readonly colour: string;
  readonly version: WalletVersion;
  /**
   * An exchange has one address for all its customers: it sends with bounce off, as exchanges do. The treasury is the operator's cold
   * wallet. Only people connect to apps.
   */
  readonly kind: HolderKind;
  readonly address: Address;
  readonly keys: KeyPair;
  readonly init: { readonly code: Cell; readonly data: Cell };
  /** How many messages its contract sends at once. */
  readonly mostMessages: number;
  /** An external message that sends these: what a wallet hands to the network. */
  sign(transfer: Transfer): Buffer;
};

export type Transfer = {
  readonly seqno: number;
  readonly messages: readonly MessageRelaxed[];
  /** Unix seconds; after it no node takes the message, except a contract's very first one (v3 and v4 never expire then). */
  readonly validUntil: number;
};

const FIRST_HOLDERS: readonly (Pick<Holder, 'name' | 'initials' | 'colour' | 'version'> &
  Partial<Pick<Holder, 'kind'>>)[] = [
  { name: 'Irina', initials: 'IR', colour: '--enamel-slate', version: 'v5R1' },
  { name: 'Bruno', initials: 'BC', colour: '--enamel-cobalt', version: 'v4R2' },
  { name: 'Chidi', initials: 'CO', colour: '--enamel-pine', version: 'v3R2' },
  { name: 'Emil', initials: 'EV', colour: '--enamel-lagoon', version: 'v5R1' },
  { name: 'Exchange', initials: 'EX', colour: '--enamel-tomato', version: 'v4R2', kind: 'exchange' },
  { name: 'Treasury', initials: 'TR', colour: '--enamel-mustard', version: 'v4R2', kind: 'treasury' },
];

/** Pay each fee apart and go on when one message of several cannot be sent: what wallets choose. */
const SEND_MODE = 1 + 2;

/**
 * The wallets of this box, each with a key of its own that is kept; the same at every start.
 * @param coldSeed the treasury's: it is known outside of this chain too
 */
export function openHolders(tables: Tables, network: string, coldSeed: Buffer): readonly Holder[] {
  const seeds: Table<string> = tables.table('wallet-seeds');
  const keptSeed = (name: string): Buffer => {
    const kept = seeds.get(name) ?? randomBytes(32).toString('hex');
    if (!seeds.get(name)) seeds.put(name, kept);
    return Buffer.from(kept, 'hex');
  };
  return FIRST_HOLDERS.map(({ name, version, kind = 'person', ...face }) => {
    const keys = keyPairFromSeed(kind === 'treasury' ? coldSeed : keptSeed(name));
    const contract = contractOf(version, keys.publicKey, network);
    const { address, init } = contract;
    return {
      ...face,
      kind,
      name,
      version,
      keys,
      address,
      init,
      mostMessages: version === 'v5R1' ? 255 : 4,
      sign({ seqno, messages, validUntil }) {
        const { secretKey } = keys;
        const body = contract.body({
          seqno,
          secretKey,
          messages: [...messages],
          sendMode: SEND_MODE,
          timeout: validUntil,
        });
        const message = external({ to: address, body, ...(seqno === 0 ? { init } : {}) });
        return beginCell().store(storeMessage(message)).endCell().toBoc();
      },
    };
  });
}

type Signing = { seqno: number; secretKey: Buffer; messages: MessageRelaxed[]; sendMode: number; timeout: number };

function contractOf(version: WalletVersion, publicKey: Buffer, network: string) {
  switch (version) {
    case 'v3R2': {
      const contract = WalletContractV3R2.create({ workchain: 0, publicKey });
      return { ...placeOf(contract), body: (signing: Signing): Cell => contract.createTransfer(signing) };
    }
    case 'v4R2': {
      const contract = WalletContractV4.create({ workchain: 0, publicKey });
      return { ...placeOf(contract), body: (signing: Signing): Cell => contract.createTransfer(signing) };
    }
    case 'v5R1': {
      // Its address depends on the network: the wallet id holds it.
      const walletId = { networkGlobalId: Number(network) };
      const contract = WalletContractV5R1.create({ workchain: 0, publicKey, walletId });
      return { ...placeOf(contract), body: (signing: Signing): Cell => contract.createTransfer(signing) };
    }
  }
}

const placeOf = ({ address, init }: { address: Address; init: { code: Cell; data: Cell } }) => ({ address, init });

/** As TON Connect passes it: base64. */
export const stateInitOf = ({ init }: Holder): string =>
  beginCell().store(storeStateInit(init)).endCell().toBoc().toString('base64');
