import type { Columns } from './data.ts';

/** Every column of the schema `requests`: what it holds of a person, by its name in data.ts, or that it is none. */
export const requests = {
  idempotency_key: {
    player_id: 'account-id',
    key: 'none',
    route: 'none',
    body_hash: 'wishes',
    answer: 'wishes',
    created_at: 'none',
  },
} as const satisfies Columns;
