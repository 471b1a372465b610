/** Stripe's way to say no (docs.stripe.com/api/errors). Returned, not thrown: a refused call is an answer. */
export type Refused = {
  readonly refused: true;
  readonly status: number;
  readonly error: { readonly type: string; readonly code?: string; readonly message: string; readonly param?: string };
  /** The call had begun, so that the answer is kept for its idempotency key. */
  readonly begun: boolean;
};

/** Something the caller sent cannot be: nothing had begun. */
export const invalid = (message: string, param?: string, code?: string): Refused => ({
  refused: true,
  status: 400,
  error: { type: 'invalid_request_error', message, ...(param ? { param } : {}), ...(code ? { code } : {}) },
  begun: false,
});

/** The call was understood, and is not possible as things are. */
export const impossible = (code: string, message: string): Refused => ({
  refused: true,
  status: 400,
  error: { type: 'invalid_request_error', code, message },
  begun: true,
});

export const missing = (what: string, id: string): Refused => ({
  refused: true,
  status: 404,
  error: { type: 'invalid_request_error', code: 'resource_missing', message: `No such ${what}: '${id}'`, param: 'id' },
  begun: false,
});

export const unauthorized: Refused = {
  refused: true,
  status: 401,
  error: { type: 'invalid_request_error', message: 'Invalid API Key provided.' },
  begun: false,
};

export const unknownUrl = (call: string): Refused => ({
  refused: true,
  status: 404,
  error: { type: 'invalid_request_error', message: `Unrecognized request URL (${call}).` },
  begun: false,
});

export const keyReused: Refused = {
  refused: true,
  status: 400,
  error: {
    type: 'idempotency_error',
    message:
      'Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a different key if you meant to execute a different request.',
  },
  begun: false,
};

export const isRefused = (value: unknown): value is Refused =>
  typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;
