/** Adyen's way to say no. Returned, not thrown: a refused call is an answer. */
export type Refused = {
  readonly refused: true;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
};

/** Understood, and not possible (Checkout API, errors). */
export const unprocessable = (errorCode: string, message: string): Refused => ({
  refused: true,
  status: 422,
  body: { status: 422, errorCode, message, errorType: 'validation' },
});

export const unauthorized: Refused = {
  refused: true,
  status: 401,
  body: { status: 401, errorCode: '000', message: 'HTTP Status Response - Unauthorized', errorType: 'security' },
};

export const notFound: Refused = {
  refused: true,
  status: 404,
  body: { status: 404, errorCode: '00_404', message: 'Not found', errorType: 'validation' },
};

/** Another body under a key that was used. */
export const keyReused = unprocessable('704', 'request already processed or in progress');

export const isRefused = (value: unknown): value is Refused =>
  typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;
