import { Address, Cell, internal, loadStateInit, type MessageRelaxed } from '@ton/core';
import { z } from 'zod';
import type { Holder } from './holders.ts';

/** What an app wants sent (`sendTransaction`). */
export type Payment = {
  /** Unix seconds. */
  readonly validUntil: number;
  readonly messages: readonly PaymentMessage[];
};

export type PaymentMessage = {
  readonly to: Address;
  readonly bounce: boolean;
  /** Nano. */
  readonly amount: bigint;
  readonly payload?: Cell;
  readonly stateInit?: Cell;
};

/** Bad request (SEND_TRANSACTION_ERROR_CODES). */
export type BadRequest = { readonly code: 1; readonly message: string };

/** How long a request without an end of its own may wait. Seconds. */
const DEFAULT_PATIENCE_S = 300;

const request = z.object({
  valid_until: z.number().optional(),
  network: z.string().optional(),
  from: z.string().optional(),
  messages: z
    .array(
      z.object({
        address: z.string(),
        amount: z.string().regex(/^\d+$/),
        payload: z.string().nullish(),
        stateInit: z.string().nullish(),
        extra_currency: z.record(z.string(), z.string()).optional(),
      }),
    )
    .min(1),
});

type Place = { readonly holder: Holder; readonly network: string; readonly nowS: number };

/** Reads a request as wallets do: another network, another sender, an end in the past are refused before anybody is asked. */
export function readPayment(params: readonly unknown[], { holder, network, nowS }: Place): Payment | BadRequest {
  const read = request.safeParse(typeof params[0] === 'string' ? parsed(params[0]) : undefined);
  if (!read.success) return bad(`Bad request: ${read.error.issues[0]?.path.join('.') || 'not readable'}`);
  const { valid_until: validUntil = nowS + DEFAULT_PATIENCE_S, messages, ...asked } = read.data;
  if (validUntil <= nowS) return bad('Request timed out');
  if (asked.network !== undefined && asked.network !== network) {
    return bad(`Wrong network: the wallet is on ${network}, the request is for ${asked.network}`);
  }
  if (asked.from !== undefined && !addressOf(asked.from)?.equals(holder.address)) {
    return bad('Wrong "from": the request is for another account');
  }
  if (messages.length > holder.mostMessages) return bad(`At most ${holder.mostMessages} messages at once`);
  const readMessages = messages.map(readMessage);
  const unreadable = readMessages.find((each) => typeof each === 'string');
  if (unreadable) return bad(`Bad request: ${unreadable}`);
  return { validUntil, messages: readMessages.filter((each) => typeof each !== 'string') };
}

type Sent = z.infer<typeof request>['messages'][number];

/** A message, or what is wrong with it. */
function readMessage({ address, amount, payload, stateInit, extra_currency: extra }: Sent): PaymentMessage | string {
  if (!Address.isFriendly(address)) return `"${address}" is not an address`;
  if (extra && Object.keys(extra).length > 0) return 'extra currencies are not supported';
  const to = Address.parseFriendly(address);
  const cells = [payload, stateInit].map((boc) => (boc ? cellOf(boc) : undefined));
  if ((payload && !cells[0]) || (stateInit && !cells[1])) return 'a payload is not a bag of cells';
  return {
    to: to.address,
    bounce: to.isBounceable,
    amount: BigInt(amount),
    ...(cells[0] ? { payload: cells[0] } : {}),
    ...(cells[1] ? { stateInit: cells[1] } : {}),
  };
}

export function messageOf({ to, bounce, amount, payload, stateInit }: PaymentMessage): MessageRelaxed {
  return internal({
    to,
    bounce,
    value: amount,
    ...(payload ? { body: payload } : {}),
    ...(stateInit ? { init: loadStateInit(stateInit.beginParse()) } : {}),
  });
}

const bad = (message: string): BadRequest => ({ code: 1, message });

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

export function addressOf(text: string): Address | undefined {
  try {
    return Address.parse(text);
  } catch {
    return undefined;
  }
}

function cellOf(boc: string): Cell | undefined {
  try {
    return Cell.fromBase64(boc);
  } catch {
    return undefined;
  }
}
