import { createHash } from 'node:crypto';
import { type Address, beginCell, type Cell, external, internal, SendMode, type StateInit } from '@ton/core';
import { createShardAccount, TreasuryContract } from '@ton/sandbox';
import type { Chain } from './chain.ts';
import { comment, messageCell } from './messages.ts';

/** A message that an account sends. Nanoton. */
export type Outgoing = {
  readonly to: Address;
  readonly value: bigint;
  readonly bounce?: boolean;
  readonly body?: Cell;
  /** A comment, where there is no body. */
  readonly comment?: string;
  readonly init?: StateInit;
  /** How it is to bounce (TVM 12). */
  readonly extraFlags?: 0n | 1n | 3n;
};

/** An account that sends what it is told to, without a key: whoever is not in the story. */
export type Person = {
  readonly address: Address;
  /** All in one transaction, in the next block; each is received in the block after it. At most 255. */
  sends(...messages: readonly Outgoing[]): Promise<void>;
};

/** The same name is the same account. It has a million TON when it is first asked for. */
export async function personOf(chain: Chain, name: string, balance = 1_000_000n * 10n ** 9n): Promise<Person> {
  const subwallet = BigInt(`0x${createHash('sha256').update(`person ${name}`).digest('hex')}`);
  const treasury = TreasuryContract.create(0, subwallet);
  const { address } = treasury;
  if (!chain.view().account(address).account) {
    const data = beginCell().storeUint(subwallet, 256).endCell();
    await chain.put(address, createShardAccount({ address, balance, code: TreasuryContract.code, data }));
  }
  return {
    address,
    async sends(...messages) {
      const transfer = treasury.createTransfer({
        sendMode: SendMode.PAY_GAS_SEPARATELY,
        messages: messages.map(relaxed),
      });
      const sent = await chain.submit(messageCell(external({ to: address, body: transfer })), { again: true });
      if ('reason' in sent) throw new Error(sent.text);
    },
  };
}

const relaxed = ({ to, value, bounce = false, body, comment: text, init, extraFlags = 0n }: Outgoing) => {
  const message = internal({
    to,
    value,
    bounce,
    ...(init ? { init } : {}),
    ...(body ? { body } : text === undefined ? {} : { body: comment(text) }),
  });
  if (message.info.type === 'internal') message.info.ihrFee = extraFlags; // the library knows the field by its old name
  return message;
};
