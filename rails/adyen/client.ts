import { EnvironmentEnum } from '@adyen/api-library/lib/src/config.js';
import { ModificationsApi } from '@adyen/api-library/lib/src/services/checkout/modificationsApi.js';
import { PaymentLinksApi } from '@adyen/api-library/lib/src/services/checkout/paymentLinksApi.js';
import { TransfersApi } from '@adyen/api-library/lib/src/services/transfers/transfersApi.js';
import { Client } from './library.ts';

export type AdyenAccount = {
  readonly apiKey: string;
  /** 32 bytes in hex each, the newest first: all of them are believed while one is replaced by another. */
  readonly hmacKeys: readonly string[];
  readonly merchantAccount: string;
  /** Of the balance platform: what comes in is booked there and what goes out is taken from it. Missing: nothing goes out. */
  readonly balanceAccount: string | undefined;
  /** The prefix of the account's live addresses; missing: Adyen's test environment. */
  readonly livePrefix: string | undefined;
  /** Another origin than Adyen's own, for all of its APIs. */
  readonly apiBase: string | undefined;
};

/** Adyen said no, or that it is in trouble. Its words are left out: they may repeat what we sent of a person. */
export class AdyenError extends Error {
  override readonly name = 'AdyenError';
  readonly status: number;
  /** Adyen's own number or word for what is wrong; empty when it gave none. */
  readonly code: string;
  constructor(status: number, code: string) {
    super(`Adyen answered ${status}${code ? ` (${code})` : ''}`);
    this.status = status;
    this.code = code;
  }
}

const TIMEOUT_MS = 8_000;
type Line = NonNullable<ConstructorParameters<typeof Client>[1]>;

export type AdyenClient = ReturnType<typeof createAdyenClient>;

/**
 * The account's APIs, by the library of their own; only the line to Adyen is ours: the library's speaks to fixed addresses,
 * over TLS alone. Nothing is tried again by itself: whoever calls knows whether trying again is right.
 */
export function createAdyenClient(account: AdyenAccount, timeoutMs = TIMEOUT_MS) {
  const client = new Client(
    {
      apiKey: account.apiKey,
      environment: account.livePrefix === undefined ? EnvironmentEnum.TEST : EnvironmentEnum.LIVE,
      ...(account.livePrefix === undefined ? {} : { liveEndpointUrlPrefix: account.livePrefix }),
    },
    lineTo(account.apiBase, timeoutMs),
  );
  return {
    account,
    links: new PaymentLinksApi(client),
    modifications: new ModificationsApi(client),
    transfers: new TransfersApi(client),
  };
}

const lineTo = (apiBase: string | undefined, timeoutMs: number): Line => ({
  async request(endpoint, json, { apiKey }, _needsKey, { method = 'POST', params = {}, idempotencyKey } = {}) {
    const url = new URL(endpoint);
    if (apiBase !== undefined) {
      const { protocol, host } = new URL(apiBase);
      Object.assign(url, { protocol, host });
    }
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, textOf(value));
    const response = await fetch(url, {
      method,
      headers: {
        'x-api-key': apiKey ?? '',
        'content-type': 'application/json',
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      ...(method === 'GET' ? {} : { body: json }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    if (!response.ok) throw new AdyenError(response.status, codeIn(text));
    return text;
  },
});

/** The library hands dates on as they are. */
const textOf = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));

function codeIn(text: string): string {
  try {
    const { errorCode } = JSON.parse(text) as { errorCode?: unknown };
    return typeof errorCode === 'string' || typeof errorCode === 'number' ? String(errorCode) : '';
  } catch {
    return '';
  }
}
